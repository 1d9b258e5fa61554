"""A week's reads weighed, and what governance makes of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker, system
from familyhub.sharing.events import ReadsMarked, ReadsWeighed
from familyhub.sharing.models import ReaderWeek, ReadLine, ReadMark, ReadsWeek
from familyhub.sharing.policy import openings as policy
from familyhub.sharing.policy import reads as reads_policy
from familyhub.sharing.queries.weighing import Weighed, weigh
from familyhub.sharing.terms.openings import ReadOutcome

WEIGHER = replace(system("weigh the week's reads"), wide=frozenset({"access log", "people", "sharing"}))
OWN_READS = "sharing: own reads"


def weigh_reads(*, week_of: date, by: Asker, at: datetime) -> uuid.UUID | None:
    """Weigh the week that begins on this Monday; its number, None where it is not over. Safe to repeat.

    What is said of a reader is barred to that reader before it is written.
    """
    if clocks.end_of_day(week_of + timedelta(days=6)) > at:
        return None
    known = ReadsWeek.objects.filter(week_of=week_of).values_list("id", flat=True).first()
    if known:
        return known
    found = weigh(week_of)
    week = ReadsWeek(id=uuid.uuid4(), week_of=week_of, weighed_at=at, review_by=policy.review_by(at))
    week.fence, week.looks, week.readers = week.id, sum(one.looks for one in found), len(found)
    week.save(force_insert=True)
    rows = [(one, _row(one, week)) for one in found]
    ReaderWeek.objects.bulk_create([row for _, row in rows], batch_size=500)
    listed = [(one, row) for one, row in rows if row.is_listed]
    for one, row in listed:
        grants.bar(row.fence, because=OWN_READS, against=one.reader.number)
    ReadLine.objects.bulk_create([line for one, row in listed for line in _lines(one, row)], batch_size=500)
    watched = tuple(str(row.id) for one, row in listed if one.reader.is_governance)
    told = ReadsWeighed(fence=week.fence, about=week.id, listed=len(listed) - len(watched), of_governance=watched)
    events.record(told, by=by, at=at)
    return week.id


def _row(one: Weighed, week: ReadsWeek) -> ReaderWeek:
    number, counts = uuid.uuid4(), one.counts
    row = ReaderWeek(id=number, fence=number, week=week, week_of=week.week_of, looks=one.looks, usual=one.usual)
    row.reader, row.reader_name, row.role = one.reader.number, one.reader.name, one.reader.role
    row.seen, row.outside, row.closed, row.out_of_hours = (
        counts.seen,
        counts.outside,
        counts.closed,
        counts.out_of_hours,
    )
    row.namesakes, row.neighbours = counts.namesakes, counts.neighbours
    row.signs, row.is_listed, row.is_watcher = (
        [sign.value for sign in one.signs],
        bool(one.signs),
        one.reader.is_governance,
    )
    return row


def _lines(one: Weighed, row: ReaderWeek) -> Sequence[ReadLine]:
    return [
        ReadLine(
            id=uuid.uuid4(),
            fence=row.fence,
            line=row,
            look=each.look.id,
            at=each.look.at,
            screen=each.look.screen,
            subjects=list(each.subjects),
            signs=[sign.value for sign in each.signs],
        )
        for each in one.kept
    ]


def mark_reads(*, line: uuid.UUID, outcome: ReadOutcome, words: str, by: Asker, at: datetime) -> None:
    """What is to be made of one reader's week. It may be marked again: the last mark holds.

    Errors: NoSuchLine (also for one's own), OwnReads, TooFewWords.
    """
    said = policy.check_words(words)
    row = ReaderWeek.objects.select_for_update(of=("self",)).filter(id=line, is_listed=True).first()
    if row is None:
        raise reads_policy.NoSuchLine("There is no such line")
    marker = reads_policy.check_marker(row.reader, by.number)
    mark = ReadMark(id=uuid.uuid4(), fence=row.fence, line=row, reader=row.reader, outcome=outcome.value, words=said)
    mark.by, mark.by_name, mark.at = marker, by.name, at
    mark.save(force_insert=True)
    if ReaderWeek.objects.filter(id=row.id).update(outcome=outcome.value) != 1:
        raise reads_policy.NoSuchLine("There is no such line")
    is_over = _is_over(row.week_id, at)
    told = ReadsMarked(
        fence=row.fence, about=row.id, outcome=outcome.value, week=str(row.week_id), is_week_over=is_over
    )
    events.record(told, by=by, at=at)


def _is_over(week: uuid.UUID, at: datetime) -> bool:
    """Is everything of the week settled but what is a colleague's? Then it was reviewed now."""
    left = ReaderWeek.objects.filter(week=week, is_listed=True, is_watcher=False)
    settled = [each.value for each in ReadOutcome if reads_policy.is_settled(each.value)]
    if left.exclude(outcome__in=settled).exists():
        return False
    ReadsWeek.objects.filter(id=week, reviewed_at__isnull=True).update(reviewed_at=at)
    return True
