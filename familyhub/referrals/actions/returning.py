"""One professional is asked for what is missing in what they sent. Nobody else who asked reads a word of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.claiming import check_claim
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import NotNow, check_move, locked, move
from familyhub.referrals.belonging import contacts_of
from familyhub.referrals.events.requests import RequestReturned
from familyhub.referrals.models import Contact, Request, Return, Withdrawal
from familyhub.referrals.policy import requests as policy
from familyhub.referrals.queries.contacts import came
from familyhub.referrals.terms.requests import Lane, ReturnReason, SenderWord, State


class CannotGoBack(NotNow):
    """This contact cannot go back to whoever sent it; the text says what to do instead."""


@dataclass(frozen=True)
class NewReturn:
    """Which contact goes back to its sender, and why: a coded reason, and words for that sender alone."""

    contact: uuid.UUID
    reason: ReturnReason
    words: str = ""


def return_to_sender(
    *, request: uuid.UUID, new: NewReturn, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """Send one contact back with a coded reason and a date, counted by agency (S0-15). Other senders read nothing new.

    A MASH concern is never sent back. Errors: NoSuchRequest, ChangedMeanwhile, OpenElsewhere, NotNow, CannotGoBack.
    """
    row = locked(request, version_seen)
    check_claim(row, by, at)
    check_move(row, State.RETURNED)
    contact = _contact(row, new.contact)
    row.claimed_by = row.claimed_until = None
    row.answer_by = wanted = policy.answer_by(day_of(at))
    move(row, State.RETURNED, by=by, at=at, words=new.words)
    _write(row, contact, new, wanted, by=by, at=at)
    telling = Telling(
        contact=contact,
        reference=contact.request.reference,
        word=SenderWord.MORE_NEEDED,
        missing=new.reason,
        answer_by=wanted,
        words=new.words,
        shown_from=policy.shown_from(Lane(row.lane), at),
    )
    tell_sender(telling=telling, by=by, at=at)
    _announce(row, new, wanted, by=by, at=at)


def _contact(row: Request, number: uuid.UUID) -> Contact:
    found = next((one for one in contacts_of(row.id) if one.id == number), None)
    if found is None:
        raise CannotGoBack(f"That is not part of {row.reference}: choose whom to ask")
    if not policy.can_go_back(came(found)) or Withdrawal.objects.filter(contact=found.id).exists():
        raise CannotGoBack("This sender cannot be asked in writing: phone them in the way they said is safe, or decide")
    return found


def _write(row: Request, contact: Contact, new: NewReturn, wanted: date, *, by: Asker, at: datetime) -> None:
    Return(
        fence=row.fence,
        request=row,
        contact=contact,
        agency=contact.agency,
        source=contact.source,
        reason=new.reason.value,
        words=new.words,
        answer_by=wanted,
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)


def _announce(row: Request, new: NewReturn, wanted: date, *, by: Asker, at: datetime) -> None:
    event = RequestReturned(
        fence=row.fence,
        about=row.id,
        reference=row.reference,
        reason=new.reason.value,
        answer_by=wanted.strftime("%-d %B %Y"),
    )
    events.record(event, by=by, at=at)
