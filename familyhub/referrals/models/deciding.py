"""What the officer's page adds: a decision undone, a reply taken back, a joining undone, and phrases to pick from."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.referrals.models.facts import Reply
from familyhub.referrals.models.lanes import Joining
from familyhub.referrals.models.requests import Request

COMMON = dict.fromkeys(("id", "fence", "at", "by", "by_name"), H.INTERNAL)


class Undone(models.Model):
    """A decision, or a return to the sender, was taken back before anything of it was sent. The decision stays a fact.

    `decided_at` is the moment of the decision, or return, that this undoes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="undone")
    decided_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, **dict.fromkeys(("request", "decided_at"), H.INTERNAL)}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "decided_at"], name="referrals_undone_once")]


class ReplyTakenBack(models.Model):
    """A reply that its sender never read, behind the same fence: from now on it is not there for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="taken_back")
    at = models.DateTimeField()
    handling = dict.fromkeys(("id", "fence", "reply", "at"), H.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reply"], name="referrals_reply_taken_back_once")]


class Separation(models.Model):
    """A joining was undone: the two are not about the same family after all, and are not joined by themselves again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    joining = models.ForeignKey(Joining, on_delete=models.PROTECT, related_name="separations")
    because = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, "joining": H.INTERNAL, "because": H.SPECIAL}


class ReasonPhrase(models.Model):
    """A phrase of the authority's own, from `valid_from` up to but not on `valid_to`.

    `use` is `reason` (put into the reason of a decision) or `harm` (words that speak of harm, beside those in code).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    use = models.CharField(max_length=8, choices=[("reason", "reason"), ("harm", "harm")])
    words = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = dict.fromkeys(("id", "use", "words", "valid_from", "valid_to"), H.PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="referrals_phrase_ends_after_start",
            )
        ]
