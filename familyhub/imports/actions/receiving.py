"""Stage and check: a file is read apart, checked row by row and staged whole, or refused whole."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.core.bulk import sent_behind
from familyhub.imports.actions.columns import check_header
from familyhub.imports.actions.storing import hold, insert_rows, uncollected
from familyhub.imports.events import FeedReceived
from familyhub.imports.feed_shelf import FEEDS
from familyhub.imports.models import Intake
from familyhub.imports.reading.apart import BOUNDS, Bounds, Read, read_apart
from familyhub.imports.terms.feeds import Refused, RowMistake
from familyhub.imports.terms.rows import Mistake, Stand, State

SHARE_WRONG, FEW = 0.10, 20
UNREAD = "row"
TYPED = "typed on a form"


@dataclass(frozen=True)
class Received:
    """What became of a file. `is_again`: the same bytes were received before, and this is what became of them."""

    intake: uuid.UUID
    rows: int
    wrong: int
    is_again: bool = False


@dataclass(frozen=True)
class _Checked:
    number: int
    values: Mapping[str, str] = field(default_factory=dict)
    mistakes: Sequence[Mistake] = ()


def receive(*, feed: str, name: str, body: bytes, by: Asker, at: datetime, bounds: Bounds = BOUNDS) -> Received:
    """Stage the file in the transaction that is open; nothing is stored about anybody yet. Errors: Refused."""
    digest = hashlib.sha256(body).hexdigest()
    hold("imports", feed, digest)
    same = Intake.objects.filter(feed=feed, digest=digest).first()
    if same:
        return Received(same.id, same.rows, same.counts.get(State.WRONG.value, 0), is_again=True)
    with uncollected():
        read = read_apart(name, body, bounds)
        found = _checked(FEEDS[feed], columns_of(feed, read), read, at)
        checked = sorted(found, key=lambda row: row.number)
        wrong = [row for row in checked if row.mistakes]
        _refuse_mostly_wrong(checked, wrong)
        intake = _store(feed, name, digest, checked, by, at)
    told = FeedReceived(fence=intake, about=intake, feed=feed, rows=len(checked), wrong=len(wrong))
    events.record(told, by=by, at=at)
    return Received(intake, len(checked), len(wrong))


def columns_of(feed: str, read: Read) -> list[str]:
    """The columns of a file that was read. Errors: Refused where they are not the published ones, or it has no row."""
    columns = check_header(read.header, FEEDS[feed].COLUMNS)
    if not read.rows and not read.problems:
        raise Refused("it holds no rows")
    return columns


def _checked(module: ModuleType, columns: Sequence[str], read: Read, at: datetime) -> Iterator[_Checked]:
    today = clocks.day_of(at)
    for number, row in read.rows:
        values = module.tidy({column: value for column, value in zip(columns, row, strict=True) if value})
        yield _Checked(number, values, module.check(values, today))
    for problem in read.problems:
        yield _Checked(problem.row or 0, {}, [Mistake(UNREAD, problem.text)])


def _refuse_mostly_wrong(checked: Sequence[_Checked], wrong: Sequence[_Checked]) -> None:
    if len(wrong) > max(FEW, SHARE_WRONG * len(checked)) or len(wrong) == len(checked):
        worst = wrong[0].mistakes[0]
        text = f"{len(wrong):,} of {len(checked):,} rows do not fit; the first, {worst.field}: {worst.words}"
        mistakes = [RowMistake(row.number, one.field, one.words) for row in wrong for one in row.mistakes]
        raise Refused(text, wrong[0].number, mistakes)


def digest_of(feed: str, values: Mapping[str, str]) -> str:
    """What a row says, as one number: the same row in another file has the same."""
    return hashlib.sha256(json.dumps([feed, sorted(values.items())]).encode()).hexdigest()


def _store(feed: str, name: str, digest: str, checked: Sequence[_Checked], by: Asker, at: datetime) -> uuid.UUID:
    number = uuid.uuid4()
    wrong = sum(bool(row.mistakes) for row in checked)
    Intake(
        id=number,
        fence=number,
        feed=feed,
        digest=digest,
        name=name[:200],
        rows=len(checked),
        stand=Stand.CHECKED.value,
        counts={State.WRONG.value: wrong, State.READY.value: len(checked) - wrong},
        made_at=at,
        made_by=by.number,
        made_by_name=by.name,
    ).save(force_insert=True)
    with sent_behind():
        insert_rows(_row(feed, number, row, at) for row in checked)
    return number


def _row(feed: str, intake: uuid.UUID, row: _Checked, at: datetime) -> dict[str, object]:
    """A row with mistakes keeps its mistakes and nothing of what it said."""
    return {
        "id": uuid.uuid4(),
        "fence": intake,
        "intake_id": intake,
        "feed": feed,
        "made_at": at,
        "number": row.number,
        "event": "" if row.mistakes else row.values.get("event", ""),
        "digest": "" if row.mistakes else digest_of(feed, row.values),
        "values": {} if row.mistakes else dict(row.values),
        "state": State.WRONG.value if row.mistakes else State.READY.value,
        "became": "",
        "mistakes": [[m.field, m.words] for m in row.mistakes],
        "why": "",
        "is_held": False,
        "asked": "",
        "decisions": {},
    }


class Wrong(Exception):
    """One notice that was typed has mistakes."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(mistake.words for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def receive_one(*, feed: str, values: Mapping[str, str], by: Asker, at: datetime) -> Received:
    """One notice that was typed on a form: a file of one row, which the worker may begin at once. Errors: Wrong."""
    said = FEEDS[feed].tidy({column: value.strip() for column, value in values.items() if value.strip()})
    mistakes = FEEDS[feed].check(said, clocks.day_of(at))
    if mistakes:
        raise Wrong(mistakes)
    digest = digest_of(feed, said)
    hold("imports", feed, digest)
    intake = _store(feed, TYPED, digest, [_Checked(1, said)], by, at)
    events.record(FeedReceived(fence=intake, about=intake, feed=feed, rows=1, wrong=0), by=by, at=at)
    return Received(intake, 1, 0)
