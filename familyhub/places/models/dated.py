"""What all dated rows share: when they hold, and that two never hold at once for the same key."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from familyhub.core.handling import Handling


class DatedRow(models.Model):
    """Holds from `valid_from` up to but not on `valid_to`; still holds when that is null."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True


def public(*fields: str) -> dict[str, Handling]:
    """Open data and the shape of the service: every field may stand on a public page."""
    return {field: Handling.PUBLIC for field in (*fields, "valid_from", "valid_to")}


def ends_after_start(name: str) -> models.CheckConstraint:
    """A row that holds on no day at all is a mistake."""
    return models.CheckConstraint(condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name=name)


def one_a_day(name: str, *keys: str) -> ExclusionConstraint:
    """On any one day, at most one row for the same key."""
    days = Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name, expressions=[*((key, RangeOperators.EQUAL) for key in keys), (days, RangeOperators.OVERLAPS)]
    )


def one_open(name: str, *keys: str) -> models.UniqueConstraint:
    """At most one row that still holds for the same key: cheaper than `one_a_day` for large tables."""
    return models.UniqueConstraint(fields=keys, condition=Q(valid_to__isnull=True), name=name)
