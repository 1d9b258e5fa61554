"""The roles shelf: each role says in words what it is and which permissions it has, with what reach."""

from __future__ import annotations

from types import ModuleType

from familyhub.core.asker import Reach
from familyhub.core.permissions import PERMISSIONS
from familyhub.core.registry import BadShelf, Shelf

WORDS_AT_LEAST = 20


def _check(code: str, module: ModuleType) -> None:
    if len(module.WORDS) < WORDS_AT_LEAST:
        raise BadShelf(f"accounts/roles/{code}.py: WORDS must say what the role is for")
    for permission, reach in module.PERMISSIONS.items():
        if permission not in PERMISSIONS:
            raise BadShelf(f"accounts/roles/{code}.py grants {permission!r}, which no room defines")
        if not isinstance(reach, Reach):
            raise BadShelf(f"accounts/roles/{code}.py: the reach of {permission!r} must be a Reach")


ROLES = Shelf("familyhub.accounts.roles", needs=("TITLE", "WORDS", "PERMISSIONS"), check=_check)


def check_roles() -> None:
    """Errors: BadShelf for a role that grants an unknown code, or a permission that no role grants."""
    granted = {code for module in ROLES.load().values() for code in module.PERMISSIONS}
    if nobodys := sorted(set(PERMISSIONS) - granted):
        raise BadShelf(f"no role grants {', '.join(nobodys)}: add it to a file in accounts/roles or delete it")


def permissions_of(codes: list[str]) -> dict[str, Reach]:
    """The permissions of several roles together, each at its widest reach."""
    together: dict[str, Reach] = {}
    for code in codes:
        if code not in ROLES:
            continue
        for permission, reach in ROLES[code].PERMISSIONS.items():
            together[permission] = max(reach, together.get(permission, Reach.OWN))
    return together


def wide_of(permissions: dict[str, Reach]) -> frozenset[str]:
    """The classes of rows that these permissions open county-wide."""
    return frozenset(
        PERMISSIONS[code].sees
        for code, reach in permissions.items()
        if reach == Reach.COUNTY and PERMISSIONS[code].sees
    )


def sight_of(code: str) -> Reach:
    """How far a role sees rows: the widest reach of its permissions that open a class of rows; OWN when none does."""
    if code not in ROLES:
        return Reach.OWN
    seen = [reach for permission, reach in ROLES[code].PERMISSIONS.items() if PERMISSIONS[permission].sees]
    return max(seen, default=Reach.OWN)
