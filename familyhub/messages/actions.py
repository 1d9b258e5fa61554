"""Writes of messages: put one in the outbox, deliver it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.core import events, fence
from familyhub.core.asker import Asker, system
from familyhub.messages import letter_shelf, policy
from familyhub.messages.carrying import Broken, NoServer, NotCarried, NotNow, Parcel, Refused
from familyhub.messages.events import MessageGivenUp, MessageSent, MessageWithheld
from familyhub.messages.models import OPEN, Attempt, Message
from familyhub.messages.safe_contact import reachable
from familyhub.messages.terms import NOT_AT_THIS_HOUR, Audience, State, Step, Way
from familyhub.messages.transport_shelf import transport_for

DELIVERER = system("deliver messages")


@dataclass(frozen=True)
class NewMessage:
    """A message to send: the letter's code, the object that it tells of and that object's fence, and where it goes.

    `person_record` is the record of the person whom a letter of audience PERSON is to, and None for any other; such a
    letter needs no `to_address`: it goes where the safe-contact rules say when it is sent.
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


def send(message: NewMessage, *, by: Asker, at: datetime) -> uuid.UUID:
    """Put it in the outbox and queue its delivery, in this transaction; returns the message's id.

    Errors: MessageRefused (UnknownLetter, WrongWay, NobodyNamed, NotAllowedInAMessage, WrongAddress).
    """
    letter = letter_shelf.letter(message.letter)
    if message.way not in letter.WAYS:
        raise policy.WrongWay(f"{message.letter} is not written for {message.way.value}")
    policy.check_recipient(letter.AUDIENCE, message.person_record)
    policy.check_values(message.values)
    policy.check_address(letter.AUDIENCE, message.way, message.to_address)
    letter_shelf.write(message.letter, message.values)  # a letter that lacks a value fails here, not in the worker
    row = _row(message, letter.AUDIENCE, by=by, at=at)
    row.save(force_insert=True)
    queue: Callable[..., Any] = import_string(settings.DELIVERY_QUEUE)
    queue(message=str(row.id))
    return row.id


def _row(message: NewMessage, audience: Audience, *, by: Asker, at: datetime) -> Message:
    number = uuid.uuid4()
    return Message(
        id=number,
        fence=message.fence,
        letter=message.letter,
        audience=audience.value,
        person_record=message.person_record,
        to_address=message.to_address,
        way=message.way.value,
        about_kind=message.about_kind,
        about=message.about,
        values=dict(message.values),
        state=State.WAITING.value,
        reason="",
        tries=0,
        refusals=0,
        next_try_at=at,
        made_at=at,
        made_by=by.number,
        sent_at=None,
        provider_reference=f"<{number}@{letter_shelf.site_host()}>",
    )


@dataclass(frozen=True)
class _Claimed:
    """A message that this worker alone may send now: nobody else takes it before the lease ends."""

    row: Message
    parcel: Parcel


@dataclass(frozen=True)
class _End:
    """How a try ended; `is_everywhere`: nothing else by this way would go either."""

    step: Step
    detail: str
    is_everywhere: bool = False


@dataclass(frozen=True)
class Delivered:
    """What became of a message that was to be delivered; `state` is None when there was nothing to do."""

    state: State | None
    is_server_away: bool = False


NOTHING_TO_DO = Delivered(None)


def deliver(message: uuid.UUID, *, at: datetime) -> Delivered:
    """Send one message if it is due and still right. Call it outside a unit of work: it enters its own, as the system.

    The try is committed before the server is spoken to and its end after, so that a worker killed in between sends
    the same message again, with the same Message-ID, when the lease has ended: at least once, and a repeat is marked.
    """
    with fence.enter(DELIVERER):
        claimed = _claim(message, at)
    if isinstance(claimed, Delivered):
        return claimed
    end = _carry(claimed)
    with fence.enter(DELIVERER):
        state = _finish(claimed.row, end, at)
    return Delivered(state, is_server_away=end.is_everywhere)


def _claim(number: uuid.UUID, at: datetime) -> _Claimed | Delivered:
    rows = Message.objects.select_for_update(skip_locked=True)
    row = rows.filter(id=number, state__in=OPEN, next_try_at__lte=at).first()
    if row is None:
        return NOTHING_TO_DO
    safe = reachable(row.person_record, Way(row.way), at) if row.person_record else None
    verdict = _verdict(row, safe, at)
    if not verdict.ok:
        return Delivered(_finish(row, _End(Step.WITHHELD, verdict.reason), at))
    if policy.must_wait(safe):
        return Delivered(_wait(row, at))
    return _begin(row, safe.to if safe else row.to_address, at)


def _begin(row: Message, address: str, at: datetime) -> _Claimed:
    steps = [Step(step) for step in row.attempts.order_by("number", "at").values_list("step", flat=True)]
    row.tries += 1
    row.next_try_at = at + policy.LEASE
    row.save(update_fields=["tries", "next_try_at"])
    _note(row, _End(Step.BEGUN, ""), at, is_repeat=policy.is_repeat(steps))
    written = letter_shelf.write(row.letter, row.values)
    return _Claimed(row, Parcel(address, written.subject, written.words, row.provider_reference))


def _wait(row: Message, at: datetime) -> State:
    row.next_try_at = at + policy.LONGEST_WAIT
    row.reason = NOT_AT_THIS_HOUR
    row.save(update_fields=["next_try_at", "reason"])
    return State(row.state)


def _verdict(row: Message, safe: policy.Reachable | None, at: datetime) -> policy.Verdict:
    """Asked when it is sent, whatever was true when it was written."""
    if safe is not None:
        verdict = policy.by_contact_rule(safe, row.to_address)
        if not verdict.ok:
            return verdict
    outgoing = policy.Outgoing(
        id=row.id,
        letter=row.letter,
        audience=Audience(row.audience),
        way=Way(row.way),
        about_kind=row.about_kind,
        about=row.about,
        values=row.values,
        made_at=row.made_at,
        now=at,
    )
    asked: policy.Verdict = letter_shelf.letter(row.letter).still_right(outgoing)
    return asked


def _carry(claimed: _Claimed) -> _End:
    transport = transport_for(Way(claimed.row.way), settings.ENVIRONMENT)
    try:
        return _End(Step.SENT, transport.send(claimed.parcel, settings.ENVIRONMENT))
    except NotCarried as error:
        step = {Refused: Step.REFUSED, NotNow: Step.NOT_NOW, NoServer: Step.NOT_NOW, Broken: Step.UNKNOWN}[type(error)]
        return _End(step, error.detail, is_everywhere=isinstance(error, NoServer))


def _finish(row: Message, end: _End, at: datetime) -> State:
    refusals = row.refusals + (end.step is Step.REFUSED)
    again = None
    if end.step not in (Step.SENT, Step.WITHHELD):
        again = policy.next_try_at(end.step, refusals, row.tries, at)
    state = policy.state_after(end.step, again)
    changed = Message.objects.filter(id=row.id, state__in=OPEN).update(
        state=state.value,
        reason="" if state is State.SENT else end.detail,
        refusals=refusals,
        next_try_at=again,
        sent_at=at if state is State.SENT else None,
    )
    if changed:  # 0: another worker, after the lease, has ended it already
        _note(row, end, at)
        _tell(row, state, end.detail, refusals, at)
    return state


def _note(row: Message, end: _End, at: datetime, is_repeat: bool = False) -> None:
    Attempt(
        id=uuid.uuid4(),
        fence=row.fence,
        message=row,
        number=row.tries,
        step=end.step.value,
        at=at,
        detail=end.detail,
        is_repeat=is_repeat,
    ).save(force_insert=True)


def _tell(row: Message, state: State, reason: str, refusals: int, at: datetime) -> None:
    facts = {
        "fence": row.fence,
        "about": row.about,
        "letter": row.letter,
        "title": letter_shelf.letter(row.letter).TITLE,
        "audience": row.audience,
        "way": row.way,
    }
    if state is State.SENT:
        events.record(MessageSent(**facts), by=DELIVERER, at=at)
    elif state is State.WITHHELD:
        events.record(MessageWithheld(**facts, reason=reason), by=DELIVERER, at=at)
    elif state is State.DEAD:
        events.record(MessageGivenUp(**facts, tries=refusals), by=DELIVERER, at=at)
