"""Writes of teams, the places that they serve, posts and who holds them: a verb each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from familyhub.accounts import events, policy
from familyhub.accounts.models import Holding, Mailbox, Post, Serves, Staff, Team
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import HOLDING_WORDS, HoldingKind, PlaceLevel, TeamKind
from familyhub.core.asker import Asker
from familyhub.core.events import record


class PostTaken(Exception):
    """The post has a substantive holder in that time."""


class PlaceTaken(Exception):
    """Another team serves the place in that time."""


class UnknownRole(Exception):
    """No file in accounts/roles has that code."""


class CannotEnd(Exception):
    """The holding has ended already, or began after that day."""


def add_team(*, name: str, kind: TeamKind, valid_from: date, by: Asker, above: Team | None = None) -> Team:
    """A new team, under another or not."""
    return Team.objects.create(name=name, kind=kind.value, above=above, valid_from=valid_from)


def let_serve(*, team: Team, level: PlaceLevel, place: str, valid_from: date, by: Asker) -> None:
    """From that day the team takes requests from the place. Errors: PlaceTaken."""
    try:
        with transaction.atomic():
            Serves.objects.create(team=team, level=level.value, place=place, valid_from=valid_from)
    except IntegrityError as error:
        raise PlaceTaken(f"another team serves {place} on {valid_from}: end that first") from error


def set_mailbox(*, place: str, address: str, valid_from: date, by: Asker) -> None:
    """The district's secure mailbox from that day; the one before ends the same day (S0-17)."""
    Mailbox.objects.filter(place=place, valid_to__isnull=True).update(valid_to=valid_from)
    Mailbox.objects.create(place=place, address=address, valid_from=valid_from)


@dataclass(frozen=True)
class NewPost:
    """What a post is: `place` is the code of the cluster or district that it leads, if any."""

    title: str
    role: str
    team: Team
    valid_from: date
    place: str = ""


def add_post(*, post: NewPost, by: Asker) -> Post:
    """A new, vacant post. Errors: UnknownRole."""
    if post.role not in ROLES:
        raise UnknownRole(f"no role is called {post.role!r}")
    return Post.objects.create(
        title=post.title, role=post.role, team=post.team, place=post.place, valid_from=post.valid_from
    )


def fill_post(*, post: Post, staff: Staff, kind: HoldingKind, valid_from: date, by: Asker, at: datetime) -> Holding:
    """The person holds the post from that day. Errors: PostTaken."""
    try:
        with transaction.atomic():
            held = Holding.objects.create(post=post, staff=staff, kind=kind.value, valid_from=valid_from)
    except IntegrityError as error:
        raise PostTaken(f"{post.title} is held from {valid_from}: end that holding first") from error
    words = HOLDING_WORDS[kind].lower()
    fact = events.PostFilled(
        fence=staff.id, about=staff.id, post=post.title, kind=words, valid_from=valid_from.isoformat()
    )
    record(fact, by=by, at=at)
    return held


def leave_post(*, holding: Holding, on: date, by: Asker, at: datetime) -> None:
    """The last day was the day before; the access that came with the post ends with it. Errors: CannotEnd."""
    ended = 0
    if policy.can_end(holding.valid_from, holding.valid_to, on):
        ended = Holding.objects.filter(id=holding.id, valid_to__isnull=True).update(valid_to=on)
    if not ended:
        raise CannotEnd(f"{holding.post.title} was taken up on {holding.valid_from} and cannot end on {on}")
    fact = events.PostLeft(fence=holding.staff_id, about=holding.staff_id, post=holding.post.title, on=on.isoformat())
    record(fact, by=by, at=at)
