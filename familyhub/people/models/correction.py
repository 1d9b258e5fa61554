"""What was wrong about somebody and was put right: the old value stays, with the reason."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet
from familyhub.people.terms import Corrected


class Correction(models.Model):
    """One value of one record that was corrected, as it was and as it is since. Append-only."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    what = models.CharField(max_length=10)
    was = models.CharField(max_length=250)
    now = models.CharField(max_length=250)
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    handling = {
        **dict.fromkeys(("id", "fence", "record", "what", "at", "by", "by_name"), H.INTERNAL),
        **dict.fromkeys(("was", "now"), H.PERSONAL),
        "why": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["record", "-at"], name="people_correction_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=[str(one) for one in Corrected]), name="people_correction_known"
            )
        ]
