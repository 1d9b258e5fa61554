"""Find the columns that a source needs, whatever this year's release calls them, and read their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from familyhub.imports.terms.feeds import Problem, Refused
from familyhub.places.actions import Batch

Columns = dict[str, int]
SHARE_WRONG = 0.10
FEW = 20
FIRST_OUTSIDE = 20
WHOLE = re.compile(r"([0-9]{1,9})(\.0*)?")


def pick_optional(header: list[str], patterns: Mapping[str, str]) -> Columns:
    """The position of each column whose name matches its pattern, whatever its case; absent ones are left out."""
    found: Columns = {}
    for name, pattern in patterns.items():
        for position, title in enumerate(header):
            if re.fullmatch(pattern, title.strip(), re.IGNORECASE):
                found[name] = position
                break
    return found


def pick(header: list[str], patterns: Mapping[str, str], words: Mapping[str, str]) -> Columns:
    """As `pick_optional`, but all must be there. `words` says what each is. Errors: Refused naming the missing ones."""
    found = pick_optional(header, patterns)
    missing = [words.get(name, name) for name in patterns if name not in found]
    if missing:
        raise Refused(f"it lacks a column for: {', '.join(missing)}", 1)
    return found


def whole(text: str) -> int:
    """A whole number, written 24 or 24.0. Errors: ValueError."""
    found = WHOLE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text[:40]}” is not a whole number")
    return int(found[1])


@dataclass
class Context:
    """What a source needs while it reads one table: the codes in force, and where to say what did not fit.

    `outside` counts the rows of other authorities, `outside_rows` are the first of them, `outside_kept` says how many
    postcodes of theirs were stored. `rows` is how many were read.
    """

    batch: Batch
    districts: frozenset[str]
    lsoas: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    outside: int = 0
    outside_rows: list[int] = field(default_factory=list)
    outside_kept: int = 0
    rows: int = 0

    def each(
        self, rows: Iterable[tuple[int, list[str]]], read: Callable[[list[str]], tuple[Hashable, Any] | None]
    ) -> Iterator[tuple[Any, Any]]:
        """(key, value) of every row that fits. `read` returns None for a row of another authority and raises ValueError
        for one that does not fit. A repeated key is reported and its first row stands.

        Errors: Refused where more than a tenth of the rows do not fit.
        """
        first: dict[Hashable, int] = {}
        total = 0
        for number, row in rows:
            total += 1
            try:
                found = read(row)
            except ValueError as error:
                self.problems.append(Problem(number, str(error)))
                continue
            if found is None:
                self._note_outside(number)
            elif found[0] in first:
                self.problems.append(Problem(number, f"{_words(found[0])} stands in row {first[found[0]]} already"))
            else:
                first[found[0]] = number
                yield found
        self.rows = total
        if len(self.problems) > max(FEW, SHARE_WRONG * total):
            worst = self.problems[0]
            raise Refused(f"{len(self.problems):,} of {total:,} rows do not fit; the first: {worst.text}", worst.row)

    def _note_outside(self, number: int) -> None:
        self.outside += 1
        if len(self.outside_rows) < FIRST_OUTSIDE:
            self.outside_rows.append(number)


def _words(key: Hashable) -> str:
    return " ".join(str(part) for part in key) if isinstance(key, tuple) else str(key)
