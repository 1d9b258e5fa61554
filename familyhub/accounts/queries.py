"""Reads of staff, teams and posts. None of these tables holds anything about people who use the service."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from familyhub.accounts.models import Holding, Mailbox, Post, Serves, Staff, Team, Training
from familyhub.accounts.role_shelf import permissions_of, sight_of, wide_of
from familyhub.accounts.terms import TRAINING_FOR_LIVE_RECORDS
from familyhub.core.asker import Asker, Kind, Reach


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def _below(teams: Iterable[uuid.UUID], day: date) -> set[uuid.UUID]:
    """These teams and every team under them."""
    found, edge = set(teams), set(teams)
    while edge:
        edge = set(Team.objects.filter(_on(day), above__in=edge).values_list("id", flat=True)) - found
        found |= edge
    return found


def asker_for(staff: Staff, day: date) -> Asker:
    """Who this member of staff is when asking today: permissions from the posts held, holders from the teams."""
    holdings = Holding.objects.filter(_on(day), staff=staff).select_related("post")
    posts = [holding.post for holding in holdings if holding.post.valid_to is None or holding.post.valid_to > day]
    permissions = permissions_of([post.role for post in posts])
    teams = _teams_whose_grants_count(posts, day)
    return Asker(
        kind=Kind.STAFF,
        number=staff.id,
        name=staff.name,
        holders=frozenset({staff.id, *teams}),
        wide=wide_of(permissions),
        permissions=permissions,
    )


def _teams_whose_grants_count(posts: list[Post], day: date) -> set[uuid.UUID]:
    """A role that reaches its own work alone uses none of its team's grants; one that reaches an area uses all below."""
    teams: set[uuid.UUID] = set()
    for post in posts:
        reach = sight_of(post.role)
        if reach >= Reach.AREA:
            teams |= _below([post.team_id], day)
        elif reach == Reach.TEAM:
            teams.add(post.team_id)
    return teams


def asker_of(staff: uuid.UUID, day: date) -> Asker:
    """The same by number."""
    return asker_for(Staff.objects.get(id=staff), day)


def is_trained(staff: Staff, day: date) -> bool:
    """May this person use live records? Only after recorded training that has not run out (S1-52)."""
    rows = Training.objects.filter(staff=staff, course=TRAINING_FOR_LIVE_RECORDS, done_on__lte=day)
    return rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=day)).exists()


@dataclass(frozen=True)
class Serving:
    """Which team takes a place on a day, and the district's secure mailbox, if any."""

    team: uuid.UUID
    name: str
    mailbox: str


def team_serving(*, area: str, cluster: str, district: str, day: date) -> Serving | None:
    """The team of the most exact place that has one: area, then cluster, then district."""
    for level, place in (("area", area), ("cluster", cluster), ("district", district)):
        row = (
            Serves.objects.filter(_on(day), level=level, place=place).select_related("team").first() if place else None
        )
        if row:
            return Serving(team=row.team_id, name=row.team.name, mailbox=mailbox_of(district, day))
    return None


def mailbox_of(district: str, day: date) -> str:
    """The secure mailbox of a district, empty while the authority has not given one (S0-17)."""
    return Mailbox.objects.filter(_on(day), place=district).values_list("address", flat=True).first() or ""


def teams(day: date, kind: str = "") -> list[Team]:
    """The teams of that day, by name."""
    rows = Team.objects.filter(_on(day)).order_by("name")
    return list(rows.filter(kind=kind) if kind else rows)


def team_named(team: uuid.UUID) -> str:
    """The team's name."""
    return Team.objects.values_list("name", flat=True).get(id=team)


@dataclass(frozen=True)
class Member:
    """Somebody in a team, by the post held."""

    id: uuid.UUID
    name: str
    role: str


def members_of(team: uuid.UUID, day: date, role: str = "") -> list[Member]:
    """Who is in the team on that day, by name; with `role`, only those whose post has it."""
    rows = Holding.objects.filter(_on(day), post__team=team, staff__is_active=True).select_related("staff", "post")
    if role:
        rows = rows.filter(post__role=role)
    found = {row.staff_id: Member(row.staff_id, row.staff.name, row.post.role) for row in rows}
    return sorted(found.values(), key=lambda member: member.name)


@dataclass(frozen=True)
class ContactLine:
    """One line of the contact list: a post and who holds it today."""

    post: str
    place: str
    team: str
    role: str
    holders: tuple[str, ...]
    emails: tuple[str, ...]
    is_vacant: bool


def contact_list(day: date, roles: Iterable[str] = ("cluster_coordinator", "district_manager")) -> list[ContactLine]:
    """Made from the posts, never typed (S0-02). Acting holders and cover are named as such; a vacant post is shown."""
    posts = Post.objects.filter(_on(day), role__in=list(roles)).select_related("team").order_by("place", "title")
    holdings: dict[uuid.UUID, list[Holding]] = {}
    for holding in Holding.objects.filter(_on(day), post__in=posts).select_related("staff").order_by("-kind"):
        holdings.setdefault(holding.post_id, []).append(holding)
    return [_line(post, holdings.get(post.id, [])) for post in posts]


def _line(post: Post, held: list[Holding]) -> ContactLine:
    names = tuple(h.staff.name if h.kind == "substantive" else f"{h.staff.name} ({h.kind})" for h in held)
    return ContactLine(
        post=post.title,
        place=post.place,
        team=post.team.name,
        role=post.role,
        holders=names,
        emails=tuple(h.staff.email for h in held),
        is_vacant=not held,
    )
