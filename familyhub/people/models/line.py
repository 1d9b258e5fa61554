"""From how likely on two are linked with nobody looking: proposed by one, confirmed by another. About no person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.people.policy.line import LINES


class LinkingLine(models.Model):
    """One change of the line; `line` empty turns it off. The newest that is confirmed holds. `linked`, `low` and
    `high` are what the year's own pairs said when it was proposed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    line = models.FloatField(null=True)
    linked = models.IntegerField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    why = models.CharField(max_length=1000)
    proposed_by = models.UUIDField()
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    confirmed_by = models.UUIDField(null=True)
    confirmed_name = models.CharField(max_length=200, default="")
    confirmed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_name = models.CharField(max_length=200, default="")
    handling = dict.fromkeys(
        (
            *("id", "line", "linked", "low", "high", "why", "proposed_by", "proposed_name", "proposed_at"),
            *("confirmed_by", "confirmed_name", "confirmed_at", "dropped_at", "dropped_name"),
        ),
        H.INTERNAL,
    )

    class Meta:
        indexes = [models.Index(fields=["-confirmed_at"], name="people_line_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(line__isnull=True) | Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="people_line_raised_by_two",
            ),
            models.CheckConstraint(condition=Q(line__isnull=True) | Q(line__in=LINES), name="people_line_known"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(dropped_at__isnull=True), name="people_line_one_end"
            ),
        ]
