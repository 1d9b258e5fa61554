"""What an authority says of signing assessments, read from the same file as its front door: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.places.front_door import FOLDER


class BadSigning(Exception):
    """The part of an authority's file about assessments cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class Signing:
    """From which level another person signs, and within how many working days."""

    from_level: int = 3
    working_days: int = 2


def parse_signing(raw: Mapping[str, Any], name: str) -> Signing:
    """What a parsed TOML file called `name` says under [assessments]. Errors: BadSigning."""
    told = raw.get("assessments", {})
    try:
        said = Signing(int(told.get("signed_from_level", 3)), int(told.get("sign_within_working_days", 2)))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadSigning(f"{name}: [assessments] holds numbers: {error}") from error
    if not 1 <= said.from_level <= 5 or not 1 <= said.working_days <= 20:
        raise BadSigning(f"{name}: signed_from_level is 1 to 5, sign_within_working_days 1 to 20")
    return said


@lru_cache(maxsize=8)
def signing(code: str) -> Signing:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadSigning."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSigning(f"{path.name} cannot be read: {error}") from error
    return parse_signing(raw, path.name)
