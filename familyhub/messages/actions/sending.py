"""Into the outbox: a message is written in the transaction of what it tells of, and its delivery is queued with it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.messages import letter_shelf, policy
from familyhub.messages.models import Message
from familyhub.messages.terms import HIDDEN, Arrival, Audience, State, Way
from familyhub.people.actions.bulk import insert


@dataclass(frozen=True)
class NewMessage:
    """A message to send: the letter's code, the object that it tells of and that object's fence, and where it goes.

    `person_record` is the record of the person whom a letter of audience PERSON is to, and None for any other; such a
    letter needs no `to_address`: it goes where the safe-contact rules say when it is sent. `is_hidden`: no county-wide
    right opens it, only a grant on its fence.
    `not_before`: it waits until then and can be kept in meanwhile.
    `values`: `reference`, `link` (a path of our own site, `/…`) and `date` (ISO) at most.
    """

    letter: str
    fence: uuid.UUID
    about_kind: str
    about: uuid.UUID
    to_address: str = ""
    way: Way = Way.EMAIL
    values: Mapping[str, str] = field(default_factory=dict)
    person_record: uuid.UUID | None = None
    is_hidden: bool = False
    not_before: datetime | None = None


def send(message: NewMessage, *, by: Asker, at: datetime) -> uuid.UUID:
    """Put it in the outbox and queue its delivery, in this transaction; returns the message's id.

    Errors: MessageRefused (UnknownLetter, WrongWay, NobodyNamed, NotAllowedInAMessage, WrongAddress).
    """
    _check_words(message)
    row = Message(**_checked(message, by=by, at=at))
    row.save(force_insert=True)
    queue_delivery(row.id)
    return row.id


def send_many(new: Sequence[NewMessage], *, by: Asker, at: datetime) -> list[uuid.UUID]:
    """The same for a batch, one statement for all; the worker finds them when they are due. Errors: MessageRefused."""
    for message in {(m.letter, m.way, tuple(sorted(m.values.items()))): m for m in new}.values():
        _check_words(message)
    rows = [_checked(message, by=by, at=at) for message in new]
    written: dict[tuple[tuple[str, str], ...], str] = {}  # a batch says the same to most
    for row in rows:
        key = tuple(sorted(row["values"].items()))
        row["values"] = written.get(key) or written.setdefault(key, json.dumps(row["values"]))
    insert(Message, rows)
    return [row["id"] for row in rows]


def _check_words(message: NewMessage) -> None:
    """What lacks a value fails here, not in the worker. Errors: UnknownLetter, WrongWay, NotAllowedInAMessage."""
    if message.way not in letter_shelf.letter(message.letter).WAYS:
        raise policy.WrongWay(f"{message.letter} is not written for {message.way.value}")
    policy.check_values(message.values)
    letter_shelf.write(message.letter, message.values, message.way)


def _checked(message: NewMessage, *, by: Asker, at: datetime) -> dict[str, Any]:
    letter = letter_shelf.letter(message.letter)
    policy.check_recipient(letter.AUDIENCE, message.person_record)
    to = policy.address_of(letter.AUDIENCE, message.way, message.to_address)
    return _row(message, letter.AUDIENCE, to, by=by, at=at)


def queue_delivery(message: uuid.UUID) -> None:
    """Queue it in this transaction."""
    queue: Callable[..., Any] = import_string(settings.DELIVERY_QUEUE)
    queue(message=str(message))


def _row(message: NewMessage, audience: Audience, to: str, *, by: Asker, at: datetime) -> dict[str, Any]:
    number = uuid.uuid4()
    return {
        "id": number,
        "fence": message.fence,
        "wide": policy.class_of(message.about_kind, message.is_hidden),
        "letter": message.letter,
        "audience": audience.value,
        "person_record": message.person_record,
        "to_address": to,
        "way": message.way.value,
        "about_kind": message.about_kind,
        "about": message.about,
        "values": dict(message.values),
        "state": State.WAITING.value,
        "reason": "",
        "tries": 0,
        "refusals": 0,
        "next_try_at": max(at, message.not_before or at),
        "made_at": at,
        "made_by": by.number,
        "sent_at": None,
        "provider_reference": f"<{number}@{letter_shelf.site_host()}>",
        "carrier": "",
        "carrier_number": "",
        "arrival": Arrival.NOT_KNOWN.value,
    }


@dataclass(frozen=True)
class DutyCall:
    """Whom to call (a member of staff), about what, and the page of ours on which they answer (`/…`)."""

    staff: uuid.UUID
    fence: uuid.UUID
    about_kind: str
    about: uuid.UUID
    link: str
    is_hidden: bool = False


def call_duty(*, call: DutyCall, by: Asker, at: datetime) -> list[uuid.UUID]:
    """Tell the staff on duty by email, and by text where their work mobile is known. Returns the messages' ids.

    Nothing is sent to an account that is closed.
    """
    person = accounts.work_contacts([call.staff]).get(call.staff)
    if person is None:
        return []
    ways = [(Way.EMAIL, person.email), (Way.TEXT, person.work_mobile)]
    return [
        send(
            NewMessage(
                letter="duty_call",
                fence=call.fence,
                about_kind=call.about_kind,
                about=call.about,
                to_address=to,
                way=way,
                values={"link": call.link},
                is_hidden=call.is_hidden,
            ),
            by=by,
            at=at,
        )
        for way, to in ways
        if to
    ]


def hide(*, fences: Sequence[uuid.UUID]) -> int:
    """From now on only a grant opens the messages behind these fences. Whoever hides them needs such a grant.

    Returns how many were hidden. The history of a message cannot be changed; it is never shown without its message.
    """
    return Message.objects.filter(fence__in=fences).exclude(wide=HIDDEN).update(wide=HIDDEN)
