"""That somebody has died: as told once, and as taken back by somebody else where it was told of the wrong person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Death(models.Model):
    """One death as it was told. `known_by` is how it is known, empty where a feed told it. The newest that is not
    undone holds; who told it cannot undo it.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    died_on = models.DateField()
    known_by = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_name = models.CharField(max_length=200, default="")
    undone_why = models.CharField(max_length=1000, default="")
    handling = {
        **dict.fromkeys(
            ("id", "fence", "record", "at", "by", "by_name", "undone_at", "undone_by", "undone_name"), H.INTERNAL
        ),
        **dict.fromkeys(("died_on", "known_by", "undone_why"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["record", "-at"], name="people_death_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(by__isnull=True) | Q(undone_by__isnull=True) | ~Q(undone_by=F("by")),
                name="people_death_undone_by_another",
            )
        ]
