"""A worker that does not listen hears of no job."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "A worker is alive and listens for jobs"


def check(look: Look) -> str:
    """A connection of the worker's role to this database whose last word was LISTEN."""
    listening = look.one(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s AND query ILIKE %s",
        [look.roles["worker"], "LISTEN %"],
    )
    return "" if listening else "No worker listens: start `familyhub worker`, or start it again."
