"""`familyhub init`: make the roles and the database where we may; print the SQL for whoever may elsewhere."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import unquote, urlsplit, urlunsplit

import typer

if TYPE_CHECKING:
    from familyhub.cli.cluster.roles import Roles

CHOOSE = "choose-a-password"


@dataclass(frozen=True)
class Wanted:
    """The database and roles to make. `passwords` by role name; `made_up` are the roles whose password nobody gave."""

    database: str
    roles: Roles
    passwords: dict[str, str]
    made_up: frozenset[str] = frozenset()


def wanted(variables: Mapping[str, str], database: str, password: str | None = None) -> Wanted:
    """Names and passwords from the `DATABASE_*` variables that are given, the usual names otherwise.

    A password that is not given is made, or is `password`.
    """
    from familyhub.cli.cluster.roles import Roles
    from familyhub.cli.django_ready import ADDRESS_OF

    names: dict[str, str] = {"search": variables.get("FAMILYHUB_SEARCH_ROLE") or Roles.search}
    passwords: dict[str, str] = {}
    made_up: set[str] = set()
    for role, variable in ADDRESS_OF.items():
        parts = urlsplit(variables.get(variable, ""))
        names[role] = unquote(parts.username or "") or getattr(Roles, role)
        if not parts.password:
            made_up.add(names[role])
        passwords[names[role]] = unquote(parts.password or "") or password or secrets.token_urlsafe(24)
        database = unquote(parts.path.lstrip("/")) or database
    return Wanted(database, Roles(**names), passwords, frozenset(made_up))


def script(wanted: Wanted, version: int) -> str:
    """The SQL, for psql, that makes everything on a server of `version`."""
    from psycopg import sql

    from familyhub.cli.cluster.roles import database_statements, role_statements

    owner, name = sql.Identifier(wanted.roles.owner), sql.Identifier(wanted.database)
    create = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(name, owner)
    first = [*role_statements(wanted.roles, wanted.passwords, version), create]
    inside = database_statements(wanted.roles, wanted.database)
    lines = [f"{statement.as_string(None)};" for statement in first]
    lines += [f"\\connect {name.as_string(None)}"]
    return "\n".join([*lines, *(f"{statement.as_string(None)};" for statement in inside)])


def addresses(wanted: Wanted, admin: str) -> list[str]:
    """`VARIABLE=address` lines for the environment, at the server that `admin` names."""
    from familyhub.cli.django_ready import ADDRESS_OF

    parts = urlsplit(admin)
    host = parts.netloc.rpartition("@")[2]
    lines = []
    for role, variable in ADDRESS_OF.items():
        name = getattr(wanted.roles, role)
        place = f"{name}:{wanted.passwords[name]}@{host}"
        lines.append(f"{variable}={urlunsplit((parts.scheme, place, '/' + wanted.database, parts.query, ''))}")
    return lines


def command(
    database: Annotated[str, typer.Option(help="Name of the database to make.")] = "familyhub",
    show: Annotated[bool, typer.Option("--print", help="Print the SQL and change nothing.")] = False,
    server: Annotated[int, typer.Option(help="PostgreSQL's main version, for the SQL that is printed.")] = 15,
) -> None:
    """Make the four roles and the database, as DATABASE_ADMIN_URL; without it, print the SQL for whoever may."""
    admin = os.environ.get("DATABASE_ADMIN_URL", "")
    if show or not admin:
        typer.echo(script(wanted(os.environ, database, CHOOSE), server * 10000))
        typer.echo("Nothing was changed. Have this SQL run by somebody who may make roles.", err=True)
        return
    make(wanted(os.environ, database), admin)


def make(wanted: Wanted, admin: str) -> None:
    """Make it all at `admin`, and print the addresses. Errors: CommandFailed where `admin` may not."""
    import psycopg

    from familyhub.cli.cluster.roles import create_database, create_roles, database_statements, existing_roles
    from familyhub.cli.failure import CommandFailed

    parts, version = urlsplit(admin), 150000
    try:
        with psycopg.connect(admin, autocommit=True) as connection:
            version = connection.info.server_version
            taken = existing_roles(connection) & wanted.made_up
            if taken:
                raise CommandFailed(
                    f"The role {min(taken)} exists already and its password is not known here: give DATABASE_URL, "
                    "DATABASE_OWNER_URL and DATABASE_WORKER_URL with the passwords that the roles should have."
                )
            create_roles(connection, wanted.roles, wanted.passwords)
            create_database(connection, wanted.database, wanted.roles)
        inside = urlunsplit(parts._replace(path="/" + wanted.database))
        with psycopg.connect(inside, autocommit=True) as connection:
            for statement in database_statements(wanted.roles, wanted.database):
                connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        typer.echo(script(wanted, version))
        raise CommandFailed(
            f"DATABASE_ADMIN_URL may not do this ({error.diag.message_primary}): have the SQL above run by who may."
        ) from error
    typer.echo("\n".join(addresses(wanted, admin)))
    typer.echo("Made. Keep these addresses secret; next: familyhub migrate.", err=True)
