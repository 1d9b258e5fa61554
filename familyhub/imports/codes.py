"""Check the shape of national codes."""

from __future__ import annotations

import re

LSOA = re.compile(r"[EW]01[0-9]{6}")


def lsoa_code(text: str) -> str:
    """An LSOA code. Errors: ValueError for what has not its shape."""
    code = text.strip()
    if not LSOA.fullmatch(code):
        raise ValueError(f"“{code[:40]}” is not an LSOA code")
    return code
