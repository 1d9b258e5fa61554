"""What is wrong about somebody is put right: the old value is kept, and they are found by the new one."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from familyhub.core import clocks, events
from familyhub.core.asker import Asker
from familyhub.people.actions import keys
from familyhub.people.actions.details import store_name
from familyhub.people.actions.errors import NoSuchPerson, Refused
from familyhub.people.actions.finding import held, lock_whole
from familyhub.people.events import PersonCorrected
from familyhub.people.models import Correction, Name, Record
from familyhub.people.new import NewName, Registered
from familyhub.people.policy import records as policy
from familyhub.people.policy.records import Problem
from familyhub.people.terms import SEX_WORDS, Accuracy, Corrected, RecordKind, Sex
from familyhub.people.typed import plain

UNBORN = Problem("born_on", "An unborn baby has a due date: record the birth first")


def correct_name(*, name: uuid.UUID, given: str, family: str, why: str, by: Asker, at: datetime) -> None:
    """A name was written down wrongly: the right one takes its place from now on. Errors: Refused, NoSuchPerson."""
    _check_why(why)
    if not plain(f"{given} {family}"):
        raise Refused([Problem("names", "Enter a first name or a family name")])
    row = Name.objects.filter(id=name, valid_to__isnull=True).first()
    if row is None:
        raise NoSuchPerson(str(name))
    who = held(row.record_id)
    was, now = f"{row.given} {row.family}".strip(), f"{given.strip()} {family.strip()}".strip()
    if was == now:
        raise Refused([Problem("names", "This is how it is written already")])
    today = clocks.day_of(at)
    ends = max(today, row.valid_from) if row.valid_from else today
    Name.objects.filter(id=name, valid_to__isnull=True).update(valid_to=ends)
    store_name(who, NewName(given, family, row.use))
    kept = Name.objects.filter(record=row.record_id, valid_to__isnull=True).values_list("given", "family")
    keys.rename(who.record, [f"{one} {other}" for one, other in kept])
    _keep(who, Corrected.NAME, (was, now), why, by, at)
    _tell(who, Corrected.NAME, by, at)


def correct_birth(*, record: uuid.UUID, born_on: date, is_estimated: bool, why: str, by: Asker, at: datetime) -> None:
    """The date of birth was wrong: on every record of the person that says another. Errors: Refused, NoSuchPerson."""
    _check_why(why)
    if problem := policy.birth_problem(born_on, clocks.day_of(at)):
        raise Refused([problem])
    who, rows = held(record), _whole(record)
    if any(row.died_on and row.died_on < born_on for row in rows):
        raise Refused([Problem("born_on", "The date of birth is after the date of death")])
    accuracy = Accuracy.ESTIMATED.value if is_estimated else Accuracy.EXACT.value
    others = [row for row in rows if row.born_on is not None or row.id == record]
    changed = [row for row in others if (row.born_on, row.born_accuracy) != (born_on, accuracy)]
    if not changed:
        raise Refused([Problem("born_on", "This is the date of birth on record already")])
    for row in changed:
        Record.objects.filter(id=row.id).update(born_on=born_on, born_accuracy=accuracy)
        keys.drop([row.id], [policy.born_key(row.born_on)] if row.born_on else [])
        keys.add(row.id, [policy.born_key(born_on)])
        values = (_born_words(row.born_on, row.born_accuracy), _born_words(born_on, accuracy))
        _keep(Registered(record=row.id, person=row.fence), Corrected.BORN, values, why, by, at)
    _tell(who, Corrected.BORN, by, at)


def correct_sex(*, record: uuid.UUID, sex: Sex, why: str, by: Asker, at: datetime) -> None:
    """The sex was wrong: on every record of the person that says another. Errors: Refused, NoSuchPerson."""
    _check_why(why)
    who = held(record)
    changed = [row for row in _whole(record) if row.sex != sex.value]
    if not changed:
        raise Refused([Problem("sex", "This is the sex on record already")])
    for row in changed:
        Record.objects.filter(id=row.id).update(sex=sex.value)
        values = (SEX_WORDS[Sex(row.sex)], SEX_WORDS[sex])
        _keep(Registered(record=row.id, person=row.fence), Corrected.SEX, values, why, by, at)
    _tell(who, Corrected.SEX, by, at)


def _check_why(why: str) -> None:
    if not why.strip():
        raise Refused([Problem("why", "Say how you know that it is wrong")])


def _whole(record: uuid.UUID) -> list[Record]:
    """Every record of the person. Errors: Refused for an unborn baby, NoSuchPerson."""
    rows = list(Record.objects.filter(person=lock_whole(record)).order_by("made_at", "id"))
    if any(row.id == record and row.kind == RecordKind.UNBORN.value for row in rows):
        raise Refused([UNBORN])
    return [row for row in rows if row.kind == RecordKind.PERSON.value]


def _born_words(born_on: date | None, accuracy: str) -> str:
    if born_on is None:
        return "not known"
    return f"{'about ' if accuracy == Accuracy.ESTIMATED.value else ''}{born_on:%-d %B %Y}"


def _keep(who: Registered, what: Corrected, values: tuple[str, str], why: str, by: Asker, at: datetime) -> None:
    Correction(
        id=uuid.uuid4(),
        fence=who.person,
        record_id=who.record,
        what=what.value,
        was=values[0],
        now=values[1],
        why=why.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)


def _tell(who: Registered, what: Corrected, by: Asker, at: datetime) -> None:
    event = PersonCorrected(fence=who.person, about=who.person, subjects=(who.person,), what=what.value)
    events.record(event, by=by, at=at)
