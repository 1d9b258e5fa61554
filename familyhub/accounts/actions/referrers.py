"""Writes of professionals who refer by a link."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from familyhub.accounts import policy
from familyhub.accounts.models import Referrer


class NotAWorkAddress(Exception):
    """The address is of a free mail service: it proves nobody's workplace."""


def welcome_referrer(*, email: str, at: datetime) -> Referrer:
    """The referrer with this work address, made when new. Errors: NotAWorkAddress."""
    address = email.strip().lower()
    if not policy.is_work_address(address):
        raise NotAWorkAddress(address)
    with transaction.atomic():
        Referrer.objects.bulk_create([Referrer(id=uuid.uuid4(), email=address, made_at=at)], ignore_conflicts=True)
    return Referrer.objects.get(email=address)


def prove_referrer(*, referrer: Referrer, at: datetime) -> None:
    """The link was opened: the address is theirs."""
    Referrer.objects.filter(id=referrer.id, proved_at__isnull=True).update(proved_at=at)


class NotATeamAddress(Exception):
    """The address is not a shared mailbox at the same place of work."""


def name_team(*, referrer: uuid.UUID, email: str) -> None:
    """The shared mailbox of their team; it counts when somebody there has opened its link. "" takes it away.

    Errors: NotATeamAddress.
    """
    address = email.strip().lower()
    row = Referrer.objects.get(id=referrer)
    if address and not policy.is_shared_mailbox(address, row.email):
        raise NotATeamAddress(address)
    Referrer.objects.filter(id=referrer).update(team_email=address, team_proved_at=None)


def prove_team(*, referrer: Referrer, at: datetime) -> Referrer:
    """The link that was sent to the team's mailbox was opened there. Returns the mailbox, as a referrer of its own."""
    mailbox = welcome_referrer(email=referrer.team_email, at=at)
    prove_referrer(referrer=mailbox, at=at)
    Referrer.objects.filter(id=referrer.id, team_email=mailbox.email).update(team_proved_at=at)
    return mailbox


def describe_referrer(*, referrer: uuid.UUID, name: str, agency: str) -> None:
    """What they last called themselves."""
    Referrer.objects.filter(id=referrer).update(name=name, agency=agency)
