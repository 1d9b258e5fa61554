"""Have a file read by a process of its own, within limits of size, memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from familyhub.config.environment import ROOT
from familyhub.imports.reading.limits import MEGABYTE
from familyhub.imports.terms.feeds import Problem, Refused

KINDS = {".csv": "csv", ".json": "fhir"}
SPREADSHEETS = {".xlsx", ".xls", ".ods", ".xlsm"}


@dataclass(frozen=True)
class Bounds:
    """Bytes of the file, bytes of memory and seconds of the child, and rows."""

    file: int = 200 * MEGABYTE
    memory: int = 1200 * MEGABYTE
    seconds: int = 120
    rows: int = 250_000


BOUNDS = Bounds()


@dataclass
class Read:
    """What is in a file: its columns, rows as (number, values), and rows that could not be read."""

    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def kind_of(name: str) -> str:
    """How the file is read, by its name's ending. Errors: Refused, with what to do instead."""
    ending = Path(name).suffix.lower()
    if ending in SPREADSHEETS:
        raise Refused("it is a spreadsheet: save it as “CSV UTF-8” and send that")
    if ending not in KINDS:
        raise Refused("it is neither CSV (.csv) nor a FHIR bundle (.json)")
    return KINDS[ending]


def read_apart(name: str, body: bytes, bounds: Bounds = BOUNDS) -> Read:
    """The whole file, or nothing of it. Errors: Refused."""
    return read_as(kind_of(name), body, bounds)


def read_as(kind: str, body: bytes, bounds: Bounds = BOUNDS) -> Read:
    """The same for bytes whose kind is known: csv, fhir or page. Errors: Refused."""
    if len(body) > bounds.file:
        raise Refused(f"it has {len(body):,} bytes; at most {bounds.file:,} are read")
    command = [sys.executable, "-m", "familyhub.imports.apart", kind, str(bounds.memory), str(bounds.seconds)]
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={"LANG": "C.UTF-8"},
    )
    clock = threading.Timer(bounds.seconds, child.kill)
    feeder = threading.Thread(target=_feed, args=(child, body))
    clock.start()
    feeder.start()
    try:
        return _collected(child, bounds)
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeder.join()
        if child.stdout:
            child.stdout.close()


def _feed(child: subprocess.Popen[bytes], body: bytes) -> None:
    assert child.stdin
    try:
        child.stdin.write(body)
        child.stdin.close()
    except OSError:  # the child has ended: what it said, or that it said nothing, tells why
        return


def _collected(child: subprocess.Popen[bytes], bounds: Bounds) -> Read:
    found = Read()
    for kind, *rest in _lines(child):
        if kind == "h":
            found.header = rest[0]
        elif kind == "r":
            found.rows.append((rest[0], rest[1]))
        elif kind == "w":
            found.problems.append(Problem(rest[0], rest[1]))
        elif kind == "x":
            raise Refused(rest[1], rest[0])
        else:
            return found
        if len(found.rows) > bounds.rows:
            raise Refused(f"it has more than {bounds.rows:,} rows: send it in parts")
    raise Refused("it could not be read within the limits of memory and time: it is damaged, or made to do harm")


def _lines(child: subprocess.Popen[bytes]) -> Iterator[list[Any]]:
    assert child.stdout
    for line in child.stdout:
        try:
            yield json.loads(line)
        except ValueError:  # the child ended in the middle of a line
            return
