"""A register of a part of the town, and the people who come in: some on it, as many not, each with the truth."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from familyhub.demo.town.households import Inhabitant, Living, Place, inhabitants
from familyhub.demo.town.names import Names
from familyhub.demo.town.slips import LIGHT, Slips, Writer, fresh_number

COLUMNS = (
    "record_id", "given_name", "middle_name", "family_name", "date_of_birth", "sex", "house_number", "street", "town",
    "postcode", "nhs_number", "person",
)  # fmt: skip
Row = dict[str, str]


@dataclass(frozen=True)
class Rates:
    """Everything that the town is made from: shares between 0 and 1."""

    living: Living = Living()
    incoming: Slips = Slips()
    register: Slips = LIGHT
    household_known: float = 0.55
    known_in_a_known_household: float = 0.87
    twin_known: float = 0.6
    adopted: float = 0.003
    moves_together: float = 0.6

    def told(self) -> dict[str, Any]:
        """Every rate by name."""
        return asdict(self)


@dataclass
class Town:
    """`register` and `incoming` as rows; `people` by number, to tell what two who were linked are to each other."""

    seed: int
    rates: Rates
    register: list[Row] = field(default_factory=list)
    incoming: list[Row] = field(default_factory=list)
    people: dict[str, Inhabitant] = field(default_factory=dict)
    sealed: dict[str, str] = field(default_factory=dict)

    def tie(self, one: str, other: str) -> str:
        """What two different people are to each other, by their numbers in column `person`."""
        if self.sealed.get(one) == other or self.sealed.get(other) == one:
            return "sealed adoption and its past"
        a, b = self.people[one], self.people[other]
        if a.home != b.home:
            return "strangers"
        if a.is_child and b.is_child:
            return "twins" if a.born_on == b.born_on else "siblings"
        if a.is_child != b.is_child:
            return "parent and child of one name" if a.given == b.given else "parent and child"
        return "partners"


def make_town(seed: int, new_people: int, rates: Rates | None = None) -> Town:
    """A town in which `new_people` who are not on the register come in, and as many who are."""
    rates = rates or Rates()
    town = Town(seed, rates)
    filing = _Filing(town, random.Random(f"filing {seed}"), new_people)
    # 3.4 people live in a household, and somewhat under half of them are on no register
    for household in inhabitants(seed, max(40, new_people), rates.living):
        filing.take(household)
    filing.finish()
    return town


class _Filing:
    def __init__(self, town: Town, dice: random.Random, new_people: int) -> None:
        self.town, self.dice, self.wanted = town, dice, new_people
        names = Names(town.seed)
        self.at_the_desk = Writer(town.rates.incoming, names, dice)
        self.in_the_office = Writer(town.rates.register, names, dice)
        self.names = names
        self.known: list[tuple[Inhabitant, Place]] = []
        self.new: list[tuple[Inhabitant, Place]] = []
        self.places: list[Place] = []

    def take(self, household: list[Inhabitant]) -> None:
        """Put each of a household on the register or not; some have moved since, alone or all together."""
        rates = self.town.rates
        self.places.append(household[0].place)
        is_known = self.dice.random() < rates.household_known
        together = self._elsewhere(rates.incoming.moved * rates.moves_together)
        for person in household:
            self.town.people[str(person.number)] = person
            now = together or self._elsewhere(rates.incoming.moved * (1 - rates.moves_together)) or person.place
            share = rates.known_in_a_known_household
            if any(other.born_on == person.born_on and other is not person for other in household):
                share = rates.twin_known
            on_register = is_known and self.dice.random() < share
            (self.known if on_register else self.new).append((person, now))

    def _elsewhere(self, share: float) -> Place | None:
        moved = len(self.places) > 1 and self.dice.random() < share
        return replace(self.dice.choice(self.places), house=str(self.dice.randint(1, 80))) if moved else None

    def finish(self) -> None:
        """Write everything down."""
        rows = [self.in_the_office.write(person) | {"person": str(person.number)} for person, _ in self.known]
        coming = [*self._some(self.known), *self._adopted(), *self._some(self.new)][: 2 * self.wanted]
        arrived = [
            self.at_the_desk.write(replace(person, place=place)) | {"person": str(person.number)}
            for person, place in coming
        ]
        self.town.register = list(self._numbered("R", rows))
        self.town.incoming = list(self._numbered("N", arrived))

    def _some(self, people: list[tuple[Inhabitant, Place]]) -> list[tuple[Inhabitant, Place]]:
        return self.dice.sample(people, min(self.wanted, len(people)))

    def _adopted(self) -> list[tuple[Inhabitant, Place]]:
        """New people who have a sealed past on the register: another number, surname and home, the same birth date."""
        children = [person for person, _ in self.known if person.is_child]
        made = []
        for child in self.dice.sample(children, min(len(children), round(self.wanted * self.town.rates.adopted))):
            number = len(self.town.people) + 1
            given = child.given if self.dice.random() < 0.6 else self.names.forename(child.sex, self.dice)
            person = replace(
                child,
                number=number,
                home=-number,
                given=given,
                family=self.names.family(self.dice),
                place=self.dice.choice(self.places),
                nhs=fresh_number(self.dice),
            )
            self.town.people[str(number)] = person
            self.town.sealed[str(number)] = str(child.number)
            made.append((person, person.place))
        return made

    def _numbered(self, letter: str, rows: list[Row]) -> Iterator[Row]:
        self.dice.shuffle(rows)
        for number, row in enumerate(rows):
            yield {"record_id": f"{letter}{number + 1}", **row}
