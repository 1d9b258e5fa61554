"""What an authority may reword: the label of a level of need. The level and its number stay code."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from familyhub.core.handling import Handling


class LevelLabel(models.Model):
    """The local wording for one level of one published version, from `valid_from` up to but not on `valid_to`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = {f: Handling.PUBLIC for f in ("id", "version", "number", "label", "valid_from", "valid_to")}

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="vocabulary_level_label_one_a_day",
                expressions=[
                    ("version", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    (
                        Func(F("valid_from"), F("valid_to"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="vocabulary_level_label_ends_after_start",
            ),
        ]
