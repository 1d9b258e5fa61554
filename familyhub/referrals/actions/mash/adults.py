"""A concern about an adult is passed on to adult safeguarding and stays in sight until its receipt is known (S4-10)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.mash.enquiries import at_hand
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.events.mash import AdultConcernPassed, AdultConcernRaised, AdultConcernReceived
from familyhub.referrals.models import AdultConcern
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.terms.mash import Passed
from familyhub.referrals.terms.requests import Lane


class NoSuchConcern(Exception):
    """There is no such concern for this asker."""


class WrongTime(Exception):
    """That moment cannot be right; the text says why."""


@dataclass(frozen=True)
class NewAdult:
    """Who the adult is, in words, and what the concern is. `enquiry` None: it came to the front door by itself."""

    who: str
    words: str
    enquiry: uuid.UUID | None = None


@dataclass(frozen=True)
class Receipt:
    """Who at adult safeguarding has it, their reference, and when they said so."""

    who: str
    reference: str
    received_at: datetime


def raise_adult_concern(*, new: NewAdult, by: Asker, at: datetime) -> uuid.UUID:
    """Record it; its clock is one working day until the receipt. Errors: NoSuchEnquiry."""
    enquiry = at_hand(new.enquiry) if new.enquiry else None
    number = uuid.uuid4()
    row = AdultConcern(
        id=number,
        fence=number,
        enquiry=enquiry,
        who=new.who,
        words=new.words,
        raised_at=at,
        raised_by=by.number,
        raised_by_name=by.name,
        due_by=policy.due_from(at, Lane.MASH).decide_by,
    )
    row.save(force_insert=True)
    _tell(AdultConcernRaised(fence=number, about=_about(row)), by, at)
    if enquiry:
        desk.cover(enquiry.request, [number])
    return number


def _about(row: AdultConcern) -> uuid.UUID:
    """On the timeline of the enquiry's request; by itself, on its own."""
    return row.enquiry.request_id if row.enquiry else row.id


def _tell(event: events.Event, by: Asker, at: datetime) -> None:
    events.record(event, by=by, at=at)


def _locked(number: uuid.UUID) -> AdultConcern:
    row = AdultConcern.objects.select_for_update(of=("self",)).select_related("enquiry").filter(id=number).first()
    if row is None:
        raise NoSuchConcern(str(number))
    return row


def pass_on(*, concern: uuid.UUID, how: Passed, to: str, by: Asker, at: datetime) -> None:
    """It was passed on, to whom and how. May be said again while nobody has said that they have it.

    Errors: NoSuchConcern, NotNow.
    """
    row = _locked(concern)
    if row.received_at is not None:
        raise NotNow("Adult safeguarding has it already")
    AdultConcern.objects.filter(id=row.id).update(
        passed_at=at, passed_how=how.value, passed_to=to, passed_by_name=by.name
    )
    _tell(AdultConcernPassed(fence=row.fence, about=_about(row), to=to), by, at)


def record_receipt(*, concern: uuid.UUID, receipt: Receipt, by: Asker, at: datetime) -> None:
    """Adult safeguarding has it. Errors: NoSuchConcern, NotNow, WrongTime."""
    row = _locked(concern)
    if row.passed_at is None or row.received_at is not None:
        raise NotNow("Pass it on first" if row.passed_at is None else "Its receipt was recorded before")
    if not row.raised_at <= receipt.received_at <= at:
        raise WrongTime("Enter when they said so: not before the concern was recorded, and not in the future")
    AdultConcern.objects.filter(id=row.id).update(
        received_at=receipt.received_at, received_by=receipt.who, received_reference=receipt.reference
    )
    _tell(AdultConcernReceived(fence=row.fence, about=_about(row), who=receipt.who), by, at)
