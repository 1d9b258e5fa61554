"""The pieces of a file: itself, or the tables inside a zip file, read in memory within limits."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from familyhub.imports.reading.limits import LIMITS, Limits
from familyhub.imports.terms.feeds import Refused

TABLES = {".csv", ".geojson"}


@dataclass(frozen=True)
class Piece:
    """One table's bytes; `name` is the file's own, or `archive.zip/inner.csv`."""

    name: str
    data: bytes


def pieces(path: Path, limits: Limits = LIMITS) -> Iterator[Piece]:
    """What can be read in the file at `path`. Errors: Refused (too large, a zip bomb, a broken or locked zip)."""
    size = path.stat().st_size
    is_zip = path.suffix.lower() == ".zip"
    if size > (limits.unpacked if is_zip else limits.file):
        raise Refused(f"it has {size:,} bytes; at most {limits.file:,} are read")
    if not is_zip:
        yield Piece(path.name, path.read_bytes())
        return
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, limits)
            yield from _members(archive, path.name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Refused(f"it is not a zip file that can be read: {error}") from error


def _check(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse before unpacking anything. The sizes are the archive's own word; reading stops at them."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise Refused(f"it holds {len(entries):,} files; at most {limits.entries:,} are read")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked:
        raise Refused(f"it would unpack to {unpacked:,} bytes; at most {limits.unpacked:,} are read")
    for entry in entries:
        if entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise Refused(f"{entry.filename} would unpack to over {limits.ratio} times its size: a zip bomb")
        if entry.flag_bits & 1:
            raise Refused(f"{entry.filename} is locked with a password")


def _members(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[Piece]:
    for entry in sorted(archive.infolist(), key=lambda item: item.filename):
        if PurePosixPath(entry.filename).suffix.lower() not in TABLES:
            continue
        if entry.file_size > limits.file:
            raise Refused(f"{entry.filename} has {entry.file_size:,} bytes; at most {limits.file:,} are read")
        with archive.open(entry) as member:  # stops at the size that the archive says, and checks its sum
            yield Piece(f"{name}/{entry.filename}", member.read())
