"""What somebody tells us about a listing. It may hold a family's worry: fenced, and its words are not kept for long."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.directory.models.listings import Service
from familyhub.directory.terms import FeedbackState


class Feedback(models.Model):
    """`words` as they were typed, `reach`: how to reach whoever wrote, if they said.

    Both are emptied when it goes to the front door, which keeps them behind its own fence, and some time after it was
    closed. `outcome`: what the editors did, in their own words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    reach = models.CharField(max_length=254, blank=True)
    state = models.CharField(max_length=9)
    outcome = models.TextField(blank=True)
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    handling = dict.fromkeys(
        ("id", "fence", "service", "state", "outcome", "received_at", "decided_at", "decided_by_name"), H.INTERNAL
    ) | {"words": H.SPECIAL, "reach": H.PERSONAL}

    class Meta:
        indexes = [models.Index(fields=["state", "received_at"], name="directory_feedback_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in FeedbackState]), name="directory_feedback_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=FeedbackState.WENT.value) | Q(words="", reach=""),
                name="directory_feedback_that_went_says_nothing",
            ),
        ]
