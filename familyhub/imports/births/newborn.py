"""Births: who mother and baby are, then all certain ones at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.analysis.matching import score
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.development.actions import BirthNotice, Mother, register_births
from familyhub.development.policy import fits_due_date
from familyhub.development.terms import Outcome
from familyhub.imports.births import saying
from familyhub.imports.births.matching import (
    BABY,
    EXPECTED,
    MOTHER,
    SAME_ROW,
    Told,
    Who,
    find,
    protected_in,
    told_child,
    told_mother,
)
from familyhub.imports.births.staged import ToldDeath, deaths_told, recorded_with_birth
from familyhub.imports.terms.rows import Became, Done, Ready, State
from familyhub.people.new import Registered
from familyhub.people.queries.feeds import KnownPerson, unborn_of
from familyhub.people.typed import plain

DUE_ELSEWHEN = "The mother expects a child, at quite another time"


@dataclass
class Case:
    """One row with what was found out."""

    row: Ready
    baby: Who
    mother: Who | None
    is_protected: bool = False
    expected: uuid.UUID | None = None

    @property
    def born_on(self) -> date:
        return saying.day(self.row.values, "date_of_birth")


def work(rows: Sequence[Ready], by: Asker, at: datetime) -> list[Done]:
    """Certain ones are registered together; the others wait, each with its reason."""
    cases, done = _sorted_out(rows)
    _expect(cases, done)
    died = deaths_told([saying.number(case.row.values) for case in cases])
    babies = register_births(notices=[_notice(case, died) for case in cases], by=by, at=at)
    for case, baby in zip(cases, babies, strict=True):
        became = Became.BORN if case.expected else Became.NEW if baby else Became.COUNTED
        done.append(Done(case.row.id, State.DONE, became, baby.record if baby else None))
    recorded_with_birth(_deaths_of(zip(cases, babies, strict=True), died))
    return done


def _deaths_of(
    registered: Iterable[tuple[Case, Registered | None]], died: Mapping[str, ToldDeath]
) -> list[tuple[uuid.UUID, uuid.UUID]]:
    numbered = [(saying.number(case.row.values), baby) for case, baby in registered]
    return [(died[number].row, baby.record) for number, baby in numbered if baby and number in died]


def _sorted_out(rows: Sequence[Ready]) -> tuple[list[Case], list[Done]]:
    children = {row.id: told_child(row) for row in rows}
    babies = find(children, _decisions(rows, BABY))
    told = {row.id: mother for row in rows if (mother := told_mother(row))}
    mothers = find(told, {key: words for key, words in _decisions(rows, MOTHER).items() if key in told})
    hidden = protected_in([*babies.values(), *mothers.values()])
    cases: list[Case] = []
    done: list[Done] = []
    for row, is_same in _with_same(rows, children):
        case = Case(row, babies[row.id], mothers.get(row.id))
        near = [p for who in (case.baby, case.mother) if who for p in (who.person, *who.near) if p]
        case.is_protected = any(person in hidden for person in near)
        waits = _waits(case, is_same)
        if waits:
            done.append(Done(row.id, State.REVIEW, why=waits[1], asked=waits[0], is_held=case.is_protected))
        elif case.baby.record:
            done.append(Done(row.id, State.DONE, Became.KNOWN, case.baby.record))
        else:
            cases.append(case)
    return cases, done


def _decisions(rows: Sequence[Ready], about: str) -> dict[uuid.UUID, str]:
    return {row.id: row.decisions[about] for row in rows if about in row.decisions}


def _waits(case: Case, is_same: bool) -> tuple[str, str] | None:
    """About whom somebody must decide, and why; None when all is certain."""
    if case.mother and not case.mother.is_certain:
        return MOTHER, case.mother.why
    if not case.baby.is_certain:
        return BABY, case.baby.why
    if is_same and BABY not in case.row.decisions:
        return BABY, SAME_ROW
    return None


def _with_same(rows: Sequence[Ready], children: Mapping[uuid.UUID, Told]) -> Iterator[tuple[Ready, bool]]:
    """Each row, and whether one before it may be of the same baby: no NHS number or birth order tells them apart."""
    seen: dict[tuple[date | None, str], list[Told]] = {}
    for row in rows:
        told = children[row.id]
        before = seen.setdefault((told.born_on, plain(told.family)), [])
        yield row, any(_may_be_one(told, other) for other in before)
        before.append(told)


def _may_be_one(one: Told, other: Told) -> bool:
    """Numbers that differ, or another place in the birth order, are two; else the scorer says."""
    if one.is_verified and other.is_verified and one.number != other.number:
        return False
    if one.order and other.order and one.order != other.order:
        return False
    return score(one.known, other.known).is_shown


def _expect(cases: list[Case], done: list[Done]) -> None:
    """Which expected child each baby is. The first-born takes the one expected; a second twin is new."""
    people = {case.mother.person for case in cases if case.mother and case.mother.person}
    expected = {person: list(known) for person, known in unborn_of(people).items()}
    waiting: set[uuid.UUID] = set()
    for case in sorted(cases, key=lambda c: c.row.values.get("birth_order") or "1"):
        left = expected.get(case.mother.person, []) if case.mother and case.mother.person else []
        decided = case.row.decisions.get(EXPECTED, "")
        if not left or decided:
            case.expected = uuid.UUID(decided) if decided not in {"", "new"} else None
            continue
        fitting = [child for child in left if fits_due_date(case.born_on, child.due_on)]
        if not fitting:
            done.append(_wait(case, DUE_ELSEWHEN))
            waiting.add(case.row.id)
            continue
        _take(case, fitting, left)
    cases[:] = [case for case in cases if case.row.id not in waiting]


def _take(case: Case, fitting: Sequence[KnownPerson], left: list[KnownPerson]) -> None:
    """Any of them will do: unborn twins differ in nothing that is recorded."""
    case.expected = fitting[0].record
    left.remove(fitting[0])


def _wait(case: Case, why: str) -> Done:
    return Done(case.row.id, State.REVIEW, why=why, asked=EXPECTED, is_held=case.is_protected)


def _notice(case: Case, died: Mapping[str, ToldDeath]) -> BirthNotice:
    values = case.row.values
    outcome = Outcome(values.get("outcome") or Outcome.LIVE)
    death = died.get(saying.number(values))
    return BirthNotice(
        baby=saying.child(values),
        born_on=case.born_on,
        mother=_mother(case),
        expected=case.expected,
        outcome=outcome,
        died_on=death.on if death else None,
        care=saying.care(values),
    )


def _mother(case: Case) -> Mother | None:
    who = case.mother
    if who is None:
        return None
    key = saying.mother_key(case.row.values)
    if who.record is None or who.person is None:
        return Mother(key, new=saying.mother(case.row.values))
    holders = tuple(grants.lasting_holders_of([who.person])) if case.is_protected else ()
    return Mother(key, record=who.record, is_protected=case.is_protected, holders=holders)
