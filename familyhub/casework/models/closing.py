"""Six months after help ended: has it lasted?"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import Episode
from familyhub.core.handling import Handling as H


class SustainmentCheck(models.Model):
    """The family is asked if it has lasted, once for each closing. Read with the child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="checks")
    due_on = models.DateField()
    result = models.CharField(max_length=12, default="")
    words = models.TextField(default="")
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "episode", "done_at", "done_by"), H.INTERNAL),
        **dict.fromkeys(("due_on", "result", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, result="") | (Q(done_at__isnull=False) & ~Q(result="")),
                name="casework_check_done_has_result",
            ),
            models.UniqueConstraint(
                fields=["episode"], condition=Q(done_at__isnull=True), name="casework_check_one_waits"
            ),
        ]
