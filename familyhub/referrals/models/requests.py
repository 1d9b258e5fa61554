"""The request: what the service does about what arrived. It holds where things stand; the facts say how."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff, Team
from familyhub.core.handling import Handling as H
from familyhub.referrals.terms import AT_FRONT_DOOR, WITH_TEAM


class Request(models.Model):
    """One request for help. `version` grows by one with every step, so that two tabs cannot both decide."""

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
    handling = {
        **dict.fromkeys(("id", "fence", "reference", "version", "lane", "rank", "state"), H.INTERNAL),
        **dict.fromkeys(("received_at", "decide_by", "allocate_by", "first_contact_by", "answer_by"), H.INTERNAL),
        **dict.fromkeys(("place", "team", "worker", "changed_at", "level"), H.INTERNAL),
        **dict.fromkeys(("postcode", "lsoa", "decile", "area", "cluster", "district"), H.PROTECTED),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place="known") | Q(postcode="", lsoa="", area="", cluster="", district=""),
                name="referrals_request_place_only_when_known",
            )
        ]
        indexes = [
            models.Index(
                fields=["rank", "decide_by", "id"],
                name="referrals_request_board",
                condition=Q(state__in=[state.value for state in AT_FRONT_DOOR]),
            ),
            models.Index(
                fields=["team", "allocate_by", "id"],
                name="referrals_request_team",
                condition=Q(state__in=[state.value for state in WITH_TEAM]),
            ),
            models.Index(
                fields=["worker", "first_contact_by", "id"],
                name="referrals_request_worker",
                condition=Q(state__in=[state.value for state in WITH_TEAM]),
            ),
        ]
