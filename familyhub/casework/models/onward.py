"""What a case sent on to children's social care or another authority, and their answer."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import Episode
from familyhub.core.handling import Handling as H
from familyhub.sharing.models import SharingDecision


class SentOn(models.Model):
    """Help for one child waits for somebody else's answer. Read with the child; `request` names what they decide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="sent_on")
    kind = models.CharField(max_length=8)
    request = models.UUIDField()
    reference = models.CharField(max_length=12)
    to_whom = models.CharField(max_length=120)
    words = models.TextField(max_length=2000)
    decision = models.ForeignKey(SharingDecision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    answer = models.CharField(max_length=12, default="")
    answered_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "episode", "request", "reference", "decision"), H.INTERNAL),
        **dict.fromkeys(("at", "by", "by_name", "answered_at"), H.INTERNAL),
        **dict.fromkeys(("kind", "to_whom", "words", "answer"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="casework_sent_on_answered_says_what",
            ),
            models.UniqueConstraint(
                fields=["episode", "kind"], condition=Q(answered_at__isnull=True), name="casework_sent_on_one_waits"
            ),
        ]
        indexes = [
            models.Index(fields=["request"], condition=Q(answered_at__isnull=True), name="casework_sent_on_waiting")
        ]
