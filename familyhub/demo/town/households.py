"""Who lives in the town: households with parents, siblings, twins, and children named after a parent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from familyhub.demo.town.names import STREETS, TOWNS, WAYS, Names

TODAY = date(2026, 11, 20)
# letters that begin no postcode of the post office's
AREAS = ["QX", "QV", "QZ"]


@dataclass(frozen=True)
class Place:
    """Where a household lives."""

    house: str
    street: str
    town: str
    postcode: str


@dataclass(frozen=True)
class Inhabitant:
    """Somebody as they are. `number` tells people apart, `home` households; `is_child` of the parents there."""

    number: int
    home: int
    given: str
    middle: str
    family: str
    born_on: date
    sex: str
    place: Place
    nhs: str
    is_child: bool


@dataclass(frozen=True)
class Living:
    """How families are: shares between 0 and 1."""

    twin_births: float = 0.07
    named_after_a_parent: float = 0.04
    partner_of_another_name: float = 0.3
    child_of_another_name: float = 0.1
    double_barrelled: float = 0.05
    has_middle_name: float = 0.7


def nhs_number(base: int) -> str:
    """The first number from 600,000,000 upwards with that base whose check digit (modulus 11) exists."""
    while True:
        digits = f"{600_000_000 + base:09d}"
        check = (11 - sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11) % 11
        if check < 10:
            return f"{digits}{check}"
        base += 1


class Streets:
    """Streets with their postcodes: about 25 houses share one."""

    def __init__(self, dice: random.Random, households: int) -> None:
        self.dice = dice
        names = [f"{name} {way}" for name in STREETS.split() for way in WAYS]
        self.streets = [
            (dice.choice(names), TOWNS[number % len(TOWNS)], f"{AREAS[number % 3]}{number // 40 + 1} {number % 9 + 1}")
            for number in range(max(4, households // 40))
        ]

    def place(self) -> Place:
        """Somewhere to live."""
        number = self.dice.randrange(len(self.streets))
        street, town, start = self.streets[number]
        house = self.dice.randint(1, 80)
        letters = "ABDEFGHJLN"
        end = letters[number // 9 % 10] + "PQRST"[house // 17]
        return Place(str(house), street, town, start + end)


def inhabitants(seed: int, households: int, living: Living) -> Iterator[list[Inhabitant]]:
    """Each household of the town."""
    dice, names = random.Random(f"households {seed}"), Names(seed)
    streets = Streets(dice, households)
    maker = _Maker(dice, names, living)
    for home in range(households):
        yield maker.household(home, streets.place())


class _Maker:
    def __init__(self, dice: random.Random, names: Names, living: Living) -> None:
        self.dice, self.names, self.living, self.made = dice, names, living, 0

    def household(self, home: int, place: Place) -> list[Inhabitant]:
        family = self.names.family(self.dice)
        parents = [self._adult(home, place, family)]
        if self.dice.random() < 0.7:
            other = self.names.family(self.dice)
            second = other if self._happens(self.living.partner_of_another_name) else family
            parents.append(self._adult(home, place, second))
        return [*parents, *self._children(parents)]

    def _happens(self, share: float) -> bool:
        return self.dice.random() < share

    def _adult(self, home: int, place: Place, family: str) -> Inhabitant:
        born = TODAY - timedelta(days=self.dice.randint(20 * 365, 52 * 365))
        return self._somebody(home, place, family, born)

    def _somebody(self, home: int, place: Place, family: str, born: date) -> Inhabitant:
        sex = self.dice.choice("FM")
        middle = self.names.forename(sex, self.dice) if self._happens(self.living.has_middle_name) else ""
        self.made += 1
        given = self.names.forename(sex, self.dice)
        number = nhs_number(self.made * 13 + self.dice.randrange(5))
        return Inhabitant(self.made, home, given, middle, family, born, sex, place, number, False)

    def _children(self, parents: list[Inhabitant]) -> list[Inhabitant]:
        first = parents[0]
        born = first.born_on + timedelta(days=self.dice.randint(18 * 365, 34 * 365))
        children: list[Inhabitant] = []
        for _ in range(self.dice.choice([0, 1, 1, 2, 2, 2, 3, 3, 4])):
            if born >= TODAY:
                break
            for _ in range(2 if self._happens(self.living.twin_births) else 1):
                children.append(self._child(parents, born, children))
            born += timedelta(days=self.dice.randint(330, 1600))
        return children

    def _child(self, parents: list[Inhabitant], born: date, before: list[Inhabitant]) -> Inhabitant:
        first, last = parents[0], parents[-1]
        family = first.family
        if self._happens(self.living.child_of_another_name):
            family = self.names.family(self.dice)
        elif first.family != last.family and self._happens(self.living.double_barrelled * 3):
            family = f"{first.family}-{last.family}"
        child = replace(self._somebody(first.home, first.place, family, born), is_child=True)
        namesake = next((parent for parent in parents if parent.sex == child.sex), None)
        if namesake and self._happens(self.living.named_after_a_parent):
            child = replace(child, given=namesake.given)
        while any(child.given == other.given for other in before):
            child = replace(child, given=self.names.forename(child.sex, self.dice))
        return child
