"""The rules of merging and separating, as plain Python."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from familyhub.people.policy.records import Problem
from familyhub.people.terms import PairState

CLAIM_LASTS = timedelta(minutes=30)
LEAST_WORDS = 10


@dataclass(frozen=True)
class Whole:
    """What is known of one person that speaks for or against a merge."""

    person: uuid.UUID
    verified_nhs: frozenset[str] = frozenset()
    related_to: frozenset[uuid.UUID] = frozenset()
    born_on: date | None = None
    died_on: date | None = None


def merge_problem(first: Whole, second: Whole) -> Problem | None:
    """May these two be one person? The first thing that speaks against it."""
    if first.person == second.person:
        return Problem("pair", "They are one person already")
    if first.verified_nhs and second.verified_nhs and first.verified_nhs != second.verified_nhs:
        return Problem("pair", "Each has a verified NHS number, and they differ: two people, or a number to put right")
    if second.person in first.related_to or first.person in second.related_to:
        return Problem("pair", "They are recorded as related to each other, so they are two people")
    return None


def words_problem(words: str, field_name: str = "reason") -> Problem | None:
    """A merge and its end are explained, in words that somebody can weigh later."""
    if len(words.strip()) < LEAST_WORDS:
        return Problem(field_name, "Say why, in a few words")
    return None


def second_problem(proposed_by: uuid.UUID | None, by: uuid.UUID | None) -> Problem | None:
    """Two people agree to a merge, each somebody who signed in."""
    if proposed_by is None or by is None:
        return Problem("pair", "Only somebody who signed in proposes a merge or agrees to one")
    if proposed_by == by:
        return Problem("pair", "You proposed this: somebody else has to agree")
    return None


def kept_of(oldest: Sequence[tuple[datetime, uuid.UUID]], hidden: Iterable[uuid.UUID]) -> tuple[uuid.UUID, uuid.UUID]:
    """(kept, absorbed) of two persons, each with when it was first known: the elder is kept.

    Where one is hidden the other is kept, so that whoever worked with that one does not lose the page.
    """
    shut = set(hidden)
    first, second = sorted(oldest, key=lambda one: (one[1] in shut, one[0], str(one[1])))
    return first[1], second[1]


@dataclass(frozen=True)
class Move:
    """One merge's move of one record."""

    moved_from: uuid.UUID
    moved_to: uuid.UUID


def person_now(made_as: uuid.UUID, moves: Iterable[Move]) -> uuid.UUID:
    """Who a record is after those of its moves that still hold, in whatever order they are given.

    Whoever was absorbed has no record left to be absorbed with, so that at most one move that holds leaves a person. A
    move that begins where the record no longer comes takes it nowhere: it was carried along by a merge that has ended.
    """
    leads = {move.moved_from: move.moved_to for move in moves}
    person = made_as
    while person in leads:
        person = leads.pop(person)
    return person


@dataclass(frozen=True)
class Claim:
    """Who has a pair open, until when."""

    by: uuid.UUID | None = None
    until: datetime | None = None
    name: str = field(default="", compare=False)

    def holds_against(self, asker: uuid.UUID | None, now: datetime) -> bool:
        """Has somebody else got it open now?"""
        return self.by is not None and self.by != asker and self.until is not None and self.until > now


def is_undecided(state: str) -> bool:
    """Does somebody still have to decide it?"""
    return state in {PairState.OPEN, PairState.PROPOSED}


def strictest(known: Sequence[str], forbids: Sequence[Iterable[str]]) -> tuple[str, tuple[str, ...]]:
    """How to reach one person of whom several records tell: yes only where all say yes; whatever one forbids."""
    if not known:
        return "unknown", ()
    agreed = known[0] if len(set(known)) == 1 else "no" if "no" in known else "unknown"
    return agreed, tuple(sorted({way for ways in forbids for way in ways}))
