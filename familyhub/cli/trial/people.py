"""Invented data for benchmarks, made by the database from a seed: no names, no real person.

For N people: a case for every fifth person, two notes a person, 348 teams in 58 clusters, and the grants that let a
team see its people and cases. Tables have the same shape and the same fence as the site's own.
"""

# ruff: noqa: S608 - every value in these statements is made in this file
from __future__ import annotations

import psycopg

from familyhub.core.operations import Fenced

SEED = 20261121
TEAMS = 348
CLUSTERS = 58
TABLES = ("bench_person", "bench_case", "bench_note")


def number_of(kind: str, n: int | str) -> str:
    """SQL for the id of the n-th thing of a kind: the same for the same seed."""
    return f"md5('{SEED}:{kind}:' || {n})::uuid"


def team_of(n: str) -> str:
    """SQL for the id of the team that serves the n-th person."""
    return number_of("team", f"({n} % {TEAMS})")


SHAPES = [
    "CREATE TABLE bench_person (id uuid PRIMARY KEY, fence uuid NOT NULL, family text NOT NULL, given text NOT NULL,"
    " born_on date NOT NULL, handling text NOT NULL)",
    "CREATE TABLE bench_case (id uuid PRIMARY KEY, fence uuid NOT NULL, person uuid NOT NULL, team uuid NOT NULL,"
    " worker uuid NOT NULL, state text NOT NULL, level smallint NOT NULL, due_on date NOT NULL, words text NOT NULL)",
    "CREATE TABLE bench_note (id uuid PRIMARY KEY, fence uuid NOT NULL, about uuid NOT NULL, at timestamptz NOT NULL,"
    " words text NOT NULL)",
]
INDEXES = [
    "CREATE INDEX ON bench_case (team, state, due_on, id)",
    "CREATE INDEX ON bench_case (worker, due_on, id)",
    "CREATE INDEX ON bench_case (person)",
    "CREATE INDEX ON bench_note (about, at DESC, id)",
]


def fill(connection: psycopg.Connection, people: int) -> None:
    """Make tables, rows, indexes and policies. `connection` is owner's, in maintenance."""
    for statement in SHAPES + _rows(people) + INDEXES:
        connection.execute(statement)
    for table in TABLES:
        for statement in _fence(table):
            connection.execute(statement)
    for table in (*TABLES, "core_grant"):
        connection.execute(f"VACUUM (ANALYZE) {table}")


def _rows(people: int) -> list[str]:
    person, case = number_of("person", "n"), number_of("case", "n")
    note = number_of("note", "n || ':' || k")
    worker = number_of("worker", f"(n % {TEAMS * 12})")
    state = "(ARRAY['open','open','waiting','closed'])[1 + n / 1740 % 4]"
    return [
        f"INSERT INTO bench_person SELECT {person}, {person}, 'Example' || n % 9973, 'Testina' || n % 997,"
        f" date '1960-01-01' + n % 23000, 'plain' FROM generate_series(1, {people}) n",
        f"INSERT INTO bench_case SELECT {case}, {case}, {person}, {team_of('n')}, {worker}, {state}, 1 + n % 4,"
        f" date '2026-06-01' + n / 7 % 200, 'asked for help with sleep and money'"
        f" FROM generate_series(5, {people}, 5) n",
        f"INSERT INTO bench_note SELECT {note}, {person}, {person},"
        f" timestamptz '2026-01-01' + make_interval(hours => n % 7000, mins => k), repeat('a visit at home. ', 6)"
        f" FROM generate_series(1, {people}) n, generate_series(1, 2) k",
        "INSERT INTO core_grant (id, holder, fence, because, since)"
        f" SELECT gen_random_uuid(), {team_of('n')}, {person}, 'bench', timestamptz '2026-01-01'"
        f" FROM generate_series(1, {people}) n",
        "INSERT INTO core_grant (id, holder, fence, because, since)"
        f" SELECT gen_random_uuid(), {team_of('n')}, {case}, 'bench', timestamptz '2026-01-01'"
        f" FROM generate_series(5, {people}, 5) n",
    ]


def _fence(table: str) -> list[str]:
    from django.conf import settings

    made = []
    for statement in Fenced(table).forwards_sql():
        for key, name in {**settings.DATABASE_ROLES, "table": table}.items():
            statement = statement.replace("{" + key + "}", name)
        made.append(statement)
    return made
