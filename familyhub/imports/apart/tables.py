"""A CSV file: UTF-8, one header, whole to its last line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from familyhub.imports.apart.refusing import Refused

MOST_LETTERS = 1000
csv.field_size_limit(10_000)


def table_lines(file: BinaryIO) -> Iterator[list[object]]:
    """Header, rows, end. A row with too few or too many columns is wrong by itself. Errors: Refused."""
    whole = file.read()
    if whole.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refused("it is a spreadsheet: save it as “CSV UTF-8” and send that")
    if not whole.strip():
        raise Refused("it is empty")
    if not whole.endswith((b"\n", b"\r")):
        raise Refused("its last line has no end: it may be cut short. If it is whole, add a line end")
    if b"\0" in whole:
        raise Refused("it holds a character that no text has (NUL)", whole[: whole.index(b"\0")].count(b"\n") + 1)
    try:
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = whole[: error.start].count(b"\n") + 1
        raise Refused("it is not UTF-8: save it as “CSV UTF-8” and send it again", row) from error
    del whole
    yield from _rows(text)


def _rows(text: str) -> Iterator[list[object]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width, count = 0, 0
    try:
        for line in reader:
            if not any(cell.strip() for cell in line):
                continue
            if not width:
                width = len(line)
                yield ["h", [cell.strip().lower() for cell in line]]
                continue
            count += 1
            yield _row(line, width, reader.line_num)
    except csv.Error as error:
        raise Refused("its quoting is broken", reader.line_num) from error
    if not width:
        raise Refused("it is empty")
    yield ["e", count]


def _row(line: list[str], width: int, number: int) -> list[object]:
    if len(line) != width:
        return ["w", number, f"it has {len(line)} columns where the first row has {width}"]
    if any(len(cell) > MOST_LETTERS for cell in line):
        return ["w", number, f"a column has more than {MOST_LETTERS} letters"]
    return ["r", number, [cell.strip() for cell in line]]
