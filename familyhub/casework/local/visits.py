"""What an authority says of visits alone, read from the same file as its front door: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.places.front_door import FOLDER


class BadVisits(Exception):
    """The part of an authority's file about visits cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class Margins:
    """Elapsed minutes from a visit's expected end to its alarm, and from one call to the next."""

    alarm_minutes: int = 30
    call_minutes: int = 10


def parse_margins(raw: Mapping[str, Any], name: str) -> Margins:
    """What a parsed TOML file called `name` says under [visits]. Errors: BadVisits."""
    told = raw.get("visits", {})
    try:
        said = Margins(int(told.get("alarm_after_minutes", 30)), int(told.get("call_next_after_minutes", 10)))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadVisits(f"{name}: [visits] holds numbers: {error}") from error
    if not 1 <= said.alarm_minutes <= 240 or not 1 <= said.call_minutes <= 120:
        raise BadVisits(f"{name}: alarm_after_minutes is 1 to 240, call_next_after_minutes 1 to 120")
    return said


@lru_cache(maxsize=8)
def margins(code: str) -> Margins:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadVisits."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadVisits(f"{path.name} cannot be read: {error}") from error
    return parse_margins(raw, path.name)
