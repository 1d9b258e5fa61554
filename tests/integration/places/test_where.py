"""A postcode told apart for allocation: six answers, each with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from familyhub.places import queries
from familyhub.places.models import OutsidePostcode
from familyhub.places.terms import DistrictOf, OtherAuthority, Place, Where, Whereabouts
from tests.integration.places.exampleshire import AUTHORITY, ELSEWHERE, LATER, NORTH, TODAY, files, load

pytestmark = pytest.mark.django_db
NEXT_DOOR = OtherAuthority("E10999909", "Nextdoorshire", "01632 960999", "", (ELSEWHERE,), ("ZZ8",))
OWN = replace(AUTHORITY, neighbours=(NEXT_DOOR,))


def outside(code: str, authority: str = ELSEWHERE) -> None:
    OutsidePostcode.objects.create(code=code, authority=authority, source="test", valid_from=date(1900, 1, 1))


def ask(typed: str, day: date = TODAY) -> Where:
    return queries.where(typed, day, OWN)


@pytest.fixture(autouse=True)
def _loaded(tmp_path: Path) -> None:
    load(tmp_path / "open", files())


def test_a_postcode_of_ours_has_its_place() -> None:
    found = ask("zz1 1aa")

    assert (found.answer, found.postcode) == (Whereabouts.HERE, "ZZ1 1AA")
    assert isinstance(found.place, Place)
    assert found.sentence == "ZZ1 1AA is in North Example."


def test_a_neighbours_postcode_says_whose_it_is_and_how_to_reach_them() -> None:
    outside("ZZ1 9AA")

    found = ask("zz19aa")

    assert (found.answer, found.authority, found.place) == (Whereabouts.ELSEWHERE, NEXT_DOOR, None)
    assert found.sentence == "ZZ1 9AA is in Nextdoorshire, outside this authority."
    assert found.what_to_do.startswith("Pass it on to Nextdoorshire (phone 01632 960999), and keep it open until")


def test_an_authority_that_nobody_has_named_is_known_by_its_code_and_has_no_number() -> None:
    outside("ZZ1 9AA", "E09999999")

    found = ask("ZZ1 9AA")

    assert found.authority == OtherAuthority("E09999999", "")
    assert found.sentence == "ZZ1 9AA is in another authority (E09999999), outside this authority."
    assert "(number not configured)" in found.what_to_do


def test_a_first_half_that_lies_wholly_next_door_is_enough_where_their_postcodes_are_not_loaded() -> None:
    assert (ask("ZZ8 1AA").answer, ask("ZZ8 1AA").authority) == (Whereabouts.ELSEWHERE, NEXT_DOOR)


def test_a_new_street_is_one_whose_sector_is_known() -> None:
    found = ask("ZZ1 1XX")

    assert (found.answer, found.districts, found.authorities) == (
        Whereabouts.NEW,
        (DistrictOf(NORTH, "North Example"),),
        (),
    )
    assert found.what_to_do == "Ask for the street, and choose the team for it. It is likely in North Example."


def test_a_new_street_on_the_border_names_both_sides() -> None:
    outside("ZZ1 1ZZ")

    found = ask("ZZ1 1XX")

    assert (found.answer, found.authorities, found.authority) == (Whereabouts.NEW, (NEXT_DOOR,), None)
    assert found.what_to_do.endswith("It is likely in North Example and Nextdoorshire.")


def test_a_new_street_next_door_belongs_to_the_neighbour() -> None:
    outside("ZZ5 1ZZ")

    assert (ask("ZZ5 1XX").answer, ask("ZZ5 1XX").authority) == (Whereabouts.NEW, NEXT_DOOR)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("ZZ1 IAA", ("ZZ1 1AA",)),  # I for 1
        ("Z2I IAA", ()),  # two slips
        ("ZZ11 1AA", ("ZZ1 1AA",)),  # one too many
        ("1ZZ 1AA", ()),
        ("Z1Z 1AA", ("ZZ1 1AA",)),  # the wrong way round
        ("ZZ4 1AA", ()),
        ("somewhere near the church", ()),
        ("x" * 5000, ()),
    ],
)
def test_a_slip_of_the_finger_offers_known_postcodes_one_slip_away(typed: str, near: tuple[str, ...]) -> None:
    found = ask(typed)

    assert (found.answer, found.near) == (Whereabouts.SLIP, near)
    assert ("Did they mean" in found.what_to_do) is bool(near)
    assert found.what_to_do.endswith("so it may lie in one.")


def test_at_most_three_are_offered_and_ours_come_first() -> None:
    for code in ("ZZ7 1BA", "ZZ7 1AB", "ZZ71 1AB", "ZZ17 1AB"):
        outside(code)

    found = ask("ZZ71 IAB")

    assert (found.near, found.others_loaded) == (("ZZ71 1AB", "ZZ7 1AB"), True)
    assert "may lie in one" not in found.what_to_do


def test_an_ended_postcode_says_where_it_lay(tmp_path: Path) -> None:
    written = {name: text for name, text in files().items() if name in ("zz.csv", "postcodes.csv")}
    load(
        tmp_path / "open",
        {n: "".join(r for r in t.splitlines(True) if "ZZ1 1AB" not in r) for n, t in written.items()},
        LATER,
    )

    assert ask("ZZ1 1AB").answer == Whereabouts.HERE
    found = ask("ZZ1 1AB", LATER)
    assert (found.answer, found.ended_on) == (Whereabouts.TERMINATED, LATER)
    assert found.sentence == "ZZ1 1AB is no longer used. It was in North Example."


def test_an_ended_postcode_of_another_authority_says_whose_it_was() -> None:
    outside("ZZ1 9AA")
    OutsidePostcode.objects.update(valid_to=TODAY)

    found = ask("ZZ1 9AA")

    assert (found.answer, found.authority, found.place) == (Whereabouts.TERMINATED, NEXT_DOOR, None)


def test_no_postcode_is_no_reason_to_wait() -> None:
    assert ask("  ").answer == Whereabouts.NO_POSTCODE
    assert "no reason to wait" in ask("").what_to_do
