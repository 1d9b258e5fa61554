"""The rules of workforce, as plain Python: may it be written so, and when is the next due."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta

from familyhub.workforce.terms.supervision import (
    LATEST_DAYS,
    LONGEST_DECISION,
    LONGEST_WORDS,
    MOST_DECISIONS,
    MOST_TALKED,
)


class SupervisionRefused(Exception):
    """It cannot be written so; the text says why. `field` names what to mend, "" for all."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


class NoSuchSupervision(Exception):
    """There is no such supervision, decision or worker for this asker."""


def next_due(last: date, weeks: int, is_working_day: Callable[[date], bool]) -> date:
    """The day by which the next is held: so many weeks on, and no day off."""
    day = last + timedelta(weeks=weeks)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def day_problem(happened_on: date, next_on: date, today: date) -> tuple[str, str]:
    """What is wrong with the days, and with which: ("", "") when nothing is."""
    if happened_on > today:
        return "Supervision is written down after it was held", "happened_on"
    if (today - happened_on).days > LATEST_DAYS:
        return f"Supervision is written down within {LATEST_DAYS} days", "happened_on"
    return ("", "") if next_on > today else ("The next supervision must be in the future", "next_on")


def words_problem(words: str, talked: Collection[str], decided: Sequence[tuple[str, date]], today: date) -> str:
    """Why what was said cannot be kept so; "" when it can. `decided`: what and by when."""
    if not words.strip() and not talked:
        return "Write what you talked about"
    if any(len(one) > LONGEST_WORDS for one in (words, *talked)):
        return f"Each text holds {LONGEST_WORDS:,} characters: shorten the longest"
    if len(talked) > MOST_TALKED or len(decided) > MOST_DECISIONS:
        return f"At most {MOST_TALKED} families and {MOST_DECISIONS} decisions"
    if any(not one.strip() or len(one) > LONGEST_DECISION for one, _ in decided):
        return f"Say what was decided, in {LONGEST_DECISION} characters at most"
    return "A decision cannot be due in the past" if any(due < today for _, due in decided) else ""


def is_overdue(next_on: date | None, today: date) -> bool:
    """Is the next supervision late? Somebody who had none is waited for, not late."""
    return next_on is not None and next_on < today
