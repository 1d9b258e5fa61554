"""Births, a batch at a time. Who is who was decided before: these notices name records or bring new people."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from familyhub.core import clocks
from familyhub.core.asker import Asker
from familyhub.development.actions.centres import Centre, centres
from familyhub.development.actions.lists import NewCare, NewLine, keep_care, put_on_lists
from familyhub.development.actions.welcoming import Welcome, welcome
from familyhub.development.terms import News, Outcome
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewIdentifier, NewPerson, NewTie, Registered
from familyhub.people.terms import RelationshipKind, Visibility

LETTER_WAITS = timedelta(days=1)
NAMESPACE = uuid.UUID("f2a4f7de-77a3-5b0e-9a51-2c8f0b6f4b11")


@dataclass(frozen=True)
class Mother:
    """The mother: a record that is known, or somebody new. `key` is the same for every baby of hers in a batch."""

    key: str
    record: uuid.UUID | None = None
    new: NewPerson | None = None
    is_protected: bool = False
    holders: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True)
class BirthNotice:
    """One baby. `expected`: the record that was made before the birth; without one the baby is new."""

    baby: NewPerson
    born_on: date
    mother: Mother | None = None
    expected: uuid.UUID | None = None
    outcome: str = Outcome.LIVE
    died_on: date | None = None
    care: NewCare = field(default_factory=NewCare)

    @property
    def is_protected(self) -> bool:
        """Is the mother protected, so that nothing of this birth may show where they are?"""
        return self.mother is not None and self.mother.is_protected

    @property
    def is_live(self) -> bool:
        return self.outcome == Outcome.LIVE and self.died_on is None

    @property
    def address(self) -> NewAddress | None:
        return self.baby.addresses[0] if self.baby.addresses else None


def register_births(*, notices: Sequence[BirthNotice], by: Asker, at: datetime) -> list[Registered | None]:
    """All of them or none; who each baby is, in order. None for a still birth that nobody expected: it is counted.

    The expected become born on the same record. Counting them is the caller's last step (`count_births`).
    Errors: people.Refused, NoSuchPerson.
    """
    where = centres([n.address.postcode for n in notices if n.address], clocks.day_of(at))
    placed = [_placed(notice, where) for notice in notices]
    mothers = _mothers(placed, by, at)
    babies = _babies(placed, by, at)
    pairs = list(zip(placed, babies, strict=True))
    _tie([(n, baby) for n, baby in pairs if baby], mothers, by, at)
    _hide([(n, baby) for n, baby in pairs if baby and n.is_protected], mothers, by, at)
    keep_care([(baby, n.care, n.born_on) for n, baby in pairs if baby], at)
    put_on_lists([line for n, baby in pairs if baby and (line := _line(n, baby, mothers, where))], by, at)
    died = [(baby.record, n.died_on or n.born_on) for n, baby in pairs if baby and not n.is_live]
    people.have_died(deaths=died, by=by, at=at)
    welcome(_welcomes(placed, mothers, where), by=by, at=at, not_before=at + LETTER_WAITS)
    return babies


def _placed(notice: BirthNotice, where: Mapping[str, Centre]) -> BirthNotice:
    """With the small area of the address; that of a protected family goes behind the compartment."""
    if notice.address is None:
        return notice
    centre = where.get(notice.address.postcode)
    visibility = Visibility.RESTRICTED if notice.is_protected else notice.address.visibility
    address = replace(notice.address, lsoa=centre.lsoa if centre else None, visibility=visibility)
    return replace(notice, baby=replace(notice.baby, addresses=(address,)))


def _mothers(notices: Sequence[BirthNotice], by: Asker, at: datetime) -> dict[str, Registered]:
    """By key. The new ones are registered once, however many babies they have."""
    new = {n.mother.key: n.mother.new for n in notices if n.mother and n.mother.new}
    made = people.register_many(new=list(new.values()), by=by, at=at) if new else []
    known = {n.mother.key: n.mother.record for n in notices if n.mother and n.mother.record}
    found = people.held_many(list(set(known.values())))
    return dict(zip(new, made, strict=True)) | {key: found[record] for key, record in known.items()}


def _babies(notices: Sequence[BirthNotice], by: Asker, at: datetime) -> list[Registered | None]:
    new = [n for n in notices if n.expected is None and n.outcome == Outcome.LIVE]
    made = iter(people.register_many(new=[n.baby for n in new], by=by, at=at) if new else [])
    known = people.held_many([n.expected for n in notices if n.expected])
    babies: list[Registered | None] = []
    for notice in notices:
        if notice.expected:
            _born(notice, notice.expected, by, at)
            babies.append(known[notice.expected])
        else:
            babies.append(next(made) if notice.outcome == Outcome.LIVE else None)
    return babies


def _born(notice: BirthNotice, record: uuid.UUID, by: Asker, at: datetime) -> None:
    baby = notice.baby
    name = baby.names[0] if baby.names else None
    people.baby_born(record=record, birth=people.Birth(notice.born_on, baby.sex, name), by=by, at=at)
    for number in baby.identifiers:
        people.add_identifier_quietly(
            record=record, new=NewIdentifier(number.kind, number.value, number.status), by=by, at=at
        )
    if notice.address:
        people.add_address(record=record, new=notice.address, by=by, at=at)


def _tie(
    pairs: Sequence[tuple[BirthNotice, Registered]], mothers: Mapping[str, Registered], by: Asker, at: datetime
) -> None:
    """The mother of each new baby; an expected one had hers before."""
    untied = [(mothers[n.mother.key], baby) for n, baby in pairs if n.mother and n.expected is None]
    everybody = [who for pair in untied for who in pair]
    made = [NewTie(2 * i, 2 * i + 1, RelationshipKind.MOTHER) for i in range(len(untied))]
    people.tie_together(people=everybody, ties=made, by=by, at=at)


def _hide(
    pairs: Sequence[tuple[BirthNotice, Registered]], mothers: Mapping[str, Registered], by: Asker, at: datetime
) -> None:
    for notice, baby in pairs:
        assert notice.mother
        mother = mothers[notice.mother.key].person
        people.hide_like(records=[baby.record], other=mother, holders=notice.mother.holders, by=by, at=at)


def maternity_of(mother: Registered, born_on: date) -> uuid.UUID:
    """One number for all babies that a mother has in one month: twins are one birth, whatever their batch."""
    return _maternity(f"{mother.person}|{born_on.isoformat()[:7]}")


@lru_cache(maxsize=10_000)
def _maternity(words: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, words)


def _line(
    notice: BirthNotice, baby: Registered, mothers: Mapping[str, Registered], where: Mapping[str, Centre]
) -> NewLine | None:
    centre = where.get(notice.address.postcode) if notice.address else None
    if centre is None or notice.is_protected or not notice.is_live:
        return None
    maternity = maternity_of(mothers[notice.mother.key], notice.born_on) if notice.mother else None
    return NewLine(baby, News.NEW_BABY, centre.area, notice.born_on, centre.team, maternity)


def _welcomes(
    notices: Sequence[BirthNotice], mothers: Mapping[str, Registered], where: Mapping[str, Centre]
) -> list[Welcome]:
    """One a maternity of ours, to a mother who is known; never to a family that is protected."""
    wanted: dict[uuid.UUID, Welcome] = {}
    for n in notices:
        if n.mother and n.is_live and not n.is_protected and n.address and n.address.postcode in where:
            mother = mothers[n.mother.key]
            maternity = maternity_of(mother, n.born_on)
            wanted[maternity] = Welcome(maternity, mother)
    return list(wanted.values())
