"""A board-like page of 20 queries, as an asker's own requests make them: each list by an index's own order."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg
from django.db import connection

from familyhub.cli.trial.people import CLUSTERS, TABLES, TEAMS, number_of
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind

CASES = "SELECT id, person, worker, state, level, due_on, words FROM bench_case WHERE "
LIST = CASES + "team = %s AND state = 'open' ORDER BY due_on, id LIMIT 50"
COUNT = "SELECT count(*) FROM (SELECT 1 FROM bench_case WHERE team = %s AND state = 'waiting' LIMIT 50) bounded"
PERSON = "SELECT id, family, given, born_on FROM bench_person WHERE id = %s"
PEOPLE = "SELECT id, family, given, born_on FROM bench_person WHERE id = ANY(%s)"
NOTES = "SELECT id, at, words FROM bench_note WHERE about = %s ORDER BY at DESC, id LIMIT 20"
OF_PERSON = CASES + "person = %s"
OWN = CASES + "worker = %s ORDER BY due_on, id LIMIT 50"
QUERIES = 20


@dataclass(frozen=True)
class Sitter:
    """Somebody who opens the page: an asker, three of the teams, and people of those teams."""

    name: str
    asker: Asker
    teams: Sequence[uuid.UUID]
    people: Sequence[uuid.UUID]
    worker: uuid.UUID


def sitters(owner: psycopg.Connection) -> list[Sitter]:
    """Staff with three teams, and staff with all teams of a cluster."""
    return [_sitter(owner, "three teams", [4, 5, 6]), _sitter(owner, "cluster", list(range(7, TEAMS, CLUSTERS)))]


def _sitter(owner: psycopg.Connection, name: str, teams: list[int]) -> Sitter:
    def one(query: str) -> uuid.UUID:
        row = owner.execute(query).fetchone()
        assert row is not None
        return uuid.UUID(str(row[0]))

    numbers = [one(f"SELECT {number_of('team', n)}") for n in teams]
    # people with a case: every fifth, in the teams in turn
    served = [n for n in range(5, 5 * TEAMS * 8, 5) if n % TEAMS in teams][:8]
    people = [one(f"SELECT {number_of('person', n)}") for n in served]
    worker = one(f"SELECT {number_of('worker', served[0] % (TEAMS * 12))}")
    own = uuid.uuid4()
    asker = Asker(kind=Kind.STAFF, number=own, holders=frozenset({own, *numbers}))
    return Sitter(name, asker, numbers[:3], people, worker)


def draw(who: Sitter) -> list[list[tuple[object, ...]]]:
    """Run the page's 20 queries in one unit of work, as a request does. Returns every row."""
    answers: list[list[tuple[object, ...]]] = []
    with fence.enter(who.asker, screen="board"), connection.cursor() as cursor:

        def ask(query: str, *values: object) -> list[tuple[object, ...]]:
            cursor.execute(query, values)
            answers.append(cursor.fetchall())
            return answers[-1]

        for team in who.teams:
            first = ask(LIST, team)
            ask(COUNT, team)
        merged = " UNION ALL ".join(f"({LIST})" for _ in who.teams)
        ask(f"SELECT * FROM ({merged}) m ORDER BY due_on, id LIMIT 50", *who.teams)
        ask(PEOPLE, [row[1] for row in first])
        ask(OWN, who.worker)
        for person in who.people[:6]:
            ask(PERSON, person)
        for person in who.people[:3]:
            ask(NOTES, person)
        for person in who.people[:2]:
            ask(OF_PERSON, person)
    assert len(answers) == QUERIES
    return answers


def milliseconds(who: Sitter, pages: int) -> float:
    """Mean time of one page over so many pages."""
    began = time.perf_counter()
    for _ in range(pages):
        draw(who)
    return (time.perf_counter() - began) * 1000 / pages


def fences(owner: psycopg.Connection, on: bool) -> None:
    """Turn row security of the benchmark's tables on or off: the same tables, rows, indexes and warm pages."""
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} {'ENABLE' if on else 'DISABLE'} ROW LEVEL SECURITY")
