"""Places, teams and people at work of a full county: a team for each area, a dozen workers in each, and the sitters
whose pages are measured. None of these tables holds anybody who uses the service, so role app writes them.
"""

from __future__ import annotations

import itertools
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.conf import settings
from django.contrib.auth.hashers import make_password

from familyhub.accounts import actions
from familyhub.accounts.models import Holding, Post, Serves, Staff, Team
from familyhub.accounts.terms import HoldingKind, PlaceLevel, TeamKind
from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.demo import county
from familyhub.demo.bulk.invented import TODAY
from familyhub.demo.people_at_work import DOMAIN, FIRST, IN_POST_SINCE, LAST, new_colleague, seed_staff
from familyhub.places.actions import Batch
from familyhub.places.authority import Authority, read_authority

NOW = datetime.combine(TODAY, time(9), tzinfo=UTC)
SINCE = TODAY - IN_POST_SINCE
WORKERS_A_TEAM = 12
OFFICER, COORDINATOR, MANAGER, WORKER = (
    "front_door_officer",
    "cluster_coordinator",
    "district_manager",
    "family_support_worker",
)


@dataclass(frozen=True)
class Offices:
    """What the filling must know: the sitters' teams, two workers with 10 and 1,000 of everything, one of a
    team with whom no other sitter works, a quiet district.
    """

    busy_teams: Sequence[uuid.UUID]
    quiet_worker: uuid.UUID
    crowded_worker: uuid.UUID
    worker_elsewhere: uuid.UUID
    quiet_district: str


def open_offices() -> Offices:
    """Make them in a migrated, empty database."""
    authority = read_authority(settings.ENVIRONMENT.authority)
    with fence.enter(system("benchmark")) as unit:
        by = unit.asker
        county.generate(authority=authority, batch=Batch(source=county.SOURCE, on=SINCE, at=NOW, by=by))
        seed_staff(NOW)
        areas = _area_teams(authority, by)
        _workers(list(areas.values()))
        first, second, third, fourth, fifth = (district.area_code(1, 1) for district in authority.districts[:5])
        three = [areas[first], areas[second], areas[fourth]]
        cluster = areas[third].above
        assert cluster is not None
        _sit("officer", [(OFFICER, Team.objects.get(name="Front door")), *((COORDINATOR, team) for team in three)], by)
        _sit("officer.cluster", [(OFFICER, Team.objects.get(name="Front door")), (MANAGER, cluster)], by)
        _sit("coordinator", [(COORDINATOR, team) for team in three], by)
        _sit("manager", [(MANAGER, cluster)], by)
        below = [team for team in areas.values() if team.above_id == cluster.id]
        return Offices(
            busy_teams=[team.id for team in [*three, *below]],
            quiet_worker=_sit("quiet", [(WORKER, three[0])], by),
            crowded_worker=_sit("crowded", [(WORKER, three[0])], by),
            worker_elsewhere=_sit("elsewhere", [(WORKER, areas[fifth])], by),
            quiet_district=authority.districts[-1].code,
        )


def email_of(sitter: str) -> str:
    """The address by which a sitter is found again."""
    return f"bench.{sitter}@{DOMAIN}"


def _area_teams(authority: Authority, by: Asker) -> dict[str, Team]:
    """By the code of the area, each under its cluster's team."""
    made = {}
    for district in authority.districts:
        for number, areas in enumerate(district.areas, start=1):
            above = Team.objects.get(name=f"{district.name} cluster {number}")
            for area in range(1, areas + 1):
                code, name = district.area_code(number, area), f"{above.name} area {area}"
                made[code] = actions.add_team(name=name, kind=TeamKind.CLUSTER, valid_from=SINCE, by=by, above=above)
                Serves.objects.create(team=made[code], level=PlaceLevel.AREA.value, place=code, valid_from=SINCE)
    return made


def _workers(teams: Sequence[Team]) -> None:
    names = itertools.cycle(itertools.product(FIRST, LAST))
    seats = [(team, number) for team in teams for number in range(WORKERS_A_TEAM)]
    staff = [
        Staff(email=f"bench.worker.{n}@{DOMAIN}", name=" ".join(next(names)), password="!", made_at=NOW)
        for n, _ in enumerate(seats)
    ]
    posts = [
        Post(title=f"Family support worker {number}, {team.name}", role=WORKER, team=team, valid_from=SINCE)
        for team, number in seats
    ]
    Staff.objects.bulk_create(staff)
    Post.objects.bulk_create(posts)
    Holding.objects.bulk_create(
        Holding(post=post, staff=one, kind=HoldingKind.SUBSTANTIVE.value, valid_from=SINCE)
        for post, one in zip(posts, staff, strict=True)
    )


def _sit(sitter: str, seats: Sequence[tuple[str, Team]], by: Asker) -> uuid.UUID:
    """Somebody who holds a post in each of these teams."""
    key = make_password(secrets.token_urlsafe(32))
    staff = new_colleague(email_of(sitter), f"Testina {sitter.title()}", key, by, NOW)
    for role, team in seats:
        post = actions.add_post(post=actions.NewPost(f"Bench, {sitter}, {team.name}", role, team, SINCE), by=by)
        kind = HoldingKind.SUBSTANTIVE
        actions.fill_post(post=post, staff=staff, kind=kind, valid_from=SINCE, by=by, at=NOW)
    return staff.id
