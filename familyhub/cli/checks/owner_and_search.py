"""Migrations make the search functions as the search role, and see no rows by it."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Owner may become the search role and does not inherit it"


def check(look: Look) -> str:
    """Membership and inheritance."""
    owner, search = look.roles["owner"], look.roles["search"]
    if not look.one("SELECT pg_has_role(%s, %s, 'MEMBER')", [owner, search]):
        return f"Run: GRANT {search} TO {owner}."
    if look.one("SELECT rolinherit FROM pg_roles WHERE rolname = %s", [owner]):
        return f"Run: ALTER ROLE {owner} NOINHERIT."
    return ""
