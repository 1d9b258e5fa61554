"""The rules of audits, as plain Python: the lot, the form of a day, what may be kept, and what counts."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from familyhub.workforce.terms.audits import (
    COUNTS_AS,
    FEWEST_IN_FRAME,
    GRADE_LABELS,
    LONGEST_ASKED,
    LONGEST_EVIDENCE,
    MOST_ASKED,
    MOST_IN_SAMPLE,
    QUESTIONS,
    SCALES,
    SHORTEST_EVIDENCE,
    Asked,
    AuditState,
    Grade,
    Scale,
)

MONTHS_OF_A_QUARTER = 3


class AuditRefused(Exception):
    """It cannot be kept so; the text says why. `field` names what to mend, "" for all."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NoSuchAudit(Exception):
    """There is no such sample, audit or action for this asker."""


def scale_on(day: date, scales: Sequence[Scale] = SCALES) -> Scale:
    """The scale in use on a day; before the first one, the first."""
    return next((one for one in reversed(scales) if one.valid_from <= day), scales[0])


def scale_called(code: str) -> Scale:
    """A scale by its code. Errors: KeyError."""
    return {one.code: one for one in SCALES}[code]


def questions_on(day: date, questions: Sequence[Asked] = QUESTIONS) -> tuple[Asked, ...]:
    """What is asked on a day, in order."""
    return tuple(one for one in questions if one.valid_from <= day and (one.valid_to is None or day < one.valid_to))


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of its quarter."""
    first = day.replace(month=day.month - (day.month - 1) % MONTHS_OF_A_QUARTER, day=1)
    after = (first + timedelta(days=95)).replace(day=1)
    return first, after - timedelta(days=1)


def quarters_before(day: date, many: int) -> list[date]:
    """The first days of so many quarters, this one first."""
    found = [quarter_of(day)[0]]
    while len(found) < many:
        found.append(quarter_of(found[-1] - timedelta(days=1))[0])
    return found


def quarter_called(first: date) -> str:
    """As "July to September 2026"."""
    return f"{first:%B} to {quarter_of(first)[1]:%B %Y}"


def by_lot(seed: str, cases: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """In the order of the lot: the same seed gives the same order, wherever it is asked."""
    return sorted(cases, key=lambda case: hashlib.sha256(f"{seed}:{case}".encode()).digest())


def is_enough(size: int, could: int) -> bool:
    """Are there so many cases that whichever is not drawn may simply not have been drawn? At least twice the sample."""
    return could >= max(FEWEST_IN_FRAME, 2 * size)


def sample_problem(size: int, auditors: Collection[uuid.UUID], first: date, today: date) -> tuple[str, str]:
    """What is wrong with what is asked for, and with which field: ("", "") when nothing is."""
    if not 1 <= size <= MOST_IN_SAMPLE:
        return f"A sample has 1 to {MOST_IN_SAMPLE} families", "size"
    if quarter_of(first)[0] != first or first > today:
        return "Choose a quarter that has begun", "quarter"
    return ("", "") if auditors else ("Choose who audits", "auditors")


def answers_problem(answers: Mapping[str, tuple[str, str]], asked: Sequence[Asked], scale: Scale) -> tuple[str, str]:
    """The first answer that cannot be kept, and its question. `answers`: question → grade and evidence."""
    if set(answers) != {one.code for one in asked}:
        return "The questions have changed since you opened the form: look again", ""
    for one in asked:
        grade, words = answers[one.code]
        if grade not in {known.value for known in scale.grades}:
            return f"Choose a grade for “{one.title}”", one.code
        if problem := evidence_problem(words, f"for “{one.title}”"):
            return problem, one.code
    return "", ""


def evidence_problem(words: str, where: str) -> str:
    """Why these words are no evidence; "" when they are."""
    if len(words.strip()) < SHORTEST_EVIDENCE:
        return f"Write what you saw {where}: at least {SHORTEST_EVIDENCE} characters"
    return "" if len(words) <= LONGEST_EVIDENCE else f"At most {LONGEST_EVIDENCE:,} characters {where}: shorten it"


def overall_problem(grade: str, words: str, scale: Scale) -> tuple[str, str]:
    """What is wrong with the whole, and with which field."""
    if grade not in {known.value for known in scale.grades}:
        return "Choose a grade for the whole", "grade"
    return evidence_problem(words, "of the whole"), "words"


def asked_problem(asked: Sequence[tuple[str, date]], today: date) -> str:
    """Why these actions cannot be asked for; "" when they can. `asked`: what and by when."""
    if len(asked) > MOST_ASKED:
        return f"At most {MOST_ASKED} actions"
    if any(not words.strip() or len(words) > LONGEST_ASKED for words, _ in asked):
        return f"Say what is to be done, in {LONGEST_ASKED} characters at most"
    return "An action cannot be due in the past" if any(due < today for _, due in asked) else ""


def moderation_problem(state: AuditState, given: str, agreed: str, words: str, scale: Scale) -> tuple[str, str]:
    """Why it cannot be moderated so, and which field. `given`: the auditor's grade; `agreed`: the moderator's."""
    if state is not AuditState.FINISHED:
        return "It was moderated already, or is not finished", ""
    if agreed not in {known.value for known in scale.grades}:
        return "Choose the grade that stands", "grade"
    if given != agreed and len(words.strip()) < SHORTEST_EVIDENCE:
        return f"You change the grade from {GRADE_LABELS[Grade(given)].lower()}: say why", "words"
    if len(words) > LONGEST_EVIDENCE:
        return f"At most {LONGEST_EVIDENCE:,} characters: shorten it", "words"
    return "", ""


def is_met(grade: Grade) -> bool:
    """Adequate or better, as the indicator counts (I-06): by where the grade stands, whatever its scale calls it."""
    return COUNTS_AS.get(grade, grade) in {Grade.ADEQUATE, Grade.GOOD, Grade.OUTSTANDING}


def is_good(grade: Grade) -> bool:
    """Good or outstanding."""
    return grade in {Grade.GOOD, Grade.OUTSTANDING}
