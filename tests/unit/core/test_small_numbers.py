"""Small numbers are left out of a table, and nothing that is left out can be worked out from what is shown."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from familyhub.core.small_numbers import LEAST, Counts, without_small

ROWS, COLUMNS = ("North", "South", "East"), ("Early help", "Concern")


def counts(*cells: tuple[int, ...]) -> dict[tuple[str, str], int]:
    return {(ROWS[r], COLUMNS[c]): n for r, line in enumerate(cells) for c, n in enumerate(line)}


def grid_of(told: Counts) -> list[list[int | None]]:
    inner = [[*cells, whole] for cells, whole in zip(told.cells, told.row_totals, strict=True)]
    return [*inner, [*told.column_totals, told.whole]]


def fixed(told: Counts) -> set[tuple[int, int]]:
    """Cells that are left out and that the sums of rows and columns fix all the same: by elimination."""
    grid = grid_of(told)
    out = [(r, c) for r, line in enumerate(grid) for c, n in enumerate(line) if n is None]
    across = [[(r, c) for c in range(len(grid[0]))] for r in range(len(grid))]
    lines = across + [[(r, c) for r in range(len(grid))] for c in range(len(grid[0]))]
    rows = [
        [Fraction(-1 if cell == line[-1] else 1) if cell in line else Fraction(0) for cell in out] for line in lines
    ]
    done: list[list[Fraction]] = []
    for place in range(len(out)):
        pivot = next((row for row in rows if row[place]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [n / pivot[place] for n in pivot]
        rows = [[a - row[place] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        done = [[a - row[place] * b for a, b in zip(row, pivot, strict=True)] for row in done] + [pivot]
    return {out[row.index(next(n for n in row if n))] for row in done if sum(1 for n in row if n) == 1}


def test_a_table_without_small_numbers_is_shown_whole() -> None:
    told = without_small(counts((10, 20), (0, 6), (7, 8)), ROWS, COLUMNS)
    assert told.cells == ((10, 20), (0, 6), (7, 8))
    assert (told.row_totals, told.column_totals, told.whole) == ((30, 6, 15), (17, 34), 51)


def test_a_small_number_takes_others_with_it_so_that_it_cannot_be_worked_out() -> None:
    told = without_small(counts((10, 20), (3, 30), (7, 8)), ROWS, COLUMNS)
    assert told.cells[1][0] is None
    assert told.whole == 78
    assert fixed(told) == set()


def test_a_whole_below_six_shows_nothing() -> None:
    told = without_small(counts((1, 2), (0, 0), (0, 1)), ROWS, COLUMNS)
    assert {n for line in grid_of(told) for n in line} == {None}


@pytest.mark.parametrize("seed", range(150))
def test_nothing_that_is_left_out_is_fixed_by_what_is_shown(seed: int) -> None:
    said = random.Random(seed)
    rows, columns = [f"r{n}" for n in range(said.randint(2, 9))], [f"c{n}" for n in range(said.randint(2, 7))]
    made = {(r, c): said.choice((0, 0, 1, 2, 3, 5, 6, 9, 20, 150)) for r in rows for c in columns}
    told = without_small(made, rows, columns)
    shown = {n for line in grid_of(told) for n in line if n is not None}
    assert {n for n in shown if 0 < n < LEAST} == set()
    assert fixed(told) == set()
