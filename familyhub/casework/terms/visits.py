"""The words of home visits: their states, what is known at the door, how they ended, what became of an alarm."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class VisitState(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    OVER = "over"
    CANCELLED = "cancelled"


STATE_LABELS = {VisitState.PLANNED: "Planned", VisitState.OVER: "Over", VisitState.CANCELLED: "Cancelled"}


class Door(StrEnum):
    """What a visitor must know at the door, the gravest first."""

    NOT_THERE = "not_there"
    TWO_WORKERS = "two_workers"
    DOG = "dog"
    NO_SIGNAL = "no_signal"
    GETTING_IN = "getting_in"
    OTHER = "other"


DOOR_LABELS = {
    Door.NOT_THERE: "Somebody must not be there",
    Door.TWO_WORKERS: "Two workers go",
    Door.DOG: "Dog or other animal",
    Door.NO_SIGNAL: "No phone signal",
    Door.GETTING_IN: "Getting in and parking",
    Door.OTHER: "Something else",
}


class CameTo(StrEnum):
    """What came of a visit."""

    TOOK_PLACE = "took_place"
    NO_ACCESS = "no_access"


class Follows(StrEnum):
    """What follows when nobody opened."""

    CARD = "card"
    RING = "ring"
    AGAIN = "again"
    ASK_OTHERS = "ask_others"
    WORRIED = "worried"


FOLLOWS_LABELS = {
    Follows.RING: "I ring them, as their safe-contact rules say",
    Follows.AGAIN: "I plan another visit",
    Follows.ASK_OTHERS: "I ask who else is involved",
    Follows.CARD: "I left a card",
    Follows.WORRIED: "I am worried: the coordinator is told now",
}


class AlarmEnd(StrEnum):
    """What became of an alarm."""

    CHECKED_OUT = "checked_out"
    FALSE_ALARM = "false_alarm"
    FOUND_SAFE = "found_safe"
    HARMED = "harmed"


ALARM_END_LABELS = {
    AlarmEnd.CHECKED_OUT: "They checked out late",
    AlarmEnd.FALSE_ALARM: "False alarm",
    AlarmEnd.FOUND_SAFE: "Found safe",
    AlarmEnd.HARMED: "Found, and harmed or threatened",
}
SAID_BY_SOMEBODY = (AlarmEnd.FALSE_ALARM, AlarmEnd.FOUND_SAFE, AlarmEnd.HARMED)

MOST_GOERS = 2
LONGEST_VISIT = timedelta(hours=8)
FURTHEST = timedelta(days=366)
BEGUN_SINCE = timedelta(minutes=15)
"""A visit that begins now is planned at the door: so long after its beginning it still can be."""
EARLIEST_IN = timedelta(hours=2)
"""Nobody checks in longer than this before a visit begins."""
MOST_SHOWN = 100
MOST_DOOR = 30
