"""The role that migrates is no superuser and cannot pass by row security."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "The owner's database role has no special power"


def check(look: Look) -> str:
    """Its attributes; it owns the tables, as it should."""
    return look.too_powerful("owner", may_own=True)
