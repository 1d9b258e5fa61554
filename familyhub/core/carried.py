"""What somebody has taken along on a device of their own, for where there is no signal. Without words of the domain.

The server keeps what was taken, by whom, on which device and until when, and never the content or its key: one half of
the key is the code that the person chose, the other is made here, given once, and forgotten (ADR 0032).
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from familyhub.core.asker import Asker
from familyhub.core.models import Carried

LASTS = timedelta(hours=12)
WORDS_LAST = timedelta(hours=24)
KEPT_FOR = timedelta(days=90)
SECRET_BYTES = 32
MOST = 30


@dataclass(frozen=True)
class Given:
    """What a device is given with the content: a number for the taking, its half of the key, and when all of it goes.

    `until`: what was taken goes; `last`: words typed there that were never sent go.
    """

    take: uuid.UUID
    secret: bytes
    at: datetime
    until: datetime
    last: datetime


@dataclass(frozen=True)
class CarriedLine:
    """One thing that was taken along."""

    take: uuid.UUID
    kind: str
    about: uuid.UUID
    device: str
    at: datetime
    until: datetime
    ended_at: datetime | None

    def is_live(self, now: datetime) -> bool:
        """May it still be on the device?"""
        return self.ended_at is None and now < self.until


def _number(asker: Asker) -> uuid.UUID:
    if asker.number is None:
        raise ValueError("only somebody who is known takes anything along")
    return asker.number


def take(asker: Asker, kind: str, about: Collection[uuid.UUID], *, device: str, at: datetime) -> Given:
    """Write down that these are taken along; an earlier taking of the same ends. Returns what the device is given."""
    number = _number(asker)
    end(asker, about, at=at)
    given = Given(uuid.uuid4(), secrets.token_bytes(SECRET_BYTES), at, at + LASTS, at + WORDS_LAST)
    for one in about:
        Carried(
            id=uuid.uuid4(),
            fence=number,
            take=given.take,
            kind=kind,
            about=one,
            device=device[:60],
            at=at,
            until=given.until,
        ).save(force_insert=True)
    return given


def carried(asker: Asker) -> list[CarriedLine]:
    """What this person took along, the newest first. One query."""
    rows = Carried.objects.filter(fence=_number(asker)).order_by("-at", "about")[:MOST]
    return [CarriedLine(row.take, row.kind, row.about, row.device, row.at, row.until, row.ended_at) for row in rows]


def end(asker: Asker, about: Iterable[uuid.UUID], *, at: datetime) -> int:
    """These are on no device any more, or go when it next meets us. Returns how many."""
    rows = Carried.objects.filter(fence=_number(asker), about__in=list(about), ended_at__isnull=True)
    return rows.update(ended_at=at)


def taken_at(asker: Asker, kind: str, about: uuid.UUID) -> datetime | None:
    """When this person took it along last; None where they never did."""
    rows = Carried.objects.filter(fence=_number(asker), kind=kind, about=about)
    return rows.order_by("-at").values_list("at", flat=True).first()


def drop_old(now: datetime) -> int:
    """Remove what was taken along more than 90 days ago; run by the worker. The access log says it for longer."""
    return Carried.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
