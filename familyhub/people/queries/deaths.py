"""A death as it was told, for the person's page and for those who are to be told of it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.asker import Asker
from familyhub.people.models import Death, Record
from familyhub.people.permissions import REGISTER
from familyhub.people.policy.records import is_child_on
from familyhub.people.queries.finding import may
from familyhub.people.queries.known import died_on, fullest, life_of


@dataclass(frozen=True)
class DeathLine:
    """A death that holds: who recorded it, how it is known ("" where a feed told it); may this asker undo it?"""

    died_on: date
    known_by: str
    by_name: str
    at: datetime | None
    may_undo: bool


@dataclass(frozen=True)
class Dead:
    """Somebody who has died, for the system: their fences, who recorded it, and were they a child?"""

    person: uuid.UUID
    fences: tuple[uuid.UUID, ...]
    recorded_by: uuid.UUID | None
    is_child: bool


def death_of(asker: Asker, records: Sequence[uuid.UUID], died: date) -> DeathLine:
    """How the death on these records was told. One query."""
    row = Death.objects.filter(record__in=records, undone_at__isnull=True).order_by("-at", "id").first()
    is_own = row is not None and row.by is not None and row.by == asker.number
    may_undo = may(asker, REGISTER) and not is_own
    if row is None:
        return DeathLine(died, "", "", None, may_undo)
    return DeathLine(died, row.known_by, row.by_name, row.at, may_undo)


def fences_of_same(fence: uuid.UUID) -> list[uuid.UUID]:
    """Every fence of the person who was made as this one. For the system."""
    of_them = Record.objects.filter(fence=fence).values("person")
    return list(Record.objects.filter(person__in=of_them).values_list("fence", flat=True).distinct())


def dead(fence: uuid.UUID) -> Dead | None:
    """Who was made as this person and has died; None where it was undone meanwhile. For the system."""
    of_them = Record.objects.filter(fence=fence).values("person")
    rows = list(Record.objects.filter(person__in=of_them))
    day = died_on(rows)
    if day is None:
        return None
    told = Death.objects.filter(record__in=rows, undone_at__isnull=True).order_by("-at").first()
    main = fullest(rows)
    return Dead(
        person=main.person_id,
        fences=tuple(dict.fromkeys(row.fence for row in rows)),
        recorded_by=told.by if told else None,
        is_child=is_child_on(life_of(main), day) is not False,
    )
