"""Does what somebody types say that somebody may be in danger?"""

from __future__ import annotations

import re

from familyhub.directory.terms.danger import DANGER_PHRASES, Danger


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    each = "|".join(re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")


PATTERNS = {danger: _pattern(phrases) for danger, phrases in DANGER_PHRASES.items()}


def dangers_in(typed: str) -> tuple[Danger, ...]:
    """The kinds of danger that these words speak of, none for most."""
    said = typed.lower().replace("’", "'")
    return tuple(danger for danger, pattern in PATTERNS.items() if pattern.search(said))
