"""What goes wrong between a person and what is written down: slips, changes, gaps. All shares are of one record."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from familyhub.analysis.matching.nicknames import own_forms
from familyhub.demo.town.households import Inhabitant, Place, nhs_number
from familyhub.demo.town.names import Names

NEAR = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
SOUNDS = [
    ("ph", "f"), ("ck", "k"), ("ie", "y"), ("y", "i"), ("sh", "sch"), ("ou", "u"), ("ee", "i"), ("c", "k"),
    ("tt", "t"), ("ll", "l"), ("nn", "n"), ("z", "s"), ("w", "v"), ("kh", "h"), ("oo", "u"), ("ai", "ay"), ("th", "t"),
]  # fmt: skip


@dataclass(frozen=True)
class Slips:
    """Shares between 0 and 1 of records in which this went wrong or has changed."""

    nickname: float = 0.07
    renamed: float = 0.01
    given_slip: float = 0.055
    given_by_sound: float = 0.015
    given_is_middle: float = 0.005
    initial_only: float = 0.005
    names_swapped: float = 0.01
    family_changed: float = 0.05
    family_double: float = 0.02
    family_slip: float = 0.05
    family_by_sound: float = 0.015
    middle_missing: float = 0.35
    born_slip: float = 0.035
    born_day_month: float = 0.01
    born_estimated: float = 0.004
    born_missing: float = 0.01
    sex_wrong: float = 0.005
    sex_missing: float = 0.03
    moved: float = 0.14
    house_slip: float = 0.03
    street_slip: float = 0.06
    postcode_slip: float = 0.03
    postcode_missing: float = 0.03
    house_missing: float = 0.02
    nhs_missing: float = 0.06
    nhs_slip: float = 0.01


LIGHT = Slips(
    nickname=0.01, renamed=0.0, given_slip=0.01, given_by_sound=0.003, given_is_middle=0.002, names_swapped=0.002,
    family_changed=0.0, family_double=0.0, family_slip=0.01, family_by_sound=0.003, middle_missing=0.2, born_slip=0.006,
    born_day_month=0.002, born_estimated=0.001, born_missing=0.002, sex_wrong=0.001, sex_missing=0.005, moved=0.0,
    house_slip=0.005, street_slip=0.01, postcode_slip=0.005, postcode_missing=0.005, house_missing=0.005,
    nhs_missing=0.03, nhs_slip=0.001, initial_only=0.001,
)  # fmt: skip


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Full forename to what somebody may be called instead."""
    return own_forms()


def slip(text: str, dice: random.Random) -> str:
    """One slip of the fingers."""
    if len(text) < 2:
        return text
    place = dice.randrange(len(text) - 1)
    before, here, after = text[:place], text[place : place + 2], text[place + 2 :]
    how = dice.randrange(4)
    if how == 0:
        return before + here[1] + here[0] + after
    if how == 1:
        return before + here[1] + after
    if how == 2:
        return before + here[0] + here + after
    return before + dice.choice(NEAR.get(here[0], "x")) + here[1] + after


def digit_slip(text: str, dice: random.Random) -> str:
    """One wrong digit, or two that changed places."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = dice.choice(places)
    follows = place + 1
    if dice.random() < 0.35 and follows in places and text[place] != text[follows]:
        return text[:place] + text[follows] + text[place] + text[follows + 1 :]
    other = dice.choice([digit for digit in "0123456789" if digit != text[place]])
    return text[:place] + other + text[place + 1 :]


def as_heard(text: str, dice: random.Random) -> str:
    """Written by ear."""
    fitting = [pair for pair in SOUNDS if pair[0] in text]
    if not fitting:
        return slip(text, dice)
    old, new = dice.choice(fitting)
    return text.replace(old, new, 1)


def born_slip(born: date, dice: random.Random) -> date:
    """A date of birth with one slip that is still a date."""
    for _ in range(20):
        try:
            wrong = date.fromisoformat(digit_slip(born.isoformat(), dice))
        except ValueError:
            continue
        if 1900 < wrong.year < 2027:
            return wrong
    return born + timedelta(days=1)


class Writer:
    """Writes people down."""

    def __init__(self, slips: Slips, names: Names, dice: random.Random) -> None:
        self.slips, self.names, self.dice = slips, names, dice

    def happens(self, share: float) -> bool:
        """Does it, this time?"""
        return self.dice.random() < share

    def write(self, person: Inhabitant) -> dict[str, str]:
        """One record of a person: text by column, empty where nothing is written."""
        place = self._place(person.place)
        row = {
            "given_name": self._given(person),
            "middle_name": "" if self.happens(self.slips.middle_missing) else person.middle,
            "family_name": self._family(person),
            "date_of_birth": self._born(person.born_on),
            "sex": self._sex(person.sex),
            "house_number": place.house,
            "street": place.street,
            "town": place.town,
            "postcode": place.postcode,
            "nhs_number": self._nhs(person.nhs),
        }
        if self.happens(self.slips.names_swapped):
            row["given_name"], row["family_name"] = row["family_name"], row["given_name"]
        return row

    def _given(self, person: Inhabitant) -> str:
        forms = short_forms().get(person.given, ())
        if forms and self.happens(self.slips.nickname):
            return self.dice.choice(forms)
        if self.happens(self.slips.renamed):
            return self.names.forename(person.sex, self.dice)
        if person.middle and self.happens(self.slips.given_is_middle):
            return person.middle
        if self.happens(self.slips.initial_only):
            return person.given[0]
        return self._spelt(person.given, self.slips.given_slip, self.slips.given_by_sound)

    def _spelt(self, text: str, by_hand: float, by_ear: float) -> str:
        if self.happens(by_hand):
            return slip(text, self.dice)
        return as_heard(text, self.dice) if self.happens(by_ear) else text

    def _family(self, person: Inhabitant) -> str:
        if self.happens(self.slips.family_changed):
            return self.names.family(self.dice)
        if self.happens(self.slips.family_double):
            return f"{person.family}-{self.names.family(self.dice)}"
        return self._spelt(person.family, self.slips.family_slip, self.slips.family_by_sound)

    def _born(self, born: date) -> str:
        if self.happens(self.slips.born_missing):
            return ""
        if self.happens(self.slips.born_estimated):
            return born.replace(month=1, day=1).isoformat()
        if born.day <= 12 and self.happens(self.slips.born_day_month * 2.5):
            return born.replace(month=born.day, day=born.month).isoformat()
        return (born_slip(born, self.dice) if self.happens(self.slips.born_slip) else born).isoformat()

    def _sex(self, sex: str) -> str:
        if self.happens(self.slips.sex_missing):
            return ""
        return {"F": "M", "M": "F"}[sex] if self.happens(self.slips.sex_wrong) else sex

    def _place(self, place: Place) -> Place:
        house, street, postcode = place.house, place.street, place.postcode
        if self.happens(self.slips.house_slip):
            house = digit_slip(house, self.dice)
        if self.happens(self.slips.street_slip):
            street = slip(street, self.dice)
        if self.happens(self.slips.postcode_slip):
            postcode = digit_slip(postcode, self.dice)
        return replace(
            place,
            house="" if self.happens(self.slips.house_missing) else house,
            street=street,
            postcode="" if self.happens(self.slips.postcode_missing) else postcode,
        )

    def _nhs(self, number: str) -> str:
        if self.happens(self.slips.nhs_missing):
            return ""
        if self.happens(self.slips.nhs_slip):
            return digit_slip(number, self.dice)
        return number


def fresh_number(dice: random.Random) -> str:
    """An NHS number that nobody in a town has."""
    return nhs_number(200_000_000 + dice.randrange(100_000_000))
