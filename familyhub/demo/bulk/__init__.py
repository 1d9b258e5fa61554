"""The county at its full size, for benchmarks: the same rows from the same seed, made by the database itself.

Every table is one `Rows`: its model, where its rows come from, and the columns that matter; what else the model needs
is filled from its own definition. Statements are `INSERT … SELECT`, as owner in declared maintenance, never COPY.
Indexes and keys are dropped before and made again after, as they were; nothing waits less for the disk.
"""

from __future__ import annotations

from collections.abc import Callable

import psycopg

from familyhub.demo.bulk import lanes, people, referrals, work_tables
from familyhub.demo.bulk.filling import loading, statement
from familyhub.demo.bulk.offices import Offices

Say = Callable[[str], None]


def fill(connection: psycopg.Connection, offices: Offices, people_count: int, requests: int, say: Say) -> None:
    """Fill a database that holds places, teams and staff. `connection` is owner's, in maintenance."""
    for words in ("SET maintenance_work_mem = '512MB'", "SET work_mem = '256MB'", "SET jit = off"):
        connection.execute(words)
    for made in work_tables.statements(offices, people_count, requests):
        connection.execute(made)
    tables = [*people.TABLES, *referrals.TABLES, *lanes.TABLES]
    with loading(connection, [rows.model for rows in tables], say):
        for rows in tables:
            say(f"filling {rows.model._meta.db_table}")
            connection.execute(statement(rows))
    for table in dict.fromkeys(rows.model._meta.db_table for rows in tables):
        connection.execute(f"VACUUM (ANALYZE) {table}")
