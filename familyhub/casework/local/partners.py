"""What an authority says of its partners meetings, read from the same file as its front door: local configuration."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from familyhub.casework.terms.partners import MOST_STANDING, READ_FOR_DAYS, STANDING
from familyhub.places.front_door import FOLDER


class BadMeetings(Exception):
    """The part of an authority's file about partners meetings cannot be used; the text names the file and says why."""


@dataclass(frozen=True)
class MeetingRules:
    """The standing agenda as (code, title), and for how many days after the meeting a member reads their items."""

    agenda: tuple[tuple[str, str], ...] = STANDING
    read_for_days: int = READ_FOR_DAYS


def parse_meetings(raw: Mapping[str, Any], name: str) -> MeetingRules:
    """What a parsed TOML file called `name` says under [partners_meeting]. Errors: BadMeetings."""
    told = raw.get("partners_meeting", {})
    try:
        agenda = tuple((str(code), str(title)) for code, title in told.get("agenda", STANDING))
        said = MeetingRules(agenda, int(told.get("read_for_days", READ_FOR_DAYS)))
    except (ValueError, TypeError, AttributeError) as error:
        raise BadMeetings(f"{name}: [partners_meeting] has agenda as pairs and read_for_days: {error}") from error
    if not 1 <= len({code for code, _ in agenda}) == len(agenda) <= MOST_STANDING or not 1 <= said.read_for_days <= 31:
        raise BadMeetings(f"{name}: an agenda has 1 to {MOST_STANDING} different lines, read_for_days is 1 to 31")
    return said


@lru_cache(maxsize=8)
def meeting_rules(code: str) -> MeetingRules:
    """What the authority called `code` says; as delivered where it says nothing. Errors: BadMeetings."""
    path = FOLDER / f"{code}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadMeetings(f"{path.name} cannot be read: {error}") from error
    return parse_meetings(raw, path.name)
