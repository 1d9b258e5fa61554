"""Deaths that arrived and are not worked yet: no birth is welcomed over one, whatever the order of the files."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models.fields.json import KT

from familyhub.core.arrays import Listed
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.columns import DEATH
from familyhub.imports.models import Row
from familyhub.imports.terms.rows import State
from familyhub.people.queries.feeds import numbers_and_births

WAITING = (State.READY.value, State.REVIEW.value, State.DECIDED.value)


@dataclass(frozen=True)
class ToldDeath:
    """A death that is staged: its row and its day."""

    row: uuid.UUID
    on: date


def deaths_told(numbers: Collection[str]) -> dict[str, ToldDeath]:
    """By NHS number: a death that is staged, the first that was told."""
    wanted = [number for number in numbers if number]
    deaths = Row.objects.filter(event=DEATH, state__in=WAITING).annotate(told=KT("values__nhs_number"))
    named = deaths.filter(told__among=Listed(wanted)).order_by("made_at", "number")
    rows = named.values_list("told", "id", KT("values__date_of_event")) if wanted else []
    found: dict[str, ToldDeath] = {}
    for number, row, written in rows:
        if day := date_of(written or ""):
            found.setdefault(number, ToldDeath(row, day))
    return found


def recorded_with_birth(deaths: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> None:
    """These deaths (row, record of the baby) were recorded when the birth was: that is what their rows came to."""
    for row, record in deaths:
        Row.objects.filter(id=row).update(record=record)


def known_from_birth(rows: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Those of these deaths that were recorded with the birth, each with the record of the baby."""
    told = Row.objects.filter(id__among=Listed(rows), event=DEATH, record__isnull=False)
    return dict(told.values_list("id", "record"))


def records_told_dead(babies: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these records a staged death may be of: by its number, or by its day of birth where it has none."""
    known = numbers_and_births(babies)
    told = (
        list(Row.objects.filter(event=DEATH, state__in=WAITING).values_list("values", flat=True)[:5000])
        if known
        else []
    )
    numbers = {values.get("nhs_number") for values in told if values.get("nhs_number")}
    days = {values.get("date_of_birth") for values in told if not values.get("nhs_number")}
    return {
        record for record, (number, born) in known.items() if number in numbers or (born and born.isoformat() in days)
    }
