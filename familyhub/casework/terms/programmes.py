"""The words of support around a specialist programme (S2-15)."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where somebody is with a programme. OVER: nobody supports it any more."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    OVER = "over"


PHASE_LABELS = {
    Phase.BEFORE: "Before it",
    Phase.DURING: "During it",
    Phase.AFTER: "After it",
    Phase.OVER: "Over",
}
PHASES = (Phase.BEFORE, Phase.DURING, Phase.AFTER)


class Promotes(StrEnum):
    """What the support is to build."""

    RESILIENCE = "resilience"
    DEVELOPMENT = "development"


PROMOTES_LABELS = {
    Promotes.RESILIENCE: "Resilience: what helps the family to cope by themselves",
    Promotes.DEVELOPMENT: "The child’s development",
}
PROMOTES_SHORT = {Promotes.RESILIENCE: "resilience", Promotes.DEVELOPMENT: "development"}
MOST_PROGRAMMES = 100
MOST_SUPPORTS = 40
"""In one case, those that are over counted too."""
LONGEST_AHEAD_WEEKS = 52
"""So far ahead at most lies the day on which the next phase is looked at: a local standard."""
QUARTERS = 4
"""How many quarters the manager's page shows, the present one included."""
