"""Register organisations, and record that one became another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from familyhub.core.asker import Asker
from familyhub.places import policy
from familyhub.places.models import Organisation, Succession
from familyhub.places.terms import ORGANISATION_KINDS, HowSucceeded


class CannotSucceed(ValueError):
    """The one cannot have become the other; the text says why."""


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation as it is told: code of its own register, name, and one of `ORGANISATION_KINDS`."""

    code: str
    name: str
    kind: str


def register_organisation(*, organisation: NewOrganisation, by: Asker, from_day: date) -> uuid.UUID:
    """Register an organisation from that day. Errors: ValueError."""
    code, name = organisation.code.strip(), organisation.name.strip()
    if not code or not name or organisation.kind not in ORGANISATION_KINDS or not by.is_somebody:
        raise ValueError("an organisation needs a code, a name, a known kind, and somebody who registers it")
    if Organisation.objects.filter(code=code, valid_to__isnull=True).exists():
        raise ValueError(f"{code} is registered already")
    return Organisation.objects.create(code=code, name=name, kind=organisation.kind, valid_from=from_day).id


@transaction.atomic
def succeed(
    *, predecessor: uuid.UUID, successor: uuid.UUID, on: date, how: HowSucceeded, by: Asker, at: datetime
) -> None:
    """Record that one organisation became another on that day; the first is no more from then. Errors: CannotSucceed.

    A merger is one call for each that merged; a split one for each part.
    """
    both = {row.id: row for row in Organisation.objects.select_for_update().filter(id__in=[predecessor, successor])}
    if len(both) < 2:
        raise CannotSucceed("an organisation becomes another one, and both are registered")
    backward = Succession.objects.values_list("successor_id", "predecessor_id")
    if successor in policy.reached([predecessor], backward):
        raise CannotSucceed(f"{both[predecessor].name} came from {both[successor].name} itself")
    if on <= both[predecessor].valid_from or (both[predecessor].valid_to or on) != on:
        raise CannotSucceed(f"{both[predecessor].name} did not last until {on.isoformat()}")
    Organisation.objects.filter(id=predecessor, valid_to__isnull=True).update(valid_to=on)
    Succession.objects.create(
        predecessor_id=predecessor, successor_id=successor, on=on, how=how.value, at=at, by_name=by.name
    )
