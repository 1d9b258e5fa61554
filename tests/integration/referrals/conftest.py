"""A county, staff and askers, for tests of the front door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker, Kind, system
from familyhub.demo.people_at_work import staff_by_role
from familyhub.demo.seed import asker_in
from tests.integration.conftest import THE_DAY

NOW = THE_DAY
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Office:
    """Who works there: an officer, and a coordinator and workers of the cluster that serves Bassetlaw's ZZ2 1AA."""

    officer: Asker
    coordinator: Asker
    worker: Asker
    other_worker: Asker
    manager: Asker
    administrator: Asker
    governance: Asker
    elsewhere: Asker


@pytest.fixture
def office(county_of_the_day: None, db: None) -> Office:
    """The generated county, with its staff."""
    return make_office()


def make_office() -> Office:
    """Who works there, in the county that is connected now."""
    from familyhub.places import queries as places

    with fence.enter(system("tests")):
        place = places.place_of("ZZ2 1AA", TODAY)
        team = accounts.team_serving(
            area=place.area.code,
            cluster=place.cluster.code,
            district=place.district.code,
            day=TODAY,  # type: ignore
        )
        workers = accounts.members_of(team.team, TODAY, "family_support_worker")  # type: ignore[union-attr]
        coordinator = accounts.members_of(team.team, TODAY, "cluster_coordinator")[0]  # type: ignore[union-attr]
        roles: dict[str, list[Asker]] = {}
        for role, staff in staff_by_role():
            roles.setdefault(role, []).append(accounts.asker_for(staff, TODAY))
    managers = [asker for asker in roles["district_manager"] if team.team in asker.holders]  # type: ignore[union-attr]
    mine = {workers[0].id, workers[1].id}
    return Office(
        officer=asker_in("front_door_officer"),
        coordinator=accounts.asker_of(coordinator.id, TODAY),
        worker=accounts.asker_of(workers[0].id, TODAY),
        other_worker=accounts.asker_of(workers[1].id, TODAY),
        manager=managers[0],
        administrator=roles["administrator"][0],
        governance=roles["governance_officer"][0],
        elsewhere=next(a for a in roles["family_support_worker"] if a.number not in mine),
    )


@pytest.fixture
def referrer(db: None) -> Asker:
    """A school nurse with a link."""
    from familyhub.accounts.actions import prove_referrer, welcome_referrer

    row = welcome_referrer(email="sid.nurse@schoolnursing.example", at=NOW)
    prove_referrer(referrer=row, at=NOW)
    return Asker(kind=Kind.REFERRER, number=row.id, holders=frozenset({row.id}), purpose="own referral")
