"""A partner is asked one question about the people who were chosen, by a link of its own that can be closed at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.messages import actions as messages
from familyhub.referrals.actions import desk
from familyhub.referrals.actions.enquiring import move_enquiry
from familyhub.referrals.actions.mash.enquiries import at_hand, check_undecided, tell
from familyhub.referrals.belonging import subjects_of
from familyhub.referrals.events.mash import PartnerAsked, PartnerLinkWithdrawn
from familyhub.referrals.models import Enquiry, InformationRequest, InformationSubject, Subject
from familyhub.referrals.naming import name_alone
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.terms.mash import Due
from familyhub.referrals.terms.requests import EnquiryState
from familyhub.sharing.partner_links import digest, new_secret, signed

BECAUSE = "asked for information"
SALT = "referrals.partner"


class NobodyChosen(Exception):
    """A partner is asked about somebody: choose whom, among those named in what was sent."""


class NoSuchQuestion(Exception):
    """There is no such question to a partner for this asker."""


@dataclass(frozen=True)
class NewQuestion:
    """Whom to ask, what, about whom (numbers of those named in the contacts), and by when."""

    agency: str
    contact_name: str
    contact_email: str
    question: str
    subjects: tuple[uuid.UUID, ...]
    due: Due = Due.DECISION


def ask_partner(*, enquiry: uuid.UUID, new: NewQuestion, by: Asker, at: datetime, link_path: str) -> uuid.UUID:
    """Ask, and send the link to the address that was named. `link_path` has `{}` where the link's word goes.

    Errors: NoSuchEnquiry, NotNow, NobodyChosen, messages' MessageRefused.
    """
    row = at_hand(enquiry)
    check_undecided(row)
    chosen = [one for one in subjects_of(row.request_id).order_by("number") if one.id in new.subjects]
    if not chosen:
        raise NobodyChosen
    asked, secret = _keep(row, new, by, at)
    _name(asked, chosen)
    desk.cover(row.request, [asked.fence])
    grants.grant([asked.id], [asked.fence], because=BECAUSE)
    if EnquiryState(row.state) is EnquiryState.RECEIVED:
        move_enquiry(row, EnquiryState.GATHERING, by=by, at=at, words=f"{new.agency} was asked")
    tell(PartnerAsked, row, by=by, at=at, agency=new.agency)
    send_partner("partner_request", asked, {"link": link_path.format(signed(SALT, asked.id, secret))}, by, at)
    return asked.id


def _keep(row: Enquiry, new: NewQuestion, by: Asker, at: datetime) -> tuple[InformationRequest, str]:
    number, secret = uuid.uuid4(), new_secret()
    due = mash_policy.answer_due(at, new.due, row.decide_by)
    asked = InformationRequest(
        id=number,
        fence=number,
        enquiry=row,
        agency=new.agency,
        contact_name=new.contact_name,
        contact_email=new.contact_email.strip().lower(),
        question=new.question,
        token_hash=digest(secret),
        asked_at=at,
        asked_by=by.number,
        asked_by_name=by.name,
        due_at=due,
        expires_at=mash_policy.link_expires(due),
    )
    asked.save(force_insert=True)
    return asked, secret


def _name(asked: InformationRequest, chosen: list[Subject]) -> None:
    for number, subject in enumerate(chosen, start=1):
        InformationSubject(
            fence=asked.fence,
            asked=asked,
            number=number,
            name=name_alone(subject),
            born_on=subject.born_on,
            record_id=subject.record_id,
        ).save(force_insert=True)


def send_partner(letter: str, asked: InformationRequest, values: dict[str, str], by: Asker, at: datetime) -> None:
    """The letter names nobody. It lies behind a fence of its own: the worker sends it, whatever the desk hides."""
    message = messages.NewMessage(
        letter=letter,
        fence=uuid.uuid4(),
        about_kind="referrals.information_request",
        about=asked.id,
        to_address=asked.contact_email,
        values=values,
        is_hidden=True,
    )
    messages.send(message, by=by, at=at)


def withdraw(*, asked: uuid.UUID, by: Asker, at: datetime) -> None:
    """Close the link at once. Safe to repeat. Errors: NoSuchQuestion."""
    row = InformationRequest.objects.filter(id=asked).select_related("enquiry__request").first()
    if row is None:
        raise NoSuchQuestion(str(asked))
    _close(row, by, at)


def withdraw_all(enquiry: Enquiry, *, by: Asker, at: datetime) -> None:
    """Close every link of the enquiry that nobody has answered."""
    rows = InformationRequest.objects.filter(enquiry=enquiry, answered_at__isnull=True, withdrawn_at__isnull=True)
    for row in rows.select_related("enquiry__request"):
        _close(row, by, at)


def _close(row: InformationRequest, by: Asker, at: datetime) -> None:
    open_still = InformationRequest.objects.filter(id=row.id, withdrawn_at__isnull=True)
    if open_still.update(withdrawn_at=at, withdrawn_by_name=by.name):
        grants.revoke([row.id], [row.fence], because=BECAUSE)
        tell(PartnerLinkWithdrawn, row.enquiry, by=by, at=at, agency=row.agency)
