"""Many rows in one statement: INSERT … SELECT … FROM unnest(…), which row security allows and COPY does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from familyhub.core.arrays import array


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows given by column name, all with the same columns. Array columns are not for this."""
    if not rows:
        return
    meta = model._meta
    types = {field.column: (field.db_type(connection) or "").partition("(")[0] for field in meta.concrete_fields}
    columns = list(rows[0])
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        sql.Identifier(meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.SQL("%s::" + types[column] + "[]") for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [array(row[column] for row in rows) for column in columns])
