"""Nobody signs in as the role that owns the search functions."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Nobody can sign in as the search role"


def check(look: Look) -> str:
    """Its attributes."""
    wrong = look.too_powerful("search", may_own=True)
    if not wrong and look.one("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [look.roles["search"]]):
        wrong = f"Run: ALTER ROLE {look.roles['search']} NOLOGIN."
    return wrong
