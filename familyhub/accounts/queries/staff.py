"""Reads of members of staff for those who look after accounts, and by each person about themselves."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db.models import Q, QuerySet

from familyhub.accounts.models import DirectoryPerson, Holding, Staff, Training
from familyhub.accounts.queries.asking import on
from familyhub.accounts.role_shelf import ROLES
from familyhub.accounts.terms import (
    HOLDING_WORDS,
    TRAINING_FOR_LIVE_RECORDS,
    TRAINING_WORDS,
    HoldingKind,
    Recorded,
)

PAGE = 50


@dataclass(frozen=True)
class StaffLine:
    """One member of staff as the list shows them."""

    id: uuid.UUID
    name: str
    email: str
    posts: tuple[str, ...]
    stands: Recorded


@dataclass(frozen=True)
class StaffPage:
    """One page of the list, and how many there are in all."""

    lines: tuple[StaffLine, ...]
    total: int


def staff_page(day: date, *, name: str = "", role: str = "", page: int = 1) -> StaffPage:
    """Staff by name, whose name or address has `name` in it and who hold a post with `role`: 6 queries."""
    rows = Staff.objects.order_by("name", "email")
    if name:
        rows = rows.filter(Q(name__icontains=name) | Q(email__icontains=name))
    if role:
        holding = Holding.objects.filter(on(day), on(day, "post__"), post__role=role)
        rows = rows.filter(id__in=holding.values("staff"))
    shown = list(rows[(page - 1) * PAGE : page * PAGE])
    return StaffPage(tuple(_lines(shown, day)), rows.count())


def staff_names() -> dict[uuid.UUID, str]:
    """Everybody who has or had an account, by name: one query."""
    return dict(Staff.objects.order_by("name", "email").values_list("id", "name"))


@dataclass(frozen=True)
class WorkContact:
    """Where somebody can be told at work; `work_mobile` is E.164, or "" where none is recorded."""

    id: uuid.UUID
    name: str
    email: str
    work_mobile: str


def work_contacts(numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, WorkContact]:
    """Where these staff can be told, by their number; closed accounts are not there. One query."""
    rows = Staff.objects.filter(id__in=list(numbers), is_active=True)
    return {row.id: WorkContact(row.id, row.name, row.email, row.work_mobile) for row in rows}


def work_contact_at(address: str) -> WorkContact | None:
    """The member of staff whose work address or work mobile this is, unless nobody's or that of several."""
    if not address:
        return None
    rows = Staff.objects.filter(Q(email=address.lower()) | Q(work_mobile=address), is_active=True)[:2]
    found = [WorkContact(row.id, row.name, row.email, row.work_mobile) for row in rows]
    return found[0] if len(found) == 1 else None


def _lines(shown: list[Staff], day: date) -> list[StaffLine]:
    numbers = [staff.id for staff in shown]
    held: dict[uuid.UUID, list[str]] = {}
    for staff, title in (
        Holding.objects.filter(on(day), staff__in=numbers).order_by("post__title").values_list("staff", "post__title")
    ):
        held.setdefault(staff, []).append(title)
    factors = set(Authenticator.objects.filter(user__in=numbers, type="totp").values_list("user_id", flat=True))
    named = set(DirectoryPerson.objects.filter(staff__in=numbers, let_go_at=None).values_list("staff_id", flat=True))
    trained = set(_valid_training(day).filter(staff__in=numbers).values_list("staff_id", flat=True))
    return [
        StaffLine(
            s.id,
            s.name,
            s.email,
            tuple(held.get(s.id, ())),
            _stands(s, s.id in factors, s.id in trained, s.id in named),
        )
        for s in shown
    ]


def _valid_training(day: date) -> QuerySet[Training]:
    rows = Training.objects.filter(course=TRAINING_FOR_LIVE_RECORDS, done_on__lte=day)
    return rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=day))


def _stands(staff: Staff, has_factor: bool, is_trained: bool, is_in_directory: bool) -> Recorded:
    """Where somebody stands: ordered questions, first yes wins. The directory stands for the password and asks its own
    second factor, or ours is asked.
    """
    if not staff.is_active:
        return Recorded.CLOSED
    if not staff.has_usable_password() and not is_in_directory:
        return Recorded.INVITED
    if not has_factor and not is_in_directory:
        return Recorded.NO_FACTOR
    return Recorded.READY if is_trained else Recorded.UNTRAINED


@dataclass(frozen=True)
class HeldLine:
    """A post that somebody holds or held."""

    id: uuid.UUID
    post: str
    role: str
    team: str
    kind: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True)
class TrainingLine:
    """Training that was recorded."""

    course: str
    done_on: date
    expires_on: date | None
    recorded_by: str


@dataclass(frozen=True)
class SessionLine:
    """A signed-in session: where from, with what, since when."""

    id: int
    ip: str
    browser: str
    began: datetime
    is_this: bool


@dataclass(frozen=True)
class StaffPerson:
    """Everything about one member of staff at work."""

    staff: Staff
    stands: Recorded
    has_password: bool
    posts: tuple[HeldLine, ...]
    training: tuple[TrainingLine, ...]


def staff_person(number: uuid.UUID, day: date) -> StaffPerson | None:
    """One member of staff, with every post held and all training: newest first."""
    staff = Staff.objects.filter(id=number).first()
    if staff is None:
        return None
    line = _lines([staff], day)[0]
    held = Holding.objects.filter(staff=staff).select_related("post__team").order_by("-valid_from")
    training = Training.objects.filter(staff=staff).select_related("recorded_by").order_by("-done_on")
    return StaffPerson(
        staff=staff,
        stands=line.stands,
        has_password=staff.has_usable_password(),
        posts=tuple(_held(row) for row in held),
        training=tuple(
            TrainingLine(
                TRAINING_WORDS.get(row.course, row.course),
                row.done_on,
                row.expires_on,
                row.recorded_by.name if row.recorded_by else "",
            )
            for row in training
        ),
    )


def _held(row: Holding) -> HeldLine:
    return HeldLine(
        id=row.id,
        post=row.post.title,
        role=ROLES[row.post.role].TITLE,
        team=row.post.team.name,
        kind=HOLDING_WORDS[HoldingKind(row.kind)],
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def holding(number: uuid.UUID, staff: uuid.UUID) -> Holding | None:
    """One holding of this person."""
    return Holding.objects.filter(id=number, staff_id=staff).select_related("post").first()


IsLive = Callable[[Mapping[str, Any]], bool]


def sessions_of(staff: uuid.UUID, *, is_live: IsLive, this: str = "") -> list[SessionLine]:
    """The live sessions of somebody, newest first. `this` is the key of the session that asks.

    `is_live` says of a stored session's values whether its limits have run out; they are the screens' business.
    """
    rows = UserSession.objects.filter(user_id=staff).order_by("-created_at")
    alive = _alive([row.session_key for row in rows], is_live)
    return [
        SessionLine(row.id, row.ip, row.user_agent, row.created_at, row.session_key == this)
        for row in rows
        if row.session_key in alive
    ]


def _alive(keys: list[str], is_live: IsLive) -> set[str]:
    """The keys whose session is stored and lives."""
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore
    return {key for key in keys if is_live(store(key).load())}


def recovery_codes_left(staff: uuid.UUID) -> int:
    """How many recovery codes somebody has not used."""
    row = Authenticator.objects.filter(user_id=staff, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row else 0


@dataclass(frozen=True)
class PasskeyLine:
    """One passkey of somebody: what they call it, since when, used last when."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


def passkeys_of(staff: uuid.UUID) -> list[PasskeyLine]:
    """Somebody's passkeys, oldest first."""
    rows = Authenticator.objects.filter(user_id=staff, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    return [PasskeyLine(row.pk, row.wrap().name, row.created_at, row.last_used_at) for row in rows]
