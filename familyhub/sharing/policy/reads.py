"""What is unusual about a reader's week, as plain Python (goals.md part A: reads are reviewed each week; issue 4.8).

A reader is measured against others of the same role, by the middle and the spread of what those did, so that one who
reads everything does not raise the measure for themselves.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from familyhub.core import clocks
from familyhub.people.typed import plain
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.terms.openings import ReadOutcome, ReadSign

DAY_BEGINS, DAY_ENDS = time(7), time(20)
CHANCE = 0.05  # a family name or a street shared by chance more often than this says nothing
FEWEST_OTHERS = 3  # with fewer of the same role there is no telling what is usual
LEAST = {ReadSign.VOLUME: 20, ReadSign.OUTSIDE: 5, ReadSign.CLOSED: 3, ReadSign.HOURS: 3}
LONGER = 4  # letters: "de", "van" and "al" are part of many names
TIMES_LEAST = 3  # how many times the least counts where nothing is usual
LEFT_OUT = ("sharing:%", "access\\_log:%")
"""Screens of whoever watches over reading: they show numbers, and no record."""
MOST_NAMED = 20
"""An answer that names more people than this is a list; nobody is read in it."""


class OwnReads(SharingRefused):
    """Nobody says what is to be made of their own reads."""


class NoSuchLine(SharingRefused):
    """There is no such line for this asker."""


@dataclass(frozen=True)
class Counts:
    """How many different people one reader saw in a week, in all and of each sort."""

    seen: int = 0
    outside: int = 0
    closed: int = 0
    out_of_hours: int = 0
    namesakes: int = 0
    neighbours: int = 0


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def is_out_of_hours(at: datetime) -> bool:
    """Before 7 in the morning, from 8 in the evening, or on no working day; London's time."""
    here = at.astimezone(clocks.LONDON)
    return not (DAY_BEGINS <= here.time() < DAY_ENDS and clocks.is_working_day(here.date()))


def usual(others: Sequence[int]) -> int:
    """What others of the same role did in a week, in the middle; 0 where there were too few."""
    return round(median(others)) if len(others) >= FEWEST_OTHERS else 0


def is_well_above(value: int, others: Sequence[int], least: int) -> bool:
    """Is this far from what others did: more than three spreads above their middle, and no small number?

    The spread is the middle distance from the middle, scaled to a standard deviation, and never below that of chance.
    """
    if value < least:
        return False
    if len(others) < FEWEST_OTHERS:
        return value >= TIMES_LEAST * least
    middle = median(others)
    spread = 1.4826 * median([abs(each - middle) for each in others])
    return value > middle + 3 * max(spread, math.sqrt(middle), 1)


def is_no_chance(found: int, share: float, outside: int) -> bool:
    """Of `outside` people, `found` share something with the reader that `share` of all people read by others have:
    would chance alone give as many less than once in twenty weeks?
    """
    if found == 0:
        return False
    expected = share * outside
    below = sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(min(found, 50)))
    return 1 - below < CHANCE


def signs_of(own: Counts, others: Sequence[Counts], is_namesake: bool, is_neighbour: bool) -> list[ReadSign]:
    """Why this week is listed, the gravest first; empty where nothing is unusual."""
    measured = {
        ReadSign.CLOSED: (own.closed, [each.closed for each in others]),
        ReadSign.OUTSIDE: (own.outside, [each.outside for each in others]),
        ReadSign.HOURS: (own.out_of_hours, [each.out_of_hours for each in others]),
        ReadSign.VOLUME: (own.seen, [each.seen for each in others]),
    }
    known = [ReadSign.NAMESAKE] * is_namesake + [ReadSign.NEIGHBOUR] * is_neighbour
    return known + [sign for sign, (value, rest) in measured.items() if is_well_above(value, rest, LEAST[sign])]


def name_words(family: str) -> frozenset[str]:
    """A family name for comparing: the whole of it, and each longer word of a double one."""
    whole = plain(family)
    return frozenset({whole, *(word for word in whole.split() if len(word) >= LONGER)} - {""})


def family_name_of(name: str) -> frozenset[str]:
    """The reader's own, from the name that they work under: its last word."""
    return name_words(name.split()[-1]) if name.split() else frozenset()


def check_marker(reader: UUID, by: UUID | None) -> UUID:
    """Who marks it, who is somebody else. Errors: OwnReads."""
    if by is None or by == reader:
        raise OwnReads("These are your own reads: somebody else reviews them")
    return by


def is_settled(outcome: str) -> bool:
    """Is there nothing left to do about it?"""
    return outcome in {ReadOutcome.EXPLAINED, ReadOutcome.PASSED_ON}
