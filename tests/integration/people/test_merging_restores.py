"""1,000 random merges and unmerges give back the original exactly, in every table there is."""

from __future__ import annotations

import random
import time
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.people import actions
from familyhub.people.fields import AboutPerson
from familyhub.people.models import Merge, Person, Record
from familyhub.people.new import NewAddress, NewHousehold, NewIdentifier, NewName, NewPerson, NewSafeContact, NewTie
from familyhub.people.terms import FamilyRole
from tests.integration.people.invented import NOW, officer
from tests.telling import tell

SEED = 20261122
MERGES = 500
FAMILIES = 60
# what a merge and its end are written down in: kept on purpose, so that it is known that they were
HISTORY = {"people_merge", "people_mergedrecord", "people_tosettle"}


def tables_about_people() -> dict[str, list[str]]:
    """Every table of ours with a column that is, points at or is named for a record or a person, by introspection."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("familyhub."):
            continue
        columns = [field.column for field in model._meta.concrete_fields if is_about(field)]
        if columns or model in (Record, Person):
            found[model._meta.db_table] = columns
    return found


def is_about(field: models.Field[Any, Any]) -> bool:
    points = isinstance(field, AboutPerson) or (field.is_relation and field.related_model in (Record, Person))
    return points or any(word in field.name for word in ("record", "person"))


def dump() -> dict[str, set[str]]:
    """Every row of those tables, past nothing: the one who asks sees all of them."""
    with connection.cursor() as cursor:
        rows: dict[str, set[str]] = {}
        for table in sorted(set(tables_about_people()) - HISTORY):
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            rows[table] = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT holder || ' ' || fence || ' ' || because || coalesce(until::text, '') FROM core_grant"
            " WHERE until IS NULL OR until > now()"
        )
        rows["what holds"] = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT to_jsonb(b)::text FROM core_bar b WHERE until IS NULL OR until > now()")
        return rows | {"what is barred": {row[0] for row in cursor.fetchall()}}


def a_family(number: int, chance: random.Random) -> NewHousehold:
    """A parent, a child and a baby to come, with everything that can be said of people."""
    parent = NewPerson(
        names=(NewName(f"Parent{number}", "Example"), NewName(f"P{number}", "Example", "known_as")),
        born_on=date(1990, 1, 1) + timedelta(days=number),
        identifiers=(NewIdentifier("la", f"LA{number}", "verified"),),
        addresses=(NewAddress(line1=f"{number} Sample Street", postcode="DN22 7AA"),),
        safe_contact=NewSafeContact(chance.choice(["yes", "no", "unknown"]), f"Words {number}"),
    )
    child = NewPerson(names=(NewName(f"Child{number}", "Example"),), born_on=date(2020, 1, 1) + timedelta(days=number))
    baby = NewPerson(kind="unborn", due_on=NOW.date() + timedelta(days=number))
    ties = (NewTie(0, 1, "mother"), NewTie(0, 2, "mother"))
    return NewHousehold((parent, child, baby), ties, (FamilyRole.CARER, FamilyRole.CHILD, FamilyRole.CHILD))


def a_town(asker: Asker, chance: random.Random) -> list[uuid.UUID]:
    """Records of 180 people, each family held by a team, some barred to somebody, some with a grant that ends."""
    records = []
    for number in range(FAMILIES):
        made = actions.register_household(new=a_family(number, chance), by=asker, at=NOW, holders=[uuid.uuid4()])
        records += [each.record for each in made.people]
        if number % 4 == 0:
            grants.bar(made.people[1].person, because="declared relation", against=uuid.uuid4())
        if number % 5 == 0:
            until = NOW + timedelta(days=3650)
            grants.grant([uuid.uuid4()], [made.people[0].person], because="cover", until=until)
    return records


class Town:
    """Merges what is not one yet and separates what is, a handful at a time, at random."""

    def __init__(self, asker: Asker, records: list[uuid.UUID], chance: random.Random) -> None:
        self.asker, self.records, self.chance = asker, records, chance
        self.standing: list[uuid.UUID] = []
        self.merged = self.separated = 0
        self.at = NOW

    def step(self) -> None:
        self.at += timedelta(minutes=1)
        self.merge()
        self.separate(self.chance.randint(0, len(self.standing)))

    def merge(self) -> None:
        """Records of different people, nobody twice, no mother with her own child."""
        person_of = dict(Record.objects.values_list("id", "person_id"))
        families = {record: place // 3 for place, record in enumerate(self.records)}
        inside: dict[uuid.UUID, set[int]] = {}
        for record, person in person_of.items():
            inside.setdefault(person, set()).add(families[record])
        order = self.chance.sample(self.records, len(self.records))
        once = list({person_of[record]: record for record in order}.values())
        pairs = [
            (one, other)
            for one, other in zip(once[::2], once[1::2], strict=False)
            if not inside[person_of[one]] & inside[person_of[other]]
        ][: self.chance.randint(40, 80)]
        proposed = actions.Proposal(uuid.uuid4(), "Somebody Else", self.at, "They look alike by chance")
        self.standing += actions.merge_many(pairs=pairs, proposed=proposed, by=self.asker, at=self.at)
        self.merged += len(pairs)

    def separate(self, count: int) -> None:
        self.chance.shuffle(self.standing)
        gone, self.standing = self.standing[:count], self.standing[count:]
        if gone:
            actions.separate_many(merges=gone, why="It was only by chance", by=self.asker, at=self.at)
        self.separated += len(gone)


@pytest.mark.django_db
def test_a_thousand_random_merges_and_unmerges_restore_the_original_exactly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    chance, asker = random.Random(SEED), officer()
    with fence.enter(asker):
        town = Town(asker, a_town(asker, chance), chance)
        before = dump()
        began = time.monotonic()
        while town.merged < MERGES:
            town.step()
        town.merge()  # the last step may have separated all there were
        changed = dump()
        town.separate(len(town.standing))
        after = dump()
        tell(
            capsys,
            f"{town.merged} merges, {town.separated} unmerges, seed {SEED}, {len(before)} tables, "
            f"{time.monotonic() - began:.1f} s",
        )
        assert Merge.objects.filter(ended_at__isnull=True).count() == 0
    assert town.merged == town.separated >= MERGES
    assert changed["people_record"] != before["people_record"]
    assert {table for table in before if before[table] != after[table]} == set()
    assert len(before) > 15 and all(before[name] for name in ("people_record", "what holds", "what is barred"))


def test_the_tables_that_are_compared_are_found_by_what_they_point_at() -> None:
    found = tables_about_people()
    assert {
        "people_record",
        "people_searchkey",
        "people_name",
        "referrals_subject",
        "documents_attachmentperson",
    } <= set(found)
