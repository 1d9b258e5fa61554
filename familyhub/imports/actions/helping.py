"""A second process that works one half of each batch of a large file, so that both processors have work.

It is told which rows by a line on its standard input, says "held" when it has begun and "stored" when they are stored,
and ends when nobody tells it anything more. It holds a lock while it works, so that whoever begins anew after a kill
waits for it (`storing.await_free`). Where it cannot start or ends early the other process works alone.
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
log = logging.getLogger(__name__)


class Helper:
    """The process, as the one that started it sees it."""

    def __init__(self, child: subprocess.Popen[str]) -> None:
        self._child = child
        self.is_there = True

    def begin(self, ids: Sequence[uuid.UUID], at: datetime) -> bool:
        """Give it these rows. False where it is not there: the rows are nobody's yet."""
        try:
            assert self._child.stdin
            self._child.stdin.write(json.dumps([at.isoformat(), [str(each) for each in ids]]) + "\n")
            self._child.stdin.flush()
        except OSError:
            self.is_there = False
        return self.is_there and self._says(HELD)

    def end(self) -> bool:
        """Wait for it. False where it did not store its rows: they are open still."""
        return self._says(STORED)

    def _says(self, word: str) -> bool:
        assert self._child.stdout
        self.is_there = self._child.stdout.readline().strip() == word
        if not self.is_there:
            log.warning("the second process of an import has ended: it goes on with one")
        return self.is_there


@contextmanager
def helped(intake: uuid.UUID) -> Iterator[Helper]:
    """A helper for this file, in the worker's role and on the database that this process uses."""
    child = subprocess.Popen(
        [sys.executable, "-m", "familyhub.imports.beside", str(intake), str(connection.settings_dict["NAME"])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"FAMILYHUB_ROLE": "worker"},
        text=True,
    )
    try:
        yield Helper(child)
    finally:
        child.communicate()  # nothing more to do: it stores what it has begun, and ends
