"""Who the people of a row are: linked for certain, somebody new, or not sure. Not sure waits for a person.

Certain is one thing alone: a verified NHS number with the same date of birth. Anything else that is near enough to be
the same person is shown to somebody. `candidates` is the seam for a scorer: it is given (date of birth, names) by key
and answers who on the register may be meant.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from familyhub.imports.births import saying
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.near import Alike, born_alike
from familyhub.imports.row_terms import Ready
from familyhub.people.queries.feeds import (
    KnownPerson,
    by_verified_number,
    persons_of,
    protected_among,
)

BABY, MOTHER = "baby", "mother"
OTHER_DATE = "The NHS number is on record with another date of birth"
NOT_VERIFIED = "The NHS number is on record, and this notice does not say that it is verified"
ALIKE = "Somebody with the same date of birth and a similar name is on record"
SAME_ROW = "Another row of this file says nearly the same of a baby of that day"


@dataclass(frozen=True)
class Told:
    """Somebody as a row tells of them."""

    number: str
    is_verified: bool
    born_on: date | None
    given: str
    family: str


def same_birth_and_family(wanted: Mapping[uuid.UUID, Told]) -> dict[uuid.UUID, list[Alike]]:
    """Who was born the same day with a family name that sounds alike; a first name alone says too little."""
    return born_alike({key: (t.born_on, t.family) for key, t in wanted.items() if t.born_on and t.family.strip()})


Candidates = Callable[[Mapping[uuid.UUID, Told]], dict[uuid.UUID, list[Alike]]]
candidates: Candidates = same_birth_and_family


@dataclass(frozen=True)
class Who:
    """The answer: a record, or nobody known, or `why` nobody can be certain. `near`: the persons who may be meant."""

    record: uuid.UUID | None = None
    person: uuid.UUID | None = None
    why: str = ""
    near: tuple[uuid.UUID, ...] = ()

    @property
    def is_certain(self) -> bool:
        return not self.why


def told_child(row: Ready) -> Told:
    """The baby or child of a row."""
    values = row.values
    family = values.get("family_name") or values.get("mother_family_name", "")
    born_on = date_of(values.get("date_of_birth", ""))
    return Told(saying.number(values), saying.is_verified(values), born_on, values.get("given_name", ""), family)


def told_mother(row: Ready) -> Told | None:
    """The mother, where the row names her well enough to be found or made."""
    values = row.values
    if not saying.mother_key(values):
        return None
    number, born_on = saying.number(values, "mother_nhs_number"), date_of(values.get("mother_date_of_birth", ""))
    names = values.get("mother_given_name", ""), values.get("mother_family_name", "")
    return Told(number, bool(number), born_on, *names)


def find(wanted: Mapping[uuid.UUID, Told], decided: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, Who]:
    """Who each is, by key. What a reviewer decided stands: a record's id, or "new"."""
    numbers = by_verified_number({told.number for told in wanted.values() if told.number})
    open_keys = [key for key in wanted if key not in decided]
    found = {key: _by_number(wanted[key], numbers.get(wanted[key].number, [])) for key in open_keys}
    near = candidates({key: wanted[key] for key in open_keys if found[key] is None})
    answers = {key: found[key] or _by_likeness(wanted[key], near.get(key, [])) for key in open_keys}
    return answers | _decided(decided)


def _by_number(told: Told, known: Sequence[KnownPerson]) -> Who | None:
    """None where the number says nothing."""
    if not told.number or not known:
        return None
    people = tuple({each.person for each in known})
    same = [each for each in known if each.born_on == told.born_on]
    if same and told.is_verified:
        return Who(same[0].record, same[0].person)
    return Who(why=OTHER_DATE if told.is_verified else NOT_VERIFIED, near=people)


def _by_likeness(told: Told, near: Sequence[Alike]) -> Who:
    """Two verified NHS numbers that differ are two people; a twin is not her sister."""
    left = [each for each in near if not (told.is_verified and each.numbers and told.number not in each.numbers)]
    return Who(why=ALIKE, near=tuple({each.person for each in left})) if left else Who()


def _decided(decided: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, Who]:
    chosen = {key: uuid.UUID(words) for key, words in decided.items() if words != "new"}
    persons = persons_of(set(chosen.values()))
    return {
        key: Who(chosen[key], persons.get(chosen[key])) if key in chosen and chosen[key] in persons else Who()
        for key in decided
    }


def protected_in(found: Iterable[Who]) -> dict[uuid.UUID, bool]:
    """Which of the persons who are meant, or may be, are protected; True where wholly hidden."""
    return protected_among({person for who in found for person in (who.person, *who.near) if person})
