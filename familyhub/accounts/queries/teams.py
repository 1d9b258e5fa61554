"""Reads of teams, the places that they serve, and the posts in them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, QuerySet

from familyhub.accounts import policy
from familyhub.accounts.models import Holding, Mailbox, Post, Serves, Team
from familyhub.accounts.queries.asking import on
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import TEAM_WORDS, HoldingKind, TeamKind


@dataclass(frozen=True)
class Serving:
    """Which team takes a place on a day, and the district's secure mailbox, if any."""

    team: uuid.UUID
    name: str
    mailbox: str


def team_serving(*, area: str, cluster: str, district: str, day: date) -> Serving | None:
    """The team of the most exact place that has one: area, then cluster, then district."""
    place = {"area": area, "cluster": cluster, "district": district}
    found = team_of_place(place, places_served(day))
    return Serving(found.team, found.name, mailbox_of(district, day)) if found else None


@dataclass(frozen=True)
class Served:
    """A cluster team, or another that serves a place, with one place that it serves: "" for none."""

    team: uuid.UUID
    name: str
    kind: str
    level: str
    place: str


def places_served(day: date) -> list[Served]:
    """Every team of that day with every place that it serves, by name: one query, for choosing one."""
    serves = FilteredRelation("serves", condition=on(day, "serves__"))
    rows = Team.objects.filter(on(day)).annotate(now=serves).order_by("name", "id")
    return [
        Served(team, name, kind, level or "", place or "")
        for team, name, kind, level, place in rows.values_list("id", "name", "kind", "now__level", "now__place")
    ]


def team_of_place(place: Mapping[str, str], served: Sequence[Served]) -> Served | None:
    """Of these, the one that serves the most exact of the places given by level."""
    for level in ("area", "cluster", "district"):
        for row in served:
            if place.get(level) and (row.level, row.place) == (level, place[level]):
                return row
    return None


def mailbox_of(district: str, day: date) -> str:
    """The secure mailbox of a district, empty while the authority has not given one (S0-17)."""
    return Mailbox.objects.filter(on(day), place=district).values_list("address", flat=True).first() or ""


def teams(day: date, kind: str = "") -> list[Team]:
    """The teams of that day, by name."""
    rows = Team.objects.filter(on(day)).order_by("name")
    return list(rows.filter(kind=kind) if kind else rows)


def team_above(team: uuid.UUID) -> uuid.UUID | None:
    """The team above this one, whose manager leads it; None at the top."""
    return Team.objects.filter(id=team).values_list("above", flat=True).first()


def team_named(team: uuid.UUID) -> str:
    """The team's name; "" where there is no such team."""
    return Team.objects.filter(id=team).values_list("name", flat=True).first() or ""


@dataclass(frozen=True)
class Member:
    """Somebody in a team, by the post held."""

    id: uuid.UUID
    name: str
    role: str


def members_of(team: uuid.UUID, day: date, role: str = "") -> list[Member]:
    """Who is in the team on that day, by name; with `role`, only those whose post has it."""
    rows = Holding.objects.filter(on(day), on(day, "post__"), post__team=team, staff__is_active=True)
    if role:
        rows = rows.filter(post__role=role)
    rows = rows.select_related("staff", "post")
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
    phones: tuple[str, ...]
    is_vacant: bool


def contact_list(day: date, roles: Iterable[str] = ("cluster_coordinator", "district_manager")) -> list[ContactLine]:
    """Made from the posts, never typed (S0-02). Acting holders and cover are named as such; a vacant post is shown."""
    posts = Post.objects.filter(on(day), role__in=list(roles)).select_related("team").order_by("place", "title")
    held: dict[uuid.UUID, list[Holding]] = {}
    for holding in _holdings(day).filter(post__in=posts):
        held.setdefault(holding.post_id, []).append(holding)
    return [_line(post, held.get(post.id, [])) for post in posts]


def _holdings(day: date) -> QuerySet[Holding]:
    return Holding.objects.filter(on(day), staff__is_active=True).select_related("staff").order_by("-kind")


def _line(post: Post, held: list[Holding]) -> ContactLine:
    return ContactLine(
        post=post.title,
        place=post.place,
        team=post.team.name,
        role=ROLES[post.role].TITLE,
        holders=tuple(policy.words_for(h.staff.name, HoldingKind(h.kind)) for h in held),
        emails=tuple(h.staff.email for h in held),
        phones=tuple(h.staff.phone for h in held if h.staff.phone),
        is_vacant=not held,
    )


@dataclass(frozen=True)
class TeamLine:
    """One team as the list of teams shows it."""

    id: uuid.UUID
    name: str
    kind: str
    above: str
    serves: tuple[str, ...]
    people: int


def team_lines(day: date) -> list[TeamLine]:
    """Every team of that day, by name, with what it serves and how many people hold a post in it: 3 queries."""
    rows = Team.objects.filter(on(day)).select_related("above").order_by("name")
    serves: dict[uuid.UUID, list[str]] = {}
    for team, place in Serves.objects.filter(on(day)).order_by("place").values_list("team_id", "place"):
        serves.setdefault(team, []).append(place)
    people: dict[uuid.UUID, set[uuid.UUID]] = {}
    for team, staff in _holdings(day).values_list("post__team_id", "staff_id"):
        people.setdefault(team, set()).add(staff)
    return [
        TeamLine(
            id=row.id,
            name=row.name,
            kind=TEAM_WORDS[TeamKind(row.kind)],
            above=row.above.name if row.above else "",
            serves=tuple(serves.get(row.id, ())),
            people=len(people.get(row.id, ())),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class PostLine:
    """A post and who holds it, for choosing one to fill."""

    id: uuid.UUID
    title: str
    team: str
    role: str
    held_by: str


def posts(day: date) -> list[PostLine]:
    """The posts of that day by title, with their substantive holder ("" for a vacant one): 2 queries."""
    rows = Post.objects.filter(on(day)).select_related("team").order_by("title")
    held = dict(_holdings(day).filter(kind="substantive").values_list("post_id", "staff__name"))
    return [PostLine(p.id, p.title, p.team.name, ROLES[p.role].TITLE, held.get(p.id, "")) for p in rows]


def post(number: uuid.UUID) -> Post | None:
    """One post."""
    return Post.objects.filter(id=number).first()
