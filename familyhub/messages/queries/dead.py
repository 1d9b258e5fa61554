"""Messages that were given up, for those who may mend them. What the reader may not see is not there, and not counted.

The fence decides: a message lies behind what it tells of. An address is whole only for those who may see messages, and
a person's is never shown here: where to reach somebody stands with the person, under their safe-contact rules.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.messages import letter_shelf, policy
from familyhub.messages.models import Attempt, Message
from familyhub.messages.permissions import MEND, SEE_MESSAGES
from familyhub.messages.queries.other_ways import ways_left
from familyhub.messages.terms import AUDIENCE_WORDS, STATE_WORDS, STEP_WORDS, WAY_WORDS, Audience, State, Step, Way
from familyhub.people import queries as people
from familyhub.people.models import Record

PAGE = 50
COUNTED = 100


@dataclass(frozen=True)
class DeadLetter:
    """One message as those read it who may mend it. `address` is masked unless the reader may see it whole."""

    id: uuid.UUID
    title: str
    to_whom: str
    way: str
    address: str
    about_kind: str
    about: uuid.UUID
    reference: str
    reason: str
    made_at: datetime
    tries: int
    is_open: bool
    state_words: str


@dataclass(frozen=True)
class DeadPage:
    """One page of them, newest first; `has_more` says that older ones follow."""

    lines: tuple[DeadLetter, ...]
    has_more: bool


@dataclass(frozen=True)
class StepLine:
    """One line of a message's history."""

    at: datetime
    words: str
    detail: str


@dataclass(frozen=True)
class WholeLetter:
    """A message with its history, and the other ways that are open for it now."""

    letter: DeadLetter
    steps: tuple[StepLine, ...]
    ways: dict[str, str]


def _rows(asker: Asker) -> QuerySet[Message]:
    if not asker.may(MEND.code):
        return Message.objects.none()
    return _seen(Message.objects.filter(state=State.DEAD.value))


def _seen(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Of the messages that the fence lets through, those to nobody or to somebody whom the asker may see."""
    return rows.filter(Q(person_record__isnull=True) | Exists(Record.objects.filter(id=OuterRef("person_record"))))


def _line(row: Message, asker: Asker) -> DeadLetter:
    way, audience = Way(row.way), Audience(row.audience)
    return DeadLetter(
        id=row.id,
        title=letter_shelf.letter(row.letter).TITLE,
        to_whom=AUDIENCE_WORDS[audience],
        way=WAY_WORDS[way],
        address=_address(row, way, audience, asker),
        about_kind=row.about_kind,
        about=row.about,
        reference=row.values.get("reference", ""),
        reason=row.reason,
        made_at=row.made_at,
        tries=row.tries,
        is_open=row.state == State.DEAD.value,
        state_words=STATE_WORDS[State(row.state)],
    )


def _address(row: Message, way: Way, audience: Audience, asker: Asker) -> str:
    if audience is Audience.PERSON:
        return ""
    return row.to_address if asker.may(SEE_MESSAGES.code) else policy.masked(way, row.to_address)


def _note(asker: Asker, rows: list[Message]) -> None:
    """Whoever reads that a message to a person failed has read of that person."""
    records = [row.person_record for row in rows if row.person_record]
    if records:
        fence.note_subjects([named.person for named in people.names_of(asker, records).values()])


def dead_letters(asker: Asker, page: int = 1) -> DeadPage:
    """Those that this asker may see, newest first: one query, and two more where one of them was to a person."""
    first = (max(page, 1) - 1) * PAGE
    found = list(_rows(asker).order_by("-made_at")[first : first + PAGE + 1])
    shown = found[:PAGE]
    _note(asker, shown)
    return DeadPage(tuple(_line(row, asker) for row in shown), len(found) > PAGE)


def count_dead(asker: Asker) -> int:
    """How many this asker may mend, counted up to 100: one query."""
    if not asker.may(MEND.code):
        return 0
    return len(_rows(asker).order_by("-made_at").values_list("id", flat=True)[:COUNTED])


def dead_letter(asker: Asker, number: uuid.UUID, at: datetime) -> WholeLetter | None:
    """One message that was given up, or was mended since; None when there is none that this asker may see."""
    if not asker.may(MEND.code):
        return None
    row = _seen(Message.objects.filter(id=number)).first()
    if row is None or not _was_given_up(row):
        return None
    _note(asker, [row])
    steps = Attempt.objects.filter(message=row).order_by("at", "number")
    left = ways_left(row, at) if row.state == State.DEAD.value else {}
    return WholeLetter(
        letter=_line(row, asker),
        steps=tuple(StepLine(one.at, STEP_WORDS[Step(one.step)], one.detail) for one in steps),
        ways={way.value: WAY_WORDS[way] for way in left},
    )


def _was_given_up(row: Message) -> bool:
    if row.state in (State.DEAD.value, State.SET_ASIDE.value):
        return True
    return row.attempts.filter(step=Step.AGAIN.value).exists()
