"""Reads of feeds, starting from who is asking. What a row said is shown to whoever reviews it, and to nobody else."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.imports.births import matching
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.choosing import Near, near_to
from familyhub.imports.feed_shelf import FEEDS
from familyhub.imports.models import Intake, Row
from familyhub.imports.permissions import REVIEW, RUN
from familyhub.imports.terms.feeds import RowMistake
from familyhub.imports.terms.rows import BECAME_WORDS, Became, Ready, Stand, State

FILES, MISTAKES, TO_REVIEW = 50, 100, 100
REPORT_ROWS = 250_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class FileLine:
    """One file. `counts`: (words, number) of what its rows came to."""

    id: uuid.UUID
    title: str
    name: str
    rows: int
    stand: Stand
    made_at: datetime
    made_by_name: str
    ended_at: datetime | None
    counts: tuple[tuple[str, int], ...]
    wrong: int
    waiting: int
    left: int


def files(asker: Asker) -> list[FileLine]:
    """The newest files. One query."""
    if not (asker.may(RUN.code) or asker.may(REVIEW.code)):
        return []
    return [_line(row) for row in Intake.objects.order_by("-made_at")[:FILES]]


def file(asker: Asker, number: uuid.UUID) -> FileLine | None:
    """One file, or None where it does not exist for this asker."""
    row = Intake.objects.filter(id=number).first() if asker.may(RUN.code) else None
    return _line(row) if row else None


def figures(number: uuid.UUID) -> FileLine:
    """What became of one file, for the command, which runs as the worker."""
    return _line(Intake.objects.get(id=number))


def _line(row: Intake) -> FileLine:
    counts = row.counts
    became = [(words, counts.get(f"became {code.value}", 0)) for code, words in BECAME_WORDS.items()]
    return FileLine(
        id=row.id,
        title=FEEDS[row.feed].TITLE,
        name=row.name,
        rows=row.rows,
        stand=Stand(row.stand),
        made_at=row.made_at,
        made_by_name=row.made_by_name,
        ended_at=row.ended_at,
        counts=tuple((words, number) for words, number in became if number),
        wrong=counts.get(State.WRONG.value, 0),
        waiting=counts.get(State.REVIEW.value, 0),
        left=counts.get(State.READY.value, 0) + counts.get(State.DECIDED.value, 0),
    )


def begun() -> list[uuid.UUID]:
    """Files that are being worked, the oldest first."""
    rows = Intake.objects.filter(stand=Stand.RUNNING.value).order_by("made_at")
    return list(rows.values_list("id", flat=True)[:FILES])


@dataclass(frozen=True)
class MistakeLine:
    """A mistake: the row's number, the column and what to do. Nothing of what the row said."""

    row: int
    field: str
    words: str


def mistakes(number: uuid.UUID, *, limit: int = MISTAKES) -> list[MistakeLine]:
    """The first rows with mistakes of a file that the asker may see."""
    rows = Row.objects.filter(intake=number, state=State.WRONG.value).order_by("number")
    return [
        MistakeLine(row, field, words)
        for row, found in rows.values_list("number", "mistakes")[:limit]
        for field, words in found
    ]


def report(asker: Asker, number: uuid.UUID) -> str | None:
    """The report as CSV: row numbers, columns and words, never what a row said. Safe to open as a spreadsheet."""
    return report_of(number) if file(asker, number) else None


def report_of(number: uuid.UUID) -> str:
    """The same for the command, which runs as the worker."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["row", "column", "what became of it"])
    rows = Row.objects.filter(intake=number, is_held=False).order_by("number")
    for row, state, became, found in rows.values_list("number", "state", "became", "mistakes")[:REPORT_ROWS]:
        for field, words in found or [["", _words(state, became)]]:
            writer.writerow([row, harmless(field), harmless(words)])
    return out.getvalue()


def mistakes_as_csv(found: Iterable[RowMistake]) -> str:
    """The mistakes of a file that was refused, to keep."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["row", "column", "what to do"])
    writer.writerows([one.row, harmless(one.field), harmless(one.words)] for one in found)
    return out.getvalue()


def _words(state: str, became: str) -> str:
    if became:
        return BECAME_WORDS[Became(became)]
    return "waits for a decision" if state == State.REVIEW else "not worked yet"


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@dataclass(frozen=True)
class ReviewLine:
    """A row that waits, as the list shows it: no name, no number."""

    id: uuid.UUID
    row: int
    event: str
    why: str
    since: datetime
    title: str


def to_review(asker: Asker, *, limit: int = TO_REVIEW) -> list[ReviewLine]:
    """What waits for a decision that this asker may make, the oldest first. One query."""
    if not asker.may(REVIEW.code):
        return []
    rows = Row.objects.filter(state=State.REVIEW.value).order_by("made_at", "id")
    return [
        ReviewLine(row.id, row.number, row.event, row.why, row.made_at, FEEDS[row.feed].TITLE) for row in rows[:limit]
    ]


@dataclass(frozen=True)
class Review:
    """One row with whom it may be about. `told` is what the row says of them: no address, no number."""

    line: ReviewLine
    asked: str
    told: tuple[tuple[str, str | date], ...]
    candidates: Sequence[Near]


def review(asker: Asker, number: uuid.UUID) -> Review | None:
    """One row that waits, with candidates as this asker may see them; None where it does not exist for them."""
    if not asker.may(REVIEW.code):
        return None
    row = Row.objects.filter(id=number, state=State.REVIEW.value).first()
    if row is None:
        return None
    line = ReviewLine(row.id, row.number, row.event, row.why, row.made_at, FEEDS[row.feed].TITLE)
    asked = row.asked or matching.BABY
    ready = Ready(row.id, row.number, row.event, row.values, row.decisions)
    return Review(line, asked, _told(row.values), near_to(asker, ready, asked))


SHOWN = (
    ("given_name", "Given name"),
    ("family_name", "Family name"),
    ("date_of_birth", "Date of birth"),
    ("sex", "Sex"),
    ("birth_order", "Birth order"),
    ("mother_given_name", "Mother’s given name"),
    ("mother_family_name", "Mother’s family name"),
    ("mother_date_of_birth", "Mother’s date of birth"),
    ("due_date", "Due date"),
    ("date_of_event", "Date of the move or death"),
)


def _told(values: dict[str, str]) -> tuple[tuple[str, str | date], ...]:
    said = [(words, values[column]) for column, words in SHOWN if values.get(column)]
    return tuple((words, date_of(value) or value) for words, value in said)
