"""A policy for one role also holds for whoever inherits it."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "No role that signs in inherits another"


def check(look: Look) -> str:
    """Every pair of this deployment's roles."""
    names = [look.roles[role] for role in ("owner", "app", "worker") if role in look.roles]
    pairs = look.rows(
        "SELECT m.rolname, r.rolname FROM pg_roles m, pg_roles r WHERE m.rolname = ANY(%s) AND r.rolname <> m.rolname"
        " AND NOT r.rolname LIKE %s AND pg_has_role(m.oid, r.oid, 'USAGE')",
        [names, r"pg\_%"],
    )
    return "; ".join(f"{member} inherits {role}: REVOKE it, or grant it WITH INHERIT FALSE" for member, role in pairs)
