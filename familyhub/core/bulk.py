"""Many rows in one statement: INSERT … SELECT … FROM unnest(…), which row security allows and COPY does not.

Inside `sent_behind` the database stores one statement while Python makes the next: an import of a hundred thousand rows
is made by two processors, in one transaction still.
"""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import connection, models
from psycopg import sql

from familyhub.core.arrays import array

MOST_WAITING = 4
SIZE = re.compile(r"\(.*?\)")
Statement = tuple[sql.Composable, Sequence[Any] | Mapping[str, Any]]
_behind: list[_Behind] = []


def insert(model: type[models.Model], columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert these columns, all of one length. A column of lists has lists of texts.

    Rows to which nobody will point may come without `id`: the database makes one, and nothing is read back. What says
    the same in every row is sent once, and so is a column that repeats another one.
    """
    types, names = _types(model), list(columns)
    if not columns[names[0]]:
        return
    lists: dict[str, Sequence[Any]] = {}
    chosen: list[sql.Composable] = []
    same: list[Any] = []
    for name, values in columns.items():
        twin = next((other for other in lists if types[other] == types[name] and lists[other] == values), None)
        is_listed = types[name].endswith("[]")
        if twin is None and lists and _is_one(values):
            same.append(array(values[0]) if is_listed else values[0])
            chosen.append(_cast(types[name]))
            continue
        if twin is None:
            # lists of several lengths make no table: each goes as a text
            lists[name] = [array(value) for value in values] if is_listed else values
        column = sql.Identifier(twin or name)
        chosen.append(sql.SQL("{}::text[]").format(column) if is_listed else column)
    if "id" in types and "id" not in columns:
        names, chosen = [*names, "id"], [*chosen, sql.SQL("gen_random_uuid()")]
    statement = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM unnest({}) AS new ({})").format(
        sql.Identifier(model._meta.db_table),
        _names(names),
        sql.SQL(", ").join(chosen),
        sql.SQL(", ").join(_cast(types[name].removesuffix("[]") + "[]") for name in lists),
        _names(list(lists)),
    )
    send((statement, [*same, *(array(values) for values in lists.values())]))


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
    return {str(field.column): SIZE.sub("", field.db_type(connection) or "") for field in fields}


def send(statement: Statement) -> None:
    """Execute it now, or behind what Python does meanwhile."""
    if _behind:
        _behind[-1].put(statement)
    else:
        _execute(statement)


def _execute(statement: Statement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(*statement)


@contextmanager
def sent_behind() -> Iterator[None]:
    """What `insert` stores in here is stored in order, while Python goes on; every other statement waits for it.

    An error comes out at the next other statement, and at the latest when this ends.
    """
    if _behind:
        yield
        return
    behind = _Behind()
    _behind.append(behind)
    try:
        with connection.execute_wrapper(behind.first):
            yield
        behind.wait()
    finally:
        _behind.remove(behind)
        behind.end()


class _Behind:
    """A thread that sends statements one after the other over the connection of the thread that made it."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._raw = connection.connection
        self._waiting: queue.Queue[Statement | None] = queue.Queue(MOST_WAITING)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def put(self, statement: Statement) -> None:
        self._waiting.put(statement)

    def first(self, execute: Callable[..., Any], *what: Any) -> Any:
        """What was put before goes first."""
        self.wait()
        return execute(*what)

    def wait(self) -> None:
        """Until all is stored. Errors: what the database refused, as Django names it."""
        self._waiting.join()
        error, self._error = self._error, None
        if error:
            with connection.wrap_database_errors:
                raise error

    def end(self) -> None:
        self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        while statement := self._waiting.get():
            try:
                if self._error is None:  # after an error nothing more is sent until somebody was told of it
                    with self._raw.cursor() as cursor:
                        cursor.execute(*statement)
            except Exception as error:
                self._error = error
            finally:
                self._waiting.task_done()
