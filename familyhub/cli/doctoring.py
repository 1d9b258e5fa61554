"""How `familyhub doctor` looks: one read-only view of the database for every check on the shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connections, transaction

from familyhub.core import exemptions, fence
from familyhub.core.asker import system
from familyhub.core.registry import Shelf

CHECKS = Shelf("familyhub.cli.checks", needs=("ASKS", "check"))
POWERS = ("rolsuper", "rolbypassrls", "rolcreaterole", "rolcreatedb", "rolreplication")


@dataclass(frozen=True)
class Table:
    """One table of the site and its fence."""

    name: str
    is_on: bool
    is_forced: bool
    policies: int

    @property
    def is_exempt(self) -> bool:
        """Does it need no fence, by the list and its reason?"""
        return exemptions.reason(self.name) is not None


@dataclass(frozen=True)
class Look:
    """What the checks ask. `using` is the worker's connection; `roles` are names of database roles by their part."""

    using: str = "default"
    roles: Mapping[str, str] = field(default_factory=lambda: dict(settings.DATABASE_ROLES))

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row of an answer."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(query, values or None)
            return list(cursor.fetchall())

    def column(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        """The first column of an answer."""
        return [row[0] for row in self.rows(query, values)]

    def one(self, query: str, values: Sequence[Any] = ()) -> Any:
        """The first value of an answer, or None."""
        found = self.rows(query, values)
        return found[0][0] if found else None

    def tables(self) -> list[Table]:
        """Every table of the site, in order of name."""
        query = (
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)"
            " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
        )
        return [Table(*row) for row in self.rows(query)]

    def may(self, role: str, table: str, right: str) -> bool:
        """May this part's role do that to the table, or to a column of it?"""
        query = "SELECT has_table_privilege(%s, %s, %s)"
        if right in {"INSERT", "UPDATE"}:
            query = "SELECT has_any_column_privilege(%s, %s, %s)"
        return bool(self.one(query, [self.roles[role], table, right]))

    def too_powerful(self, role: str, may_own: bool = False) -> str:
        """What is wrong with the role of this part: a power it has, or a table it owns."""
        name = self.roles.get(role, "")
        found = self.rows(f"SELECT {', '.join(POWERS)} FROM pg_roles WHERE rolname = %s", [name])  # noqa: S608
        if not found:
            return f"There is no database role for {role}: give its address (DATABASE_{role.upper()}_URL)."
        powers = [power.removeprefix("rol").upper() for power, has in zip(POWERS, found[0], strict=True) if has]
        if powers:
            return f"Run: ALTER ROLE {name} {' '.join('NO' + power for power in powers)}."
        owns = self.column("SELECT tablename FROM pg_tables WHERE tableowner = %s ORDER BY 1", [name])
        return f"{name} owns {', '.join(owns)}: give them to owner." if owns and not may_own else ""


@dataclass(frozen=True)
class Result:
    """One check: its code, what should be so, and what to do ("" when it is so)."""

    code: str
    asks: str
    words: str

    @property
    def ok(self) -> bool:
        """Is it as it should be?"""
        return not self.words


def examine(look: Look | None = None) -> list[Result]:
    """Every check on the shelf, in order of code. One that cannot be made counts as not so. Role worker."""
    look = look or Look("worker" if "worker" in connections.databases else "default")
    with fence.enter(system("doctor"), screen="doctor", using=look.using):
        return [Result(code, module.ASKS, _made(module, look)) for code, module in CHECKS.load().items()]


def _made(module: ModuleType, look: Look) -> str:
    try:
        with transaction.atomic(using=look.using):
            words: str = module.check(look)
            return words
    except (DatabaseError, LookupError, OSError) as error:
        return f"This could not be looked at: {' '.join(str(error).split())}."
