"""Whom to tell about what a team or a person holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from familyhub.accounts.models import Holding, Staff, Team
from familyhub.accounts.queries.asking import on
from familyhub.accounts.terms import TeamKind

LEADS = ("cluster_coordinator", "district_manager")
MOST_ABOVE = 4


@dataclass(frozen=True)
class Told:
    """A person or a team that is told, with the work addresses to write to."""

    holder: uuid.UUID
    addresses: tuple[str, ...]


def told_of(holders: Iterable[uuid.UUID], day: date) -> list[Told]:
    """Those of these numbers that are people or teams at work: a person's own address, a team's leads' or, where the
    team has no lead, everybody's. Three queries.
    """
    wanted = sorted(set(holders))
    staff = dict(Staff.objects.filter(id__in=wanted, is_active=True).values_list("id", "email"))
    teams = list(Team.objects.filter(on(day), id__in=wanted).values_list("id", flat=True))
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__team__in=teams, staff__is_active=True)
    members: dict[uuid.UUID, dict[str, bool]] = {team: {} for team in teams}
    for team, email, role in rows.values_list("post__team_id", "staff__email", "post__role"):
        members[team][email] = members[team].get(email, False) or role in LEADS
    return [Told(number, (email,)) for number, email in staff.items()] + [
        Told(team, _leads(found)) for team, found in members.items()
    ]


def _leads(members: dict[str, bool]) -> tuple[str, ...]:
    leads = [email for email, leads in members.items() if leads]
    return tuple(sorted(leads or members))


def governance_teams(day: date) -> list[uuid.UUID]:
    """The teams that watch over who looks at what."""
    return list(Team.objects.filter(on(day), kind=TeamKind.GOVERNANCE.value).values_list("id", flat=True))


def leads_over(team: uuid.UUID, day: date) -> list[uuid.UUID]:
    """Who leads this team that day, then who leads each team above it: the substantive holders first."""
    found: list[uuid.UUID] = []
    here = team
    for _ in range(MOST_ABOVE):
        rows = Holding.objects.filter(on(day), on(day, "post__"), post__team=here, staff__is_active=True)
        rows = rows.filter(post__role__in=LEADS).order_by("-kind", "staff__name")
        found += rows.values_list("staff", flat=True)
        above: uuid.UUID | None = Team.objects.filter(id=here).values_list("above", flat=True).first()
        if above is None:
            break
        here = above
    return list(dict.fromkeys(found))
