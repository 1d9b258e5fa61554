"""The monthly total of births: as health tells it, and as they arrive one by one."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from familyhub.development.models import BirthTotal
from familyhub.development.policy import month_of
from familyhub.development.terms import Outcome


def tell_total(*, month: date, births: int) -> None:
    """How many births there were in that month, as health says; a later word replaces an earlier one."""
    _row(month_of(month)).update(told=births)


def count_births(births: Iterable[tuple[date, str]]) -> None:
    """Add these (day, outcome) to their months. Others who add wait until this transaction ends: do it last."""
    counted = Counter((month_of(day), outcome == Outcome.STILL) for day, outcome in births)
    months = sorted({month for month, _ in counted})
    known = set(BirthTotal.objects.filter(month__in=months).values_list("month", flat=True))
    for month in months:
        row = BirthTotal.objects.filter(month=month) if month in known else _row(month)
        row.update(live=F("live") + counted[month, False], still=F("still") + counted[month, True])


def _row(month: date) -> QuerySet[BirthTotal]:
    rows = BirthTotal.objects.filter(month=month)
    if not rows.exists():
        try:
            with transaction.atomic():
                BirthTotal(id=uuid.uuid4(), month=month).save(force_insert=True)
        except IntegrityError:  # somebody else has begun this month in this moment
            return rows
    return rows
