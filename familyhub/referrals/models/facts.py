"""The facts about a request: each a row that says what, who, when and why, and that nobody changes."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.accounts.models import Staff, Team
from familyhub.core.handling import Handling as H
from familyhub.referrals.models.contacts import Contact
from familyhub.referrals.models.requests import Request

COMMON = dict.fromkeys(("id", "fence", "at", "by", "by_name"), H.INTERNAL)


class Step(models.Model):
    """The request came into a state."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    words = models.TextField(max_length=2000, blank=True)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "state", "version"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "version"], name="referrals_step_once")]


class Decision(models.Model):
    """What the front door decided, with level and reason; the sender's level is kept beside it (S0-14)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20)
    level_set = models.CharField(max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    senders_level = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(max_length=2000)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    team_why = models.TextField(max_length=1000, blank=True, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "outcome", "level_set", "level", "senders_level", "team"), H.INTERNAL),
        **dict.fromkeys(("reason", "team_why"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="referrals_decision_request")]


class Allocation(models.Model):
    """Who was given the request: first a team, then a worker in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="allocations")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, **dict.fromkeys(("request", "team", "worker"), H.INTERNAL), "words": H.SPECIAL}

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="referrals_allocation_request")]


class Return(models.Model):
    """The request went back to its sender for a coded reason, with a date; counted by agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="returns")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="returns")
    agency = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=4)
    reason = models.CharField(max_length=20)
    words = models.TextField(max_length=2000, blank=True)
    answer_by = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "contact", "agency", "source", "reason", "answer_by"), H.INTERNAL),
        "words": H.SPECIAL,
    }


class Answer(models.Model):
    """What a sender supplied after a return."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="answers")
    evidence = models.CharField(max_length=12)
    assessment_kind = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    assessment_reference = models.CharField(max_length=120, blank=True)
    action_wanted = models.TextField(max_length=2000, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("contact", "evidence"), H.INTERNAL),
        **dict.fromkeys(("assessment_kind", "assessed_on", "assessed_by"), H.SPECIAL),
        **dict.fromkeys(("assessment_reference", "action_wanted", "words"), H.SPECIAL),
    }


class OtherParent(models.Model):
    """Whether, how and what may be said to a parent who has not agreed: one parent's request is theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="other_parents")
    subject = models.UUIDField()
    may = models.CharField(max_length=8)
    how = models.TextField(max_length=500, blank=True)
    may_be_said = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "subject"), H.INTERNAL),
        **dict.fromkeys(("may", "how", "may_be_said"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="referrals_other_parent")]


class Reply(models.Model):
    """What the sender of a contact can read: the exact words, and nothing that is not here.

    `shown_from`: while a decision can be undone its sender reads nothing of it; null is at once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact_number = models.UUIDField()
    reference = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    word = models.CharField(max_length=20)
    words = models.TextField(max_length=2000)
    wants_answer_by = models.DateField(null=True)
    shown_from = models.DateTimeField(null=True)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "contact_number", "reference", "sent_at", "shown_from", "at"), H.INTERNAL),
        **dict.fromkeys(("word", "words", "wants_answer_by"), H.PERSONAL),
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "-at"], name="referrals_reply_fence")]


class SentBy(models.Model):
    """Which replies are a referrer's own: the list on the referrer's page starts here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    referrer = models.UUIDField()
    reference = models.CharField(max_length=12)
    sent_at = models.DateTimeField()
    own_label = models.CharField(max_length=80, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "referrer", "reference", "sent_at"), H.INTERNAL),
        "own_label": H.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["referrer", "-sent_at"], name="referrals_sent_by")]
