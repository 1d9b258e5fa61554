"""Deaths that arrived and are not worked yet: no birth is welcomed over one, whatever the order of the files."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models.fields.json import KT

from familyhub.core.arrays import Listed
from familyhub.imports.births.checking import date_of
from familyhub.imports.births.columns import DEATH
from familyhub.imports.models import Row
from familyhub.imports.row_terms import State
from familyhub.people.queries.feeds import numbers_and_births

WAITING = (State.READY.value, State.REVIEW.value, State.DECIDED.value)


def deaths_told(numbers: Collection[str]) -> dict[str, date]:
    """By NHS number: the day of a death that is staged."""
    wanted = [number for number in numbers if number]
    deaths = Row.objects.filter(event=DEATH, state__in=WAITING).annotate(told=KT("values__nhs_number"))
    rows = deaths.filter(told__among=Listed(wanted)).values_list("told", KT("values__date_of_event")) if wanted else []
    return {number: day for number, written in rows if (day := date_of(written or ""))}


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
