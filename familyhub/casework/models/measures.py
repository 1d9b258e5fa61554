"""Outcome measures: a score of somebody, before, on the way and after help."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.measures import Stage
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Measure(models.Model):
    """One score. Of a licensed tool the score is all that is kept. A fact: a later one stands beside it."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    record = AboutPerson()
    tool = models.CharField(max_length=12)
    stage = models.CharField(max_length=8)
    score = models.DecimalField(max_digits=5, decimal_places=1)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        "behind": H.INTERNAL,
        "record": H.PERSONAL,
        **dict.fromkeys(("tool", "stage", "score", "on"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "on", "at"], name="casework_measure_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="casework_measure_stage_known"
            ),
        ]
