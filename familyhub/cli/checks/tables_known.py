"""A table is fenced, or exempt with a reason."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Every table is fenced or exempt with a reason"


def check(look: Look) -> str:
    """Tables with no policy that are in no list."""
    strange = [table.name for table in look.tables() if not table.is_exempt and not table.policies]
    return f"Fence or exempt (core/exemptions.py): {', '.join(strange)}." if strange else ""
