"""Put a list into a dated table: compare with what holds, then open, close and correct in bulk."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models
from psycopg import sql

from familyhub.core import fence
from familyhub.places import policy
from familyhub.places.policy import Known, Plan, Rules
from familyhub.places.queries.geography import DISTRICTS
from familyhub.places.terms import BEFORE_RECORDS, Change

BATCH = 1000
RULES = Rules()
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Ledger:
    """A dated table: which columns are the key, which are told about it, and what a new row has unless it is told.

    Names are columns (`lsoa_id`). `only` limits which of its rows a list speaks about.
    """

    model: type[models.Model]
    key: tuple[str, ...]
    told: tuple[str, ...]
    unless_told: Values = field(default_factory=dict)
    only: models.Q = field(default_factory=models.Q)


def put(
    ledger: Ledger,
    incoming: Mapping[tuple[Any, ...], Values],
    *,
    on: date,
    since: date | None = None,
    rules: Rules = RULES,
) -> Change:
    """Make `incoming` (key → told columns) hold from `on`. Must run inside a transaction.

    `since`: the first day of new keys; when None, before records where nothing was known, else `on`.
    Errors: BackDated, TooMuchGone.
    """
    fence.forget(DISTRICTS)
    known = _holding(ledger)
    plan = policy.plan_change(known, incoming, on, rules)
    first = since or (on if known else BEFORE_RECORDS)
    _close(ledger.model, plan.closes, on)
    _correct(ledger, plan)
    rows = [
        {
            **dict(zip(ledger.key, key, strict=True)),
            **ledger.unless_told,
            **values,
            "valid_from": on if key in known else first,
        }
        for key, values in plan.opens
    ]
    insert(ledger.model, rows)
    return Change(len(plan.opens), len(plan.closes), len(plan.corrects), plan.unchanged)


def _holding(ledger: Ledger) -> dict[tuple[Any, ...], Known]:
    rows = ledger.model._default_manager.filter(ledger.only, valid_to__isnull=True)
    width = len(ledger.key)
    return {
        row[2 : 2 + width]: Known(row[0], row[1], dict(zip(ledger.told, row[2 + width :], strict=True)))
        for row in rows.values_list("pk", "valid_from", *ledger.key, *ledger.told)
    }


def _close(model: type[models.Model], ids: Sequence[Any], on: date) -> None:
    for start in range(0, len(ids), BATCH):
        model._default_manager.filter(pk__in=ids[start : start + BATCH]).update(valid_to=on)


def _correct(ledger: Ledger, plan: Plan) -> None:
    types = _column_types(ledger.model)
    pk = ledger.model._meta.pk.attname
    columns = [pk, *ledger.told]
    statement = sql.SQL(
        "UPDATE {table} SET {sets} FROM unnest({arrays}) AS new ({names}) WHERE {table}.{pk} = new.{pk}"
    ).format(
        table=sql.Identifier(ledger.model._meta.db_table),
        sets=sql.SQL(", ").join(sql.SQL("{0} = new.{0}").format(sql.Identifier(name)) for name in ledger.told),
        arrays=_arrays(types, columns),
        names=sql.SQL(", ").join(map(sql.Identifier, columns)),
        pk=sql.Identifier(pk),
    )
    for start in range(0, len(plan.corrects), BATCH):
        batch = plan.corrects[start : start + BATCH]
        values = [[row_id for row_id, _ in batch], *([new[name] for _, new in batch] for name in ledger.told)]
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def _column_types(model: type[models.Model]) -> dict[str, str]:
    return {field.attname: (field.db_type(connection) or "text").split("(")[0] for field in model._meta.concrete_fields}


def _arrays(types: Mapping[str, str], columns: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.SQL("%s::{}[]").format(sql.SQL(types[column])) for column in columns)


def insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert rows of the same columns by one statement a batch; ids are made here where the key is a uuid."""
    kept = list(rows)
    has_uuid = isinstance(model._meta.pk, models.UUIDField)
    for start in range(0, len(kept), BATCH):
        batch = kept[start : start + BATCH]
        columns = list(batch[0])
        values = [[row[column] for row in batch] for column in columns]
        if has_uuid:
            columns, values = ["id", *columns], [[uuid.uuid4() for _ in batch], *values]
        _insert_batch(model, columns, values)
    return len(kept)


def _insert_batch(model: type[models.Model], columns: list[str], values: list[list[Any]]) -> None:
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        _arrays(_column_types(model), columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
