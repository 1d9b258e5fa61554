"""Births: one record for mother and child, unborn becomes born, twins are two, uncertain rows wait."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from familyhub.core import fence
from familyhub.development import actions as development
from familyhub.development import queries as development_queries
from familyhub.development.models import Newcomer
from familyhub.development.terms import News
from familyhub.imports import actions
from familyhub.imports.terms.rows import Became, Decision, State
from familyhub.messages import actions as messages
from familyhub.messages.models import Message
from familyhub.people import actions as people
from familyhub.people.models import Address, Identifier, Name, Person, Record, Relationship, SafeContact
from tests.integration.imports.feeding import (
    DATA_OFFICER,
    HERE,
    NOW,
    SYSTEM,
    THERE,
    TODAY,
    as_bundle,
    as_csv,
    birth,
    brought_in,
    death,
    nhs,
    receive,
    registered,
    rows_of,
    staff,
)

Teams = dict[str, uuid.UUID]


def test_a_birth_registers_mother_and_child_and_tells_the_centre(teams: Teams, as_app: Any) -> None:
    rows = brought_in([birth(1)])
    assert (rows[2].state, rows[2].became) == (State.DONE, Became.NEW)
    with fence.enter(SYSTEM):
        baby = Record.objects.get(id=rows[2].record_id)
        assert baby.born_on == date(2026, 11, 12)
        assert Relationship.objects.filter(to_record=baby, kind="mother").count() == 1
        line = Newcomer.objects.get(record=baby)
        letter = Message.objects.get(letter="welcome")
        assert (line.news, letter.about, letter.state) == ("new_baby", line.maternity, "waiting")
        assert SafeContact.objects.get().forbids == ["voice", "text", "message", "email"]
        (month,) = development_queries.months()
        assert (month.month, month.live, month.still, month.unknown) == (date(2026, 11, 1), 1, 0, None)
    here = staff("cluster_coordinator", teams[HERE])
    with as_app(), fence.enter(here):
        (shown,) = development_queries.newcomers(here, line.area, News.NEW_BABY)
        assert shown.name == "Testino Sample"
    there = staff("cluster_coordinator", teams[THERE])
    with as_app(), fence.enter(there):
        assert development_queries.newcomers(there, line.area, News.NEW_BABY) == []


def test_the_same_file_again_is_told_and_the_same_row_elsewhere_is_known(teams: Teams) -> None:
    body = as_csv([birth(1), birth(2)])
    first = receive(body)
    actions.work_all(intake=first.intake, now=lambda: NOW)
    again = receive(body, "another-name.csv")
    assert (again.is_again, again.intake) == (True, first.intake)
    rows = brought_in([birth(2), birth(3), birth(3)])
    assert [row.became for row in rows.values()] == [Became.SAME, Became.NEW, Became.SAME]
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 6
        assert Message.objects.count() == 3


def test_a_corrected_notice_of_a_baby_who_is_known_makes_nobody(teams: Teams) -> None:
    brought_in([birth(1)])
    rows = brought_in([birth(1, notice_number="N1b", given_name="Testina")])
    assert rows[2].became == Became.KNOWN
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 2


def test_edge_case_1_an_unborn_child_becomes_born_on_the_same_record(teams: Teams) -> None:
    mother = registered("Testina", "Fixture", date(1995, 4, 2), nhs(100_001))
    with fence.enter(SYSTEM) as unit:
        booking = development.Booking(due_on=TODAY + timedelta(days=5), mother=mother.record)
        (expected,) = development.register_pregnancy(booking=booking, by=unit.asker, at=NOW)
    rows = brought_in([birth(1, mother_date_of_birth="1995-04-02")])
    assert (rows[2].became, rows[2].record_id) == (Became.BORN, expected.record)
    with fence.enter(SYSTEM):
        record = Record.objects.get(id=expected.record)
        assert (record.kind, record.due_on, record.born_on) == ("person", None, date(2026, 11, 12))
        assert Identifier.objects.get(record=record).value == nhs(1)
        assert Person.objects.count() == 2


def test_edge_case_2_twins_are_two_and_nameless_ones_wait(teams: Teams) -> None:
    one = birth(1, given_name="Twin 1", birth_order="1", births_in_pregnancy="2")
    two = one | {"notice_number": "N2", "nhs_number": nhs(2), "given_name": "Twin 2", "birth_order": "2"}
    rows = brought_in([one, two])
    assert [row.became for row in rows.values()] == [Became.NEW, Became.NEW]
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 3
        assert Message.objects.count() == 1
        assert len(set(Newcomer.objects.values_list("maternity", flat=True))) == 1
    bare = {"nhs_number": "", "given_name": "", "birth_order": "", "births_in_pregnancy": ""}
    waiting = brought_in([one | bare | {"notice_number": "N3"}])
    assert waiting[2].state == State.REVIEW
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 3


def test_one_expected_and_two_born_is_one_on_the_record_and_one_new(teams: Teams) -> None:
    mother = registered("Testina", "Fixture", date(1995, 4, 2), nhs(100_001))
    with fence.enter(SYSTEM) as unit:
        booking = development.Booking(due_on=TODAY, mother=mother.record)
        development.register_pregnancy(booking=booking, by=unit.asker, at=NOW)
    two = birth(1, mother_date_of_birth="1995-04-02", birth_order="2", births_in_pregnancy="2")
    one = two | {"nhs_number": nhs(2), "birth_order": "1", "given_name": "Testa"}
    rows = brought_in([two, one])
    assert [row.became for row in rows.values()] == [Became.NEW, Became.BORN]


def test_a_still_birth_is_counted_and_starts_nothing(teams: Teams) -> None:
    rows = brought_in([birth(1, outcome="still"), birth(2)])
    assert [row.became for row in rows.values()] == [Became.COUNTED, Became.NEW]
    with fence.enter(SYSTEM):
        assert Message.objects.count() == Newcomer.objects.count() == 1
        (month,) = development_queries.months()
        assert (month.live, month.still) == (1, 1)


def deliver() -> list[str]:
    """Try every letter a day later; their states and reasons."""
    later = NOW + timedelta(days=2)
    with fence.enter(SYSTEM):
        numbers = list(Message.objects.order_by("made_at").values_list("id", flat=True))
    for number in numbers:
        messages.deliver(number, at=later)
    with fence.enter(SYSTEM):
        return [f"{m.state} {m.reason}".strip() for m in Message.objects.order_by("made_at")]


def test_edge_case_14_a_death_after_the_letter_was_written_pulls_it(teams: Teams) -> None:
    brought_in([birth(1)])
    rows = brought_in([death(birth(1))])
    assert rows[2].became == Became.DIED
    with fence.enter(SYSTEM):
        assert Person.objects.filter(status="deceased").count() == 1
    assert deliver() == ["withheld it is not right to send this any more"]
    here = staff("cluster_coordinator", teams[HERE])
    with fence.enter(here):
        area = Newcomer.objects.get().area
        assert development_queries.newcomers(here, area, News.NEW_BABY) == []


def test_a_death_that_is_only_staged_pulls_the_letter_and_a_surviving_twin_keeps_it(teams: Teams) -> None:
    one = birth(1, birth_order="1", births_in_pregnancy="2")
    two = one | {"notice_number": "N2", "nhs_number": nhs(2), "given_name": "Testa", "birth_order": "2"}
    brought_in([one, two])
    receive(as_csv([death(one)]))
    assert "withheld" not in deliver()[0]
    receive(as_csv([death(two)]))
    with fence.enter(SYSTEM):
        Message.objects.update(next_try_at=NOW)
    assert deliver() == ["withheld it is not right to send this any more"]


def test_a_death_that_comes_before_the_birth_is_not_welcomed(teams: Teams) -> None:
    rows = brought_in([death(birth(1))])
    assert rows[2].state == State.REVIEW
    brought_in([birth(1)])
    with fence.enter(SYSTEM):
        assert not Message.objects.exists()
        assert Person.objects.filter(status="deceased").count() == 1
        assert not Newcomer.objects.exists()


def test_an_uncertain_row_waits_and_is_linked_by_a_person(teams: Teams) -> None:
    known = registered("Testino", "Sample", date(2026, 11, 12))
    received = receive(as_csv([birth(1), birth(2)]))
    actions.work_all(intake=received.intake, now=lambda: NOW)
    rows = rows_of(received.intake)
    assert [row.state for row in rows.values()] == [State.REVIEW, State.DONE]
    reviewer = staff(DATA_OFFICER)
    with fence.enter(reviewer) as unit:
        actions.decide(row=rows[2].id, decision=Decision.LINK, record=known.record, by=unit.asker, at=NOW)
    actions.work_all(intake=received.intake, now=lambda: NOW)
    rows = rows_of(received.intake)
    assert (rows[2].became, rows[2].record_id) == (Became.KNOWN, known.record)
    with fence.enter(reviewer), pytest.raises(actions.NotWaiting):
        actions.decide(row=rows[2].id, decision=Decision.NEW, by=reviewer, at=NOW)


def test_the_birth_of_a_hidden_mother_shows_nowhere(teams: Teams, as_app: Any) -> None:
    mother = registered("Testina", "Fixture", date(1995, 4, 2), nhs(100_001))
    with fence.enter(SYSTEM) as unit:
        people.hide_person(record=mother.record, see=[teams["desk"]], by=unit.asker, at=NOW)
    rows = brought_in([birth(1, mother_date_of_birth="1995-04-02")])
    baby = rows[2].record_id
    with fence.enter(SYSTEM):
        assert not Newcomer.objects.exists() and not Message.objects.exists()
        assert Address.objects.get(record=baby).visibility == "restricted"
    everybody = staff("front_door_officer", teams[HERE])
    desk = staff("duty_manager", teams["desk"])
    for asker, sees in ((everybody, 0), (desk, 1)):
        with as_app(), fence.enter(asker):
            assert Record.objects.filter(id=baby).count() == sees


def test_a_fhir_bundle_says_the_same_as_the_table(teams: Teams) -> None:
    received = receive(as_bundle([birth(1), death(birth(1))]), "bundle.json")
    actions.work_all(intake=received.intake, now=lambda: NOW)
    # the birth is registered with the death; the row that told of it says so, and a later one that it was known
    assert [row.became for row in rows_of(received.intake).values()] == [Became.NEW, Became.DIED]
    assert brought_in([death(birth(1), notice_number="D2")])[2].became == Became.KNOWN
    with fence.enter(SYSTEM):
        assert Person.objects.filter(status="deceased").count() == 1
        names = {name.family for name in Name.objects.all()}
        assert names == {"Sample", "Fixture"}
