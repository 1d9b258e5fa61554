"""Other processes that work parts of each batch of a large file, so that no processor waits while there is work.

There is one more process than processors, as far as memory allows: each of them waits for the database a third of its
time. A helper is told which rows by a line on its standard input, says "held" when it has begun and "stored" when they
are stored, and ends when nobody tells it anything more. It holds a lock while it works, so that whoever begins anew
after a kill waits for it (`storing.await_free`). Where one cannot start or ends early the others go on.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from familyhub.config.environment import ROOT

HELD, STORED = "held", "stored"
MOST_HELPERS = 2
log = logging.getLogger(__name__)


class Helper:
    """The process, as the one that started it sees it."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child
        self.is_there = True

    def ask(self, ids: Sequence[uuid.UUID], at: datetime) -> None:
        """Give it these rows. They are nobody's until it holds them."""
        try:
            assert self._child.stdin
            self._child.stdin.write(json.dumps([at.isoformat(), [str(each) for each in ids]]) + "\n")
            self._child.stdin.flush()
        except OSError:
            self.is_there = False

    def holds(self) -> bool:
        """Wait until it has begun. False where it is not there: somebody else is to work the rows."""
        return self.is_there and self._says(HELD)

    def end(self) -> bool:
        """Wait for it. False where it did not store its rows: they are open still."""
        return self._says(STORED)

    def _says(self, word: str) -> bool:
        assert self._child.stdout
        self.is_there = self._child.stdout.readline().strip() == word
        if not self.is_there:
            log.warning("a process that helped an import has ended: the others go on")
        return self.is_there


@contextmanager
def helped(intake: uuid.UUID, most: int) -> Iterator[list[Helper]]:
    """Helpers for this file, no more than processors, in the worker's role and on this process's database."""
    children = [_started(intake) for _ in range(min(os.cpu_count() or 1, most))]
    try:
        yield [Helper(child) for child in children]
    finally:
        for child in children:
            child.communicate()  # nothing more to do: it stores what it has begun, and ends


def _started(intake: uuid.UUID) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "familyhub.imports.beside", str(intake), str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"FAMILYHUB_ROLE": "worker"},
        text=True,
    )
