"""Somebody has died, as a feed or a person tells it; and the way back where it was told of the wrong person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from familyhub.core import clocks, events
from familyhub.core.arrays import Listed, array
from familyhub.core.asker import Asker
from familyhub.people.actions import bulk
from familyhub.people.actions.errors import Refused
from familyhub.people.actions.finding import held, held_many, lock_whole
from familyhub.people.events import DeathUndone, PersonDied
from familyhub.people.models import Death, Person, Record
from familyhub.people.new import Registered
from familyhub.people.policy.records import Problem
from familyhub.people.queries.feeds import persons_of
from familyhub.people.terms import PersonStatus


def has_died(*, record: uuid.UUID, died_on: date, known_by: str, by: Asker, at: datetime) -> bool:
    """The person has died: nobody grows older, and nothing is sent to them or about them. False when it was known.

    Errors: Refused for a day before the birth or after today, and where nobody says how it is known; NoSuchPerson.
    """
    if not known_by.strip():
        raise Refused([Problem("known_by", "Say how it is known: who told it, or what was seen")])
    return have_died(deaths=[(record, died_on)], known_by=known_by, by=by, at=at)[0]


def have_died(*, deaths: Sequence[tuple[uuid.UUID, date]], known_by: str = "", by: Asker, at: datetime) -> list[bool]:
    """The same for many, (record, day) each; of one person the first that is told holds. Some statements for all."""
    if not deaths:
        return []
    if any(day > clocks.day_of(at) for _, day in deaths):
        raise Refused([Problem("died_on", "The date of death must be today or in the past")])
    who = held_many([record for record, _ in deaths])
    now = persons_of(who)
    people = Person.objects.select_for_update().filter(id__among=Listed(set(now.values())))
    stands = dict(people.order_by("id").values_list("id", "status"))
    told: dict[uuid.UUID, tuple[uuid.UUID, date]] = {}
    for record, day in deaths:
        if stands[now[record]] != PersonStatus.DECEASED:
            told.setdefault(now[record], (record, day))
    _write_deaths({person: day for person, (_, day) in told.items()})
    fences = [who[record].person for record, _ in told.values()]
    bulk.insert(Death, [_death(who[record], day, known_by, by, at) for record, day in told.values()])
    events.record_many([PersonDied(fence=fence, about=fence, subjects=(fence,)) for fence in fences], by=by, at=at)
    return [told.pop(now[record], None) is not None for record, _ in deaths]


def _death(who: Registered, day: date, known_by: str, by: Asker, at: datetime) -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "fence": who.person,
        "record_id": who.record,
        "died_on": day,
        "known_by": known_by.strip(),
        "at": at,
        "by": by.number,
        "by_name": by.name,
        "undone_name": "",
        "undone_why": "",
    }


def undo_death(*, record: uuid.UUID, why: str, by: Asker, at: datetime) -> None:
    """It was told of the wrong person: they live. By somebody else than whoever recorded it.

    Errors: Refused, NoSuchPerson.
    """
    if not why.strip():
        raise Refused([Problem("why", "Say why it is wrong, and how you know")])
    who = held(record)
    person = lock_whole(record)
    if not Person.objects.filter(id=person, status=PersonStatus.DECEASED.value).exists():
        raise Refused([Problem("why", "No death is recorded of this person")])
    told = Death.objects.select_for_update().about(person).filter(undone_at__isnull=True)
    if any(one.by is not None and one.by == by.number for one in told):
        raise Refused([Problem("why", "You recorded it yourself: somebody else has to say that it is wrong")])
    told.update(undone_at=at, undone_by=by.number, undone_name=by.name, undone_why=why.strip())
    Record.objects.filter(person=person).update(died_on=None)
    Person.objects.filter(id=person).update(status=PersonStatus.ACTIVE.value)
    events.record(DeathUndone(fence=who.person, about=who.person, subjects=(who.person,)), by=by, at=at)


DIED = """
UPDATE people_record r SET died_on = m.day FROM unnest(%s::uuid[], %s::date[]) AS m (person, day)
WHERE r.person_id = m.person AND (r.born_on IS NULL OR r.born_on <= m.day)
"""


def _write_deaths(days: Mapping[uuid.UUID, date]) -> None:
    """On every record of each person. Errors: Refused where one of them says that the birth was later."""
    if not days:
        return
    of_them = Record.objects.filter(person__among=Listed(days)).values_list("person", "born_on")
    if any(born and born > days[person] for person, born in of_them):
        raise Refused([Problem("died_on", "The date of death is before the date of birth")])
    with connection.cursor() as cursor:
        cursor.execute(DIED, [array(days), array(days.values())])
    Person.objects.filter(id__among=Listed(days)).update(status=PersonStatus.DECEASED.value)
