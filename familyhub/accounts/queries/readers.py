"""Everybody at work on a day, with the role that they read in and the numbers whose grants they use."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from familyhub.accounts.models import Holding, Team
from familyhub.accounts.queries.asking import on
from familyhub.accounts.role_shelf import ROLES, sight_of
from familyhub.accounts.terms import TeamKind
from familyhub.core.asker import Reach


@dataclass(frozen=True)
class Reader:
    """A member of staff on one day. `role`: the titles of their roles; `holders`: as `asker_for` gives them."""

    number: uuid.UUID
    name: str
    role: str
    holders: frozenset[uuid.UUID]
    is_governance: bool


def readers_on(day: date) -> dict[uuid.UUID, Reader]:
    """By number, whoever held a post on that day. Two queries, however many they are."""
    rows = Holding.objects.filter(on(day), on(day, "post__"))
    held: dict[uuid.UUID, list[tuple[str, uuid.UUID, str]]] = {}
    names: dict[uuid.UUID, str] = {}
    for staff, name, role, team, kind in rows.values_list(
        "staff_id", "staff__name", "post__role", "post__team_id", "post__team__kind"
    ):
        held.setdefault(staff, []).append((role, team, kind))
        names[staff] = name
    below = _below(day)
    return {staff: _reader(staff, names[staff], posts, below) for staff, posts in held.items()}


def who_may(numbers: Iterable[uuid.UUID], codes: Iterable[str], day: date) -> dict[uuid.UUID, str]:
    """Of these staff those whose role grants any of these permissions, by number with the name. One query."""
    wanted = set(codes)
    roles = [code for code, module in ROLES.load().items() if wanted & set(module.PERMISSIONS)]
    rows = Holding.objects.filter(
        on(day), on(day, "post__"), staff__in=list(numbers), staff__is_active=True, post__role__in=roles
    )
    return dict(rows.values_list("staff_id", "staff__name"))


def _reader(
    staff: uuid.UUID, name: str, posts: list[tuple[str, uuid.UUID, str]], below: dict[uuid.UUID, set[uuid.UUID]]
) -> Reader:
    teams: set[uuid.UUID] = set()
    for role, team, _ in posts:
        sight = sight_of(role)
        teams |= below.get(team, {team}) if sight >= Reach.AREA else {team} if sight == Reach.TEAM else set()
    titles = sorted({str(ROLES[role].TITLE) for role, _, _ in posts if role in ROLES})
    watches = any(kind == TeamKind.GOVERNANCE for _, _, kind in posts)
    return Reader(staff, name, ", ".join(titles)[:120], frozenset({staff, *teams}), watches)


def _below(day: date) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Each team with every team under it."""
    above = dict(Team.objects.filter(on(day)).values_list("id", "above_id"))
    found: dict[uuid.UUID, set[uuid.UUID]] = {team: set() for team in above}
    for team in above:
        one: uuid.UUID | None = team
        while one in found and team not in found[one]:
            found[one].add(team)
            one = above[one]
    return found
