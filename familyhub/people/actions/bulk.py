"""Many rows in one statement: INSERT … SELECT … FROM unnest(…), which row security allows and COPY does not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from psycopg import sql

from familyhub.core.arrays import array


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows given by column name, all with the same columns. Array columns are not for this.

    A column that says the same in every row is sent once: in a batch most of them do.
    """
    if not rows:
        return
    types = _types(model)
    first, *others = list(rows[0])
    columns = {name: [row[name] for row in rows] for name in others}
    same = {name: values[0] for name, values in columns.items() if _is_one(values)}
    lists = {name: values for name, values in columns.items() if name not in same}
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM unnest({}) AS new ({})").format(
        sql.Identifier(model._meta.db_table),
        _names([first, *others]),
        sql.SQL(", ").join(_cast(types[name]) if name in same else sql.Identifier(name) for name in [first, *others]),
        sql.SQL(", ").join(_cast(types[name] + "[]") for name in [first, *lists]),
        _names([first, *lists]),
    )
    sent = [array(row[first] for row in rows), *(array(values) for values in lists.values())]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(same[name] for name in others if name in same), *sent])


def _is_one(values: Sequence[object]) -> bool:
    """Does every row say the same? Looks at the last one first."""
    return values[0] == values[-1] and values.count(values[0]) == len(values)


def _names(columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _cast(kind: str) -> sql.SQL:
    return sql.SQL("%s::" + kind)  # type: ignore[arg-type]  # the kind is a column's own


@cache
def _types(model: type[models.Model]) -> dict[str, str]:
    fields = model._meta.concrete_fields
    return {field.column: (field.db_type(connection) or "").partition("(")[0] for field in fields}
