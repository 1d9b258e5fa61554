"""From a model and a few expressions to one statement that fills its table, and the loading around many of them."""

# ruff: noqa: S608 - every name comes from a model, every expression from this package
from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import models

ORDER = "pux"  # keys first, then unique, then exclusion; foreign keys last


class Unfilled(Exception):
    """A column must have a value and nothing says which; the text names it."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table: `source` is what stands after FROM, `columns` an expression for each that matters."""

    model: type[models.Model]
    source: str
    columns: Mapping[str, str] = field(default_factory=dict)


def statement(rows: Rows) -> str:
    """The statement that fills the table. Errors: Unfilled."""
    fields = rows.model._meta.concrete_fields
    known = {f.attname for f in fields}
    if strange := sorted(set(rows.columns) - known):
        raise Unfilled(f"{rows.model._meta.label} has no column {', '.join(strange)}")
    values = {f.column: rows.columns.get(f.attname) or _usual(f) for f in fields}
    given = {column: value for column, value in values.items() if value is not None}
    columns, expressions = ", ".join(f'"{column}"' for column in given), ", ".join(given.values())
    text = f"INSERT INTO {rows.model._meta.db_table} ({columns}) SELECT {expressions} FROM {rows.source}"
    return text


def _usual(column: Any) -> str | None:
    """What a column holds when nothing is said: its default, nothing, an empty text or no. Errors: Unfilled."""
    if column.has_default():
        return _literal(column)
    if column.null or column.db_default is not models.NOT_PROVIDED or getattr(column, "identity", False):
        return None
    if isinstance(column, (models.CharField, models.TextField)) and column.blank:
        return "''"
    if isinstance(column, models.BooleanField):
        return "false"
    if isinstance(column, models.AutoField):
        return None
    raise Unfilled(f"{column.model._meta.label}.{column.name} needs a value")


def _literal(column: Any) -> str:
    value = column.get_default()
    if isinstance(value, uuid.UUID):
        return "gen_random_uuid()"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return f"'{value}'"
    if value in ([], {}):
        return "'{}'"
    raise Unfilled(f"{column.model._meta.label}.{column.name}: {value!r} cannot be written here")


@contextmanager
def loading(
    connection: psycopg.Connection, filled: Sequence[type[models.Model]], say: Callable[[str], None]
) -> Iterator[None]:
    """Without their indexes and keys while they are filled; afterwards with the same ones again."""
    tables = sorted({model._meta.db_table for model in filled})
    foreign = _constraints(connection, tables, "f")
    own = _constraints(connection, tables, ORDER)
    indexes = [
        (str(name), str(made))
        for name, made in connection.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY (%s)"
            " AND NOT indexname = ANY (%s)",
            [tables, [name for _, name, _ in own]],
        ).fetchall()
    ]
    for table, name, _ in [*foreign, *own]:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    yield
    say(f"making {len(own) + len(indexes)} indexes and {len(foreign)} foreign keys again")
    for table, name, made in own:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}')
    for _, made in indexes:
        connection.execute(made)
    for table, name, made in foreign:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {made}')


def _constraints(connection: psycopg.Connection, tables: Sequence[str], kinds: str) -> list[tuple[str, str, str]]:
    """(table, name, definition) of these tables' constraints; foreign keys also of those that point at them."""
    found = connection.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = ANY (%s) AND (conrelid = ANY (%s::regclass[]::oid[])"
        " OR contype = 'f' AND confrelid = ANY (%s::regclass[]::oid[]))"
        " ORDER BY array_position(%s, contype::text), conname",
        [list(kinds), tables, tables, list(kinds)],
    ).fetchall()
    return [(str(table), str(name), str(made)) for table, name, made in found]
