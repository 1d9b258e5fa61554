"""The fence: nobody asking sees nothing, a grant opens, revoking closes, a bar hides."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from familyhub.core import bulk, fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.core.models import EventRow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SAYS = {"by_name": "", "payload": "{}"}


def staff(*teams: uuid.UUID, wide: frozenset[str] = frozenset()) -> Asker:
    number = uuid.uuid4()
    return Asker(kind=Kind.STAFF, number=number, holders=frozenset({number, *teams}), wide=wide)


def an_event(behind: uuid.UUID) -> uuid.UUID:
    number = uuid.uuid4()
    own = {"id": number, "fence": behind, "wide": "test", "code": "test", "at": NOW, "by_kind": "system"}
    with fence.enter(system("test")):
        bulk.insert(EventRow, {name: [value] for name, value in (own | {"about": behind, **SAYS}).items()})
    return number


def seen(asker: Asker) -> set[uuid.UUID]:
    with fence.enter(asker):
        return set(EventRow.objects.values_list("id", flat=True))


def test_tests_connect_as_the_role_that_the_site_uses() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        name, is_super, bypasses = cursor.fetchone()
    assert (name, is_super, bypasses) == ("fhtest_app", False, False)


def test_with_nobody_asking_there_are_no_rows() -> None:
    an_event(uuid.uuid4())
    assert list(EventRow.objects.all()) == []


def test_a_grant_to_the_team_opens_and_revoking_closes_at_once() -> None:
    behind, team = uuid.uuid4(), uuid.uuid4()
    event = an_event(behind)
    worker = staff(team)
    assert seen(worker) == set()
    with fence.enter(system("test")):
        grants.grant([team], [behind], because="allocated")
    assert seen(worker) == {event}
    with fence.enter(system("test")):
        assert grants.revoke([team], [behind], because="allocated") == 1
    assert seen(worker) == set()


def test_a_grant_that_is_not_yet_or_no_longer_valid_opens_nothing() -> None:
    behind, team = uuid.uuid4(), uuid.uuid4()
    an_event(behind)
    with fence.enter(system("test")):
        grants.grant([team], [behind], because="later", since=datetime(2099, 1, 1, tzinfo=UTC))
        grants.grant([team], [behind], because="past", since=NOW, until=NOW)
    assert seen(staff(team)) == set()


def test_a_bar_hides_from_one_person_whatever_grants_there_are() -> None:
    behind, team = uuid.uuid4(), uuid.uuid4()
    event = an_event(behind)
    aunt, colleague = staff(team), staff(team)
    with fence.enter(system("test")):
        grants.grant([team], [behind], because="allocated")
        grants.bar(behind, because="declared relation", against=aunt.number)
    assert seen(aunt) == set()
    assert seen(colleague) == {event}


def test_leaving_a_nested_fence_gives_the_outer_asker_back() -> None:
    behind = uuid.uuid4()
    event = an_event(behind)
    outer = staff()
    with fence.enter(outer):
        with fence.enter(system("test")):
            grants.grant([outer.number], [behind], because="own")  # type: ignore[list-item]
        assert list(EventRow.objects.values_list("id", flat=True)) == [event]
        assert fence.current().asker is outer
    assert list(EventRow.objects.all()) == []


def test_nobody_can_add_a_row_without_asking() -> None:
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        EventRow(fence=uuid.uuid4(), wide="x", code="x", at=NOW, by_kind="x", about=uuid.uuid4(), payload={}).save(
            force_insert=True
        )


def test_what_happened_cannot_be_changed_by_the_site() -> None:
    behind = uuid.uuid4()
    an_event(behind)
    with pytest.raises(DatabaseError), fence.enter(system("test")):
        EventRow.objects.filter(fence=behind).update(code="other")


def test_what_is_remembered_is_asked_once_and_gone_with_the_unit(db: None) -> None:
    asked: list[int] = []

    def ask() -> int:
        asked.append(1)
        return len(asked)

    with fence.enter(system("tests")):
        assert [fence.remembered("labels", ask), fence.remembered("labels", ask)] == [1, 1]
        fence.forget("labels")
        assert fence.remembered("labels", ask) == 2
        with fence.enter(system("somebody else")):
            assert fence.remembered("labels", ask) == 3
        assert fence.remembered("labels", ask) == 2
    assert [fence.remembered("labels", ask), fence.remembered("labels", ask)] == [4, 5]
