"""The child's voice, as plain Python: their words, or a reason for none that the record and what was seen bear out."""

from __future__ import annotations

from dataclasses import dataclass

from familyhub.casework.terms.assessments import Absence

SPEAKS_FROM = 5  # from this age on "too young to say" is rare


@dataclass(frozen=True)
class OfWhom:
    """Whose voice it is, as the record stands. `years`: None where the date of birth is not known."""

    name: str
    is_unborn: bool = False
    years: int | None = None


def absence_problem(words: str, absent: str, of: OfWhom) -> str:
    """Why there are no words cannot stand so, with what to do; "" when it can."""
    if absent == Absence.UNBORN and not of.is_unborn:
        return f"{of.name} is born, as the record says: write what they say or show, or choose another reason"
    if absent == Absence.TOO_YOUNG and not words.strip():
        return f"Say in the words what was seen of {of.name}: how they are, with whom, and what they show"
    if absent == Absence.NEEDS_ANOTHER_WAY and not words.strip():
        return f"Say in the words which other way {of.name} is asked, who arranges it and by when"
    return ""


def voice_warning(absent: str, of: OfWhom) -> str:
    """What whoever wrote it is told besides; "" where nothing."""
    if absent != Absence.TOO_YOUNG or of.years is None or of.years < SPEAKS_FROM:
        return ""
    return (
        f"{of.name} is {of.years}: a child of that age can usually say or show what matters to them. "
        "Try another way, with play, pictures or somebody they trust"
    )
