"""What the database refuses of a place that may not be said, and what happens to a listing in its life."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, Reach
from familyhub.demo.services import SEEDER, Town, listing
from familyhub.demo.services_offered import OFFERED, Offered
from familyhub.directory import actions, queries
from familyhub.directory.actions.listings import NoSuchListing
from familyhub.directory.models import Address, Card, Location, Origin, Revision, Service, ServiceAtLocation
from familyhub.directory.new import NewListing
from familyhub.directory.queries.desk import standing
from familyhub.directory.terms import Sensitivity, Status
from tests.integration.directory.conftest import NOW

TODAY = NOW.date()
EDITOR = Asker(kind=Kind.STAFF, number=uuid.uuid4(), name="Edie Tor", permissions={"directory.edit": Reach.COUNTY})


@pytest.fixture(autouse=True)
def inside(directory: None) -> Iterator[None]:
    with fence.enter(SEEDER):
        yield


def named(name: str) -> Service:
    return Service.objects.get(name=name)


def shown(name: str, day: date = TODAY) -> Any:
    text = queries.service_text(named(name).id, day)
    return json.loads(text) if text else None


def offered(name: str) -> Offered:
    return next(one for one in OFFERED if one.name == name)


def test_a_refuge_has_no_place_whoever_writes() -> None:
    refuge = named("Example Refuge")
    hub = Location.objects.filter(shown="full").first()
    assert hub and not ServiceAtLocation.objects.filter(service=refuge).exists()
    for sensitivity, say in (("hidden", "full"), ("open", "full")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ServiceAtLocation.objects.create(service=refuge, location=hub, sensitivity=sensitivity, shown=say)
            connection.check_constraints()
    for field in ("description", "alert", "eligibility", "how_to_refer"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(id=refuge.id).update(**{field: "come to 4 Sample Street, NG18 1AE"})


def test_a_service_that_becomes_a_refuge_loses_its_place_first() -> None:
    club = named("Youth club")
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(id=club.id).update(sensitivity="hidden")
    document = queries.documents([club.id])[club.id]
    hidden = replace(standing(club, document), sensitivity=Sensitivity.HIDDEN)
    actions.write_listing(listing=hidden, by=SEEDER, at=NOW)
    assert not {"service_at_locations", "service_areas"} & set(shown("Youth club"))
    assert not ServiceAtLocation.objects.filter(service=club).exists()


def test_a_childminder_has_a_town_and_half_a_postcode() -> None:
    place = shown("Sample Childminding")["service_at_locations"][0]["location"]
    address = place["addresses"][0]
    assert (address["address_1"], address["city"], address["postal_code"]) == ("Bassetlaw", "Bassetlaw", "ZZ2")
    assert not {"latitude", "longitude", "external_identifier"} & set(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(id=place["id"]).update(latitude=53.1, longitude=-1.1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.filter(owner=place["id"]).update(postal_code="ZZ2 1AA")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.filter(owner=place["id"]).update(address_1="4 Sample Street")
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(id=place["id"]).update(shown="full")
        connection.check_constraints()


def test_what_was_true_of_the_place_is_kept_nowhere() -> None:
    street = listing(offered("Sample Childminding"), Town("Bassetlaw", "ZZ2 1AA", 53.3, -1.1), TODAY, NOW)
    said = json.dumps(street.document)
    assert "Sample Street" in said and "ZZ2 1AA" in said
    minder = named("Sample Childminding").id
    kept = json.dumps([row.document for row in Revision.objects.filter(service=minder)], default=str)
    kept += Card.objects.get(service=minder).full
    assert "Sample Street" not in kept and "ZZ2 1AA" not in kept


def test_shown_between_its_days() -> None:
    club = named("Youth club")
    document = queries.documents([club.id])[club.id]
    later = replace(standing(club, document), publish_on=TODAY + timedelta(days=2), expire_on=TODAY + timedelta(days=9))
    actions.write_listing(listing=later, by=SEEDER, at=NOW)
    assert [shown("Youth club", TODAY + timedelta(days=n)) is not None for n in (0, 2, 8, 9)] == [
        False, True, True, False
    ]  # fmt: skip
    before = queries.state().version
    assert actions.turn_day(NOW + timedelta(days=2)) == 1
    after = queries.state()
    assert (after.day, after.version > before) == (TODAY + timedelta(days=2), True)


def test_times_carry_the_offset_of_the_day_on_which_they_are_next() -> None:
    play = named("Stay and play, Bassetlaw").id

    def opens(at: datetime) -> str:
        actions.remake_cards([play], at)
        return str(shown("Stay and play, Bassetlaw")["schedules"][0]["opens_at"])

    winter, summer = datetime(2027, 1, 12, 9, tzinfo=UTC), datetime(2027, 7, 13, 9, tzinfo=UTC)
    assert (opens(winter), opens(summer)) == ("09:30:00+00:00", "09:30:00+01:00")
    assert opens(datetime(2027, 10, 29, 9, tzinfo=UTC)) == "09:30:00+00:00", "next on after the clocks go back"


@pytest.mark.parametrize("day,said", [(date(2027, 3, 28), "09:30:00+01:00"), (date(2027, 3, 29), "09:30:00+00:00")])
def test_the_day_on_which_the_clocks_change_changes_every_time_and_no_word(day: date, said: str) -> None:
    play = named("Stay and play, Bassetlaw")
    actions.remake_cards([play.id], datetime(2027, 1, 12, 9, tzinfo=UTC))
    actions.turn_day(datetime(day.year, day.month, day.day, 6, tzinfo=UTC))
    assert shown(play.name)["schedules"][0]["opens_at"] == said
    assert named(play.name).last_modified == play.last_modified


def test_closed_and_opened_again() -> None:
    club = named("Youth club").id
    actions.pause_listing(service=club, since=TODAY, until=TODAY + timedelta(days=7), by=SEEDER, at=NOW)
    assert shown("Youth club")["status"] == "temporarily closed"
    assert shown("Youth club", TODAY + timedelta(days=7))["status"] == "active"
    actions.close_listing(service=club, by=SEEDER, at=NOW, reason="the building is sold")
    assert shown("Youth club") is None and not Card.objects.filter(service=club).exists()
    with pytest.raises(NoSuchListing):
        actions.close_listing(service=uuid.uuid4(), by=SEEDER, at=NOW)


def test_a_draft_is_nobodys_to_read_until_it_is_published() -> None:
    draft = replace(listing(offered("Youth club"), Town("Example", "ZZ1 1AA"), TODAY, NOW), status=Status.DRAFT)
    other = str(uuid.uuid4())
    draft = replace(draft, document=draft.document | {"id": other, "name": "A new club", "service_at_locations": []})
    actions.write_listing(listing=draft, by=SEEDER, at=NOW)
    assert queries.service_text(uuid.UUID(other), TODAY) is None
    before = queries.state().services
    actions.write_listing(listing=replace(draft, status=Status.PUBLISHED), by=SEEDER, at=NOW)
    assert shown("A new club")["name"] == "A new club" and queries.state().services == before + 1


def test_history_and_undo() -> None:
    club = named("Youth club")
    document = queries.documents([club.id])[club.id]
    first = queries.revisions_of(EDITOR, club.id)[0]
    changed = replace(standing(club, document), document=document | {"description": "Chess.", "fees": "Free"})
    actions.write_listing(listing=changed, by=EDITOR, at=NOW + timedelta(hours=1))
    assert shown("Youth club")["description"] == "Chess."
    assert queries.revisions_of(EDITOR, club.id)[0].by_name == "Edie Tor"
    assert queries.revisions_of(SEEDER, club.id) == []
    actions.put_back(revision=first.id, by=EDITOR, at=NOW + timedelta(hours=2))
    assert queries.documents([club.id])[club.id] | {"last_modified": ""} == document | {"last_modified": ""}
    assert shown("Youth club")["description"] == document["description"]
    with pytest.raises(NoSuchListing):
        actions.put_back(revision=uuid.uuid4(), by=EDITOR, at=NOW)


def test_writing_it_again_changes_nothing_and_asks_a_bounded_number_of_questions() -> None:
    whole = list(queries.exported_texts(TODAY))
    rows = {row.id: row for row in Service.objects.filter(status="published")}
    documents = queries.documents(list(rows))
    actions.save_listings(
        [standing(rows[number], document) for number, document in documents.items()],
        by=SEEDER,
        at=NOW,
        keeps_moments=True,
    )
    assert list(queries.exported_texts(TODAY)) == whole
    assert Origin.objects.count() == 0


def test_ages_the_wrong_way_round_are_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(name="Youth club").update(minimum_age=20)


def test_nobody_takes_a_revision_back() -> None:
    with pytest.raises(Exception, match="append|permission"), transaction.atomic():
        Revision.objects.update(by_name="nobody")


NEW = NewListing(document={"id": str(uuid.uuid4()), "name": "Bare", "status": "active"})


def test_a_listing_may_say_next_to_nothing() -> None:
    actions.save_listings([NEW], by=SEEDER, at=NOW)
    assert set(shown("Bare")) == {"id", "name", "status", "last_modified"}
