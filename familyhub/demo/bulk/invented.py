"""What the invented people of a full county are called, as SQL: the n-th of a kind is the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from familyhub.demo.families import FAMILY, GIVEN

SEED = 20_261_120
TODAY = date(2026, 11, 20)
"""The day on which this county stands still."""
FAMILY_SIZE = 4
"""The first of a family is the parent, the others are children."""
UNITS = "ABDEFGHJLNPQRSTUWXYZ"
"""The letters that end a postcode."""
ENDINGS = [first + second for first in "bdfklmnrst" for second in "aeo"]


def number_of(kind: str, n: str) -> str:
    """The id of the n-th thing of a kind."""
    return f"md5('{SEED}:{kind}:' || {n})::uuid"


def one_of(words: Sequence[str], n: str) -> str:
    """One of these words, in turn."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"(ARRAY[{listed}])[1 + ({n}) % {len(words)}]"


def given_name(n: str) -> str:
    """The first name of the n-th person: 300 of them, all plainly invented."""
    return f"{one_of(GIVEN, n)} || {one_of(ENDINGS, f'{n} / {len(GIVEN)}')}"


def family_name(family: str) -> str:
    """The family name of a family: 8,100 of them, each beginning with a word that says that it is invented."""
    first, second = len(FAMILY), len(FAMILY) * len(ENDINGS)
    return (
        f"{one_of(FAMILY, family)} || {one_of(ENDINGS, f'{family} / {first}')}"
        f" || {one_of(ENDINGS, f'{family} / {second}')}"
    )


def postcode(place: str, family: str) -> str:
    """The postcode of a family that lives at this place: one of 400 of its sector, so that some fifty people share it
    as they do in England, not the many hundred that share one of the few whose place is on record.
    """
    first, second = (f"substr('{UNITS}', 1 + {family} / {each} % {len(UNITS)}, 1)" for each in (1000, 20_000))
    return f"(left({place}.postcode, -2) || {first} || {second})"


def words() -> list[str]:
    """Every part of a name that the invented people have, in small letters."""
    given = [name + ending for name in GIVEN for ending in ENDINGS]
    families = [name + one + other for name in FAMILY for one in ENDINGS for other in ENDINGS]
    return sorted({word.lower() for word in [*given, *families]})


def born_on(n: str) -> str:
    """Parents are 20 to 53, children under 19."""
    return (
        f"CASE WHEN ({n} - 1) % {FAMILY_SIZE} = 0 THEN date '1973-01-01' + ({n} * 37) % 12000"
        f" ELSE date '{TODAY}' - ({n} * 13) % 6900 END"
    )


def sex(n: str) -> str:
    """In turn."""
    return one_of(["F", "M"], f"{n} / 3")
