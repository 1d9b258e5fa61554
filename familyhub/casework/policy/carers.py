"""The rules of young carers, as plain Python."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from familyhub.casework.local.carers import CarerDays
from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.carers import NEXT, Care, Offer
from familyhub.core.clocks import add_working_days

ADULT_AT = 18


def mark_problem(
    *, cares: Collection[Care], since: date | None, today: date, child_words: str, why_no_words: str
) -> str:
    """Why a child cannot be marked so; "" when they can."""
    if not cares:
        return "Say what the child does"
    if since is not None and since > today:
        return "They cannot have begun after today"
    if not child_words.strip():
        return "" if why_no_words.strip() else "Write what the child says, or why they were not asked"
    return text_problem(child_words, "")


def cared_for_problem(*, cared_for: uuid.UUID | None, child: uuid.UUID, words: str) -> str:
    """Why this cannot be said of whom the child cares for; "" when it can.

    What is said of somebody lies behind their own fence: of somebody who is not named, nothing is said.
    """
    if cared_for == child:
        return "A child is marked for caring for somebody else"
    if words.strip() and cared_for is None:
        return "Choose who it is: what you write of them is read by those alone who may see them"
    return text_problem(words, "") if words.strip() else ""


def is_a_child(born_on: date, today: date) -> bool:
    """Young carers are under 18."""
    years = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return 0 <= years < ADULT_AT


def move_problem(*, now: Offer, new: Offer, on: date, since: date, today: date, words: str) -> str:
    """Why the offer cannot come so far on that day; "" when it can. `since`: when it came to where it is."""
    if new not in NEXT[now]:
        return "This does not follow from how it stands"
    if not since <= on <= today:
        return f"The day lies between {since:%-d %B %Y}, when it came this far, and today"
    return text_problem(words, "Say what was said")


def offer_by(marked_on: date, days: CarerDays) -> date:
    """By when an assessment is offered."""
    return add_working_days(marked_on, days.offer)


def due_on(state: Offer, on: date, days: CarerDays) -> date | None:
    """By when the next thing is done; None where nothing waits."""
    many = {Offer.TO_OFFER: days.offer, Offer.OFFERED: days.answer, Offer.ACCEPTED: days.assess}.get(state)
    return None if many is None else add_working_days(on, many)


@dataclass(frozen=True)
class Standing:
    """How one young carer stands: the state, by when the next thing is due, and whether the offer came in time."""

    state: Offer
    due_on: date | None
    was_in_time: bool | None


def counted(lines: Iterable[Standing], today: date) -> Counter[str]:
    """Young carers by state, how many of what waits is overdue, how many offers came in time and how many late."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line.state.value] += 1
        found["overdue"] += line.due_on is not None and line.due_on < today
        if line.was_in_time is not None:
            found["in_time" if line.was_in_time else "late"] += 1
    return found
