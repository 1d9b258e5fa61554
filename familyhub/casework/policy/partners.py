"""The rules of the partners meeting, as plain Python: when it is next, who needs to know, what may be written where."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.partners import LONGEST_NEED, LONGEST_SAID, MOST_SEATS, Basis

WEEK = timedelta(weeks=1)
SHORTEST_NAME = 3


def next_month(day: date, is_working_day: Callable[[date], bool]) -> date:
    """The same weekday of the next month: the third Tuesday after a third Tuesday, the last after a fifth.

    On a day off the next working day.
    """
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7) + WEEK * ((day.day - 1) // 7)
    if found.month != first.month:
        found -= WEEK
    while not is_working_day(found):
        found += timedelta(days=1)
    return found


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked to sit at it: one with an account by number, or somebody named."""

    staff: uuid.UUID | None
    name: str


def seats_problem(seats: Sequence[Asked]) -> str:
    """Why these cannot be invited; "" when they can."""
    if not seats:
        return "Invite somebody"
    if len(seats) > MOST_SEATS:
        return f"A meeting has {MOST_SEATS} members at most"
    if not all(one.staff or one.name.strip() for one in seats):
        return "Say who is invited"
    known = [one.staff for one in seats if one.staff]
    return "Somebody is invited twice: give each member one seat" if len(known) != len(set(known)) else ""


def put_problem(*, state: str, starts_at: datetime, now: datetime, is_guarded: bool) -> str:
    """Why a child cannot be put to this meeting; "" when they can."""
    if state != "called" or starts_at <= now:
        return "This meeting has begun or was cancelled: put the child to the next one"
    return "The protection desk gave this family to one worker alone: ask the desk first" if is_guarded else ""


def need_problem(*, why: str, basis: Basis, basis_words: str, needs: Mapping[uuid.UUID, str]) -> str:
    """Why a child cannot be put so; "" when they can. `needs`: seat → why they need to hear it."""
    if problem := text_problem(why, "Say why this child is put to the meeting", LONGEST_SAID):
        return problem
    if basis is not Basis.AGREED and not basis_words.strip():
        return "Say why it is talked about although the family did not agree"
    if not needs:
        return "Say for at least one member why they need to hear it"
    longest = max(map(len, needs.values()))
    return f"Why they need to hear it: {LONGEST_NEED} characters at most" if longest > LONGEST_NEED else ""


def hear_problem(words: str, *, state: str, is_over: bool, is_guarded: bool) -> str:
    """Why a child cannot be put to one more member; "" when it can."""
    if state == "cancelled" or is_over:
        return "Nobody reads what was put to this meeting any more: put the child to the next one"
    if is_guarded:
        return "The protection desk gave this family to one worker alone: ask the desk first"
    return text_problem(words, "Say why they need to hear it", LONGEST_NEED)


def readable_until(meeting_on: date, days: int) -> date:
    """The last day on which a member still reads what was put to them for this meeting."""
    return meeting_on + timedelta(days=days)


def said_problem(*, said: str, starts_at: datetime, now: datetime, state: str, is_said: bool) -> str:
    """Why what was said cannot be kept so; "" when it can."""
    if state == "cancelled":
        return "This meeting was cancelled"
    if starts_at > now:
        return "This meeting has not begun yet"
    if is_said:
        return "What was said about this was written already"
    return text_problem(said, "Write what was said", LONGEST_SAID)


def names_a_child(said: str, names: Iterable[str]) -> bool:
    """Does a text that every member reads name a child of the agenda? As names are written: with a capital."""
    parts = {part for name in names for part in re.findall(r"\w+", name) if len(part) >= SHORTEST_NAME}
    return bool(parts & set(re.findall(r"\w+", said)))


def close_problem(*, starts_at: datetime, now: datetime, was_there: bool, next_on: date, today: date) -> str:
    """Why the meeting cannot be closed so; "" when it can."""
    if starts_at > now:
        return "This meeting has not begun yet"
    if not was_there:
        return "Say who was there"
    return "" if next_on > today else "The next meeting must be in the future"
