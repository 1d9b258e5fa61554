"""Comparing what two sides say, one thing at a time. Each answer is the place of a level in a list, worst first.

Level 0 is always "not known on both sides" and says nothing either way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from familyhub.analysis.matching.nicknames import are_forms
from familyhub.analysis.matching.spelling import heard, is_one_slip, likeness

Born = tuple[int, int, int]
CLOSE, LOOSE = 0.93, 0.84
MISSING = 0


class Named(Protocol):
    """Whoever has plain names."""

    @property
    def given(self) -> str: ...

    @property
    def family(self) -> str: ...

    @property
    def middle(self) -> str: ...


@dataclass(frozen=True)
class Comparison:
    """One thing that is compared. `words` say each level to a person; an empty one is not said.

    `common` and `rare` are the shares of people above and below which the same value counts for less and for more; the
    last three levels are then the same value that is common, usual and rare.
    """

    code: str
    levels: tuple[str, ...]
    words: tuple[str, ...]
    compare: Callable[..., int]
    common: float = 0.0
    rare: float = 0.0
    is_of_place: bool = False

    def level(self, name: str) -> int:
        """The place of a level."""
        return self.levels.index(name)

    @property
    def is_weighed(self) -> bool:
        """Does it matter how many share the value?"""
        return self.common > 0


GIVEN_LEVELS = ("missing", "different", "loose", "initial", "form", "close", "common", "usual", "rare")
FAMILY_LEVELS = ("missing", "different", "loose", "part", "close", "common", "usual", "rare")
BORN_LEVELS = ("missing", "different", "year", "two parts", "slip", "swapped", "common", "usual", "rare")


def given_level(a: str, b: str) -> int:
    """Forenames, both plain."""
    if not a or not b:
        return 0
    if a == b:
        return 7
    if len(a) == 1 or len(b) == 1:
        return 3 if a[0] == b[0] else 1
    if are_forms(a, b) or _shares_a_part(a, b):
        return 4
    return 5 if _is_close(a, b, alike := likeness(a, b)) else 2 if alike >= LOOSE else 1


def family_level(a: str, b: str) -> int:
    """Surnames, both plain: a part of a double-barrelled one counts."""
    if not a or not b:
        return 0
    if a == b:
        return 6
    if _is_close(a, b, alike := likeness(a, b)):
        return 4
    if _shares_a_part(a, b):
        return 3
    return 2 if alike >= LOOSE else 1


def _shares_a_part(a: str, b: str) -> bool:
    if " " not in a and " " not in b:
        return False
    if a.replace(" ", "") == b.replace(" ", ""):
        return True
    longer = [(x, y) for x in a.split() for y in b.split() if min(len(x), len(y)) > 2]
    return any(_is_close(x, y, likeness(x, y)) for x, y in longer)


def _is_close(a: str, b: str, alike: float) -> bool:
    if alike > 0 and min(len(a), len(b)) > 2 and is_one_slip(a, b):
        return True
    return alike >= CLOSE or (alike >= 0.75 and heard(a) == heard(b))


def middle_level(a: str, b: str) -> int:
    """Middle names, both plain."""
    if not a or not b:
        return 0
    if a == b:
        return 3
    is_near = a[0] == b[0] and (len(a) == 1 or len(b) == 1)
    return 2 if is_near or are_forms(a, b) or _shares_a_part(a, b) or _is_close(a, b, likeness(a, b)) else 1


def same_or_not(a: str, b: str) -> int:
    """Codes: the same or not."""
    return 0 if not a or not b else 2 if a == b else 1


def born_level(a: Born | None, b: Born | None) -> int:
    """Dates of birth as (year, month, day)."""
    if a is None or b is None:
        return 0
    if a == b:
        return 7
    if a[0] == b[0] and a[1] == b[2] and a[2] == b[1]:
        return 5
    if is_one_slip(_digits(a), _digits(b)):
        return 4
    return _parts_level(a, b)


def _parts_level(a: Born, b: Born) -> int:
    same = sum(x == y for x, y in zip(a, b, strict=True))
    if same == 2 or (a[0] == b[0] and ((1, 1) in (a[1:], b[1:]))):
        return 3
    return 2 if a[0] == b[0] else 1


def _digits(born: Born) -> str:
    return f"{born[0]:04d}{born[1]:02d}{born[2]:02d}"


def house_level(a: str, b: str) -> int:
    """House numbers or names, both plain."""
    if not a or not b:
        return 0
    if a == b:
        return 3
    return 2 if is_one_slip(a, b) or a.split()[0] == b.split()[0] else 1


def street_level(a: str, b: str) -> int:
    """Streets or towns, both plain."""
    if not a or not b:
        return 0
    if a == b:
        return 3
    return 2 if is_one_slip(a, b) or likeness(a, b) >= 0.92 else 1


def postcode_level(a: str, b: str) -> int:
    """Postcodes without spaces."""
    if not a or not b:
        return 0
    if a == b:
        return 4
    if is_one_slip(a, b):
        return 3
    outward = slice(0, -3) if len(a) > 4 else slice(0, 2)
    return 2 if a[outward] == b[outward] else 1


def number_level(a: str, b: str) -> int:
    """Numbers that are given to one person alone."""
    if not a or not b:
        return 0
    return 3 if a == b else 2 if is_one_slip(a, b) else 1


NAMES_SAME = ("same forename",) * 3
COMPARISONS = (
    Comparison(
        "given",
        GIVEN_LEVELS,
        ("", "forename differs", "forename differs, though loosely alike", "initial fits the forename",
         "forename in another form", "forename nearly the same", *NAMES_SAME),
        given_level, 0.005, 0.0005,
    ),
    Comparison(
        "family",
        FAMILY_LEVELS,
        ("", "surname differs", "surname loosely alike", "part of the surname is the same", "surname sounds alike",
         *("same surname",) * 3),
        family_level, 0.003, 0.0003,
    ),
    Comparison(
        "middle", ("missing", "different", "close", "same"),
        ("", "middle name differs", "middle name nearly the same", "same middle name"), middle_level,
    ),
    Comparison("sex", ("missing", "different", "same"), ("", "sex differs", ""), same_or_not),
    Comparison(
        "born",
        BORN_LEVELS,
        ("", "birth date differs", "same birth year, day and month differ", "two parts of the birth date are the same",
         "birth date with one slip", "birth date with day and month exchanged", *("same birth date",) * 3),
        born_level, 0.002, 0.00001,
    ),
    Comparison(
        "nhs", ("missing", "different", "slip", "same"),
        ("", "NHS number differs", "NHS number with one slip", "same NHS number"), number_level,
    ),
    Comparison("phone", ("missing", "different", "same"), ("", "", "same phone number"), same_or_not),
    Comparison("email", ("missing", "different", "same"), ("", "", "same email address"), same_or_not),
    Comparison(
        "order", ("missing", "different", "same"),
        ("", "another place in the birth order", "same place in the birth order"), same_or_not,
    ),
    Comparison(
        "house", ("missing", "different", "close", "same"), ("", "", "", ""), house_level, is_of_place=True,
    ),
    Comparison(
        "street", ("missing", "different", "close", "same"), ("", "", "", ""), street_level, is_of_place=True,
    ),
    Comparison(
        "postcode", ("missing", "different", "district", "slip", "same"), ("",) * 5, postcode_level, is_of_place=True,
    ),
    Comparison(
        "town", ("missing", "different", "close", "same"), ("", "", "", ""), street_level, is_of_place=True,
    ),
)  # fmt: skip
BY_CODE = {comparison.code: comparison for comparison in COMPARISONS}


def are_exchanged(one: Named, other: Named) -> bool:
    """Does each one's forename fit the other's surname?"""
    return given_level(one.given, other.family) > 4 and family_level(one.family, other.given) > 3


def goes_by_middle(one: Named, other: Named) -> bool:
    """Is one called by what is the other's middle name?"""
    return (one.given == other.middle != "") or (one.middle == other.given != "")
