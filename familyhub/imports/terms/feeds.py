"""What a load says about itself, and why a file is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from familyhub.places.terms import Change, Disagreement, PlaceCounts, SiteCounts


class RowMistake(NamedTuple):
    """One mistake of a file: row, column, and what to do. It never repeats what stood there."""

    row: int
    field: str
    words: str


class Refused(Exception):
    """The whole file is refused and changed nothing. `row` is the line at fault, counted from 1, where there is one;
    `mistakes` are all of them where rows were read.
    """

    def __init__(self, text: str, row: int | None = None, mistakes: Sequence[RowMistake] = ()) -> None:
        super().__init__(text)
        self.text, self.row, self.mistakes = text, row, tuple(mistakes)


@dataclass(frozen=True)
class Problem:
    """A row that was left out, by number counted from 1 with the header as row 1, and why."""

    row: int | None
    text: str


@dataclass(frozen=True)
class FileReport:
    """What became of one file. `source` is empty where no source knows its layout; `refused` where it was taken.

    `outside`: rows of another authority; `outside_rows` names the first of them; `outside_kept` is how many postcodes
    of theirs hold now, known only by whose they are. Nothing else of another authority is stored.
    """

    file: str
    source: str = ""
    title: str = ""
    rows: int = 0
    change: Change = field(default_factory=Change)
    outside: int = 0
    outside_rows: tuple[int, ...] = ()
    outside_kept: int = 0
    problems: tuple[Problem, ...] = ()
    refused: Problem | None = None


@dataclass(frozen=True)
class LoadReport:
    """What became of all the files, and what is known about places now."""

    authority: str
    dry_run: bool
    files: tuple[FileReport, ...]
    counts: PlaceCounts
    sites: SiteCounts
    networks: int
    most_deprived: int
    edition: int
    children_under_five: int
    disagreements: tuple[Disagreement, ...]
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Was nothing refused and did every row fit?"""
        return not any(file.refused or file.problems for file in self.files)
