"""Notice that the database was restarted: its listeners went deaf, and it may have to be started again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from familyhub.cli.cluster.embedded import StartFailed
from familyhub.cli.processes import Supervisor

WATCHES = "familyhub watch"  # how its connection calls itself, so that nobody takes it for a listener
LOOK_EVERY_SECONDS = 0.5


@dataclass
class DatabaseWatch:
    """Holds one connection to `url`: when it breaks, every connection broke, the worker's LISTEN too.

    The worker does not listen again after a refused reconnect, so it is restarted. `revive` starts the database where
    that is ours to do.
    """

    url: str
    revive: Callable[[], None]
    look_at: float = 0.0
    lost: bool = False
    connection: psycopg.Connection | None = field(default=None, repr=False)

    def __call__(self, supervisor: Supervisor) -> None:
        """One look. Never raises for a database that is away: looks again later."""
        if time.monotonic() < self.look_at:
            return
        if not self._answers():
            self._bring_back(supervisor)
        self.look_at = time.monotonic() + LOOK_EVERY_SECONDS

    def _answers(self) -> bool:
        if self.connection is None:
            return False
        try:
            self.connection.execute("SELECT 1")
            return True
        except psycopg.OperationalError:
            self.connection.close()
            self.connection, self.lost = None, True
            return False

    def _bring_back(self, supervisor: Supervisor) -> None:
        if self.lost:
            supervisor.say("The database went away; bringing it back.")
        try:
            self.revive()
            self.connection = psycopg.connect(self.url, autocommit=True, connect_timeout=5, application_name=WATCHES)
        except (psycopg.OperationalError, StartFailed) as error:
            supervisor.say(f"The database is not back yet: {error}")
            return
        if self.lost:
            self.lost = False
            supervisor.restart("worker", "the database was restarted")

    def close(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            self.connection.close()
