"""What an authority says of young carers alone, read from the same file as its front door: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.casework.terms.carers import ANSWER_DAYS, ASSESS_DAYS, OFFER_DAYS
from familyhub.places.front_door import FOLDER

LONGEST = 120


class BadCarerDays(Exception):
    """The part of an authority's file about young carers cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class CarerDays:
    """In how many working days an assessment is offered, the answer asked for, and the assessment done."""

    offer: int = OFFER_DAYS
    answer: int = ANSWER_DAYS
    assess: int = ASSESS_DAYS


def parse_carer_days(raw: Mapping[str, Any], name: str) -> CarerDays:
    """What a parsed TOML file called `name` says under [young_carers]. Errors: BadCarerDays."""
    told = raw.get("young_carers", {})
    try:
        said = CarerDays(
            int(told.get("offer_working_days", OFFER_DAYS)),
            int(told.get("answer_working_days", ANSWER_DAYS)),
            int(told.get("assess_working_days", ASSESS_DAYS)),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCarerDays(f"{name}: [young_carers] holds numbers: {error}") from error
    if not all(1 <= days <= LONGEST for days in (said.offer, said.answer, said.assess)):
        raise BadCarerDays(f"{name}: the days of [young_carers] are 1 to {LONGEST}")
    return said


@lru_cache(maxsize=8)
def carer_days(code: str) -> CarerDays:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadCarerDays."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadCarerDays(f"{path.name} cannot be read: {error}") from error
    return parse_carer_days(raw, path.name)
