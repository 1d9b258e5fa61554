"""Reads of professionals who refer by a link."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from familyhub.accounts.models import Referrer


@dataclass(frozen=True)
class Described:
    """What a referrer last called themselves."""

    email: str
    name: str
    agency: str


def referrer_described(number: uuid.UUID) -> Described | None:
    """The referrer with this number."""
    row = Referrer.objects.filter(id=number).first()
    return Described(row.email, row.name, row.agency) if row else None
