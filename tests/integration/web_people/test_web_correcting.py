"""What is wrong about somebody is corrected with a reason, found by the new value, and the old one is kept."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client

from familyhub.accounts.models import Team
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import actions, queries
from familyhub.people.models import Address, Record, SearchKey
from familyhub.people.new import NewAddress, NewTie, SearchWords
from tests.integration.people.invented import NOW, TODAY, child, someone, staff
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, key_in, stored

pytestmark = pytest.mark.django_db


def send(client: Client, address: str, **typed: str) -> str:
    key = key_in(text(client.get(address)))
    return text(client.post(address, {"form_key": key, **typed}, follow=True))


def found(asker: Asker, **words: object) -> list[uuid.UUID]:
    with fence.enter(asker):
        return [one.person for one in queries.search(asker, SearchWords(**words))]  # type: ignore[arg-type]


def test_a_name_written_wrongly_is_corrected_and_the_old_one_is_kept_and_finds_nobody() -> None:
    client, officer = browser("front_door_officer")
    tilly = stored(child("Tihlly", "Exampel"), officer)
    address = f"/people/{tilly.person}/name/"
    page = text(client.get(address))
    assert "The right way to write “Tihlly Exampel”" in page
    with fence.enter(officer):
        [line] = queries.person_for(officer, tilly.person).names  # type: ignore[union-attr]
    typed = {"corrects": str(line.id), "given": "Tilly", "family": "Sample", "use": "legal"}
    assert "Say how you know that it is wrong" in send(client, address, **typed)
    page = send(client, address, **typed, why="Birth certificate seen")
    assert "The name was corrected" in page
    assert "The name was Tihlly Exampel, and is Tilly Sample: “Birth certificate seen”" in page
    assert "The name was corrected." in text(client.get(f"/people/{tilly.person}/timeline/"))
    with fence.enter(officer):
        assert [one.name for one in queries.person_for(officer, tilly.person).names] == ["Tilly Sample"]  # type: ignore[union-attr]
        key = SearchKey.objects.get(id=tilly.record)
        assert key.names == ["tilly sample"]
        assert not any("exampel" in one for one in key.keys)
        assert "d:2023-07-01" in key.keys
    assert found(officer, given="Tilly", family="Sample") == [tilly.person]


def test_another_name_is_added_with_its_use() -> None:
    client, officer = browser("front_door_officer")
    tilly = stored(child(), officer)
    page = send(
        client, f"/people/{tilly.person}/name/", corrects="another", given="Billie", family="Mocksworth", use="previous"
    )
    assert "The name was added" in page
    assert "Previous name Billie Mocksworth" in " ".join(page.replace("<dt>", " ").replace("</dt><dd>", " ").split())
    assert found(officer, given="Billie", family="Mocksworth") == [tilly.person]


def test_the_date_of_birth_and_the_sex_are_corrected_on_every_record_of_the_person() -> None:
    client, officer = browser("front_door_officer")
    one = stored(child(), officer)
    other = stored(child("Tillie", born_on=date(2023, 7, 2), sex="M"), officer)
    second = staff("data_quality_officer")
    with fence.enter(second):
        proposed = actions.Proposal(officer.number, officer.name, NOW, "The same mother, seen by both senders")
        actions.merge(first=one.record, second=other.record, proposed=proposed, by=second, at=NOW)
        person = Record.objects.get(id=one.record).person_id
    day = {"born_on_day": "2", "born_on_month": "7", "born_on_year": "2023"}
    page = send(client, f"/people/{person}/birth/", **day, why="Birth certificate seen")
    assert "The date of birth was 1 July 2023, and is 2 July 2023" in page
    assert "born 2 July 2023" in page
    page = send(client, f"/people/{person}/sex/", sex="F", why="The mother said so")
    assert "The sex was male, and is female" in page
    assert "This is the sex on record already" in send(client, f"/people/{person}/sex/", sex="F", why="Again")
    with fence.enter(officer):
        rows = Record.objects.filter(person=person).values_list("born_on", "sex")
        assert set(rows) == {(date(2023, 7, 2), "F")}
        for key in SearchKey.objects.all():
            assert [one for one in key.keys if one.startswith("d:")] == ["d:2023-07-02"]


def test_a_date_of_birth_that_cannot_be_right_is_refused_and_what_was_typed_stays() -> None:
    client, officer = browser("front_door_officer")
    tilly = stored(child(), officer)
    day = {"born_on_day": "2", "born_on_month": "7", "born_on_year": "2093"}
    page = send(client, f"/people/{tilly.person}/birth/", **day, why="Typed by mistake")
    assert "The date of birth must be today or in the past" in page
    assert "Typed by mistake" in page
    with fence.enter(officer):
        actions.has_died(record=tilly.record, died_on=date(2024, 1, 1), known_by="Told", by=officer, at=NOW)
    late = {"born_on_day": "2", "born_on_month": "7", "born_on_year": "2024"}
    assert "after the date of death" in send(client, f"/people/{tilly.person}/birth/", **late, why="Because")


def test_an_address_is_protected_for_everybody_of_theirs_and_the_desk_alone_sees_it_besides() -> None:
    client, officer = browser("front_door_officer")
    other, _ = browser("front_door_officer")
    desk = Team.objects.create(
        name="Protection desk of a test", kind="protection", valid_from=TODAY - timedelta(days=9)
    )
    home = (NewAddress(line1="1 Sample Street", town="Retford", postcode="DN22 7AA"),)
    mother, tilly = stored(someone(addresses=home), officer), stored(child(addresses=home), officer)
    with fence.enter(officer):
        actions.relate(first=mother.record, second=tilly.record, tie=NewTie(0, 1, "mother"), by=officer, at=NOW)
        address = Address.objects.get(record=mother.record).id
    assert f"/people/{mother.person}/address/{address}/protect/" in text(client.get(f"/people/{mother.person}/"))
    page = send(client, f"/people/{mother.person}/address/{address}/protect/", visibility="refuge")
    assert "The address is protected" in page
    assert "1 Sample Street" in page
    for person in (mother.person, tilly.person):
        assert "1 Sample Street" not in text(other.get(f"/people/{person}/"))
    assert other.get(f"/people/{mother.person}/address/{address}/protect/").status_code == 404
    assert client.get(f"/people/{mother.person}/address/{address}/protect/").status_code == 404
    assert found(officer, postcode="DN22 7AA") == []
    with fence.enter(staff("front_door_officer", desk.id)):
        assert Address.objects.count() == 2
