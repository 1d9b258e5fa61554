"""Pairs that may be one person: noticed, taken in hand, and decided, by two people where it is a merge."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.merging import Proposal, check, merge
from familyhub.people.events import PairNoticed, PairSettled
from familyhub.people.models import Identifier, Pair, PairStep, Person, Record
from familyhub.people.models.merging import OPEN
from familyhub.people.permissions import MERGE
from familyhub.people.policy.merging import CLAIM_LASTS, Claim, is_undecided, second_problem, words_problem
from familyhub.people.policy.records import Problem
from familyhub.people.terms import IdentifierKind, IdentifierStatus, PairSource, PairState, PairStepKind

FIRST, IN_TURN = 0, 1
NHS = IdentifierKind.NHS.value
ASKED = "people: asked about a pair"


@dataclass(frozen=True)
class NewPair:
    """Two records that may be one person, with what speaks for it in words that hold nothing of what is known."""

    first: uuid.UUID
    second: uuid.UUID
    reasons: tuple[str, ...] = ()
    source: PairSource = PairSource.STAFF
    probability: float | None = None


class NoSuchPair(Exception):
    """No pair of this number, or none of which this asker may see both."""


def notice(*, new: NewPair, by: Asker, at: datetime, is_first: bool = False) -> uuid.UUID | None:
    """They may be one person: for somebody to look at. Safe to repeat: the pair that waits already is returned.

    None where they are one already, or were found to be two: that is not asked again. `is_first`: an open safeguarding
    enquiry touches it. Errors: NoSuchPerson where either is not there for whoever asks.
    """
    persons = _persons_of(new)
    if len(persons) == 1:
        return None
    known = Pair.objects.filter(
        Q(first__person=persons[0], second__person=persons[1]) | Q(first__person=persons[1], second__person=persons[0])
    )
    for number, state in known.values_list("id", "state"):
        return number if is_undecided(state) else None
    row = Pair(
        id=uuid.uuid4(),
        first_id=new.first,
        second_id=new.second,
        probability=new.probability,
        reasons=[words[:120] for words in new.reasons],
        source=new.source.value,
        rank=FIRST if is_first else IN_TURN,
        made_at=at,
        made_by=by.number,
    )
    row.fence = row.id
    row.save(force_insert=True)
    _step(row, PairStepKind.NOTICED, "", by, at)
    events.record(PairNoticed(fence=row.id, about=row.id), by=by, at=at)
    return row.id


def _persons_of(new: NewPair) -> list[uuid.UUID]:
    """Who they are, locked, so that the same pair is not noticed twice at once. Errors: NoSuchPerson."""
    of_them = dict(Record.objects.filter(id__in=[new.first, new.second]).values_list("id", "person_id"))
    persons = sorted(set(of_them.values()))
    locked = Person.objects.select_for_update().filter(id__in=persons).order_by("id").values_list("id", flat=True)
    if len(of_them) != 2 or list(locked) != persons:
        raise NoSuchPerson(f"{new.first} or {new.second}")
    return persons


def _step(row: Pair, kind: PairStepKind, words: str, by: Asker, at: datetime) -> None:
    step = PairStep(id=uuid.uuid4(), fence=row.fence, pair=row, kind=kind.value, words=words.strip(), at=at)
    step.by, step.by_name = by.number, by.name
    step.save(force_insert=True)


def _taken(pair: uuid.UUID, by: Asker, at: datetime) -> Pair:
    """The pair, locked, for whoever decides it. Errors: NoSuchPair, Refused."""
    row: Pair | None = Pair.objects.select_for_update(of=("self",)).filter(id=pair).first()
    if row is None:
        raise NoSuchPair(str(pair))
    check(None if is_undecided(row.state) else Problem("pair", "Somebody has decided this already"))
    if Claim(row.claimed_by, row.claimed_until).holds_against(by.number, at):
        raise Refused([Problem("pair", f"{row.claimed_name} has this open: wait, or ask them to let it go")])
    return row


def claim_pair(*, pair: uuid.UUID, by: Asker, at: datetime) -> None:
    """Have it open for half an hour, so that nobody does the same work. Errors: NoSuchPair, Refused."""
    _taken(pair, by, at)
    _change(pair, claimed_by=by.number, claimed_name=by.name, claimed_until=at + CLAIM_LASTS)


def release_pair(*, pair: uuid.UUID, by: Asker, at: datetime) -> None:
    """Let it go; nothing where somebody else has it by now. Errors: NoSuchPair."""
    if not Pair.objects.filter(id=pair).exists():
        raise NoSuchPair(str(pair))
    mine = Pair.objects.filter(id=pair, claimed_by=by.number)
    mine.update(claimed_by=None, claimed_name="", claimed_until=None)


def _change(pair: uuid.UUID, **values: object) -> None:
    if Pair.objects.filter(id=pair).update(**values) != 1:
        raise NoSuchPair(str(pair))


LET_GO = {"claimed_by": None, "claimed_name": "", "claimed_until": None}


def say_same(*, pair: uuid.UUID, why: str, by: Asker, at: datetime) -> uuid.UUID | None:
    """They are one person. The first who says so proposes; the second, who may merge, agrees, and they are merged.

    Returns the merge's number, None while somebody else has to agree. Errors: NoSuchPair, Refused, NoSuchPerson.
    """
    check(words_problem(why, "why"))
    row = _taken(pair, by, at)
    if row.state == PairState.OPEN:
        proposal = {"proposed_by": by.number, "proposed_name": by.name, "proposed_at": at, "proposed_why": why.strip()}
        _step(row, PairStepKind.PROPOSED, why, by, at)
        _change(pair, state=PairState.PROPOSED.value, **proposal, **LET_GO)
        return None
    check(second_problem(row.proposed_by, by.number))
    check(None if by.may(MERGE.code) else Problem("pair", "Somebody who may agree to a merge has to look at this"))
    proposed = Proposal(row.proposed_by, row.proposed_name, row.proposed_at or at, row.proposed_why)
    _step(row, PairStepKind.AGREED, why, by, at)
    _settle(row, PairState.SAME, by, at)
    number = merge(first=row.first_id, second=row.second_id, proposed=proposed, by=by, at=at)
    one_now = Pair.objects.filter(OPEN, first__person=F("second__person"))  # others of the same two
    Pair.objects.filter(id__in=list(one_now.about(_person(row)).values_list("id", flat=True))).update(
        state=PairState.SAME.value
    )
    return number


def _person(row: Pair) -> uuid.UUID:
    return Record.objects.values_list("person_id", flat=True).get(id=row.first_id)


def say_different(*, pair: uuid.UUID, why: str, by: Asker, at: datetime) -> None:
    """They are two people: never suggested again. Errors: NoSuchPair, Refused."""
    check(words_problem(why, "why"))
    row = _taken(pair, by, at)
    _step(row, PairStepKind.DIFFERENT, why, by, at)
    _settle(row, PairState.DIFFERENT, by, at)


def _settle(row: Pair, state: PairState, by: Asker, at: datetime) -> None:
    _change(row.id, state=state.value, **LET_GO)
    events.record(PairSettled(fence=row.id, about=row.id, same=state is PairState.SAME), by=by, at=at)


def note_question(*, pair: uuid.UUID, asked: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Somebody was asked; the pair waits meanwhile and is anybody's. Errors: NoSuchPair, Refused.

    Whoever is asked may read the task that says so, and still sees the pair only where they see both people.
    """
    check(words_problem(words, "question"))
    row = _taken(pair, by, at)
    grants.grant([asked], [row.fence], because=ASKED)
    _step(row, PairStepKind.ASKED, words, by, at)
    _change(pair, **LET_GO)


def notice_same_number(*, person: uuid.UUID, by: Asker, at: datetime) -> int:
    """A number of theirs is somebody else's verified one: they may be one person, and nobody is merged for it.

    By the system, for whoever wrote the number may not see the other. Safe to repeat. Returns how many pairs.
    """
    unsure = Identifier.objects.filter(fence=person, kind=NHS, status=IdentifierStatus.UNDER_QUERY.value)
    made = 0
    for record, value in unsure.values_list("record_id", "value"):
        verified = Identifier.objects.filter(kind=NHS, value=value, status=IdentifierStatus.VERIFIED.value)
        for other in verified.exclude(record=record).values_list("record_id", flat=True):
            new = NewPair(other, record, ("same NHS number",), PairSource.MATCHING)
            made += notice(new=new, by=by, at=at) is not None
    return made


def put_first(*, records: Sequence[uuid.UUID], is_first: bool = True) -> int:
    """Undecided pairs about these people stand before all others, or in their turn again. By a higher room, safe to
    repeat. Returns how many moved.
    """
    persons = list(Record.objects.filter(id__in=records).values_list("person_id", flat=True))
    rows = Pair.objects.about(*persons).filter(OPEN, rank=IN_TURN if is_first else FIRST)
    found = list(rows.values_list("id", flat=True))
    return Pair.objects.filter(id__in=found).update(rank=FIRST if is_first else IN_TURN)


def found_to_be_two(*, moved: Iterable[uuid.UUID], why: str, by: Asker, at: datetime) -> None:
    """These records were separated from others: what made a pair of them does not do so again."""
    own = list(moved)
    rows = Pair.objects.filter(state=PairState.SAME.value).filter(Q(first__in=own) | Q(second__in=own))
    apart = [row for row in rows.select_related("first", "second") if row.first.person_id != row.second.person_id]
    for row in apart:
        _step(row, PairStepKind.SEPARATED, why, by, at)
    Pair.objects.filter(id__in=[row.id for row in apart]).update(state=PairState.DIFFERENT.value)
