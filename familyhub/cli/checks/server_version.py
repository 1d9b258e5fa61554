"""Features of PostgreSQL 15 are used."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "PostgreSQL is version 15 or newer"


def check(look: Look) -> str:
    """The server's own number."""
    number = int(look.one("SELECT current_setting('server_version_num')"))
    return "" if number >= 150000 else f"PostgreSQL {number // 10000} is too old: move to 15 or newer."
