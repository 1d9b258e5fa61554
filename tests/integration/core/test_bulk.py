"""Many rows in one statement, and statements that the database works through while Python goes on."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from familyhub.core import bulk, fence
from familyhub.core.arrays import Listed
from familyhub.core.asker import system
from familyhub.people.models import Name, Person, Record

SYSTEM = system("test", wide=frozenset({"people"}))
pytestmark = pytest.mark.django_db


def add(people: list[uuid.UUID], status: str = "active") -> None:
    bulk.insert(Person, {"id": people, "fence": people, "status": [status] * len(people)})


def test_what_is_given_is_stored_whatever_stands_in_it() -> None:
    people = [uuid.uuid4(), uuid.uuid4(), uuid.uuid4()]
    given = ['Te"s\\t,{ina}', "NULL", "Zoë"]
    with fence.enter(SYSTEM):
        add(people)
        bulk.insert(
            Record,
            {
                "id": people,
                "fence": people,
                "person_id": people,
                "source": ["10"] * 3,
                "kind": ["person"] * 3,
                "born_on": [date(2020, 1, 1), None, None],
                "born_accuracy": ["exact", "unknown", "unknown"],
                "sex": ["F", "M", "U"],
                "made_at": ["2026-11-20 09:00+00"] * 3,
            },
        )
        line = {"id": people, "fence": people, "record_id": people, "given": given, "family": [""] * 3}
        bulk.insert(Name, line | {"use": ["legal"] * 3, "valid_from": [None, date(2020, 1, 1), None]})
        stored = {row.id: row for row in Name.objects.all()}
        assert [(stored[each].given, stored[each].valid_from) for each in people] == [
            (given[0], None),
            (given[1], date(2020, 1, 1)),
            (given[2], None),
        ]
        assert Record.objects.filter(person__among=Listed(people[:2]), sex__among=Listed(["M", "U"])).count() == 1
        assert not Record.objects.filter(id__among=Listed([])).exists()
        bulk.insert(Name, {"id": [], "given": []})


def test_what_is_sent_behind_is_there_for_whoever_asks() -> None:
    people = [uuid.uuid4(), uuid.uuid4()]
    with fence.enter(SYSTEM), bulk.sent_behind(), bulk.sent_behind():
        add(people)
        assert Person.objects.filter(id__in=people).update(status="deceased") == 2
        add([uuid.uuid4()])
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 3


def test_an_error_behind_comes_out_at_the_next_statement_and_a_savepoint_holds_it() -> None:
    known, other = uuid.uuid4(), uuid.uuid4()
    with fence.enter(SYSTEM), bulk.sent_behind():
        add([known])
        with pytest.raises(IntegrityError), transaction.atomic():
            add([known])
            add([uuid.uuid4()])  # nothing is sent after an error before somebody was told of it
        add([other])
    with fence.enter(SYSTEM):
        assert set(Person.objects.values_list("id", flat=True)) == {known, other}


def test_an_error_behind_comes_out_at_the_latest_when_it_ends() -> None:
    with fence.enter(SYSTEM):
        with pytest.raises(IntegrityError), transaction.atomic(), bulk.sent_behind():
            add([uuid.uuid4()], status="unheard of")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        with pytest.raises(ZeroDivisionError), transaction.atomic(), bulk.sent_behind():
            add([uuid.uuid4()], status="unheard of")
            raise ZeroDivisionError
        assert not Person.objects.exists()
