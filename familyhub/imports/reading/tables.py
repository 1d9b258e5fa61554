"""A piece as a table of text: encoding, quoting, and the same number of columns in every row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from familyhub.imports.reading.files import Piece
from familyhub.imports.terms.feeds import Refused

LABEL = ("label_longitude", "label_latitude")


@dataclass(frozen=True)
class Table:
    """`lines` are (row number, values), the first being the header; some layouts have none, and then it is data."""

    name: str
    lines: tuple[tuple[int, list[str]], ...]

    @property
    def header(self) -> list[str]:
        """The first line."""
        return self.lines[0][1]

    @property
    def rows(self) -> tuple[tuple[int, list[str]], ...]:
        """Every line but the first."""
        return self.lines[1:]


def table_of(piece: Piece) -> Table:
    """The whole table, or nothing of it. Errors: Refused with the row at fault."""
    text = _decoded(piece.data)
    lines = tuple(_geojson(text) if piece.name.lower().endswith(".geojson") else _csv(text))
    if not lines:
        raise Refused("it is empty")
    return Table(piece.name, lines)


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise Refused("it is not UTF-8; save it as “CSV UTF-8” and load it again", row) from error
    if "\0" in text:
        raise Refused("it holds a character that no text has (NUL)", text[: text.index("\0")].count("\n") + 1)
    return text


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    if text and not text.endswith(("\n", "\r")):
        last = text.count("\n") + 1
        raise Refused("its last line has no end: it may be cut short. If it is whole, add a line end", last)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    width = 0
    try:
        for line in reader:
            width = width or len(line)
            if line and len(line) != width:
                raise Refused(f"it has {len(line)} columns where the first row has {width}", reader.line_num)
            if line:
                yield reader.line_num, line
    except csv.Error as error:
        raise Refused(f"its quoting is broken: {error}", reader.line_num) from error


def _geojson(text: str) -> Iterator[tuple[int, list[str]]]:
    """A feature is a row: its properties, then the middle of its outline as a point for a map label."""
    try:
        features = json.loads(text)["features"]
        names = sorted({name for feature in features for name in feature["properties"]})
        yield 1, [*names, *LABEL]
        for row, feature in enumerate(features, start=2):
            properties = [str(feature["properties"].get(name, "")) for name in names]
            yield row, [*properties, *_middle(feature["geometry"]["coordinates"])]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("it is not GeoJSON with features, or it is cut short") from error


def _middle(coordinates: Any) -> tuple[str, str]:
    points = list(_points(coordinates))
    if not points:
        return "", ""
    longitude = sum(point[0] for point in points) / len(points)
    latitude = sum(point[1] for point in points) / len(points)
    return f"{longitude:.6f}", f"{latitude:.6f}"


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from _points(part)
