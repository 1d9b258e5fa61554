"""What somebody does with a message that was given up: again, another way, or set aside. Each is an event."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.messages.actions.history import End, facts_of, note
from familyhub.messages.actions.sending import NewMessage, queue_delivery, send
from familyhub.messages.events import MessageSentAgain, MessageSentAnotherWay, MessageSetAside
from familyhub.messages.models import Message
from familyhub.messages.permissions import MEND
from familyhub.messages.queries.other_ways import ways_left
from familyhub.messages.terms import ANOTHER_WAY, HIDDEN, State, Step, Way

LONGEST_REASON = 200


class NotGivenUp(Exception):
    """There is nothing to mend: somebody else has done it, or this asker may not see such a message."""


class CannotGo(Exception):
    """This way is not open for this message; the text says why."""


def _dead(message: uuid.UUID, by: Asker) -> Message:
    """Locked. Errors: NotGivenUp."""
    row = Message.objects.select_for_update().filter(id=message, state=State.DEAD.value).first()
    if row is None or not by.may(MEND.code):
        raise NotGivenUp
    return row


def _move(row: Message, state: State, reason: str, again: datetime | None) -> None:
    changed = Message.objects.filter(id=row.id, state=State.DEAD.value).update(
        state=state.value, reason=reason, refusals=0, next_try_at=again
    )
    if changed != 1:
        raise NotGivenUp


def send_again(*, message: uuid.UUID, by: Asker, at: datetime) -> None:
    """To the same reader by the same way; whether it is still right is asked again. Errors: NotGivenUp."""
    row = _dead(message, by)
    _move(row, State.WAITING, "", at)
    note(row, End(Step.AGAIN, ""), at)
    events.record(MessageSentAgain(**facts_of(row)), by=by, at=at)
    queue_delivery(row.id)


def send_another_way(*, message: uuid.UUID, way: Way, by: Asker, at: datetime) -> uuid.UUID:
    """The same letter by another way that is safe; this one is set aside. Errors: NotGivenUp, CannotGo."""
    row = _dead(message, by)
    left = ways_left(row, at)
    if way not in left:
        raise CannotGo("there is no safe way of this kind")
    _move(row, State.SET_ASIDE, ANOTHER_WAY, None)
    note(row, End(Step.ELSEWHERE, ""), at)
    events.record(MessageSentAnotherWay(**facts_of(row), other_way=way.value), by=by, at=at)
    new = NewMessage(
        letter=row.letter,
        fence=row.fence,
        about_kind=row.about_kind,
        about=row.about,
        to_address=left[way],
        way=way,
        values=row.values,
        person_record=row.person_record,
        is_hidden=row.wide == HIDDEN,
    )
    return send(new, by=by, at=at)


def set_aside(*, message: uuid.UUID, reason: str, by: Asker, at: datetime) -> None:
    """Nothing more is done about it. Errors: NotGivenUp, CannotGo without a reason of at most 200 letters."""
    row = _dead(message, by)
    words = " ".join(reason.split())
    if not words or len(words) > LONGEST_REASON:
        raise CannotGo(f"say why, in at most {LONGEST_REASON} letters")
    _move(row, State.SET_ASIDE, words, None)
    note(row, End(Step.ASIDE, words), at)
    events.record(MessageSetAside(**facts_of(row)), by=by, at=at)
