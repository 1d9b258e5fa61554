"""The site adds to the access log and can do nothing else to it."""

from __future__ import annotations

from familyhub.cli.doctoring import Look

ASKS = "Site and worker may only add to the access log; only the worker adds seals"


def check(look: Look) -> str:
    """Table privileges, and those on single columns."""
    wrong = [
        f"{right} ON {table} FROM {look.roles[role]}"
        for role, table, right in (
            *((role, "core_access", right) for role in ("app", "worker") for right in ("UPDATE", "DELETE", "TRUNCATE")),
            *(("app", "core_seal", right) for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")),
            *(("worker", "core_seal", right) for right in ("UPDATE", "DELETE", "TRUNCATE")),
        )
        if look.may(role, table, right)
    ]
    return f"Run: {'; '.join(f'REVOKE {text}' for text in wrong)}." if wrong else ""
