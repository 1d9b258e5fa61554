"""Triggers refuse to change what happened."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Events, the access log and its seals refuse change"


TABLES = ("core_event", "core_event_subject", "core_access", "core_seal", "core_reaction")
TRIGGERS = ("append_only", "append_only_all")


def check(look: Look) -> str:
    """Both triggers on each table, switched on."""
    on = look.rows(
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE t.tgname = ANY(%s) AND t.tgenabled IN ('O', 'A')",
        [list(TRIGGERS)],
    )
    missing = [table for table in TABLES if any((table, trigger) not in on for trigger in TRIGGERS)]
    return f"The append-only triggers are off or gone on {', '.join(missing)}: enable them." if missing else ""
