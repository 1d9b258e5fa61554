"""Reads of the weekly report: the weeks, one week's readers, one reader's week. One's own is not there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people.queries import likeness
from familyhub.sharing.models import ReaderWeek, ReadLine, ReadMark, ReadsWeek
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.policy.reads import Counts, is_settled
from familyhub.sharing.queries.openings import ReviewLine
from familyhub.sharing.terms.openings import READ_OUTCOME_WORDS, SIGN_WORDS, ReadOutcome, ReadSign

MOST_WEEKS, MOST = 26, 100
SETTLED = [outcome.value for outcome in ReadOutcome if is_settled(outcome)]


@dataclass(frozen=True)
class WeekLine:
    """One week: how many readers stand out, and how many of those are settled."""

    id: uuid.UUID
    week_of: date
    looks: int
    readers: int
    listed: int
    settled: int
    review_by: datetime
    reviewed_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True)
class ReaderLine:
    """One reader's week in the list. `signs` are ReadSign codes, the gravest first; `outcome` is in words."""

    id: uuid.UUID
    reader: uuid.UUID
    name: str
    role: str
    looks: int
    counts: Counts
    usual: int
    signs: tuple[ReadSign, ...]
    outcome: str
    is_settled: bool


@dataclass(frozen=True)
class WeekPage:
    """One week with its readers, at most 100; `older` is where the next page begins."""

    week: WeekLine
    lines: tuple[ReaderLine, ...]
    is_more: bool


@dataclass(frozen=True)
class StandingLine:
    """One answer that stands out. `who` is a name where this asker sees the person, None where not; `number` tells
    apart those who are not seen.
    """

    at: datetime
    screen: str
    who: tuple[tuple[int, str | None], ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class ReaderPage:
    """One reader's week with what stands out, the oldest first, and what was made of it."""

    line: ReaderLine
    week: uuid.UUID
    week_of: date
    standing: tuple[StandingLine, ...]
    marks: tuple[ReviewLine, ...]


def _weeks(now: datetime, **which: object) -> list[WeekLine]:
    listed = Q(readers_of__is_listed=True)
    settled = listed & Q(readers_of__outcome__in=SETTLED)
    numbers = list(ReadsWeek.objects.filter(**which).order_by("-week_of").values_list("id", flat=True)[:MOST_WEEKS])
    rows = ReadsWeek.objects.filter(id__in=numbers).order_by("-week_of")
    counted = rows.annotate(listed=Count("readers_of", filter=listed), settled=Count("readers_of", filter=settled))
    return [
        WeekLine(
            row.id,
            row.week_of,
            row.looks,
            row.readers,
            row.listed,
            row.settled,
            row.review_by,
            row.reviewed_at,
            row.settled < row.listed and row.review_by <= now,
        )
        for row in counted
    ]


def weeks(asker: Asker, now: datetime) -> list[WeekLine]:
    """The last 26 weeks, newest first: two queries."""
    return _weeks(now) if asker.may(OVERSEE.code) else []


def week_for(asker: Asker, week: uuid.UUID, now: datetime, page: int = 1) -> WeekPage | None:
    """One week; None for whoever does not watch over reading. What is left comes first. Three queries."""
    found = _weeks(now, id=week) if asker.may(OVERSEE.code) else []
    if not found:
        return None
    rows = ReaderWeek.objects.filter(week=week, is_listed=True).order_by("outcome", "reader_name", "id")
    start = MOST * (page - 1)
    shown = list(rows[start : start + MOST + 1])
    return WeekPage(found[0], tuple(_line(row) for row in shown[:MOST]), len(shown) > MOST)


def _line(row: ReaderWeek) -> ReaderLine:
    counts = Counts(row.seen, row.outside, row.closed, row.out_of_hours, row.namesakes, row.neighbours)
    return ReaderLine(
        id=row.id,
        reader=row.reader,
        name=row.reader_name,
        role=row.role,
        looks=row.looks,
        counts=counts,
        usual=row.usual,
        signs=tuple(ReadSign(sign) for sign in row.signs),
        outcome=READ_OUTCOME_WORDS[ReadOutcome(row.outcome)] if row.outcome else "",
        is_settled=is_settled(row.outcome),
    )


def reads_for(asker: Asker, line: uuid.UUID) -> ReaderPage | None:
    """One reader's week; None for one's own and for whoever does not watch over reading. A fixed number of queries.

    Everybody in it is noted, seen or not: that somebody went through these reads is a read of its own.
    """
    if asker.number is None or not asker.may(OVERSEE.code):
        return None
    row = ReaderWeek.objects.filter(id=line, is_listed=True).exclude(reader=asker.number).first()
    if row is None:
        return None
    kept = list(ReadLine.objects.filter(line=row).order_by("at", "id"))
    subjects = list(dict.fromkeys(subject for one in kept for subject in one.subjects))
    fence.note_subjects(subjects)
    names = likeness.names_of_persons(asker, subjects)
    known = {subject: (n, names.get(subject)) for n, subject in enumerate(subjects, 1)}
    marks = ReadMark.objects.filter(line=row).order_by("at", "id")
    return ReaderPage(
        line=_line(row),
        week=row.week_id,
        week_of=row.week_of,
        standing=tuple(_standing(one, known) for one in kept),
        marks=tuple(ReviewLine(READ_OUTCOME_WORDS[ReadOutcome(m.outcome)], m.words, m.by_name, m.at) for m in marks),
    )


def _standing(row: ReadLine, known: dict[uuid.UUID, tuple[int, str | None]]) -> StandingLine:
    return StandingLine(
        at=row.at,
        screen=row.screen,
        who=tuple(known[subject] for subject in row.subjects),
        signs=tuple(SIGN_WORDS[ReadSign(sign)] for sign in row.signs),
    )
