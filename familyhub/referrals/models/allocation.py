"""Facts of allocation: given back, tried, not reached, passed to another authority, added, withdrawn, opened again."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff, Team
from familyhub.core.handling import Handling as H
from familyhub.referrals.models.contacts import Contact
from familyhub.referrals.models.facts import COMMON
from familyhub.referrals.models.requests import Request


class GivenBack(models.Model):
    """A worker gave it back to the coordinator, or a team to the front door, for a coded reason; counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="given_back")
    to = models.CharField(max_length=12)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=24)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "to", "team", "worker", "reason"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["request", "at"], name="referrals_back_request"),
            models.Index(fields=["team", "at"], name="referrals_back_team"),
        ]


class ContactAttempt(models.Model):
    """One attempt to reach the family: way, time, result. `is_against_rules`: a message where none is known safe."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="attempts")
    way = models.CharField(max_length=8)
    result = models.CharField(max_length=16)
    tried_at = models.DateTimeField()
    is_against_rules = models.BooleanField(default=False)
    words = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "way", "result", "tried_at", "is_against_rules"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["request", "tried_at"], name="referrals_attempt_request")]


class NotReached(models.Model):
    """The family cannot be reached: has the worry grown? The coordinator answers; at most one question is open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="not_reached")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    answer = models.CharField(max_length=16, blank=True)
    answer_words = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answered_by_name = models.CharField(max_length=120, blank=True)
    handling = {
        **COMMON,
        **dict.fromkeys(("request", "team", "due_at", "answered_at", "answered_by", "answered_by_name"), H.INTERNAL),
        **dict.fromkeys(("words", "answer", "answer_words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(answered_at__isnull=True), name="referrals_not_reached_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="referrals_not_reached_answered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["team", "due_at", "id"],
                name="referrals_not_reached_open",
                condition=Q(answered_at__isnull=True),
            )
        ]


class Transfer(models.Model):
    """Passed to another authority. It is over when they say that they have it, not when we say that we sent it.

    `phone_by` null: no safeguarding concern. `receipt_by` is a local standard.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="transfers")
    opened_at = models.DateTimeField()
    phone_by = models.DateTimeField(null=True)
    receipt_by = models.DateTimeField()
    authority = models.CharField(max_length=9, blank=True)
    authority_name = models.CharField(max_length=120, blank=True)
    way = models.CharField(max_length=8, blank=True)
    basis = models.CharField(max_length=8, blank=True)
    what = models.TextField(max_length=2000, blank=True)
    phoned_to = models.CharField(max_length=120, blank=True)
    passed_at = models.DateTimeField(null=True)
    passed_by = models.UUIDField(null=True)
    passed_by_name = models.CharField(max_length=120, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=120, blank=True)
    their_reference = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "request", "opened_at", "phone_by", "receipt_by", "ended_at"), H.INTERNAL),
        **dict.fromkeys(("way", "basis", "passed_at", "passed_by", "passed_by_name", "received_at"), H.INTERNAL),
        **dict.fromkeys(("authority", "authority_name"), H.PROTECTED),
        **dict.fromkeys(("phoned_to", "received_by", "their_reference"), H.PERSONAL),
        "what": H.SPECIAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at__isnull=True), name="referrals_transfer_one_open"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(passed_at__isnull=False), name="referrals_transfer_in_order"
            ),
        ]
        indexes = [
            models.Index(
                fields=["receipt_by", "id"], name="referrals_transfer_open", condition=Q(ended_at__isnull=True)
            )
        ]


class Addition(models.Model):
    """What a sender added to their own referral, with its date; behind the contact's own fence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="additions")
    is_safeguarding = models.BooleanField()
    words = models.TextField(max_length=10000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **COMMON,
        "contact": H.INTERNAL,
        **dict.fromkeys(("is_safeguarding", "words"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["contact", "at"], name="referrals_addition_contact")]


class Withdrawal(models.Model):
    """A sender took back what they sent, for a coded reason; behind the contact's own fence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="withdrawals")
    reason = models.CharField(max_length=16)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, **dict.fromkeys(("contact", "reason"), H.INTERNAL), "words": H.SPECIAL}

    class Meta:
        indexes = [models.Index(fields=["contact"], name="referrals_withdrawal_contact")]


class Reopening(models.Model):
    """A request that had ended was opened again, with the same reference; its clocks run from here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="reopenings")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, "request": H.INTERNAL, "words": H.SPECIAL}

    class Meta:
        indexes = [models.Index(fields=["request", "at"], name="referrals_reopening_request")]
