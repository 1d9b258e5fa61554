"""The benchmarks' county at a small size: made by the database, whole, and the same schema afterwards as before."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.demo import bulk
from familyhub.demo.bulk.offices import email_of, open_offices
from familyhub.demo.bulk.work_tables import CROWDED_ROWS, QUIET_ROWS, few_and_many
from familyhub.people import queries as people
from familyhub.people.near import near_keys
from familyhub.people.new import SearchWords
from familyhub.referrals import queries
from familyhub.referrals.models import Request
from tests.database import ROLES
from tests.early import DATABASE

PEOPLE, REQUESTS = 800, 400
SCHEMA = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace"
    " UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2, 3"
)


def asker(sitter: str) -> Asker:
    return accounts.asker_of(Staff.objects.get(email=email_of(sitter)).id, timezone.localdate())


@pytest.fixture
def county(fresh_database: str, superuser: Any) -> tuple[list[Any], list[Any]]:
    """The county, and the schema before and after."""
    before = superuser.execute(SCHEMA).fetchall()
    offices = open_offices()
    with psycopg.connect(DATABASE.url(ROLES.owner, fresh_database), autocommit=True) as owner:
        owner.execute("SELECT set_config('familyhub.maintenance', 'on', false)")
        bulk.fill(owner, offices, PEOPLE, REQUESTS, lambda words: None)
    return before, superuser.execute(SCHEMA).fetchall()


def keys_differ(superuser: Any) -> list[str]:
    """Names whose keys of two parts, made by the database, are not those that the service itself makes."""
    rows = superuser.execute("SELECT names, keys FROM people_searchkey ORDER BY id LIMIT 200").fetchall()
    assert rows
    return [names[0] for names, keys in rows if {k for k in keys if k[:2] in {"x:", "y:"}} != set(near_keys(names))]


def test_a_county_is_made_and_its_pages_have_something_to_show(
    county: tuple[list[Any], list[Any]], superuser: Any
) -> None:
    before, after = (
        # a condition is written down anew in other words of the same meaning
        sorted((table, name, made.partition(" WHERE ")[0]) for table, name, made in schema)
        for schema in county
    )
    assert after == before
    assert keys_differ(superuser) == []
    officer, coordinator = asker("officer"), asker("coordinator")
    with fence.enter(officer):
        board = queries.board(officer)
        few, many = (Request.objects.get(reference=reference).id for reference in few_and_many(REQUESTS))
        shown = [queries.request_for(officer, number) for number in (few, many)]
        name = board.lines[0].who.split(", ")[0].split(" ")
        assert people.search(officer, SearchWords(given=name[0], family=name[1]))
    assert [sum(len(contact.subjects) for contact in page.contacts) for page in shown if page] == [
        QUIET_ROWS,
        CROWDED_ROWS,
    ]
    with fence.enter(coordinator):
        assert queries.waiting_for(coordinator)
        assert not queries.board(coordinator).lines
