"""Asking a provider what became of a message that it took, and keeping the answer as a fact."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings

from familyhub.core import fence
from familyhub.messages import policy
from familyhub.messages.actions import delivering
from familyhub.messages.actions.history import End, note, tell
from familyhub.messages.carrying import NoServer
from familyhub.messages.models import Message
from familyhub.messages.terms import ARRIVAL_WORDS, Arrival, State, Step
from familyhub.messages.transport_shelf import carrier

ASK_FOR = timedelta(days=4)  # a provider tries for three days; after that it has said what it will say
STEP_OF = {Arrival.DELIVERED: Step.DELIVERED, Arrival.BOUNCED: Step.BOUNCED, Arrival.LOST: Step.LOST}


def follow(message: uuid.UUID, *, at: datetime) -> bool:
    """Ask about one message and keep the answer; False when the provider is away. Enters its own units of work."""
    with fence.enter(delivering.DELIVERER):
        row = Message.objects.filter(id=message, state=State.SENT.value, arrival="").first()
    if row is None:
        return True
    try:
        arrival = _ask(row)
    except NoServer:
        return False
    with fence.enter(delivering.DELIVERER):
        _keep(message, arrival, at)
    return True


def _ask(row: Message) -> Arrival:
    """Errors: NoServer. A carrier that is no longer on the shelf can say nothing."""
    transport = carrier(row.carrier)
    if transport is None:
        return Arrival.NOT_KNOWN
    said: Arrival = transport.became(row.carrier_number, settings.ENVIRONMENT)
    return said


def _keep(message: uuid.UUID, arrival: Arrival, at: datetime) -> None:
    row = Message.objects.select_for_update().filter(id=message, state=State.SENT.value, arrival="").first()
    if row is None:
        return
    if arrival is Arrival.NOT_KNOWN:
        if row.sent_at and at - row.sent_at > ASK_FOR:
            Message.objects.filter(id=message).update(arrival=Arrival.NEVER_SAID.value)
        return
    end = End(STEP_OF[arrival], ARRIVAL_WORDS[arrival])
    state = State.SENT if arrival is Arrival.DELIVERED else _failed(row, end, at)
    Message.objects.filter(id=message).update(arrival=arrival.value)
    note(row, end, at)
    tell(row, state, end, delivering.DELIVERER, at)


def _failed(row: Message, end: End, at: datetime) -> State:
    """It came back: for good, or to be tried again as after any refusal."""
    refusals = row.refusals + (end.step in policy.COUNTED)
    again = policy.next_try_at(end.step, refusals, row.tries, at, spread=delivering.spread())
    state = policy.state_after(end.step, again)
    Message.objects.filter(id=row.id).update(
        state=state.value, reason=end.detail, refusals=refusals, next_try_at=again, sent_at=None
    )
    return state
