"""Which rows of a batch have nothing to do with each other, so that two processes may work them side by side.

Two rows belong together when one of them could find, make or change somebody whom the other one names: by a number, by
the mother, or by a date of birth with a name that sounds alike, which is what `matching.candidates` asks for. Rows that
belong together stay in one part, in their order. Of what decides about more than its own people nothing is divided.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date

from familyhub.imports.births.columns import ADDRESS, BIRTH, DEATH, PRACTICE
from familyhub.imports.births.matching import Told, near_days, told_child, told_mother
from familyhub.imports.births.saying import mother_key
from familyhub.imports.row_terms import Ready
from familyhub.people.actions.keys import sounds_of
from familyhub.people.typed import plain

DIVIDED = frozenset({BIRTH, DEATH, ADDRESS, PRACTICE})
WORK = {BIRTH: 3}
"""What a row costs, roughly: a birth makes two people and a letter, the others change one."""
Sounds = Mapping[str, Sequence[str]]


def halves(rows: Sequence[Ready]) -> tuple[list[Ready], list[Ready]]:
    """The rows in two parts of about the same work that share nobody; the second is empty where they cannot be parted.

    A batch that holds a decision or an event of another kind stays whole: these reach further than a name.
    """
    if any(row.decisions or row.event not in DIVIDED for row in rows):
        return list(rows), []
    own: list[int] = [0, 0]
    side: dict[int, int] = {}
    groups = _groups(rows)
    weight: dict[int, int] = {}
    for row, group in zip(rows, groups, strict=True):
        weight[group] = weight.get(group, 0) + WORK.get(row.event, 1)
    for group in sorted(weight, key=lambda one: -weight[one]):
        side[group] = int(own[1] < own[0])
        own[side[group]] += weight[group]
    parts: tuple[list[Ready], list[Ready]] = ([], [])
    for row, group in zip(rows, groups, strict=True):
        parts[side[group]].append(row)
    return parts


def _groups(rows: Sequence[Ready]) -> list[int]:
    """For each row the number of its group: rows with a key in common are in one, and so is who shares with those."""
    told = [[one for one in (told_child(row), told_mother(row)) if one] for row in rows]
    names = {f"{one.given} {one.family} {one.other_family}" for people in told for one in people}
    sounds = sounds_of({word for name in names for word in plain(name).split()})
    asked = [set(_asked(row, people, sounds)) for row, people in zip(rows, told, strict=True)]
    asked_by_any = set().union(*asked)
    parent = list(range(len(rows)))
    first: dict[Hashable, int] = {}
    for place, keys in enumerate(asked):
        # whom a row would make is found by each of the names; only what some row asks for joins two
        for key in keys | (set(_made(told[place], sounds)) & asked_by_any):
            one, other = _root(parent, first.setdefault(key, place)), _root(parent, place)
            parent[max(one, other)] = min(one, other)
    return [_root(parent, place) for place in range(len(rows))]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _asked(row: Ready, people: Sequence[Told], sounds: Sounds) -> Iterator[Hashable]:
    """By what a row looks for those whom it names."""
    yield "m", mother_key(row.values)[:200] or row.id
    yield "f", people[0].born_on, plain(people[0].family)
    for one in people:
        if one.number:
            yield "n", one.number
        is_sure = one.is_verified and one.number
        words = one.family if is_sure else f"{one.family} {one.other_family}"
        days = [one.born_on] if is_sure else near_days(one.born_on) if one.born_on else []
        yield from _heard(days, words, sounds)


def _made(people: Sequence[Told], sounds: Sounds) -> Iterator[Hashable]:
    """By what those whom a row names would be found, once they are registered."""
    for one in people:
        yield from _heard([one.born_on], f"{one.given} {one.family}", sounds)


def _heard(days: Sequence[date | None], words: str, sounds: Sounds) -> Iterator[Hashable]:
    for word in plain(words).split():
        for sound in sounds[word]:
            for day in days:
                yield day, sound
