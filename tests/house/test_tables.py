"""Every table is fenced or exempt with a reason; every field says how it is handled; keys point down."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from familyhub.core import exemptions
from familyhub.core.handling import FENCED_FROM, Handling
from familyhub.people.fields import AboutPerson
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


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_other_rooms_point_at_a_person_through_about_person_alone(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model._meta.label in {"people.Record", "people.Person"}:
            is_own = model._meta.label == "people.Record" and field.name == "person"
            assert isinstance(field, AboutPerson) or is_own, f"{field} is an ordinary foreign key to a person"


@pytest.mark.django_db
def test_no_view_reads_with_the_rights_of_its_owner() -> None:
    views = _tables(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'"
        " AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
    )
    assert views == set()
