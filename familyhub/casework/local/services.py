"""What an authority says of the Family Nurse Partnership, read from the same file as its front door."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.casework.terms.services import ENDS_AT_YEARS, OLDEST_AT_LAST_PERIOD, REPLY_DAYS
from familyhub.places.front_door import FOLDER


class BadPartnership(Exception):
    """The part of an authority's file about family nurses cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class NurseRules:
    """How old a mother is at her last period at most, when it ends, and after how many working days we ask."""

    oldest: int = OLDEST_AT_LAST_PERIOD
    first_baby_only: bool = True
    ends_at_years: int = ENDS_AT_YEARS
    reply_days: int = REPLY_DAYS


def parse_nurse_rules(raw: Mapping[str, Any], name: str) -> NurseRules:
    """What a parsed TOML file called `name` says under [family_nurse_partnership]. Errors: BadPartnership."""
    told = raw.get("family_nurse_partnership", {})
    try:
        said = NurseRules(
            int(told.get("oldest_at_last_period", OLDEST_AT_LAST_PERIOD)),
            bool(told.get("first_baby_only", True)),
            int(told.get("ends_at_years", ENDS_AT_YEARS)),
            int(told.get("reply_working_days", REPLY_DAYS)),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadPartnership(f"{name}: [family_nurse_partnership] holds numbers: {error}") from error
    if not (12 <= said.oldest <= 60 and 1 <= said.ends_at_years <= 5 and 1 <= said.reply_days <= 60):
        raise BadPartnership(f"{name}: in [family_nurse_partnership] an age, years or days cannot be right")
    return said


@lru_cache(maxsize=8)
def nurse_rules(code: str) -> NurseRules:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadPartnership."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPartnership(f"{path.name} cannot be read: {error}") from error
    return parse_nurse_rules(raw, path.name)
