"""The words of needs and family plans."""

from __future__ import annotations

from enum import StrEnum


class NeedState(StrEnum):
    """What has become of a need."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly_met"
    NOT_MET = "not_met"
    WITHDRAWN = "withdrawn"


NEED_LABELS = {
    NeedState.OPEN: "Open",
    NeedState.MET: "Met",
    NeedState.PARTLY: "Partly met",
    NeedState.NOT_MET: "Not met",
    NeedState.WITHDRAWN: "Withdrawn: it was none, or the family does not want it worked on",
}
RESTRICTED_CODES = frozenset({("factors", "11A"), ("factors", "12A"), ("factors", "24A")})
"""Exploitation and trafficking: the need itself is restricted (S4-36)."""
NO_NEED = frozenset({("factors", "21")})
"""A code that says that there is none: no need is recorded under it."""
LONGEST_WORDS = 2000
MOST_NEEDS = 60
