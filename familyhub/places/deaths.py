"""Whom an authority names when somebody has died, read from `authorities/<code>.toml`: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.places.front_door import FOLDER


class BadDeaths(Exception):
    """The part of an authority's file about deaths cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class AfterDeath:
    """`review_role`: the role whose holders begin the child death review. The others are the bereavement contact.

    Each may be blank: not configured.
    """

    review_role: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


def parse_after_death(raw: Mapping[str, Any], name: str) -> AfterDeath:
    """What a parsed TOML file called `name` says. Errors: BadDeaths."""
    review, contact = raw.get("child_death_review", {}), raw.get("bereavement", {})
    if not isinstance(review, Mapping) or not isinstance(contact, Mapping):
        raise BadDeaths(f"{name}: [child_death_review] and [bereavement] are tables")
    return AfterDeath(
        str(review.get("role", "")).strip(),
        *(str(contact.get(part, "")).strip() for part in ("name", "phone", "email")),
    )


@lru_cache(maxsize=8)
def after_death(code: str) -> AfterDeath:
    """What the authority called `code` says; blanks where it says nothing. Errors: BadDeaths."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDeaths(f"{path.name} cannot be read: {error}") from error
    return parse_after_death(raw, path.name)
