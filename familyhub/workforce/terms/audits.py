"""The words of audits: what is asked and how it is graded. Both are dated: an older audit keeps its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_EVIDENCE, LONGEST_ASKED = 2000, 500
SHORTEST_EVIDENCE = 10
MOST_ASKED, MOST_IN_SAMPLE, MOST_IN_FRAME = 4, 8, 400
FEWEST_IN_FRAME = 4
AGAIN_AFTER_DAYS = 365
"""A family whose help was audited is left out for so long."""


class AuditState(StrEnum):
    """How far an audit has come."""

    DRAWN = "drawn"
    FINISHED = "finished"
    MODERATED = "moderated"
    SET_ASIDE = "set_aside"


AUDIT_STATE_LABELS = {
    AuditState.DRAWN: "To be written",
    AuditState.FINISHED: "Waits to be moderated",
    AuditState.MODERATED: "Moderated",
    AuditState.SET_ASIDE: "Set aside",
}


class DrawState(StrEnum):
    """How far a sample has come."""

    ASKED = "asked"
    DRAWN = "drawn"
    TOO_FEW = "too_few"


class LeftOut(StrEnum):
    """Why a case of the team could not be drawn, as far as whoever sees the case may know it."""

    AUDITED = "audited"
    NOTHING = "nothing"
    OWN = "own"


LEFT_OUT_LABELS = {
    LeftOut.AUDITED: "audited in the last 12 months",
    LeftOut.NOTHING: "nothing to read yet: no assessment and no plan",
    LeftOut.OWN: "everybody who was to audit has worked on it",
}


class Grade(StrEnum):
    """A grade of any scale."""

    INADEQUATE = "inadequate"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    GOOD = "good"
    OUTSTANDING = "outstanding"


GRADE_LABELS = {
    Grade.INADEQUATE: "Inadequate",
    Grade.ADEQUATE: "Adequate",
    Grade.REQUIRES_IMPROVEMENT: "Requires improvement",
    Grade.GOOD: "Good",
    Grade.OUTSTANDING: "Outstanding",
}


@dataclass(frozen=True)
class Scale:
    """The grades in use from one day until another (not included), the worst first."""

    code: str
    grades: tuple[Grade, ...]
    valid_from: date
    valid_to: date | None = None


# I-06: "requires improvement" took the place of "adequate" in 2013; the day is that of the inspection framework of
# children's services which brought it
CHANGED_ON = date(2013, 11, 1)
SCALES = (
    Scale(
        "adequate",
        (Grade.INADEQUATE, Grade.ADEQUATE, Grade.GOOD, Grade.OUTSTANDING),
        date(2005, 1, 1),
        CHANGED_ON,
    ),
    Scale(
        "requires_improvement",
        (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, Grade.OUTSTANDING),
        CHANGED_ON,
    ),
)
COUNTS_AS = {Grade.REQUIRES_IMPROVEMENT: Grade.ADEQUATE}
"""Which grade of a later scale stands where which of the indicator's own stood."""


@dataclass(frozen=True)
class Asked:
    """One question of the form, in use from one day until another (not included)."""

    code: str
    title: str
    ask: str
    valid_from: date
    valid_to: date | None = None


BEGAN = date(2010, 4, 1)
QUESTIONS = (
    Asked("child", "Views of the child", "What does the record hold of the child’s own words and wishes?", BEGAN),
    Asked(
        "family",
        "Views of the family",
        "What does the family say of the help? Say whom you asked for this audit, or why nobody was asked",
        BEGAN,
    ),
    Asked("chronology", "Chronology", "Is it complete, and does it tell what mattered?", BEGAN),
    Asked("analysis", "Analysis", "Does the assessment say what the facts mean for the child?", BEGAN),
    Asked("plan", "Plan tied to needs", "Is each action for a need, owned and dated?", BEGAN),
    Asked("oversight", "Management oversight", "Do supervision and signatures show thought, in time?", BEGAN),
    Asked("time", "Recorded in time", "How soon after the work was it written down?", BEGAN),
    Asked("safety", "Safety", "Were risks seen, shared and acted on?", BEGAN),
)
