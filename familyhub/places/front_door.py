"""What an authority says of its own front door, read from `authorities/<code>.toml`: all of it local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Any

from familyhub.core.clocks import Opening

FOLDER = Path(__file__).parent / "authorities"
OPENING = Opening(time(9), time(17))
COLOURS = ("red", "amber", "green")


class BadFrontDoor(Exception):
    """The part of an authority's file about its front door cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class AdultSafeguarding:
    """Whom a concern about an adult is passed on to. Each may be blank: not configured."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class FrontDoor:
    """Hours by colour (a colour that is not there has none), minutes until the next post is called, office hours."""

    colour_hours: Mapping[str, int] = field(default_factory=dict)
    acknowledge_minutes: int = 15
    opening: Opening = OPENING
    adult: AdultSafeguarding = AdultSafeguarding()


def parse_front_door(raw: Mapping[str, Any], name: str) -> FrontDoor:
    """The front door in a parsed TOML file called `name`. Errors: BadFrontDoor."""
    mash, office, adult = (raw.get(part, {}) for part in ("mash", "office", "adult_safeguarding"))
    try:
        hours = {one: int(mash[f"{one}_hours"]) for one in COLOURS if mash.get(f"{one}_hours", "") != ""}
        minutes = int(mash.get("acknowledge_minutes", 15))
        friday = office.get("friday_closes", "")
        opening = Opening(
            time.fromisoformat(office.get("opens", "09:00")),
            time.fromisoformat(office.get("closes", "17:00")),
            time.fromisoformat(friday) if friday else None,
        )
        adults = AdultSafeguarding(**{part: str(adult.get(part, "")) for part in ("name", "phone", "email")})
    except (ValueError, TypeError, AttributeError) as error:
        raise BadFrontDoor(f"{name}: {error}") from error
    if minutes < 1 or any(number < 1 for number in hours.values()):
        raise BadFrontDoor(f"{name}: hours and minutes are 1 or more")
    return FrontDoor(colour_hours=hours, acknowledge_minutes=minutes, opening=opening, adult=adults)


@lru_cache(maxsize=8)
def front_door(code: str) -> FrontDoor:
    """The front door of the authority called `code`; the defaults where the file says nothing. Errors: BadFrontDoor."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFrontDoor(f"{path.name} cannot be read: {error}") from error
    return parse_front_door(raw, path.name)
