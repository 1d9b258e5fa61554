"""The words of work."""

from __future__ import annotations

from enum import StrEnum


class DoneBecause(StrEnum):
    """How a task came to its end."""

    DONE = "done"
    NOT_NEEDED = "not needed"
    ELSEWHERE = "done elsewhere"


REASON_WORDS = {
    DoneBecause.DONE: "done",
    DoneBecause.NOT_NEEDED: "no longer needed",
    DoneBecause.ELSEWHERE: "done by somebody else or in another place",
}
