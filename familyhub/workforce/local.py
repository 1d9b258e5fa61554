"""What an authority says of its workforce, read from the same file as its front door: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.places.front_door import FOLDER
from familyhub.workforce.terms.supervision import AUDIT_WITHIN_WEEKS, EVERY_WEEKS


class BadWorkforce(Exception):
    """The part of an authority's file about its workforce cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class WorkforceRules:
    """How many weeks after one supervision the next is due, and within how many an audit that was drawn is written."""

    supervision_every_weeks: int = EVERY_WEEKS
    audit_within_weeks: int = AUDIT_WITHIN_WEEKS


def parse_workforce(raw: Mapping[str, Any], name: str) -> WorkforceRules:
    """What a parsed TOML file called `name` says under [workforce]. Errors: BadWorkforce."""
    told = raw.get("workforce", {})
    try:
        said = WorkforceRules(
            int(told.get("supervision_every_weeks", EVERY_WEEKS)),
            int(told.get("audit_within_weeks", AUDIT_WITHIN_WEEKS)),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadWorkforce(f"{name}: [workforce] holds numbers: {error}") from error
    for what in ("supervision_every_weeks", "audit_within_weeks"):
        if not 1 <= getattr(said, what) <= 26:
            raise BadWorkforce(f"{name}: {what} is 1 to 26")
    return said


@lru_cache(maxsize=8)
def workforce_rules(code: str) -> WorkforceRules:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadWorkforce."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadWorkforce(f"{path.name} cannot be read: {error}") from error
    return parse_workforce(raw, path.name)
