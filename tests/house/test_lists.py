"""A list costs the same however long it is: no plan sorts or counts more than 200 fenced rows, no query more a row."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.core import fence
from familyhub.web import signin
from tests.house.routes import Route, all_routes, allows
from tests.leaks.conftest import keys, world, world_database
from tests.leaks.world import World, session_for
from tests.telling import tell

__all__ = ["keys", "world", "world_database"]

MANY = 1000
MOST_QUERIES = 25
MOST_ROWS = 201  # 200, and the one that says that there are more
COSTLY = ("Sort", "Incremental Sort", "Aggregate", "WindowAgg", "Unique")
WHO = (
    "officer",
    "coordinator here",
    "worker here",
    "manager here",
    "governance",
    "administrator",
    "data officer",
    "editor",
)


def pages() -> list[tuple[str, Route]]:
    """Every page of people's work that has no object, and the two with one, each with who opens it."""
    lists = [route for route in all_routes() if not route.parameters and route.access.permissions]
    return [(name, route) for route in [*lists, *with_object()] for name in WHO]


def with_object() -> list[Route]:
    wanted = {
        "casework:episode",
        "casework:of_worker",
        "tray:home",
        "referrals:team",
        "referrals:request",
        "people:person",
        "people:timeline",
    }
    return [route for route in all_routes() if route.name in wanted]


def copy_of(keys: Any, table: str, changed: dict[str, str], source: str) -> None:
    """Rows like the one of `source`, once for each number of `made`."""
    names = [
        row[0]
        for row in keys.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
            " ORDER BY ordinal_position",
            [table],
        ).fetchall()
    ]
    values = [changed.get(name, f't."{name}"') for name in names]
    columns = ", ".join(f'"{name}"' for name in names)
    keys.execute(f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM {table} t, made m WHERE {source}")


def grow(keys: Any, world: World, count: int) -> None:
    """`count` requests at the front door and as many with the worker, each with contact, people, task and events."""
    door, work = world.families["waiting"], world.families["here"]
    holders = [world.teams["here"].id, world.staff["worker here"].id]
    with keys.transaction():
        keys.execute("SET LOCAL session_replication_role = replica")
        for family in (door, work):
            keys.execute("DROP TABLE IF EXISTS made")
            keys.execute(
                "CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS request, gen_random_uuid() AS contact,"
                " gen_random_uuid() AS subject FROM generate_series(1, %s) n",
                [count],
            )
            prefix = "D" if family is door else "W"
            name = f"'{prefix}' || lpad(m.n::text, 9, '0')"
            later = "t.{0} + m.n * interval '1 minute'"
            times = {n: later.format(n) for n in ("decide_by", "allocate_by", "first_contact_by")}
            nobody_known = {"id": "m.subject", "fence": "m.contact", "contact_id": "m.contact"}
            nobody_known |= {"found": "'not_yet'", "record_id": "NULL"}  # not a thousand requests about one person
            copy_of(
                keys,
                "referrals_request",
                {"id": "m.request", "fence": "m.request", "reference": name, **times},
                f"t.id = '{family.request}'",
            )
            copy_of(
                keys,
                "referrals_contact",
                {"id": "m.contact", "fence": "m.contact", "request_id": "m.request"},
                f"t.id = '{family.contact}'",
            )
            copy_of(
                keys,
                "referrals_subject",
                nobody_known,
                f"t.id = '{family.subjects[0]}'",
            )
            if family is work:
                copy_of(
                    keys,
                    "work_task",
                    {"id": "gen_random_uuid()", "about": "m.request"},
                    f"t.about = '{family.request}'",
                )
                keys.execute(
                    "INSERT INTO core_grant (id, holder, fence, because, since)"
                    " SELECT gen_random_uuid(), h, f, 'grown', now() - interval '1 day'"
                    " FROM made m, unnest(ARRAY[m.request, m.contact]) f, unnest(%s::uuid[]) h",
                    [holders],
                )
            copy_of(
                keys,
                "messages_message",
                {"id": "gen_random_uuid()", "fence": "m.contact", "about": "m.contact"},
                f"t.id = '{family.message}'",
            )
            event = f"(SELECT id FROM core_event WHERE about = '{family.request}' LIMIT 1)"
            copy_of(
                keys,
                "core_event",
                {"id": "gen_random_uuid()", "at": "t.at + m.n * interval '1 second'"},
                f"t.id = {event}",
            )
    grow_cases(keys, world, count, holders)
    for table in (
        *CASEWORK,
        "referrals_request",
        "referrals_contact",
        "referrals_subject",
        "core_event",
        "core_grant",
        "work_task",
        "messages_message",
    ):
        keys.execute(f"ANALYZE {table}")


CASEWORK = ("people_person", "people_record", "casework_episode", "casework_note", "casework_notepart")


def grow_cases(keys: Any, world: World, count: int, holders: list[Any]) -> None:
    """`count` children in the worker's caseload, and as many notes about the family."""
    case = world.cases["here"]
    with keys.transaction():
        keys.execute("SET LOCAL session_replication_role = replica")
        keys.execute("DROP TABLE IF EXISTS made")
        keys.execute(
            "CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS person, gen_random_uuid() AS record,"
            " gen_random_uuid() AS note FROM generate_series(1, %s) n",
            [count],
        )
        child = f"t.id = (SELECT record_id FROM casework_episode WHERE id = '{case.episode}')"
        own = {"id": "m.person", "fence": "m.person"}
        copy_of(keys, "people_person", own, f"t.id = '{case.child}'")
        copy_of(keys, "people_record", {"id": "m.record", "fence": "m.person", "person_id": "m.person"}, child)
        copied = {"id": "gen_random_uuid()", "record_id": "m.record"}
        copy_of(keys, "casework_episode", copied, f"t.id = '{case.episode}'")
        later = {"id": "m.note", "happened_at": "t.happened_at - m.n * interval '1 minute'"}
        copy_of(keys, "casework_note", later, f"t.id = '{case.note}'")
        copy_of(
            keys, "casework_notepart", {"id": "gen_random_uuid()", "note_id": "m.note"}, f"t.note_id = '{case.note}'"
        )
        keys.execute(
            "INSERT INTO core_grant (id, holder, fence, because, since)"
            " SELECT gen_random_uuid(), h, m.person, 'grown', now() - interval '1 day'"
            " FROM made m, unnest(%s::uuid[]) h",
            [holders],
        )


def shrink(keys: Any, before: dict[str, Any]) -> None:
    """Take away what was grown."""
    with keys.transaction():
        keys.execute("SET LOCAL session_replication_role = replica")
        for table, rows in before.items():
            keys.execute(f"DELETE FROM {table} WHERE NOT (id = ANY (%s))", [rows])


@pytest.fixture(scope="module")
def grown(world: World, keys: Any) -> Iterator[Any]:
    """A function that makes the lists as long as asked."""
    tables = ("referrals_request", "referrals_contact", "referrals_subject", "core_event", "core_grant", "work_task")
    tables += ("messages_message", *CASEWORK)
    before = {table: [row[0] for row in keys.execute(f"SELECT id FROM {table}").fetchall()] for table in tables}

    def to(count: int) -> None:
        shrink(keys, before)
        grow(keys, world, count)

    yield to
    shrink(keys, before)


def url_of(route: Route, world: World) -> str:
    family = world.families["here"]
    number = family.persons[0] if route.name.startswith("people:") else family.request
    values = {"team": world.teams["here"].id, "number": number}
    values |= {"episode": world.cases["here"].episode, "worker": world.staff["worker here"].id}
    return route.url(**{name: values[name] for name, _ in route.parameters})


@contextlib.contextmanager
def heard() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that the page asks, with what is put into it."""
    said: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith("SELECT") and "FROM" in sql.upper():
            said.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield said


def fenced_under(node: dict[str, Any]) -> bool:
    """Does this part of the plan read a fenced table?"""
    name = node.get("Relation Name", "")
    own = name.startswith(("referrals_", "people_", "core_event", "core_access", "work_", "messages_", "documents_"))
    own = own or name.startswith(("imports_", "development_", "directory_feedback", "casework_"))
    return own or any(fenced_under(child) for child in node.get("Plans", []))


def costly(node: dict[str, Any]) -> Iterator[str]:
    """Every step that sorts or counts more fenced rows than a page may."""
    for child in node.get("Plans", []):
        rows = child["Actual Rows"] * child["Actual Loops"]
        if node["Node Type"] in COSTLY and rows > MOST_ROWS and fenced_under(child):
            yield f"{node['Node Type']} over {rows} rows"
        yield from costly(child)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def test_no_list_sorts_or_counts_more_than_200_fenced_rows(
    world: World, grown: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    grown(MANY)
    wrong, plans = [], 0
    clients = {name: session_for(world, name) for name in WHO}
    for name, route in pages():
        asker, client = world.askers[name], clients[name]
        if not allows(route.access, asker):
            continue
        with heard() as said:
            answer = client.get(url_of(route, world))
        assert answer.status_code in {200, 302, 404, 405}
        with fence.enter(asker), connection.cursor() as cursor:
            for sql, params in said:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                plans += 1
                wrong += [f"{route.name} as {name}: {step}\n    {sql[:300]}" for step in costly(plan[0]["Plan"])]
    tell(capsys, f"lists: {plans} plans over {MANY} requests at the door and {MANY} with a worker")
    assert not wrong, "\n".join(wrong)


def test_a_page_asks_as_many_questions_for_1_row_as_for_1000(
    world: World, grown: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[tuple[str, str], list[int]] = {}
    monkeypatch.setattr(signin, "NOTED_EVERY", 3600)  # that a session was used is noted by a question of its own
    clients = {name: session_for(world, name) for name in WHO}
    for count in (1, 10, MANY):
        grown(count)
        for name, route in pages():
            if not allows(route.access, world.askers[name]):
                continue
            client = clients[name]
            if count == 1:
                client.get(url_of(route, world))  # what is remembered by the process is remembered
            with CaptureQueriesContext(connection) as said:
                client.get(url_of(route, world))
            own = [
                q for q in said.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
            ]
            asked.setdefault((route.name, name), []).append(len(own))
    tell(
        capsys,
        "queries a page: " + ", ".join(f"{route} ({who}) {counts[-1]}" for (route, who), counts in asked.items()),
    )
    assert {page: counts for page, counts in asked.items() if len(set(counts)) > 1} == {}
    assert {page: counts for page, counts in asked.items() if max(counts) > MOST_QUERIES} == {}


def test_the_page_on_which_an_officer_decides_asks_no_more_with_1000_others_waiting(
    world: World, grown: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    number = world.families["waiting"].request
    counts = []
    for count in (1, 10, MANY):
        grown(count)
        client = session_for(world, "officer")
        client.post(f"/requests/{number}/claim/")
        client.get(f"/requests/{number}/")
        with CaptureQueriesContext(connection) as said:
            page = client.get(f"/requests/{number}/").content.decode()
        assert 'id="decide"' in page
        own = [q["sql"] for q in said.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
        counts.append(len([sql for sql in own if sql != "COMMIT"]))
        client.post(f"/requests/{number}/release/")
    tell(capsys, f"queries of the decision page at 1, 10 and {MANY}: {counts}")
    assert len(set(counts)) == 1
    assert counts[0] <= MOST_QUERIES, "\n".join(own)
