"""A view without security_invoker reads with its owner's eyes."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Every view reads with the eyes of whoever asks"


def check(look: Look) -> str:
    """Every view that no extension brought; a materialised view cannot be fenced at all."""
    bad = look.column(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND c.relkind IN ('v', 'm')"
        " AND NOT coalesce(c.reloptions::text, '') ~ 'security_invoker=(true|on|1)'"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
    )
    return f"Run ALTER VIEW … SET (security_invoker = true) on {', '.join(bad)}." if bad else ""
