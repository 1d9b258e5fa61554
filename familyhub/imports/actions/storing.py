"""Staged rows, many in one statement."""

from __future__ import annotations

import gc
import hashlib
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from familyhub.core.arrays import array
from familyhub.imports.models import Row
from familyhub.imports.terms.rows import Done
from familyhub.people.actions.bulk import insert

CHUNK = 5000
JSON = ("values", "mistakes", "decisions")
EMPTY = {"values": "{}", "mistakes": "[]", "decisions": "{}"}
MARK = """
UPDATE imports_row r
SET state = d.state, became = d.became, record_id = d.record, why = d.why, asked = d.asked, is_held = d.held,
    fence = CASE WHEN d.held THEN r.id ELSE r.fence END
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::uuid[], %s::text[], %s::text[], %s::bool[])
     AS d (id, state, became, record, why, asked, held)
WHERE r.id = d.id AND r.state IN ('ready', 'decided')
"""


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for rings of objects meanwhile: a batch makes hundreds of thousands and no ring, and each look at
    all of them finds nothing, for a fifth of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def hold(*words: str) -> None:
    """Wait for anyone who does the same, until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number_of(words)])


def hold_with_others(*words: str) -> None:
    """As `hold`, but others may do the same beside; whoever awaits that it is free waits for all of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_number_of(words)])


def await_free(*words: str) -> None:
    """Wait until nobody holds this, and do not hold it."""
    number = _number_of(words)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s), pg_advisory_unlock(%s)", [number, number])


def _number_of(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.sha256("|".join(words).encode()).digest()[:8], "big", signed=True)


def check_now() -> None:
    """Have the database check now what it would check at the end, so that what is locked next is not locked long."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def insert_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Stage them, a piece at a time: a large file is not held twice."""
    left = iter(rows)
    while chunk := list(itertools.islice(left, CHUNK)):
        for row in chunk:
            row.update((name, json.dumps(row[name]) if row[name] else EMPTY[name]) for name in JSON)
        insert(Row, chunk)


def mark(done: Sequence[Done]) -> None:
    """Write what each row came to. Errors: RowGone, which rolls all back: another has worked one of them."""
    columns = [
        array(each.id for each in done),
        array(each.state.value for each in done),
        array(each.became.value for each in done),
        array(each.record for each in done),
        array(each.why[:200] for each in done),
        array(each.asked for each in done),
        array(each.is_held for each in done),
    ]
    with connection.cursor() as cursor:
        cursor.execute(MARK, columns)
        if cursor.rowcount != len(done):
            raise RowGone(f"{len(done) - cursor.rowcount} rows were not open any more")


class RowGone(Exception):
    """A row that was to be marked is not there, not this asker's, or was worked meanwhile."""
