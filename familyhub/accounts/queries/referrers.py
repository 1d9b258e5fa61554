"""Reads of professionals who refer by a link."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.accounts.models import Holding, Referrer
from familyhub.accounts.queries.asking import on, staff_by_email


@dataclass(frozen=True)
class Described:
    """What a referrer last called themselves."""

    email: str
    name: str
    agency: str
    team_email: str = ""
    is_team_proved: bool = False


def referrer_described(number: uuid.UUID) -> Described | None:
    """The referrer with this number."""
    row = Referrer.objects.filter(id=number).first()
    return _described(row) if row else None


def _described(row: Referrer) -> Described:
    return Described(row.email, row.name, row.agency, row.team_email, row.team_proved_at is not None)


def referrer(number: uuid.UUID) -> Referrer:
    """One referrer. Errors: Referrer.DoesNotExist."""
    return Referrer.objects.get(id=number)


def team_mailbox_of(number: uuid.UUID) -> uuid.UUID | None:
    """The number of the shared mailbox of this referrer's team, once somebody there has opened its link."""
    row = Referrer.objects.filter(id=number, team_proved_at__isnull=False).first()
    return Referrer.objects.filter(email=row.team_email).values_list("id", flat=True).first() if row else None


def sharing_with(mailbox: uuid.UUID) -> dict[uuid.UUID, str]:
    """Referrers whose team's shared mailbox this is, with their names, or addresses where they gave no name."""
    row = Referrer.objects.filter(id=mailbox).first()
    rows = Referrer.objects.filter(team_email=row.email, team_proved_at__isnull=False) if row else []
    return {each.id: each.name or each.email for each in rows}


@dataclass(frozen=True)
class Account:
    """Whoever comes in here by this address: staff who sign in, or a professional whose address was proved by a link.

    A shared mailbox is an account of its own: what is for it is read by whoever has a link sent there.
    """

    number: uuid.UUID
    is_staff: bool
    teams: tuple[uuid.UUID, ...] = ()


def account_at(email: str, day: date) -> Account | None:
    """The open account with this address, with the teams of the posts that are held that day."""
    staff = staff_by_email(email)
    if staff is not None:
        held = Holding.objects.filter(on(day), on(day, "post__"), staff=staff)
        return Account(staff.id, True, tuple(set(held.values_list("post__team", flat=True))))
    row = Referrer.objects.filter(email=email.strip().lower(), proved_at__isnull=False).first()
    return Account(row.id, False) if row else None
