"""A MASH enquiry is opened with the first concern; a later one about the same child becomes part of it (S4-10)."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.steps import ChangedMeanwhile
from familyhub.referrals.events.requests import EnquiryOpened
from familyhub.referrals.models import Enquiry, EnquiryStep, Request
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.requests import ENQUIRY_LABELS, ENQUIRY_OVER, EnquiryState, Lane


class NoSuchEnquiry(Exception):
    """There is no such enquiry for this asker."""


def open_enquiry(request: Request, *, since: datetime, by: Asker, at: datetime) -> Enquiry:
    """Open the enquiry of a request whose concern was received `since`; its clock is one working day."""
    number = uuid.uuid4()
    enquiry = Enquiry(
        id=number,
        fence=number,
        request=request,
        state=EnquiryState.RECEIVED.value,
        opened_at=since,
        decide_by=policy.due_from(since, Lane.MASH).decide_by,
    )
    enquiry.save(force_insert=True)
    _write(enquiry, by=by, at=at, words="")
    event = EnquiryOpened(fence=number, about=request.id, reference=request.reference, enquiry=str(number))
    events.record(event, by=by, at=at)
    return enquiry


def open_enquiry_of(request: uuid.UUID) -> Enquiry | None:
    """The one that is open for this request."""
    over = [state.value for state in ENQUIRY_OVER]
    return Enquiry.objects.filter(request=request).exclude(state__in=over).first()


def locked_enquiry(number: uuid.UUID, version_seen: int | None) -> Enquiry:
    """The enquiry, locked until the transaction ends. Errors: NoSuchEnquiry, ChangedMeanwhile."""
    row = Enquiry.objects.select_for_update(of=("self",)).select_related("request").filter(id=number).first()
    if row is None:
        raise NoSuchEnquiry(str(number))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile(f"The enquiry is now: {ENQUIRY_LABELS[EnquiryState(row.state)].lower()}")
    return row


def move_enquiry(enquiry: Enquiry, to: EnquiryState, *, by: Asker, at: datetime, words: str = "") -> None:
    """Bring a locked enquiry into a state, with whatever else was set on it. Errors: NoSuchEnquiry."""
    enquiry.state = to.value
    enquiry.version += 1
    fields = {f.attname: getattr(enquiry, f.attname) for f in Enquiry._meta.concrete_fields if f.attname != "id"}
    if Enquiry.objects.filter(id=enquiry.id).update(**fields) != 1:
        raise NoSuchEnquiry(str(enquiry.id))
    _write(enquiry, by=by, at=at, words=words)


def _write(enquiry: Enquiry, *, by: Asker, at: datetime, words: str) -> None:
    EnquiryStep(
        fence=enquiry.fence,
        enquiry=enquiry,
        version=enquiry.version,
        state=enquiry.state,
        words=words,
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    ).save(force_insert=True)
