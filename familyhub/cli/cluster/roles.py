"""The four database roles, as SQL: made by us where we may, printed for whoever may elsewhere.

owner migrates (sees rows only in declared maintenance), app serves the site, worker runs reactions and jobs,
search owns the search functions and cannot log in. None is a superuser, none may pass by row security
(`docs/adr/0002`). Owner does not inherit search: a policy for search would otherwise hold for owner too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class Roles:
    """Names of the four roles."""

    owner: str = "familyhub_owner"
    app: str = "familyhub_app"
    worker: str = "familyhub_worker"
    search: str = "familyhub_search"

    @property
    def login(self) -> tuple[str, str, str]:
        """The three that sign in."""
        return self.owner, self.app, self.worker


def role_statements(roles: Roles, passwords: dict[str, str], version: int) -> list[sql.Composed]:
    """Statements that make the roles on a server of `version` (as in `server_version_num`)."""
    plain = "NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS NOINHERIT"
    statements = [
        sql.SQL("CREATE ROLE {} LOGIN " + plain + " PASSWORD {}").format(sql.Identifier(name), passwords[name])
        for name in roles.login
    ]
    statements.append(sql.SQL("CREATE ROLE {} NOLOGIN " + plain).format(sql.Identifier(roles.search)))
    options = " WITH INHERIT FALSE, SET TRUE" if version >= 160000 else ""
    member = sql.SQL("GRANT {} TO {}" + options)
    return [*statements, member.format(sql.Identifier(roles.search), sql.Identifier(roles.owner))]


def door_statements(roles: Roles, database: str) -> list[sql.Composed]:
    """Statements, run anywhere on the server, that say who comes into the database: what no copy takes over."""
    return _filled(
        roles,
        database,
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {app}, {worker}, {owner}",
        "GRANT CREATE, TEMPORARY ON DATABASE {database} TO {owner}",
    )


def database_statements(roles: Roles, database: str) -> list[sql.Composed]:
    """Statements, run inside the database, that give each role what it needs and nothing more."""
    return door_statements(roles, database) + _filled(
        roles,
        database,
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}, {worker}, {search}",
        "GRANT ALL ON SCHEMA public TO {owner}",
        "CREATE SCHEMA IF NOT EXISTS search AUTHORIZATION {search}",
        "GRANT USAGE ON SCHEMA search TO {app}, {worker}, {owner}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT SELECT, INSERT, UPDATE ON TABLES TO {app}, {worker}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        "GRANT USAGE, SELECT ON SEQUENCES TO {app}, {worker}",
    )


def _filled(roles: Roles, database: str, *texts: LiteralString) -> list[sql.Composed]:
    names = {key: sql.Identifier(getattr(roles, key)) for key in ("owner", "app", "worker", "search")}
    return [sql.SQL(text).format(database=sql.Identifier(database), **names) for text in texts]


def create_roles(admin: psycopg.Connection, roles: Roles, passwords: dict[str, str]) -> None:
    """Make the roles that are missing and set the passwords. `admin` may create roles."""
    known = existing_roles(admin)
    *creating, granting = role_statements(roles, passwords, admin.info.server_version)
    for name, statement in zip((*roles.login, roles.search), creating, strict=True):
        if name not in known:
            admin.execute(statement)
        elif name in passwords:
            admin.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(name), passwords[name]))
    admin.execute(granting)


def existing_roles(admin: psycopg.Connection) -> set[str]:
    """Names of every role on the server."""
    return {str(row[0]) for row in admin.execute("SELECT rolname FROM pg_roles").fetchall()}


def create_database(admin: psycopg.Connection, name: str, roles: Roles, template: str = "template0") -> None:
    """Make an empty database that owner owns. `admin` is in autocommit and may set owner's role."""
    known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if known:
        return
    text = "CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C.UTF-8'"
    if template != "template0":
        text = "CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY wal_log"
    admin.execute(sql.SQL(text).format(sql.Identifier(name), sql.Identifier(roles.owner), sql.Identifier(template)))
