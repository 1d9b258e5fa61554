"""`python -m familyhub.imports.apart csv|fhir|page`: a file on standard input becomes lines of JSON on standard output.

Each line is a list: ["h", column names], ["r", row number, values], ["w", row number, words] for a row that cannot be
read, ["x", row number or null, words] for a file that is refused, and ["e", rows] at the end. Without the last line
the file was not read to its end, whatever came before.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator

from familyhub.imports.apart.bundles import bundle_lines
from familyhub.imports.apart.pages import page_lines
from familyhub.imports.apart.refusing import Refused
from familyhub.imports.apart.tables import table_lines

READERS = {"csv": table_lines, "fhir": bundle_lines, "page": page_lines}


def limit(memory: int, seconds: int) -> None:
    """Bytes of address space and seconds of processor; no file may be written and no process started."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def lines(kind: str) -> Iterator[list[object]]:
    """What is in the file; a refusal is the last line."""
    try:
        yield from READERS[kind](sys.stdin.buffer)
    except Refused as refusal:
        yield ["x", refusal.row, str(refusal)]
    except (MemoryError, RecursionError):
        yield ["x", None, "it is too large or too deep to be read"]


def main() -> None:
    """Arguments: csv, fhir or page, bytes, seconds."""
    kind, memory, seconds = sys.argv[1:4]
    limit(int(memory), int(seconds))
    for line in lines(kind):
        sys.stdout.write(json.dumps(line) + "\n")


main()
