"""Small numbers in a table of counts: left out, and so much more left out that none can be worked out again.

A count from 1 to 5 is left out. A row or column, its total included, whose counts add up lets one that is missing be
worked out from the others: so what is left out of each is together 6 or more, and every cell that is left out lies on
a ring of such cells, along rows and columns, around which their values could be moved without changing any sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LEAST = 6


@dataclass(frozen=True)
class Counts:
    """A table with its margins: `cells[row][column]`; None is a number left out. `whole` is the sum of all."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    whole: int | None


Grid = list[list[int]]
Cell = tuple[int, int]
Hidden = set[Cell]


def without_small(counts: Mapping[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> Counts:
    """The table with small numbers left out. A whole below 6 leaves out everything."""
    grid = _with_margins([[counts.get((row, column), 0) for column in columns] for row in rows])
    hidden = _small(grid) if grid[-1][-1] >= LEAST else {(r, c) for r in range(len(grid)) for c in range(len(grid[0]))}
    while more := _one_more(grid, hidden):
        hidden.add(more)
    shown = [[None if (r, c) in hidden else n for c, n in enumerate(line)] for r, line in enumerate(grid)]
    return Counts(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(line[:-1]) for line in shown[:-1]),
        row_totals=tuple(line[-1] for line in shown[:-1]),
        column_totals=tuple(shown[-1][:-1]),
        whole=shown[-1][-1],
    )


def _with_margins(cells: Grid) -> Grid:
    wide = [[*line, sum(line)] for line in cells]
    return [*wide, [sum(column) for column in zip(*wide, strict=True)]]


def _small(grid: Grid) -> Hidden:
    return {(r, c) for r, line in enumerate(grid) for c, n in enumerate(line) if 0 < n < LEAST}


def _line_of(grid: Grid, cell: Cell, *, across: bool) -> list[Cell]:
    """The row or column of a cell, margins included: the last is the sum of the others."""
    return [(cell[0], c) for c in range(len(grid[0]))] if across else [(r, cell[1]) for r in range(len(grid))]


def _one_more(grid: Grid, hidden: Hidden) -> Cell | None:
    """One more cell to leave out, because of one that is out and could be worked out; None when all is well."""
    whole = (len(grid) - 1, len(grid[0]) - 1)
    for cell in sorted(hidden):
        lines = [_line_of(grid, cell, across=True), _line_of(grid, cell, across=False)]
        weak = [line for line in lines if sum(grid[r][c] for r, c in line if (r, c) in hidden) < LEAST]
        weak = weak or (lines if is_worked_out(hidden, cell) else [])
        left = [other for line in weak for other in line if other not in hidden and other != whole]
        if left:
            # the smallest that is not nothing: a nought left out hides little
            return min(left, key=lambda other: (grid[other[0]][other[1]] == 0, grid[other[0]][other[1]], other))
    return None


def is_worked_out(hidden: Hidden, cell: Cell) -> bool:
    """Do the sums of rows and columns fix this one? They do unless it lies on a ring of cells that are left out."""
    rest, rows, columns = hidden - {cell}, {cell[0]}, set[int]()
    while True:
        wider = {c for r, c in rest if r in rows} - columns
        columns |= wider
        higher = {r for r, c in rest if c in columns} - rows
        rows |= higher
        if not wider and not higher:
            return cell[1] not in columns
