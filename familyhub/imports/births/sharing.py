"""Which rows of a batch have nothing to do with each other, so that several processes may work them side by side.

Two rows belong together when one of them could find, make or change somebody whom the other one names: by a number, by
the mother, or by a date of birth with a name that sounds alike, which is what `matching.candidates` asks for. Rows that
belong together stay in one part, in their order. Of what decides about more than its own people nothing is divided.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from familyhub.imports.births import saying
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.columns import ADDRESS, BIRTH, DEATH, PRACTICE
from familyhub.imports.births.matching import near_days
from familyhub.imports.births.saying import mother_key
from familyhub.imports.terms.rows import Ready
from familyhub.people.actions.keys import sounds_of
from familyhub.people.typed import plain

DIVIDED = frozenset({BIRTH, DEATH, ADDRESS, PRACTICE})
WORK = {BIRTH: 3}
"""What a row costs, roughly: a birth makes two people and a letter, the others change one."""
LEADING = 0.08
"""What reading and parting costs, of all the work: whoever works the first part does that too."""
Sounds = Mapping[str, Sequence[str]]


def parts(rows: Sequence[Ready], count: int) -> list[list[Ready]]:
    """The rows in so many parts of about the same work that share nobody; all are in the first where they cannot be
    parted.

    A batch that holds a decision or an event of another kind stays whole: these reach further than a name.
    """
    found: list[list[Ready]] = [[] for _ in range(count)]
    if count == 1 or any(row.decisions or row.event not in DIVIDED for row in rows):
        found[0] += rows
        return found
    groups = _groups(rows)
    weight: dict[int, int] = {}
    for row, group in zip(rows, groups, strict=True):
        weight[group] = weight.get(group, 0) + WORK.get(row.event, 1)
    load = [LEADING * sum(weight.values()), *(0.0 for _ in range(count - 1))]
    place: dict[int, int] = {}
    for group in sorted(weight, key=lambda one: -weight[one]):
        place[group] = load.index(min(load))
        load[place[group]] += weight[group]
    for row, group in zip(rows, groups, strict=True):
        found[place[group]].append(row)
    return found


class _Named(NamedTuple):
    """Somebody whom a row names, as far as it says with whom they may be confused."""

    number: str
    is_sure: bool
    born_on: date | None
    given: str
    family: str
    other_family: str = ""


def _groups(rows: Sequence[Ready]) -> list[int]:
    """For each row the number of its group: rows with a key in common are in one, and so is who shares with those."""
    people = [_named(row.values) for row in rows]
    keys_of = _by_name(people)
    parent = list(range(len(rows)))
    first: dict[Hashable, int] = {}
    for place, named in enumerate(people):
        keys: list[Hashable] = [one.number for one in named if one.number]
        keys.append(("m", mother_key(rows[place].values) or place))
        for key in chain(keys, *(keys_of(one) for one in named)):
            ends = _root(parent, first.setdefault(key, place)), _root(parent, place)
            parent[max(ends)] = min(ends)
    return [_root(parent, place) for place in range(len(rows))]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _named(values: Mapping[str, str]) -> list[_Named]:
    number, born = saying.number(values), date_of(values.get("date_of_birth", ""))
    mothers = values.get("mother_family_name", "")
    family = values.get("family_name") or mothers
    is_sure = bool(number) and saying.is_verified(values)
    found = [_Named(number, is_sure, born, values.get("given_name", ""), family, mothers)]
    if mother_key(values):
        hers = saying.number(values, "mother_nhs_number")
        born = date_of(values.get("mother_date_of_birth", ""))
        found.append(_Named(hers, bool(hers), born, values.get("mother_given_name", ""), mothers))
    return found


def _by_name(people: Sequence[Sequence[_Named]]) -> Callable[[_Named], Iterable[Hashable]]:
    """Two numbers that are verified and differ are two people: only who is unsure meets others by name."""
    unsure = [one for named in people for one in named if not one.is_sure]
    days = {day for one in unsure if one.born_on for day in near_days(one.born_on)}
    meeting = [one for named in people for one in named if one.born_on in days or not one.is_sure]
    names = {part for one in meeting for part in (one.given, one.family, one.other_family)}
    sounds = sounds_of({word for name in names for word in plain(name).split()})
    asked = {key for one in unsure for key in _asked(one, sounds)}
    made = {key for one in unsure for key in _made(one, sounds)}

    def keys_of(one: _Named) -> Iterable[Hashable]:
        if one.is_sure and one.born_on not in days:
            return ()
        met = set(_asked(one, sounds)) & made | set(_made(one, sounds)) & asked
        return met if one.is_sure else met | set(_asked(one, sounds))

    return keys_of


def _asked(one: _Named, sounds: Sounds) -> Iterator[Hashable]:
    """By what somebody is looked for on the register, and among the rows before."""
    yield "f", one.born_on, plain(one.family)
    if one.is_sure:
        yield from _heard([one.born_on], one.family, sounds)
    elif one.born_on:
        yield from _heard(near_days(one.born_on), f"{one.family} {one.other_family}", sounds)


def _made(one: _Named, sounds: Sounds) -> Iterator[Hashable]:
    """By what somebody would be found, once they are registered."""
    yield "f", one.born_on, plain(one.family)
    yield from _heard([one.born_on], f"{one.given} {one.family}", sounds)


def _heard(days: Sequence[date | None], words: str, sounds: Sounds) -> Iterator[Hashable]:
    for word in plain(words).split():
        for sound in sounds[word]:
            for day in days:
                yield day, sound
