"""The floors of the house, from the ground up; rooms in one entry are strangers to each other."""

from __future__ import annotations

LEVELS = [
    ["core"],
    ["vocabulary"],
    ["places"],
    ["accounts"],
    ["people"],
    ["sharing"],
    ["messages", "work", "documents"],
    ["interventions", "directory", "partnership", "workforce"],
    ["referrals"],
    ["casework"],
    ["groups", "development", "send", "childcare"],
    ["performance"],
    ["reactions", "imports", "demo"],
]
FLOORS = {room: number for number, rooms in enumerate(LEVELS) for room in rooms}


def floor_of(room: str) -> int:
    """How high the room is; the higher may use the lower."""
    return FLOORS[room]
