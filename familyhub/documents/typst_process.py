"""One PDF, made in a process of its own and within its bounds: data in, bytes out. Imports nothing of the house.

Read as a file by `typesetting`, never as a module: it starts with an empty environment and ends by itself.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import tempfile

SECONDS, MEMORY, LARGEST = 20, 3_000_000_000, 8_000_000


def _bounded() -> None:
    """So much time, so much memory, no file larger than a PDF may be."""
    for what, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, LARGEST)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def main() -> int:
    """Reads {"sheet", "data", "at"} and writes the PDF; what is wrong goes to the other channel."""
    _bounded()
    told = json.load(sys.stdin.buffer)
    import typst

    with tempfile.TemporaryDirectory() as empty:
        try:
            body = typst.compile(
                told["sheet"].encode(),
                root=empty,
                package_path=empty,
                package_cache_path=empty,
                sys_inputs={"data": json.dumps(told["data"])},
                pdf_standards="ua-1",
                timestamp=told["at"],
            )
        except typst.TypstError as error:
            sys.stderr.write(f"{error.message}\n{' '.join(error.hints)}")
            return 1
    sys.stdout.buffer.write(body)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
