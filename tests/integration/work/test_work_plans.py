"""A tray stays quick however much a team has to do: its queries sort and count few rows, and are the same number."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, Reach, system
from familyhub.web.tray.lines import tray_of
from familyhub.work import queries

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
AT_MOST = 200
MANY = """
    INSERT INTO work_task (id, fence, holder, about_kind, about, words, due_at, made_at, done_because)
    SELECT gen_random_uuid(), %s, (%s::uuid[])[1 + n %% 3], 'referral', gen_random_uuid(), 'Look at it ' || n,
        timestamptz '2026-11-01' + n * interval '7 minutes', timestamptz '2026-10-01', ''
    FROM generate_series(1, %s) AS n
"""


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def heavy(plan: dict[str, Any]) -> list[str]:
    """Sorts and counts that are fed more rows than they may be."""
    return [
        f"{node['Node Type']} of {fed}"
        for node in nodes(plan)
        if node["Node Type"] in {"Sort", "Incremental Sort", "Aggregate", "WindowAgg", "Unique"}
        and (fed := max(b["Actual Rows"] * b["Actual Loops"] for b in node["Plans"])) > AT_MOST
    ]


def with_tasks(superuser: Any, rows: int) -> Asker:
    behind, teams = uuid.uuid4(), [uuid.uuid4() for _ in range(3)]
    me = uuid.uuid4()
    superuser.execute(
        "INSERT INTO core_grant (id, holder, fence, because, since) SELECT gen_random_uuid(), t, %s, 'test', now()"
        " FROM unnest(%s::uuid[]) AS t",
        [behind, teams],
    )
    with fence.enter(system("test")), connection.cursor() as cursor:
        cursor.execute(MANY, [behind, teams, rows])
    superuser.execute("ANALYZE")
    return Asker(Kind.STAFF, me, holders=frozenset({me, *teams}), permissions={"work.tray": Reach.TEAM})


def test_no_query_of_the_tray_sorts_or_counts_many_fenced_rows(fresh_database: str, superuser: Any) -> None:
    asker = with_tasks(superuser, 6000)
    with fence.enter(asker):
        with CaptureQueriesContext(connection) as captured:
            assert len(queries.tray_for(asker, NOW)) == queries.AT_MOST
            assert queries.overdue_count(asker, NOW) == queries.Count(100, True)
        for query in [query["sql"] for query in captured.captured_queries]:
            with connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query)
                answer = cursor.fetchone()[0]
            [explained] = answer if isinstance(answer, list) else json.loads(answer)
            scans = {node.get("Index Name") for node in nodes(explained["Plan"])}
            assert "work_open_of_holder" in scans, query
            assert heavy(explained["Plan"]) == [], query


def test_a_tray_takes_the_same_number_of_queries_whatever_is_in_it(fresh_database: str, superuser: Any) -> None:
    counts = []
    for rows in (1, 10, 1000):
        asker = with_tasks(superuser, rows)
        with fence.enter(asker), CaptureQueriesContext(connection) as captured:
            [lines] = [part.lines for part in tray_of(asker, NOW) if part.code == "tasks"]
        assert len(lines) == min(rows, queries.AT_MOST)
        counts.append(len(captured))
    assert counts[0] == counts[1] == counts[2]
