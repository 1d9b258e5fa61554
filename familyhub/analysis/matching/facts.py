"""What somebody said of a person, made plain: the values that are compared."""

from __future__ import annotations

import re
from typing import NamedTuple

from familyhub.analysis.matching.comparing import Born
from familyhub.analysis.matching.known import Home, Known
from familyhub.analysis.matching.spelling import plain

# what is written where nobody knows a name; a baby has none for some days, a twin may be a number
NO_NAME = {
    "baby", "babyboy", "babygirl", "boy", "girl", "infant", "unborn", "unknown", "unnamed", "not known", "nk", "na",
    "none", "null", "nan", "twin", "twin 1", "twin 2", "twin one", "twin two", "baby boy", "baby girl", "male",
    "female", "mr", "mrs", "miss", "ms", "dr", "x", "xx", "xxx", "test", "tbc", "anon", "anonymous", "n a",
}  # fmt: skip
WAYS = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "dr": "drive", "ct": "court", "crt": "court", "cres": "crescent", "cr": "crescent", "gr": "grove", "pl": "place",
    "gdns": "gardens", "sq": "square", "ter": "terrace", "terr": "terrace", "pk": "park", "wy": "way", "hse": "house",
}  # fmt: skip
SEXES = {
    "m": "m", "male": "m", "1": "m", "boy": "m", "man": "m", "f": "f", "female": "f", "2": "f", "girl": "f",
    "woman": "f",
}  # fmt: skip
HOUSE_FIRST = re.compile(r"^((?:flat |unit |apartment )?\d+[a-z]?)\s+(.+)$")
MADE_UP_DATE = (1, 1)


class Facts(NamedTuple):
    """Plain values, "" or None where there is none. One description can give several: each name, each home."""

    given: str
    family: str
    middle: str
    sex: str
    born: Born | None
    nhs: str
    phone: str
    email: str
    order: str
    house: str
    street: str
    postcode: str
    town: str


def name_of(text: str) -> str:
    """A plain name, or "" for words that stand where there is none."""
    name = plain(text)
    return "" if name in NO_NAME else name


def street_of(text: str) -> str:
    """A plain street with its last word written out."""
    words = plain(text).split()
    if len(words) > 1:
        words[-1] = WAYS.get(words[-1], words[-1])
    return " ".join(words)


def place_of(home: Home) -> tuple[str, str, str, str]:
    """House, street, postcode, town; a house number in front of the street is taken from there."""
    house, street = plain(home.house), street_of(home.street)
    found = HOUSE_FIRST.match(street) if not house else None
    if found:
        house, street = found.groups()
    return house, street, plain(home.postcode).replace(" ", "").upper(), plain(home.town)


def number_of(text: str) -> str:
    """A number that is given to one person, without spaces; "" for one digit repeated, which stands for none."""
    number = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    return "" if len(set(number)) < 2 else number


def facts_of(known: Known, name: tuple[str, str] | None = None, home: Home | None = None) -> Facts:
    """One description, by one of its names (the first) and one of its homes (the first)."""
    given, family = name or (known.given, known.family)
    forenames, middle = name_of(given), name_of(known.middle)
    if not middle and " " in forenames:
        forenames, _, middle = forenames.partition(" ")
    house, street, postcode, town = place_of(home or (known.homes[0] if known.homes else Home()))
    born = known.born_on
    return Facts(
        given=forenames,
        family=name_of(family),
        middle=middle,
        sex=SEXES.get(plain(known.sex), ""),
        born=(born.year, born.month, born.day) if born else None,
        nhs=number_of(known.nhs_number),
        phone=number_of(known.phones[0])[-9:] if known.phones else "",
        email=known.emails[0].strip().lower() if known.emails else "",
        order=str(known.birth_order or ""),
        house=house,
        street=street,
        postcode=postcode,
        town=town,
    )


def is_nhs_number(number: str) -> bool:
    """Ten digits whose last is the check digit (modulus 11)."""
    if not re.fullmatch("[0-9]{10}", number):
        return False
    check = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(number[:9])) % 11
    return check % 11 == int(number[9]) and check != 10
