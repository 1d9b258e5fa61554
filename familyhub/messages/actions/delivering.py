"""Delivery: a message whose time has come goes by its way's transport, if it is still right."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages import letter_shelf, policy
from familyhub.messages.actions.history import End, note, tell
from familyhub.messages.carrying import Broken, Never, NoServer, NotCarried, NotNow, Parcel, Refused, Taken
from familyhub.messages.holding_back import HELD_BACK_WORDS, is_held_back
from familyhub.messages.models import OPEN, Message
from familyhub.messages.safe_contact import reachable
from familyhub.messages.terms import NOT_AT_THIS_HOUR, Arrival, Audience, State, Step, Way
from familyhub.messages.transport_shelf import transport_for

DELIVERER = system("deliver messages")
STEP_OF = {
    Refused: Step.REFUSED,
    Never: Step.NEVER,
    NotNow: Step.NOT_NOW,
    NoServer: Step.NOT_NOW,
    Broken: Step.UNKNOWN,
}
spread: Callable[[], float] = random.random


@dataclass(frozen=True)
class _Claimed:
    """A message that this worker alone may send now: nobody else takes it before the lease ends."""

    row: Message
    parcel: Parcel


@dataclass(frozen=True)
class Delivered:
    """What became of a message that was to be delivered; `state` is None when there was nothing to do."""

    state: State | None
    is_server_away: bool = False
    way: Way | None = None


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
    return Delivered(state, is_server_away=end.is_everywhere, way=Way(claimed.row.way))


def _claim(number: uuid.UUID, at: datetime) -> _Claimed | Delivered:
    rows = Message.objects.select_for_update(skip_locked=True)
    row = rows.filter(id=number, state__in=OPEN, next_try_at__lte=at).first()
    if row is None:
        return NOTHING_TO_DO
    safe = reachable(row.person_record, Way(row.way), at) if row.person_record else None
    verdict = _verdict(row, safe, at)
    if not verdict.ok:
        return Delivered(_finish(row, End(Step.WITHHELD, verdict.reason), at))
    if policy.must_wait(safe):
        return Delivered(_wait(row, at, NOT_AT_THIS_HOUR))
    if is_held_back(row):
        return Delivered(_wait(row, at, HELD_BACK_WORDS))
    return _begin(row, safe.to if safe else row.to_address, at)


def _begin(row: Message, address: str, at: datetime) -> _Claimed:
    steps = [Step(step) for step in row.attempts.order_by("number", "at").values_list("step", flat=True)]
    row.tries += 1
    row.next_try_at = at + policy.LEASE
    row.save(update_fields=["tries", "next_try_at"])
    is_repeat = policy.is_repeat(steps)
    note(row, End(Step.BEGUN, ""), at, is_repeat=is_repeat)
    way = Way(row.way)
    written = letter_shelf.write(row.letter, row.values, way)
    parcel = Parcel(address, written.subject, written.words, row.provider_reference, str(row.id), way, is_repeat)
    return _Claimed(row, parcel)


def _wait(row: Message, at: datetime, reason: str) -> State:
    row.next_try_at = at + policy.LONGEST_WAIT
    row.reason = reason
    row.save(update_fields=["next_try_at", "reason"])
    return State(row.state)


def _verdict(row: Message, safe: policy.Reachable | None, at: datetime) -> policy.Verdict:
    """Asked when it is sent, whatever was true when it was written."""
    if safe is not None:
        verdict = policy.by_contact_rule(safe, row.to_address, Way(row.way))
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
    return letter_shelf.still_right(outgoing)


def _carry(claimed: _Claimed) -> End:
    transport = transport_for(Way(claimed.row.way), settings.ENVIRONMENT)
    try:
        taken: Taken = transport.send(claimed.parcel, settings.ENVIRONMENT)
        return End(Step.SENT, taken.detail, carrier=transport.CODE, number=taken.number)
    except NotCarried as error:
        return End(STEP_OF[type(error)], error.detail, is_everywhere=isinstance(error, NoServer))


def _finish(row: Message, end: End, at: datetime) -> State:
    # a server that is away is no fault of this message: it is not counted
    step = Step.UNKNOWN if end.is_everywhere else end.step
    refusals = row.refusals + (step in policy.COUNTED)
    again = None
    if end.step not in (Step.SENT, Step.WITHHELD):
        again = policy.next_try_at(step, refusals, row.tries, at, spread=spread())
    state = policy.state_after(step, again)
    changed = Message.objects.filter(id=row.id, state__in=OPEN).update(
        state=state.value,
        reason="" if state is State.SENT else end.detail,
        refusals=refusals,
        next_try_at=again,
        sent_at=at if state is State.SENT else None,
        carrier=end.carrier,
        carrier_number=end.number,
        arrival=Arrival.NOT_KNOWN.value,
    )
    if changed:  # 0: another worker, after the lease, has ended it already
        note(row, end, at)
        tell(row, state, end, DELIVERER, at)
    return state
