"""A published file too large to hold in memory: read row by row, with the same checks as a small one."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from familyhub.imports.reading.limits import LIMITS, Limits
from familyhub.imports.terms.feeds import Refused

FIRST_LINE = 65_536
LINE_ENDS = (b"\n", b"\r")
CHUNK = 1_048_576


@dataclass(frozen=True)
class StreamedTable:
    """As `Table`, but its rows are read from the file each time they are asked for."""

    name: str
    path: Path
    header: list[str]

    @property
    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row but the header. Errors: Refused with the row at fault, on the way."""
        row = 1
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file, strict=True)
                next(reader)
                for line in reader:
                    row = reader.line_num
                    if line:
                        yield row, self._checked(line, row)
        except UnicodeDecodeError as error:
            raise Refused("it is not UTF-8; save it as “CSV UTF-8” and load it again", row + 1) from error
        except csv.Error as error:
            raise Refused(f"its quoting is broken: {error}", row + 1) from error

    def _checked(self, line: list[str], row: int) -> list[str]:
        if len(line) != len(self.header):
            raise Refused(f"it has {len(line)} columns where the first row has {len(self.header)}", row)
        if any("\0" in cell for cell in line):
            raise Refused("it holds a character that no text has (NUL)", row)
        return line

    @property
    def digest(self) -> str:
        """SHA-256 of the file, in hex."""
        summed = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                summed.update(chunk)
        return summed.hexdigest()


def header_of(path: Path) -> list[str]:
    """The first line of a file as columns; none where it is not text."""
    with path.open("rb") as file:
        first = file.read(FIRST_LINE).splitlines()[:1]
    try:
        return next(csv.reader([line.decode("utf-8-sig") for line in first]), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def streamed(path: Path, header: list[str], limits: Limits = LIMITS) -> StreamedTable:
    """The file as a table that is read row by row. Errors: Refused where it is too large or cut short."""
    size = path.stat().st_size
    if size > limits.streamed:
        raise Refused(f"it has {size:,} bytes; at most {limits.streamed:,} are read")
    with path.open("rb") as file:
        file.seek(-1, 2)
        if file.read(1) not in LINE_ENDS:
            raise Refused("its last line has no end: it may be cut short. If it is whole, add a line end")
    return StreamedTable(path.name, path, header)
