"""The rules of support around a specialist programme, as plain Python."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.programmes import LONGEST_AHEAD_WEEKS, PHASES, Phase, Promotes
from familyhub.core.clocks import add_weeks


def begin_problem(*, phase: Phase, promotes: Collection[Promotes], words: str) -> str:
    """Why support cannot begin so; "" when it can."""
    if phase not in PHASES:
        return "Say if the programme is still to come, under way or behind them"
    if not promotes:
        return "Say what the support is to build"
    return text_problem(words, "Say what is done, in words the family would use")


def next_problem(*, phase: Phase, next_on: date | None, today: date) -> str:
    """Why the next phase cannot be looked at on that day; "" when it can."""
    if phase is Phase.OVER:
        return "" if next_on is None else "What is over has no next day: leave it empty"
    if next_on is None:
        return "Say on which day the next phase is looked at"
    if next_on <= today:
        return "The next phase is looked at after today"
    latest = add_weeks(today, LONGEST_AHEAD_WEEKS)
    return "" if next_on <= latest else "The next phase is looked at within a year"


def move_problem(*, now: Phase, new: Phase, on: date, since: date, today: date, words: str) -> str:
    """Why support cannot come to this phase on that day; "" when it can. `since`: when the present one began."""
    order = list(Phase)
    if now is Phase.OVER:
        return "This support is over: begin another one"
    if order.index(new) < order.index(now):
        return "A programme does not run backwards: end this support, and begin another for the next time round"
    if not since <= on <= today:
        return f"The day lies between {since:%-d %B %Y}, when this phase began, and today"
    return text_problem(words, "Say how it went")


@dataclass(frozen=True)
class Quarter:
    """A quarter of the financial year: its first day, and the first day of the next."""

    first: date
    following: date

    @property
    def label(self) -> str:
        """ "October to December 2026"."""
        last = date(self.first.year, self.first.month + 2, 1)
        return f"{self.first:%B} to {last:%B %Y}"


def quarters(today: date, many: int) -> list[Quarter]:
    """The present quarter and those before it, the newest first."""
    first = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found = []
    following = date(first.year + (first.month == 10), (first.month + 2) % 12 + 1, 1)
    for _ in range(many):
        found.append(Quarter(first, following))
        following = first
        first = date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
    return found


@dataclass(frozen=True)
class Entered:
    """A support came to a phase on a day."""

    support: uuid.UUID
    phase: Phase
    on: date


def counted(entered: Iterable[Entered], spans: Sequence[Quarter], today: date) -> dict[Quarter, Counter[Phase]]:
    """In how many supports somebody was in each phase on at least one day of each quarter.

    `entered`: in the order in which it happened, whichever support it was.
    """
    by_support: dict[uuid.UUID, list[Entered]] = {}
    for one in entered:
        by_support.setdefault(one.support, []).append(one)
    found: dict[Quarter, Counter[Phase]] = {quarter: Counter() for quarter in spans}
    for steps in by_support.values():
        for quarter in spans:
            found[quarter].update(_phases_in(steps, quarter, today))
    return found


def _phases_in(steps: Sequence[Entered], quarter: Quarter, today: date) -> set[Phase]:
    ends = [step.on for step in steps[1:]] + [None]
    return {
        step.phase
        for step, until in zip(steps, ends, strict=True)
        if step.phase is not Phase.OVER
        and step.on < quarter.following
        and step.on <= today
        and (until is None or until > quarter.first)
    }
