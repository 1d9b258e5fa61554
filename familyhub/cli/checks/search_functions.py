"""A function that reads past the fence must be pinned down."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Definer functions belong to the search role, pin search_path and are not for everybody"


def check(look: Look) -> str:
    """Every definer function that no extension brought, and every function in the search schema."""
    bad = look.column(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')"
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"
        " AND (n.nspname = 'search' OR p.prosecdef) AND (pg_get_userbyid(p.proowner) <> %s"
        "   OR p.prosecdef AND NOT coalesce(p.proconfig::text, '') LIKE %s"
        "   OR p.prosecdef AND EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        "     WHERE a.grantee = 0))",
        [look.roles["search"], "%search_path=%"],
    )
    return f"Give to the search role, SET search_path and REVOKE from PUBLIC: {', '.join(bad)}." if bad else ""
