"""A canary: an address that would be noticed anywhere, hunted in everything that this room can say."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection

from familyhub.core import events, exemptions, fence, grants
from familyhub.core.asker import Asker, public
from familyhub.core.models import EventSubject
from familyhub.people import actions, queries
from familyhub.people.actions import compartments
from familyhub.people.models import Address, SearchKey
from familyhub.people.new import NewAddress, NewHousehold, NewTie, Registered, SearchWords
from familyhub.people.terms import Visibility, Way
from tests.integration.people.invented import NOW, SYSTEM, TODAY, child, officer, registered, someone, worker

pytestmark = pytest.mark.django_db
CANARY = NewAddress(line1="Canary Cottage", town="Canaryton", postcode="NG24 9CY", visibility="refuge", safe_post="no")
MARKS = ("canary", "ng24 9cy", "ng249cy", "refuge", "restricted", "protected address", "address was")


def everything(asker: Asker, made: Registered) -> str:
    """All that the room's queries and every table of it say to this asker."""
    said: list[object] = []
    with fence.enter(asker):
        said.append(queries.person_for(asker, made.person, on=TODAY))
        said += queries.search(asker, SearchWords("Testina", "Example", postcode="NG24 9CY"), on=TODAY)
        said += queries.search(asker, SearchWords(postcode="NG24 9CY"), on=TODAY)
        said += queries.candidates(asker, someone(addresses=(NewAddress(postcode="NG24 9CY"),)), on=TODAY)
        said.append(queries.names_of(asker, [made.record], on=TODAY))
        where = queries.address_for_routing(made.record, TODAY)
        said += list(EventSubject.objects.filter(subject=made.person).values_list("event__code", flat=True))
        said.append((where.postcode, where.is_protected) if where else None)
        said += [(c.reason, c.to) for c in (queries.may_contact(made.record, way, NOW) for way in Way)]
        said += [told.sentence for told in events.timeline_of_subjects([made.person])]
        for model in apps.get_app_config("people").get_models():
            said += list(model._default_manager.values())
    return repr(said).lower()


def protected_when_registered(by: Asker) -> Registered:
    return registered(someone(addresses=(CANARY,)), by=by)


def protected_when_added(by: Asker) -> Registered:
    made = registered(someone(addresses=()), by=by)
    with fence.enter(by):
        actions.add_address(record=made.record, new=CANARY, by=by, at=NOW)
    return made


def protected_afterwards(by: Asker) -> Registered:
    made = registered(someone(addresses=()), by=by)
    with fence.enter(by):
        open_one = NewAddress(line1="Canary Cottage", town="Canaryton", postcode="NG24 9CY")
        address = actions.add_address(record=made.record, new=open_one, by=by, at=NOW)
        assert len(queries.search(by, SearchWords(postcode="NG24 9CY"), on=TODAY)) == 1
        actions.protect_address(address=address, visibility=Visibility.REFUGE, by=by, at=NOW)
    return made


WAYS = (protected_when_registered, protected_when_added, protected_afterwards)


@pytest.mark.parametrize("protect", WAYS)
def test_a_protected_address_is_in_nothing_that_others_can_read(protect: Callable[[Asker], Registered]) -> None:
    writer, team = officer(), uuid.uuid4()
    made = protect(writer)
    with fence.enter(SYSTEM):
        grants.grant([team], [made.person], because="allocated")
    for asker in (officer(), worker(team), worker(uuid.uuid4()), public("self-referral")):
        said = everything(asker, made)
        assert [mark for mark in MARKS if mark in said] == []
    # the hunt would find it: whoever wrote it reads it
    assert [mark for mark in MARKS[:2] if mark in everything(writer, made)] == list(MARKS[:2])


def test_an_address_that_is_protected_looks_the_same_as_none() -> None:
    hidden = registered(someone(addresses=(CANARY,)))
    nothing = registered(someone(addresses=()))
    asker = officer()
    said = []
    for made in (hidden, nothing):
        text = everything(asker, made)
        with fence.enter(asker):
            page = queries.person_for(asker, made.person, on=TODAY)
            keys = SearchKey.objects.get(id=made.record).keys
        assert page is not None
        said.append((page.addresses, sorted(keys), text.count("an address")))
    assert said[0] == said[1]


def test_a_holder_of_the_compartment_sees_it_and_taking_it_back_hides_it() -> None:
    team = uuid.uuid4()
    made = registered(someone(addresses=(CANARY,)), team)
    asker = worker(team)
    with fence.enter(SYSTEM):
        actions.open_compartments([team], [made.record])
    with fence.enter(asker):
        page = queries.person_for(asker, made.person, on=TODAY)
        where = queries.address_for_routing(made.record, TODAY)
        # not even a holder finds somebody by it, or sees it in a list
        assert queries.search(asker, SearchWords(postcode="NG24 9CY"), on=TODAY) == []
        assert queries.search(asker, SearchWords("Testina", "Example"), on=TODAY)[0].postcode == ""
    assert page is not None
    assert [(line.lines[0], line.is_protected) for line in page.addresses] == [("Canary Cottage", True)]
    assert where == queries.RoutingAddress("NG24 9CY", None, is_protected=True)
    assert "NG24" not in repr(where)
    with fence.enter(SYSTEM):
        assert actions.close_compartments([team], [made.record]) == 1
    with fence.enter(asker):
        assert list(Address.objects.all()) == []


def test_protecting_a_mothers_address_protects_it_on_the_children_who_live_there() -> None:
    writer, other, team = officer(), officer(), uuid.uuid4()
    home = NewAddress(line1="Canary Cottage", postcode="NG24 9CY")
    same = NewAddress(line1="canary cottage,", postcode="ng249cy")
    fathers = NewAddress(line1="4 Sample Street", postcode="NG18 1AE")
    household = NewHousehold(
        people=(
            someone(addresses=(home,)),
            child(addresses=(same,)),
            someone("Fabian", "Sample", addresses=(fathers,)),
        ),
        ties=(NewTie(0, 1, "mother"), NewTie(2, 1, "father")),
    )
    with fence.enter(writer):
        made = actions.register_household(new=household, by=writer, at=NOW).people
        address = Address.objects.get(record=made[0].record).id
        changed = actions.protect_address(
            address=address, visibility=Visibility.RESTRICTED, by=writer, at=NOW, see_protected=[team]
        )
    assert set(changed) == {made[0].record, made[1].record}
    with fence.enter(other):
        assert list(Address.objects.values_list("line1", flat=True)) == ["4 Sample Street"]
        assert queries.search(other, SearchWords(postcode="NG24 9CY"), on=TODAY) == []
    with fence.enter(worker(team)):
        assert Address.objects.count() == 2


def test_a_same_address_without_a_postcode_is_told_by_its_first_line() -> None:
    writer = officer()
    household = NewHousehold(
        people=tuple(
            someone(addresses=(NewAddress(line1=line),))
            for line in ("Canary Cottage", "CANARY  COTTAGE", "2 Sample Street")
        ),
        ties=(NewTie(0, 1, "sibling"), NewTie(0, 2, "sibling")),
    )
    with fence.enter(writer):
        made = actions.register_household(new=household, by=writer, at=NOW).people
        address = Address.objects.get(record=made[0].record).id
        changed = actions.protect_address(address=address, visibility=Visibility.RESTRICTED, by=writer, at=NOW)
    assert set(changed) == {made[0].record, made[1].record}


def test_the_compartments_number_stands_in_no_row_that_others_can_read() -> None:
    made = registered(someone(addresses=(CANARY,)))
    assert str(compartments.compartment_of(made.record)) not in everything(officer(), made)


def test_with_nobody_asking_every_table_of_the_room_is_empty() -> None:
    registered(someone(addresses=(CANARY,)))
    tables = [model._meta.db_table for model in apps.get_app_config("people").get_models()]
    tables = [table for table in tables if exemptions.reason(table) is None]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity",
            [tables],
        )
        assert cursor.fetchone() == (len(tables),)
