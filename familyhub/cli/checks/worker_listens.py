"""A worker that does not listen hears of no job."""

from __future__ import annotations

from familyhub.cli.database_watch import WATCHES
from familyhub.cli.doctoring import Look

ASKS = "A worker is alive and listens for jobs"


def check(look: Look) -> str:
    """A connection of the worker's role whose last word was LISTEN, or the word by which a listener stays awake.

    The connection by which the demonstration watches the database says that word too, and is not a listener.
    """
    listening = look.one(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
        " AND (query ILIKE %s OR query = 'SELECT 1') AND application_name <> %s",
        [look.roles["worker"], "LISTEN %", WATCHES],
    )
    return "" if listening else "No worker listens: start `familyhub worker`, or start it again."
