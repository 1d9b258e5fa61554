"""Tasks: for whom, about what, due, done."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling
from familyhub.work.terms import DoneBecause

H = Handling


class Task(models.Model):
    """Something that one person or one team (`holder`) is to do about one object. Its fence is the object's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    holder = models.UUIDField()
    about_kind = models.CharField(max_length=40)
    about = models.UUIDField()
    words = models.CharField(max_length=200)
    due_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    done_because = models.CharField(max_length=20, choices=[("", ""), *((r.value, r.value) for r in DoneBecause)])
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "holder": H.INTERNAL,
        "about_kind": H.INTERNAL,
        "about": H.INTERNAL,
        "words": H.SPECIAL,
        "due_at": H.INTERNAL,
        "made_at": H.INTERNAL,
        "made_by": H.INTERNAL,
        "done_at": H.INTERNAL,
        "done_by": H.INTERNAL,
        "done_because": H.INTERNAL,
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["holder", "due_at", "made_at"], condition=Q(done_at__isnull=True), name="work_open_of_holder"
            ),
            models.Index(fields=["about", "made_at"], name="work_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_because="") | (Q(done_at__isnull=False) & ~Q(done_because="")),
                name="work_done_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(done_at__gte=F("made_at")), name="work_done_after_made"
            ),
        ]
