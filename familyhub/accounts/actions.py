"""Writes of staff, teams and posts: a verb each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from familyhub.accounts.models import Holding, Mailbox, Post, Referrer, Serves, Staff, Team, Training
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import FREE_MAIL, HoldingKind, PlaceLevel, TeamKind
from familyhub.core.asker import Asker


class PostTaken(Exception):
    """The post has a substantive holder in that time."""


class PlaceTaken(Exception):
    """Another team serves the place in that time."""


class NotAWorkAddress(Exception):
    """The address is of a free mail service: it proves nobody's workplace."""


class UnknownRole(Exception):
    """No file in accounts/roles has that code."""


def add_staff(*, email: str, name: str, by: Asker, at: datetime, phone: str = "") -> Staff:
    """A new member of staff, without password, post or training: they see nothing yet."""
    staff = Staff(email=email.strip().lower(), name=name.strip(), phone=phone.strip(), made_at=at)
    staff.set_unusable_password()
    staff.save(force_insert=True)
    return staff


def set_password(*, staff: Staff, password: str, by: Asker, at: datetime) -> None:
    """The person's own new password; an administrator never sets one."""
    staff.set_password(password)
    staff.save(update_fields=["password"])


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


def fill_post(*, post: Post, staff: Staff, kind: HoldingKind, valid_from: date, by: Asker) -> Holding:
    """The person holds the post from that day. Errors: PostTaken."""
    try:
        with transaction.atomic():
            return Holding.objects.create(post=post, staff=staff, kind=kind.value, valid_from=valid_from)
    except IntegrityError as error:
        raise PostTaken(f"{post.title} is held from {valid_from}: end that holding first") from error


def leave_post(*, holding: Holding, on: date, by: Asker) -> None:
    """The last day was the day before; the access that came with the post ends with it."""
    Holding.objects.filter(id=holding.id, valid_to__isnull=True).update(valid_to=on)


def record_training(
    *, staff: Staff, course: str, done_on: date, by: Asker, at: datetime, expires_on: date | None = None
) -> None:
    """Live records open only after this (S1-52)."""
    Training.objects.create(
        staff=staff, course=course, done_on=done_on, expires_on=expires_on, recorded_by_id=_number(by), recorded_at=at
    )


def _number(by: Asker) -> uuid.UUID | None:
    return by.number if by.number and Staff.objects.filter(id=by.number).exists() else None


def welcome_referrer(*, email: str, at: datetime) -> Referrer:
    """The referrer with this work address, made when new. Errors: NotAWorkAddress."""
    address = email.strip().lower()
    if address.rpartition("@")[2] in FREE_MAIL:
        raise NotAWorkAddress(address)
    with transaction.atomic():
        Referrer.objects.bulk_create([Referrer(id=uuid.uuid4(), email=address, made_at=at)], ignore_conflicts=True)
    return Referrer.objects.get(email=address)


def prove_referrer(*, referrer: Referrer, at: datetime) -> None:
    """The link was opened: the address is theirs."""
    Referrer.objects.filter(id=referrer.id, proved_at__isnull=True).update(proved_at=at)


def describe_referrer(*, referrer: Referrer, name: str, agency: str) -> None:
    """What they last called themselves."""
    Referrer.objects.filter(id=referrer.id).update(name=name, agency=agency)
