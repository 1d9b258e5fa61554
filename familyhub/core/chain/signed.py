"""The signed file read beside the chain: which hash each seal had when it was signed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from familyhub.core import heads
from familyhub.core.chain.findings import Finding
from familyhub.core.models import Seal

BEHIND = timedelta(minutes=15)
"""The newest seal may be this much newer than the last line (decision 4)."""


@dataclass
class Signed:
    """The marks of the good lines in order of seals, read as the walk goes on. `high` is the last row they name."""

    marks: Iterator[tuple[int, str]]
    broken: list[heads.Line] = field(default_factory=list)
    high: int = 0
    at: str = ""
    trouble: str = ""
    _next: tuple[int, str] | None = None
    _differs: bool = False

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path | None) -> Iterator[Signed]:
        """The file as it is now: lines that are added while the walk goes on are left out."""
        path = path or heads.heads_path()
        signed = cls(iter(()))
        if path.exists():
            lines = heads.read(path, path.stat().st_size)
            signed.marks = signed._read(lines)
        else:
            signed.trouble = f"The signed file {path} is not there."
        yield signed

    def _read(self, lines: Iterator[heads.Line]) -> Iterator[tuple[int, str]]:
        try:
            for line in lines:
                if line.fault:
                    self.broken.append(line)
                    continue
                self.high, self.at = line.high, line.at
                yield from line.seals[:-1]
                yield line.seal, line.hash
        except (heads.NoKey, OSError) as error:
            self.trouble = f"The signed file cannot be checked: {error}."

    def agrees(self, seal: int, its_hash: str) -> bool:
        """Does the file name this seal with this hash, or not at all?

        After a seal that was rewritten every other must differ too: only the first is told.
        """
        while self._next is None or self._next[0] < seal:
            self._next = next(self.marks, None)
            if self._next is None:
                return True
        if self._next[0] != seal:
            return True
        differed, self._differs = self._differs, not its_hash.startswith(self._next[1])
        self._next = None
        return differed or not self._differs

    def left(self) -> list[int]:
        """The seals that the file names beyond the end of the chain."""
        rest = [self._next[0]] if self._next else []
        rest += [seal for seal, _ in self.marks]
        self._next = None
        return rest

    def faults(self, last: Seal | None) -> list[Finding]:
        """What is wrong with the file itself."""
        found = [
            Finding("file-line", f"line {line.number}", f"Line {line.number} of the signed file: {line.fault}.")
            for line in self.broken
        ]
        if self.trouble and last is not None:
            found.append(Finding("file", "signed file", self.trouble))
        elif last is not None and self.at and last.at - datetime.fromisoformat(self.at) > BEHIND:
            found.append(
                Finding("file", "signed file", f"The signed file ends at {self.at}, long before the newest seal.")
            )
        return found
