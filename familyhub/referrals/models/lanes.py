"""The MASH lane: the enquiry, what it holds back meanwhile, and what the desk took over."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.referrals.models.requests import Request
from familyhub.referrals.terms.requests import ENQUIRY_OVER

COMMON = dict.fromkeys(("id", "fence", "at", "by", "by_name"), H.INTERNAL)


class Enquiry(models.Model):
    """A MASH enquiry about a request (S4-10). At most one is open for a request.

    Its fence is its own, so that a team which is given the request later reads nothing of it. `rank` orders by colour.
    `decide_by` is one working day after the concern was received. `action_started_on` is when help began, not when it
    was intended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="enquiries")
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=24)
    colour = models.CharField(max_length=8, blank=True)
    rank = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    outcome = models.CharField(max_length=24, blank=True)
    decided_at = models.DateTimeField(null=True)
    action_started_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "request", "version", "state", "opened_at", "decide_by"), H.INTERNAL),
        **dict.fromkeys(("rank", "decided_at", "action_started_on", "closed_at"), H.INTERNAL),
        **dict.fromkeys(("colour", "outcome"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=~Q(state__in=[state.value for state in ENQUIRY_OVER]),
                name="referrals_enquiry_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(outcome=""), name="referrals_enquiry_decided_has_outcome"
            ),
        ]
        indexes = [
            models.Index(
                fields=["rank", "decide_by", "id"],
                name="referrals_enquiry_open",
                condition=~Q(state__in=[state.value for state in ENQUIRY_OVER]),
            )
        ]


class EnquiryStep(models.Model):
    """The enquiry came into a state, with the reason in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=24)
    words = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, **dict.fromkeys(("enquiry", "version", "state"), H.INTERNAL), "words": H.SPECIAL}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["enquiry", "version"], name="referrals_enquiry_step_once")]


class Hold(models.Model):
    """Nothing is done about this request while the enquiry is open: no allocation, call, letter or visit.

    `decide_by` is the hold's own clock. Released by the decision maker, in words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="holds")
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="holds")
    placed_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.UUIDField(null=True)
    released_by_name = models.CharField(max_length=120, blank=True)
    words = models.TextField(max_length=2000, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "request", "enquiry", "placed_at", "decide_by"), H.INTERNAL),
        **dict.fromkeys(("released_at", "released_by", "released_by_name"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "enquiry"], condition=Q(released_at__isnull=True), name="referrals_hold_once"
            )
        ]
        indexes = [
            models.Index(fields=["decide_by"], name="referrals_hold_open", condition=Q(released_at__isnull=True)),
            models.Index(fields=["enquiry"], name="referrals_hold_enquiry"),
        ]


class WithDesk(models.Model):
    """The neutral line that an officer reads in place of a request which the desk took over.

    It says the same for a protected person, for the daily sample and for a declared relation; why is written behind
    the request's own fence. `against` is the one officer who reads it, null for all.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request_number = models.UUIDField()
    reference = models.CharField(max_length=12)
    lane = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    received_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    against = models.UUIDField(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    handling = dict.fromkeys(
        (
            *("id", "fence", "request_number", "reference", "lane", "rank", "received_at", "decide_by", "against"),
            *("since", "until"),
        ),
        H.PROTECTED,
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["rank", "decide_by", "id"], name="referrals_desk_board", condition=Q(until__isnull=True)
            ),
            models.Index(fields=["request_number"], name="referrals_desk_request"),
        ]


class DeskReason(models.Model):
    """Why the desk took a request over; behind the request's fence, where the desk alone reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="desk_reasons")
    why = models.CharField(max_length=12)
    at = models.DateTimeField()
    handling = {**dict.fromkeys(("id", "fence", "request", "at"), H.INTERNAL), "why": H.PROTECTED}


class Joining(models.Model):
    """One request was found to be about the same child as another, and became part of it. A fact; undone by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="joinings")
    into = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="received_joinings")
    because = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**COMMON, **dict.fromkeys(("request", "into"), H.INTERNAL), "because": H.SPECIAL}
