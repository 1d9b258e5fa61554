"""What was acknowledged survives a power cut."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "The database writes to disk before it answers"


NAMES = ("fsync", "synchronous_commit", "full_page_writes")


def check(look: Look) -> str:
    """The server's settings, and what is set for one role or database alone."""
    off = [name for name in NAMES if look.one("SELECT current_setting(%s)", [name]) in {"off", "local"}]
    own = look.column(
        "SELECT DISTINCT setting FROM pg_db_role_setting, unnest(setconfig) AS setting"
        " WHERE split_part(setting, '=', 1) = ANY(%s) AND split_part(setting, '=', 2) IN ('off', 'local')"
        " AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"
        " AND (setrole = 0 OR setrole::regrole::text = ANY(%s))",
        [list(NAMES), list(look.roles.values())],
    )
    if off or own:
        return f"Turn on {', '.join(sorted({*off, *(setting.split('=')[0] for setting in own)}))} in PostgreSQL."
    return ""
