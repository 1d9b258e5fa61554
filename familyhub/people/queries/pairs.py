"""The review bench: pairs that may be one person, for those alone who may see both."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q

from familyhub.core.asker import Asker
from familyhub.people.models import Pair, PairStep, Record
from familyhub.people.models.merging import OPEN
from familyhub.people.new import NewPerson
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.policy.merging import Claim, is_undecided
from familyhub.people.queries.finding import candidates, may
from familyhub.people.queries.known import Named, named_people, today
from familyhub.people.queries.sides import Sides, compare
from familyhub.people.terms import (
    PAIR_SOURCE_WORDS,
    PAIR_STEP_WORDS,
    PAIR_WORDS,
    PairSource,
    PairState,
    PairStepKind,
)

PAGE = 50
MOST_COUNTED = 100


@dataclass(frozen=True)
class PairLine:
    """One undecided pair in the list: who, why, how long it has waited, who has it."""

    id: uuid.UUID
    first: Named
    second: Named
    reasons: tuple[str, ...]
    probability: float | None
    is_first: bool
    state_words: str
    is_proposed: bool
    made_at: datetime
    claimed_name: str


@dataclass(frozen=True)
class Bench:
    """The undecided pairs that this asker may decide, at most 50; `count` is counted no further than 100."""

    lines: tuple[PairLine, ...]
    count: int
    is_more: bool


@dataclass(frozen=True)
class StepLine:
    """One step of a pair's history."""

    what: str
    words: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class PairPage:
    """One pair with both sides; `may_agree` says whether this asker's yes merges them."""

    id: uuid.UUID
    first: uuid.UUID
    second: uuid.UUID
    sides: Sides
    reasons: tuple[str, ...]
    probability: float | None
    source_words: str
    is_first: bool
    is_undecided: bool
    is_proposed: bool
    is_own_proposal: bool
    may_agree: bool
    state_words: str
    made_at: datetime
    makers: tuple[uuid.UUID, ...]
    proposed_name: str
    proposed_why: str
    claimed_by: uuid.UUID | None
    claimed_name: str
    claimed_until: datetime | None
    steps: tuple[StepLine, ...]


def bench(asker: Asker, now: datetime) -> Bench:
    """The list: those that touch an open enquiry first, then the oldest. A fixed number of queries."""
    if not may(asker, REVIEW, MERGE):
        return Bench((), 0, False)
    rows = Pair.objects.filter(OPEN).order_by("rank", "made_at", "id")
    numbers = list(rows.values_list("id", flat=True)[: MOST_COUNTED + 1])
    shown = list(rows.filter(id__in=numbers[:PAGE]).select_related("first", "second"))
    persons = {one.person_id for row in shown for one in (row.first, row.second)}
    known = named_people(sorted(persons), today())
    lines = [_line(row, known, now) for row in shown if {row.first.person_id, row.second.person_id} <= set(known)]
    return Bench(tuple(lines), min(len(numbers), MOST_COUNTED), len(numbers) > MOST_COUNTED)


def _line(row: Pair, known: dict[uuid.UUID, Named], now: datetime) -> PairLine:
    is_claimed = row.claimed_until is not None and row.claimed_until > now
    return PairLine(
        id=row.id,
        first=known[row.first.person_id],
        second=known[row.second.person_id],
        reasons=tuple(row.reasons),
        probability=row.probability,
        is_first=row.rank == 0,
        state_words=PAIR_WORDS[PairState(row.state)],
        is_proposed=row.state == PairState.PROPOSED,
        made_at=row.made_at,
        claimed_name=row.claimed_name if is_claimed else "",
    )


def count_undecided(asker: Asker) -> int:
    """How many wait, counted no further than 100. One query."""
    if not may(asker, REVIEW, MERGE):
        return 0
    return len(Pair.objects.filter(OPEN).order_by("rank", "made_at", "id").values_list("id")[:MOST_COUNTED])


def next_pair(asker: Asker, now: datetime, *, after: uuid.UUID | None = None) -> uuid.UUID | None:
    """The next that this asker can decide: not `after`, nobody else has it, and they neither proposed it nor asked
    somebody about it. One query that stops at the first.
    """
    if not may(asker, REVIEW, MERGE):
        return None
    waits = Q(state=PairState.PROPOSED.value)
    not_theirs = waits if not asker.may(MERGE.code) else waits & Q(proposed_by=asker.number)
    asked = PairStep.objects.filter(pair=OuterRef("id"), kind=PairStepKind.ASKED.value, by=asker.number)
    rows = Pair.objects.filter(OPEN).exclude(id=after).exclude(not_theirs).exclude(Exists(asked))
    rows = rows.exclude(Q(claimed_until__gt=now) & ~Q(claimed_by=asker.number))
    return rows.order_by("rank", "made_at", "id").values_list("id", flat=True).first()


def pair_for(asker: Asker, pair: uuid.UUID, now: datetime, *, on: date | None = None) -> PairPage | None:
    """One pair; None where there is none of which this asker may see both. Notes everybody whom it names."""
    row = Pair.objects.filter(id=pair).select_related("first", "second").first() if may(asker, REVIEW, MERGE) else None
    if row is None:
        return None
    halves = _halves(row)
    steps = [
        StepLine(PAIR_STEP_WORDS[PairStepKind(step.kind)], step.words, step.by_name, step.at)
        for step in PairStep.objects.filter(pair=row).order_by("at", "id")
    ]
    is_proposed = row.state == PairState.PROPOSED
    is_claimed = Claim(row.claimed_by, row.claimed_until).holds_against(None, now)
    return PairPage(
        id=row.id,
        first=row.first.person_id,
        second=row.second.person_id,
        sides=compare(*halves, on or today()),
        reasons=tuple(row.reasons),
        probability=row.probability,
        source_words=PAIR_SOURCE_WORDS[PairSource(row.source)],
        is_first=row.rank == 0,
        is_undecided=is_undecided(row.state),
        is_proposed=is_proposed,
        is_own_proposal=is_proposed and row.proposed_by == asker.number,
        may_agree=is_proposed and row.proposed_by != asker.number and asker.may(MERGE.code),
        state_words=PAIR_WORDS[PairState(row.state)],
        made_at=row.made_at,
        makers=tuple(dict.fromkeys(one for one in (row.made_by, *_made_by(row)) if one)),
        proposed_name=row.proposed_name,
        proposed_why=row.proposed_why,
        claimed_by=row.claimed_by if is_claimed else None,
        claimed_name=row.claimed_name if is_claimed else "",
        claimed_until=row.claimed_until if is_claimed else None,
        steps=tuple(steps),
    )


def _made_by(row: Pair) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    return row.first.made_by, row.second.made_by


def _halves(row: Pair) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """Every record of each; of a pair that was merged since, each record that was compared."""
    if row.first.person_id == row.second.person_id:
        return [row.first_id], [row.second_id]
    of_both = Record.objects.filter(person__in=[row.first.person_id, row.second.person_id]).order_by("made_at", "id")
    found = list(of_both.values_list("id", "person_id"))
    first, second = (
        [record for record, person in found if person == one] for one in (row.first.person_id, row.second.person_id)
    )
    return first, second


@dataclass(frozen=True)
class MaybeSame:
    """Another who may be the same person, on the page of either."""

    pair: uuid.UUID
    other: uuid.UUID
    reasons: tuple[str, ...]


def maybe_same(person: uuid.UUID) -> list[MaybeSame]:
    """Who may be the same person as this one, undecided, as far as this asker sees both: one query, at most 10."""
    rows = Pair.objects.filter(OPEN).filter(Q(first__person=person) | Q(second__person=person))
    rows = rows.exclude(first__person=F("second__person")).select_related("first", "second")
    return [
        MaybeSame(
            row.id,
            row.second.person_id if row.first.person_id == person else row.first.person_id,
            tuple(row.reasons),
        )
        for row in rows.order_by("rank", "made_at", "id")[:10]
    ]


@dataclass(frozen=True)
class Alike:
    """What speaks for and against two being one person, in words, and how likely it is (0 to 1)."""

    reasons: tuple[str, ...] = ()
    probability: float | None = None


def why_alike(asker: Asker, new: NewPerson, records: Iterable[uuid.UUID]) -> dict[uuid.UUID, Alike]:
    """What speaks for and against each of these records being the one described; those not shown are not there."""
    wanted = set(records)
    found = candidates(asker, new) if wanted else []
    return {one.record: Alike(one.why, one.probability) for one in found if one.record in wanted}


def undecided_of(records: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The numbers of the undecided pairs about these people, as far as this asker sees both. One query."""
    persons = Record.objects.filter(id__in=records).values("person")
    rows = Pair.objects.filter(OPEN).filter(Q(first__person__in=persons) | Q(second__person__in=persons))
    return list(rows.order_by("id").values_list("id", flat=True))


def records_of_pair(pair: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Every record of both, for higher rooms that ask what touches them; empty where it is not there."""
    row = Pair.objects.filter(id=pair).values_list("first__person", "second__person").first()
    return tuple(Record.objects.filter(person__in=row).values_list("id", flat=True)) if row else ()
