"""The shape of a UK postcode."""

from __future__ import annotations

import re

SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
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
