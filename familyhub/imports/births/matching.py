"""Who the people of a row are: linked for certain, somebody new, or not sure. Not sure waits for a person.

Certain is one thing alone: a verified NHS number with the same date of birth, unless two people of the authority have
raised the line from which the scorer is trusted (`people.policy.line`). Of the others the key search names a
few (`near`), and the scorer (`analysis.matching`) says of each how likely it is and why: whoever reaches the line from
which people are shown waits for somebody's decision. A twin, a sibling or another family does not reach it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from familyhub.analysis.matching import Home, Known, Scored, rank
from familyhub.imports.births import saying
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.near import Alike, born_alike
from familyhub.imports.terms.rows import Ready
from familyhub.people.policy.line import joins_alone
from familyhub.people.policy.records import likely_words, reasons_said
from familyhub.people.queries import line
from familyhub.people.queries.feeds import (
    KnownPerson,
    by_verified_number,
    described,
    persons_of,
    protected_among,
)
from familyhub.people.terms import Sex
from familyhub.people.typed import plain

BABY, MOTHER, EXPECTED = "baby", "mother", "expected"
OTHER_DATE = "The NHS number is on record with another date of birth"
NOT_VERIFIED = "The NHS number is on record, and this notice does not say that it is verified"
ALIKE = "Somebody on record may be the same person"
SAME_ROW = "Another row of this file says nearly the same of a baby of that day"
LONGEST_WHY = 200


@dataclass(frozen=True)
class Told:
    """Somebody as a row tells of them. `other_family`: a baby may be on record under the mother's name."""

    number: str
    is_verified: bool
    born_on: date | None
    given: str
    family: str
    other_family: str = ""
    sex: str = ""
    order: str = ""
    home: Home | None = None

    @property
    def known(self) -> Known:
        """The same as the scorer takes it."""
        other = self.other_family if plain(self.other_family) != plain(self.family) else ""
        return Known(
            given=self.given,
            family=self.family,
            other_names=((self.given, other),) if other else (),
            born_on=self.born_on,
            sex=self.sex,
            homes=(self.home,) if self.home else (),
            nhs_number=self.number,
            nhs_is_verified=self.is_verified,
            birth_order=int(self.order) if self.order else None,
        )


def candidates(wanted: Mapping[uuid.UUID, Told]) -> dict[uuid.UUID, list[Alike]]:
    """Whom the key search names: born the same day, with a family name that sounds alike.

    Without a verified number also born a day before or after, or with day and month exchanged, or called like the
    mother. A first name alone says too little.
    """
    asked = []
    for key, told in wanted.items():
        if told.born_on and (told.is_verified and told.number):
            asked.append((key, told.born_on, told.family))
        elif told.born_on:
            words = f"{told.family} {told.other_family}"
            asked += [(key, day, words) for day in near_days(told.born_on)]
    return born_alike([one for one in asked if one[2].strip()])


def near_days(day: date) -> list[date]:
    """The day, the one before and the one after, and the one that is meant where day and month were exchanged."""
    exchanged = [day.replace(month=day.day, day=day.month)] if day.day <= 12 and day.day != day.month else []
    return [day, day - timedelta(days=1), day + timedelta(days=1), *exchanged]


@dataclass(frozen=True)
class Who:
    """The answer: a record, or nobody known, or `why` nobody can be certain. `near`: the persons who may be meant, the
    likeliest first; `likely`: how likely the scorer calls each.
    """

    record: uuid.UUID | None = None
    person: uuid.UUID | None = None
    why: str = ""
    near: tuple[uuid.UUID, ...] = ()
    likely: tuple[float, ...] = ()

    @property
    def is_certain(self) -> bool:
        return not self.why


NOBODY = Who()


def told_child(row: Ready) -> Told:
    """The baby or child of a row."""
    values = row.values
    family = values.get("family_name") or values.get("mother_family_name", "")
    return Told(
        saying.number(values),
        saying.is_verified(values),
        date_of(values.get("date_of_birth", "")),
        values.get("given_name", ""),
        family,
        values.get("mother_family_name", ""),
        values.get("sex", ""),
        values.get("birth_order", ""),
        _home(values),
    )


def _home(values: Mapping[str, str]) -> Home | None:
    if not values.get("postcode") and not values.get("address_line_1"):
        return None
    lines = [values.get(column, "") for column in ("address_line_1", "town", "postcode")]
    return Home(street=lines[0], town=lines[1], postcode=lines[2])


def told_mother(row: Ready) -> Told | None:
    """The mother, where the row names her well enough to be found or made."""
    values = row.values
    if not saying.mother_key(values):
        return None
    number, born_on = saying.number(values, "mother_nhs_number"), date_of(values.get("mother_date_of_birth", ""))
    names = values.get("mother_given_name", ""), values.get("mother_family_name", "")
    return Told(number, bool(number), born_on, *names, sex=Sex.FEMALE.value, home=_home(values))


def find(wanted: Mapping[uuid.UUID, Told], decided: Mapping[uuid.UUID, str]) -> dict[uuid.UUID, Who]:
    """Who each is, by key. What a reviewer decided stands: a record's id, or "new"."""
    numbers = by_verified_number({told.number for told in wanted.values() if told.number})
    open_keys = [key for key in wanted if key not in decided]
    found = {key: _by_number(wanted[key], numbers.get(wanted[key].number, [])) for key in open_keys}
    unknown = {key: wanted[key] for key in open_keys if found[key] is None}
    near = candidates(unknown)
    likely = _likely(unknown, near)
    likely |= _alone(likely, near, line())
    return {key: found[key] or likely.get(key, NOBODY) for key in open_keys} | _decided(decided)


def _by_number(told: Told, known: Sequence[KnownPerson]) -> Who | None:
    """None where the number says nothing."""
    if not told.number or not known:
        return None
    people = tuple({each.person for each in known})
    same = [each for each in known if each.born_on == told.born_on]
    if same and told.is_verified:
        return Who(same[0].record, same[0].person)
    return Who(why=OTHER_DATE if told.is_verified else NOT_VERIFIED, near=people)


def _likely(wanted: Mapping[uuid.UUID, Told], near: Mapping[uuid.UUID, Sequence[Alike]]) -> dict[uuid.UUID, Who]:
    """Whoever is worth a look, by key. Two verified NHS numbers that differ are two: a twin is not her sister."""
    left = {key: {one.person for one in found if not _other_number(wanted[key], one)} for key, found in near.items()}
    known = described({person for people in left.values() for person in people}, timezone.localdate())
    found: dict[uuid.UUID, Who] = {}
    for key, people in left.items():
        persons = [person for person in sorted(people) if person in known]
        scores = rank(wanted[key].known, [known[person] for person in persons]) if persons else []
        shown = [(score, person) for score, person in zip(scores, persons, strict=True) if score.is_shown]
        if shown:
            shown.sort(key=lambda one: -one[0].probability)
            persons_shown = tuple(person for _, person in shown)
            likely = tuple(score.probability for score, _ in shown)
            found[key] = Who(why=words_of(shown[0][0]), near=persons_shown, likely=likely)
    return found


def _alone(
    waiting: Mapping[uuid.UUID, Who], near: Mapping[uuid.UUID, Sequence[Alike]], line: float | None
) -> dict[uuid.UUID, Who]:
    """Those whom the authority's line links with nobody looking; never somebody protected. None as delivered."""
    sure = {key: who.near[0] for key, who in waiting.items() if joins_alone(line, who.likely)}
    hidden = protected_among(set(sure.values())) if sure else {}
    record_of = {one.person: one.record for found in near.values() for one in found}
    return {key: Who(record_of[person], person) for key, person in sure.items() if person not in hidden}


def _other_number(told: Told, one: Alike) -> bool:
    return bool(told.is_verified and one.numbers and told.number not in one.numbers)


def words_of(best: Scored) -> str:
    """Why a row waits."""
    return f"{ALIKE}, {likely_words(best.probability)}: {reasons_said(best.reasons)}"[:LONGEST_WHY]


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
