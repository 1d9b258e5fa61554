"""The words of the room: what a centre is told of, and on what ground."""

from __future__ import annotations

from enum import StrEnum


class News(StrEnum):
    """Why a child stands on a centre's list."""

    EXPECTED = "expected"
    NEW_BABY = "new_baby"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"


NEWS_WORDS = {
    News.EXPECTED: "Expected babies",
    News.NEW_BABY: "New babies",
    News.MOVED_IN: "Moved in",
    News.MOVED_OUT: "Moved out",
}


class Ground(StrEnum):
    """On what ground a family is named to a centre after the 14-day check (S1-63)."""

    PERMISSION = "permission"
    SAFEGUARDING = "safeguarding"


GROUND_WORDS = {
    Ground.PERMISSION: "A parent gave permission",
    Ground.SAFEGUARDING: "There is a safeguarding reason, recorded here",
}


class Outcome(StrEnum):
    """How a birth ended."""

    LIVE = "live"
    STILL = "still"
