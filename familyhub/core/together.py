"""Rows of several tables in one question: a page about one person asks for its parts at once."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, models


def read_together(*wanted: models.QuerySet[Any]) -> tuple[list[Any], ...]:
    """The rows of each of these querysets, in its order, each a whole model instance: one query for all.

    For querysets of whole rows of one table; what is joined in serves to choose and to order.
    """
    parts: list[str] = []
    values: list[Any] = []
    for place, rows in enumerate(wanted):
        text, given = rows.query.sql_with_params()
        parts.append(f"SELECT {place}, row_number() OVER (), to_jsonb(r) FROM ({text}) AS r")  # noqa: S608 - Django's
        values.extend(given)
    found: tuple[list[Any], ...] = tuple([] for _ in wanted)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts) + " ORDER BY 1, 2", values)
        for place, _, row in cursor.fetchall():
            found[place].append(_made(wanted[place].model, row))
    return found


def _made(model: type[models.Model], told: str) -> models.Model:
    row = json.loads(told)
    fields = [field for field in model._meta.concrete_fields if field.column in row]
    return model.from_db(
        connection.alias, [field.attname for field in fields], [field.to_python(row[field.column]) for field in fields]
    )
