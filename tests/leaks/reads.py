"""A week of reads that stand out: a worker's, of everybody in the world, and a governance officer's own; a line."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import actions as people
from familyhub.sharing import actions
from familyhub.sharing.models import ReaderWeek, ReadLine, ReadsWeek
from familyhub.sharing.policy.reads import monday_of
from familyhub.sharing.terms.openings import ReadSign


@dataclass(frozen=True)
class Reads:
    """The week; one reader's line by name; a change of the line that waits."""

    week: uuid.UUID
    listed: dict[str, uuid.UUID]
    change: uuid.UUID


def build_reads(readers: dict[str, Asker], persons: Sequence[uuid.UUID], chooser: Asker, now: datetime) -> Reads:
    """Each of these readers stands out with every person; what is said of them is barred to them."""
    week = ReadsWeek(id=uuid.uuid4(), week_of=monday_of(day_of(now)) - timedelta(weeks=1), weighed_at=now)
    week.fence, week.review_by, week.looks, week.readers = week.id, now + timedelta(days=5), 40, 9
    listed = {}
    with fence.enter(actions.WEIGHER):
        week.save(force_insert=True)
        for name, reader in readers.items():
            row = _row(week, reader)
            assert reader.number
            grants.bar(row.fence, because="sharing: own reads", against=reader.number)
            row.save(force_insert=True)
            for number, person in enumerate(persons, 1):
                standing = ReadLine(id=uuid.uuid4(), fence=row.fence, line=row, look=number, at=now, subjects=[person])
                standing.screen, standing.signs = "people:person", [ReadSign.NAMESAKE.value, ReadSign.OUTSIDE.value]
                standing.save(force_insert=True)
            listed[name] = row.id
    with fence.enter(chooser):
        change = people.propose_line(line=0.99, why="The bench has a backlog", by=chooser, at=now)
    return Reads(week.id, listed, change)


def _row(week: ReadsWeek, reader: Asker) -> ReaderWeek:
    number = uuid.uuid4()
    row = ReaderWeek(id=number, fence=number, week=week, week_of=week.week_of, reader=reader.number, role="Reader")
    row.reader_name, row.looks, row.seen, row.usual = reader.name, 20, 12, 4
    row.outside, row.closed, row.out_of_hours, row.namesakes, row.neighbours = 12, 0, 0, 1, 0
    row.signs, row.is_listed, row.is_watcher = [ReadSign.NAMESAKE.value, ReadSign.OUTSIDE.value], True, False
    return row
