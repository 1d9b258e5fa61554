"""Moves, pregnancies, checks and totals: off one list and on another, and a protected address is never touched."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from familyhub.core import fence
from familyhub.development import queries as development
from familyhub.development.models import Care, HealthNotice, Newcomer
from familyhub.imports import actions, queries
from familyhub.imports.terms.rows import Became, State
from familyhub.people import actions as people
from familyhub.people.models import Address, Person, Record
from familyhub.people.terms import Visibility
from familyhub.work.models import Task
from tests.integration.imports.feeding import (
    AWAY,
    DATA_OFFICER,
    HERE,
    NOW,
    SYSTEM,
    THERE,
    TODAY,
    birth,
    brought_in,
    nhs,
    registered,
    staff,
)

Teams = dict[str, uuid.UUID]
BORN = date(2024, 5, 6)


def move(**more: str) -> dict[str, str]:
    """A change of address of a two-year-old, on 1 November."""
    return {
        "event": "address",
        "notice_number": "M1",
        "nhs_number": nhs(1),
        "given_name": "Testa",
        "family_name": "Example",
        "date_of_birth": "2024-05-06",
        "date_of_event": "2026-11-01",
        "address_line_1": "9 New Street",
        "postcode": THERE,
    } | more


def lists() -> list[tuple[str, str]]:
    """Every line of every list, as (news, area)."""
    with fence.enter(SYSTEM):
        return sorted(Newcomer.objects.values_list("news", "area"))


def test_a_move_within_the_county_leaves_one_list_and_joins_another(teams: Teams) -> None:
    child = registered("Testa", "Example", BORN, nhs(1))
    rows = brought_in([move(), move(notice_number="M2", address_line_1="10 New Street")])
    assert [row.became for row in rows.values()] == [Became.MOVED, Became.MOVED]
    assert [news for news, _ in lists()] == ["moved_in", "moved_out"]
    with fence.enter(SYSTEM):
        homes = Address.objects.filter(record=child.record).order_by("line1")
        assert [(home.line1, home.valid_to is None) for home in homes] == [
            ("1 Old Lane", False),
            ("10 New Street", True),
            ("9 New Street", False),
        ]


def test_who_moves_away_leaves_and_who_is_unknown_comes_or_is_not_stored(teams: Teams) -> None:
    registered("Testa", "Example", BORN, nhs(1))
    gone = move(postcode=AWAY)
    new = move(nhs_number=nhs(2), family_name="Placeholder")
    elsewhere = move(nhs_number=nhs(3), family_name="Template", postcode=AWAY)
    rows = brought_in([gone, new, elsewhere])
    assert [row.became for row in rows.values()] == [Became.MOVED, Became.NEW, Became.OUTSIDE]
    assert [news for news, _ in lists()] == ["moved_in", "moved_out"]
    with fence.enter(SYSTEM):
        assert Person.objects.count() == 2


def test_a_change_of_practice_is_kept_and_moves_nobody(teams: Teams) -> None:
    child = registered("Testa", "Example", BORN, nhs(1))
    brought_in([move(event="practice", gp_practice="C84999", postcode="", address_line_1="")])
    with fence.enter(SYSTEM):
        assert Care.objects.get(record=child.record).practice == "C84999"
    assert lists() == []


def test_another_date_of_birth_under_a_number_waits(teams: Teams) -> None:
    registered("Testa", "Example", BORN, nhs(1))
    rows = brought_in([move(date_of_birth="2024-06-05")])
    assert (rows[2].state, rows[2].why) == (State.REVIEW, "The NHS number is on record with another date of birth")
    assert lists() == []


def test_a_protected_address_is_neither_overwritten_nor_shown(teams: Teams, as_app: Any) -> None:
    child = registered("Testa", "Example", BORN, nhs(1))
    with fence.enter(SYSTEM) as unit:
        home = Address.objects.get(record=child.record)
        people.protect_address(address=home.id, visibility=Visibility.REFUGE, by=unit.asker, at=NOW)
    assert brought_in([move()])[2].became == Became.MOVED
    assert lists() == []
    with fence.enter(SYSTEM):
        rows = Address.objects.filter(record=child.record).order_by("visibility")
        assert [(row.visibility, row.valid_to) for row in rows] == [("refuge", None), ("restricted", None)]
    officer = staff("front_door_officer", teams[THERE])
    with as_app(), fence.enter(officer):
        assert Record.objects.filter(id=child.record).exists()
        assert not Address.objects.filter(record=child.record).exists()


def test_an_uncertain_row_of_a_protected_child_is_the_desks_alone(teams: Teams, as_app: Any) -> None:
    child = registered("Testa", "Example", BORN, nhs(1))
    with fence.enter(SYSTEM) as unit:
        people.hide_person(record=child.record, see=[teams["desk"]], by=unit.asker, at=NOW)
    brought_in([move(date_of_birth="2024-06-05")])
    officer, desk = staff(DATA_OFFICER), staff("duty_manager", teams["desk"])
    with as_app(), fence.enter(officer):
        assert queries.to_review(officer) == []
        (line,) = queries.files(officer)
        assert (line.waiting, line.left, line.wrong) == (0, 0, 0)
    with as_app(), fence.enter(desk):
        (waiting,) = queries.to_review(desk)
        assert queries.review(desk, waiting.id) is not None


def test_s1_73_a_midwife_registers_a_pregnancy_and_the_birth_arrives_on_it(teams: Teams) -> None:
    pregnancy = {
        "event": "antenatal",
        "mother_nhs_number": nhs(100_001),
        "mother_given_name": "Testina",
        "mother_family_name": "Fixture",
        "mother_date_of_birth": "1995-04-02",
        "due_date": (TODAY + timedelta(days=3)).isoformat(),
        "midwife_team": "North midwives",
        "postcode": HERE,
        "notice_number": "typed",
    }
    midwife = staff("midwife")
    with fence.enter(midwife):
        received = actions.receive_one(feed="births", values=pregnancy, by=midwife, at=NOW)
    actions.work_all(intake=received.intake, now=lambda: NOW)
    with fence.enter(SYSTEM):
        unborn = Record.objects.get(kind="unborn")
        assert Care.objects.get(record=unborn).midwife_team == "North midwives"
    rows = brought_in([birth(1, mother_date_of_birth="1995-04-02")])
    assert (rows[2].became, rows[2].record_id) == (Became.BORN, unborn.id)


def check(**more: str) -> dict[str, str]:
    """A 14-day check of the first baby, with permission."""
    return {
        "event": "check",
        "notice_number": "typed",
        "nhs_number": nhs(1),
        "date_of_birth": "2026-11-05",
        "check_date": "2026-11-18",
        "checked_by": "Testina Nurse, North team",
        "reason": "Low mood, no family near",
        "ground": "permission",
        "permission_by": "The mother",
        "permission_on": "2026-11-18",
        "permission_how": "in person",
    } | more


def test_s1_63_a_notice_after_the_check_needs_permission_or_a_reason(teams: Teams) -> None:
    brought_in([birth(1, date_of_birth="2026-11-05")])
    visitor = staff("health_visitor")
    for missing in ("permission_by", "permission_on", "permission_how"):
        with fence.enter(visitor), pytest.raises(actions.Wrong) as refused:
            actions.receive_one(feed="births", values=check(**{missing: ""}), by=visitor, at=NOW)
        assert refused.value.mistakes[0].field == missing
    with fence.enter(visitor), pytest.raises(actions.Wrong):
        actions.receive_one(feed="births", values=check(ground="safeguarding"), by=visitor, at=NOW)
    with fence.enter(visitor):
        received = actions.receive_one(feed="births", values=check(), by=visitor, at=NOW)
    actions.work_all(intake=received.intake, now=lambda: NOW)
    with fence.enter(SYSTEM):
        notice = HealthNotice.objects.get()
        assert (notice.ground, notice.given_how, notice.plan_due_on) == ("permission", "in person", date(2026, 12, 4))
        assert Task.objects.get().holder == teams[HERE]


def test_the_monthly_total_tells_how_many_no_centre_knows_of(teams: Teams) -> None:
    total = {"event": "total", "notice_number": "T1", "month": "2026-11", "births": "12"}
    brought_in([birth(1), birth(2)])
    brought_in([total | {"nhs_number": "", "family_name": "", "date_of_birth": ""}])
    with fence.enter(SYSTEM):
        (month,) = development.months()
        assert (month.told, month.live, month.unknown) == (12, 2, 10)
