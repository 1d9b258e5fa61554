"""The request: what the service does about what arrived. It holds where things stand; the facts say how."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff, Team
from familyhub.core.handling import Handling as H
from familyhub.referrals.terms.allocation import NOT_YET
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, WITH_TEAM, State


class Request(models.Model):
    """One request for help. `version` grows by one with every step, so that two tabs cannot both decide.

    Every contact opens one at once, so that nothing waits for a match. One found to be about the same child is
    `joined_to` the earlier and is no request of its own any more: its contacts are counted, it is not.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    reference = models.CharField(max_length=12, unique=True)
    version = models.PositiveIntegerField(default=1)
    lane = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=24)
    received_at = models.DateTimeField()
    decide_by = models.DateTimeField()
    allocate_by = models.DateTimeField()
    first_contact_by = models.DateTimeField()
    answer_by = models.DateField(null=True)
    place = models.CharField(max_length=20)
    postcode = models.CharField(max_length=8, blank=True)
    lsoa = models.CharField(max_length=9, blank=True)
    decile = models.PositiveSmallIntegerField(null=True)
    area = models.CharField(max_length=20, blank=True)
    cluster = models.CharField(max_length=20, blank=True)
    district = models.CharField(max_length=20, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    joined_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")
    claimed_by = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "reference", "version", "lane", "rank", "state"), H.INTERNAL),
        **dict.fromkeys(("received_at", "decide_by", "allocate_by", "first_contact_by", "answer_by"), H.INTERNAL),
        **dict.fromkeys(("place", "team", "worker", "changed_at", "level"), H.INTERNAL),
        **dict.fromkeys(("joined_to", "claimed_by", "claimed_until"), H.INTERNAL),
        **dict.fromkeys(("postcode", "lsoa", "decile", "area", "cluster", "district"), H.PROTECTED),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place="known") | Q(postcode="", lsoa="", area="", cluster="", district=""),
                name="referrals_request_place_only_when_known",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.JOINED.value) & Q(joined_to__isnull=False))
                | (~Q(state=State.JOINED.value) & Q(joined_to__isnull=True)),
                name="referrals_request_joined_says_to_which",
            ),
        ]
        indexes = [
            models.Index(
                fields=["rank", "decide_by", "id"],
                name="referrals_request_board",
                condition=Q(state__in=[state.value for state in AT_FRONT_DOOR]),
            ),
            models.Index(
                fields=["claimed_by"], name="referrals_request_claimed", condition=Q(claimed_by__isnull=False)
            ),
            models.Index(
                fields=["team", "allocate_by", "id"],
                name="referrals_request_team",
                condition=Q(state__in=[state.value for state in WITH_TEAM]),
            ),
            models.Index(
                fields=["team", "allocate_by", "id"],
                name="referrals_request_not_yet",
                condition=Q(state__in=[state.value for state in NOT_YET]),
            ),
            models.Index(
                fields=["worker", "first_contact_by", "id"],
                name="referrals_request_worker",
                condition=Q(state__in=[state.value for state in WITH_TEAM]),
            ),
        ]
