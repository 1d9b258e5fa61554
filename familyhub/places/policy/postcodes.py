"""The shape of a UK postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
LONGEST = 9
"""Seven characters and at most two too many: longer text is no postcode with a slip in it."""
LOOK_ALIKE = {"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2", "G": "6"}
SEPARATORS = re.compile(r"[\s\-.]+")


def normalised(typed: str) -> str | None:
    """Upper case with one space (`dn227aa` → `DN22 7AA`), or None where it has not the shape of a postcode."""
    if len(typed) > 20:
        return None
    found = SHAPE.fullmatch(SEPARATORS.sub("", typed).upper())
    return f"{found[1]} {found[2]}" if found else None


def outward_of(postcode: str) -> str:
    """The first half of a normalised postcode: DN22."""
    return postcode.split(" ")[0]


def sector_of(postcode: str) -> str:
    """All but the last two letters of a normalised postcode: DN22 7."""
    return postcode[:-2]


def one_slip_away(typed: str) -> list[str]:
    """Postcodes that one slip of the finger turns into what was typed, likeliest first: a letter for the digit that
    looks like it (O and 0, I and 1), two characters the wrong way round, one character too many.
    """
    text = SEPARATORS.sub("", typed[: LONGEST * 2]).upper()
    if len(text) > LONGEST:
        return []
    tried = (normalised(slip) for slip in (*_look_alikes(text), *_swapped(text), *_dropped(text)))
    return [code for code in dict.fromkeys(tried) if code and code != normalised(typed)]


def _look_alikes(text: str) -> Iterator[str]:
    for position, character in enumerate(text):
        for letter, digit in LOOK_ALIKE.items():
            if character in (letter, digit):
                other = digit if character == letter else letter
                yield text[:position] + other + text[position + 1 :]


def _swapped(text: str) -> Iterator[str]:
    for position in range(len(text) - 1):
        yield text[:position] + text[position + 1] + text[position] + text[position + 2 :]


def _dropped(text: str) -> Iterator[str]:
    for position in range(len(text)):
        yield text[:position] + text[position + 1 :]
