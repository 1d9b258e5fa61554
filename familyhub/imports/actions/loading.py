"""Load folders of published files about places: each file wholly or not at all, each by the source that knows it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol

from django.db import transaction

from familyhub.core.registry import Shelf
from familyhub.imports.reading import Context, Piece, StreamedTable, Table, header_of, pieces, streamed, table_of
from familyhub.imports.terms.feeds import FileReport, LoadReport, Problem, Refused
from familyhub.places import actions, queries
from familyhub.places.actions import Batch
from familyhub.places.authority import Authority
from familyhub.places.policy import BackDated, TooMuchGone
from familyhub.places.terms import EDITIONS

SOURCES = Shelf("familyhub.imports.sources", needs=("TITLE", "ORDER", "recognises", "load"))
READABLE = {".csv", ".geojson", ".zip"}
STREAMED = ".csv"


class Progress(Protocol):
    """Called with how many of how many steps are done and the name of the one that begins."""

    def __call__(self, done: int, total: int, name: str, /) -> None: ...


@dataclass(frozen=True)
class Found:
    """A table and the source that knows its layout."""

    name: str
    table: Table | StreamedTable
    code: str
    source: ModuleType
    digest: str


def load_folders(
    folders: Sequence[Path],
    *,
    authority: Authority,
    batch: Batch,
    dry_run: bool = False,
    progress: Progress = lambda done, total, name: None,
) -> LoadReport:
    """Load every file that a source knows, in the order of the sources. `batch.source` is replaced by each file's.

    A dry run does everything and keeps nothing. Errors: BackDated where the authority's plan is older than what holds.
    """
    started = time.monotonic()
    with transaction.atomic():
        actions.apply_authority(authority=authority, batch=batch)
        reports, found = _survey(folders)
        for done, item in enumerate(found):
            progress(done, len(found) + 1, item.source.TITLE)
            reports.append(_load_one(item, batch))
        progress(len(found), len(found) + 1, "Children's centre areas")
        actions.assign_areas(authority=authority, batch=batch)
        report = _summary(authority, batch, tuple(reports), dry_run, started)
        progress(len(found) + 1, len(found) + 1, "Done")
        if dry_run:
            transaction.set_rollback(True)
    return report


def _survey(folders: Sequence[Path]) -> tuple[list[FileReport], list[Found]]:
    """Reports of what cannot be loaded, and what can, in the order in which it must be."""
    reports: list[FileReport] = []
    found: list[Found] = []
    for path in _files(folders):
        try:
            large = _streamed(path)
            found.extend([large] if large else [])
            for piece in () if large else pieces(path):
                item = _recognised(piece)
                found.extend([item] if item else [])
                reports.extend([] if item else [FileReport(piece.name)])
        except Refused as refusal:
            reports.append(FileReport(path.name, refused=Problem(refusal.row, refusal.text)))
    return reports, sorted(found, key=lambda item: (item.source.ORDER, item.name))


def _files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        inside = sorted(folder.iterdir()) if folder.is_dir() else [folder]
        yield from (path for path in inside if path.is_file() and path.suffix.lower() in READABLE)


def _recognised(piece: Piece) -> Found | None:
    table = table_of(piece)
    for code, source in SOURCES.load().items():
        if source.recognises(table.header, table.name):
            return Found(piece.name, table, code, source, hashlib.sha256(piece.data).hexdigest())
    return None


def _streamed(path: Path) -> Found | None:
    """The file as a source reads it row by row, where its first line belongs to one that does."""
    header = header_of(path) if path.suffix.lower() == STREAMED else []
    for code, source in SOURCES.load().items():
        if header and getattr(source, "STREAMS", False) and source.recognises(header, path.name):
            table = streamed(path, header)
            return Found(path.name, table, code, source, table.digest)
    return None


def _load_one(item: Found, batch: Batch) -> FileReport:
    """One file in one transaction of its own (a savepoint of the load's)."""
    name = item.name
    own = Batch(source=item.code, on=batch.on, at=batch.at, by=batch.by, file=name, digest=item.digest)
    context = Context(own, *queries.known_codes())
    try:
        with transaction.atomic():
            change = item.source.load(item.table, context)
            actions.record_load(batch=own, change=change)
    except (Refused, BackDated, TooMuchGone) as refusal:
        problem = Problem(getattr(refusal, "row", None), str(refusal))
        return FileReport(name, item.code, item.source.TITLE, _rows(item, context), refused=problem)
    return FileReport(
        file=name,
        source=item.code,
        title=item.source.TITLE,
        rows=_rows(item, context),
        change=change,
        outside=context.outside,
        outside_rows=tuple(context.outside_rows),
        outside_kept=context.outside_kept,
        problems=tuple(context.problems),
    )


def _rows(item: Found, context: Context) -> int:
    """How many rows the table has; of one that is streamed, how many were read."""
    if isinstance(item.table, StreamedTable):
        return context.rows
    return len(item.table.lines if getattr(item.source, "HEADLESS", False) else item.table.rows)


def _summary(
    authority: Authority, batch: Batch, files: tuple[FileReport, ...], dry_run: bool, started: float
) -> LoadReport:
    edition = max(EDITIONS)
    return LoadReport(
        authority=authority.name,
        dry_run=dry_run,
        files=files,
        counts=queries.counts(batch.on),
        sites=queries.site_counts(batch.on),
        networks=len(queries.hub_networks(batch.on)),
        most_deprived=queries.most_deprived(batch.on, edition),
        edition=edition,
        children_under_five=queries.young_children(batch.on),
        disagreements=tuple(queries.disagreements(batch.on)),
        seconds=round(time.monotonic() - started, 2),
    )
