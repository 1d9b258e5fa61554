"""Every table is fenced or exempt with a reason; every field says how it is handled; keys point down."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from familyhub.core import exemptions
from familyhub.core.handling import FENCED_FROM, Handling
from familyhub.people.fields import AboutPerson
from familyhub.people.models import Person, Record
from tests.house.stairs import FLOORS, floor_of

OURS = [model for model in apps.get_models() if model.__module__.startswith("familyhub.")]


def _tables(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


def all_tables() -> set[str]:
    """Every table of the public schema."""
    return _tables("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")


def fenced_tables() -> set[str]:
    """Those with row security enabled and forced."""
    return _tables(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND relrowsecurity AND relforcerowsecurity"
    )


@pytest.mark.django_db
def test_every_table_is_fenced_or_exempt_with_a_reason() -> None:
    neither = {table for table in all_tables() - fenced_tables() if not exemptions.reason(table)}
    assert neither == set()


@pytest.mark.django_db
def test_no_table_is_both_fenced_and_exempt() -> None:
    assert {table for table in fenced_tables() if exemptions.reason(table)} == set()


@pytest.mark.django_db
def test_every_exemption_names_a_table_that_is_there() -> None:
    assert set(exemptions.EXEMPT) - all_tables() == set()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_says_how_it_is_handled(model: type[models.Model]) -> None:
    handling = getattr(model, "handling", {})
    fields = {field.name for field in model._meta.concrete_fields}
    assert set(handling) == fields
    assert all(isinstance(how, Handling) for how in handling.values())


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_table_with_personal_data_is_fenced(model: type[models.Model]) -> None:
    if max(model.handling.values()) >= FENCED_FROM:
        assert model._meta.db_table in fenced_tables()


@pytest.mark.django_db
def test_every_fenced_table_but_the_log_has_a_fence_that_is_never_null() -> None:
    fences = _tables(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'fence' AND is_nullable = 'NO' AND data_type = 'uuid'"
    )
    assert fenced_tables() - fences == {"core_access"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_keys_point_down_the_stairs(model: type[models.Model]) -> None:
    own = floor_of(model._meta.app_label)
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model._meta.app_label in FLOORS:
            target = field.related_model._meta.app_label
            assert target == model._meta.app_label or floor_of(target) < own, f"{field} points up or across"


PEOPLE = {"people.Record", "people.Person"}
# whatever says who somebody is without being a key to their record; a merge moves the first two and none of the rest
AROUND = {
    "people.Record.person": "who a record is: what merging moves",
    "people.SearchKey.person": "moved with the record, in the same statement (people/actions/merging.py: move)",
    "people.Merge.kept": "the merge itself",
    "people.Merge.absorbed": "the merge itself",
    "people.MergedRecord.moved_from": "the merge itself: where the record goes back to",
    "people.MergedRecord.moved_to": "the merge itself",
    "people.Shield.person": "the number that the record was made under, which no merge changes",
    "sharing.Opening.person": "who was opened then; append-only",
    "sharing.Match.person": "who it was then; the record stands beside it",
    "messages.Message.person_record": "a record's own number, which no merge changes",
    "places.Population.persons": "a count",
}
NAMES_SOMEBODY = re.compile(r"(^|_)(person|record|people|records|persons)(_|$)")


def points_around(field: models.Field[Any, Any]) -> bool:
    """Is this column a person or a record, and no `AboutPerson`?"""
    if isinstance(field, AboutPerson):
        return False
    if field.is_relation:
        return field.related_model._meta.label in PEOPLE
    is_number = isinstance(field, (models.UUIDField, ArrayField, models.BigIntegerField, models.IntegerField))
    return is_number and NAMES_SOMEBODY.search(field.name) is not None


def test_whatever_is_about_a_person_points_at_the_record_through_about_person_alone() -> None:
    """So that a merge reaches a table that nobody has thought of yet: it moves the record, and the table follows."""
    found = {f"{m._meta.label}.{field.name}" for m in OURS for field in m._meta.concrete_fields if points_around(field)}
    assert found - set(AROUND) == set(), "use people.fields.AboutPerson"
    assert {name for name in AROUND if name not in found} == set(), "not there any more"


def test_a_column_that_points_around_is_found_out() -> None:
    class Sly(models.Model):
        person = models.UUIDField()
        read_through = AboutPerson(to=Record)
        children_records = ArrayField(models.UUIDField())
        straight = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "sly"
            apps = Apps()

    found = {field.name for field in Sly._meta.concrete_fields if points_around(field)}
    assert found == {"person", "children_records", "straight"}


@pytest.mark.django_db
def test_no_view_reads_with_the_rights_of_its_owner() -> None:
    views = _tables(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'"
        " AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
    )
    assert views == set()
