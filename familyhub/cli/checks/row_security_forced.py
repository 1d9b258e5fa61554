"""Row security binds the tables' owner too."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Row security is on and forced on every fenced table"


def check(look: Look) -> str:
    """Every table that has policies or is not exempt."""
    loose = [table.name for table in look.tables() if not table.is_exempt and not (table.is_on and table.is_forced)]
    return f"ENABLE and FORCE ROW LEVEL SECURITY on {', '.join(loose)}." if loose else ""
