"""Where the children live, as the officer reads it: one instruction, and a team that is not chosen for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.places.models import OutsidePostcode
from familyhub.referrals.new import NewPlace, NewSubject
from familyhub.referrals.terms.requests import SubjectRole
from tests.integration.web_referrals.conftest import Door, decision, referral, version_in
from tests.integration.web_referrals.test_deciding import decide, everybody_new, opened

CHILD = NewSubject(SubjectRole.CHILD, "Demo", "Example", date(2023, 2, 3))


def living(*postcodes: str) -> tuple[NewSubject, ...]:
    names = ("Demo", "Mocka")
    homes = zip(names, postcodes, strict=False)
    return tuple(replace(CHILD, given=name, place=NewPlace(postcode=code)) for name, code in homes)


def team_options(page: str) -> str:
    return page.split('name="team"')[1].split("</select>")[0]


def test_with_one_home_the_team_that_serves_it_is_offered(door: Door) -> None:
    got = door.receive(referral(subjects=living("ZZ2 1AA")))
    assert "The team that serves the address" in team_options(opened(door, got.request))


def test_with_two_homes_no_team_is_chosen_and_the_refusal_says_why(door: Door) -> None:
    got = door.receive(referral(subjects=living("ZZ2 1AA", "ZZ5 1AA")))
    page = opened(door, got.request)
    assert "The children named have more than one home." in page
    assert "The team that serves the address" not in team_options(page)
    assert "Choose a team" in team_options(page)
    assert "Allocate it to the team that serves the address" not in page
    said = decision(version=version_in(page), **everybody_new(page))
    answer = door.browsers["officer"].post(f"/requests/{got.request}/decide/", said)
    told = answer.content.decode()
    assert answer.status_code == 409
    assert "The children have two homes: choose the team, and say why" in told
    assert "no team serves the address" not in told


def test_in_another_authority_the_officer_is_told_one_thing(door: Door) -> None:
    with fence.enter(system("tests")):
        kept = {"source": "test", "valid_from": date(1900, 1, 1)}
        OutsidePostcode.objects.create(code="NG1 5DT", authority="E06000018", **kept)
    got = door.receive(referral(subjects=living("NG1 5DT")))
    page = opened(door, got.request)
    assert "Pass it on to Nottingham" in page
    for other in ("The map does not choose here", "not in our file", "choose a team, and say why"):
        assert other not in page
    decide(door, got.request, outcome="out_of_area", level="")
    page = door.browsers["officer"].get("/transfers/").content.decode()
    transfer = page.split('href="/transfers/')[1].split('"')[0]
    page = door.browsers["officer"].get(f"/transfers/{transfer}").content.decode()
    assert "outside this authority" in page
    assert "choose the team" not in page
    assert "The map does not choose here" not in page


def test_two_homes_passed_on_are_not_told_to_choose_a_team(door: Door) -> None:
    got = door.receive(referral(subjects=living("ZZ2 1AA", "ZZ5 1AA")))
    decide(door, got.request, outcome="out_of_area", level="")
    page = door.browsers["officer"].get("/transfers/").content.decode()
    transfer = page.split('href="/transfers/')[1].split('"')[0]
    page = door.browsers["officer"].get(f"/transfers/{transfer}").content.decode()
    assert "The children named have more than one home." in page
    assert "choose the team" not in page
