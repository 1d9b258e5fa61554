"""Feeds of other publishers, each reading of one, and the changes that wait for an editor."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.directory.models.handled import internal
from familyhub.directory.models.listings import Service
from familyhub.directory.terms import Decision, FeedKind, What


class Feed(models.Model):
    """Another publisher's listings, by the address or the file that they come from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=8)
    address = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    handling = internal("id", "code", "kind", "address", "made_at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in FeedKind]), name="directory_feed_kind_known")
        ]


class Run(models.Model):
    """One reading of a feed. `next_page`: where it goes on after it was broken off; `ended_at`: all of it was read.

    `digests`: one of each page's numbers, so that a page that comes again is known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="runs")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200)
    next_page = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    digests = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    refused = models.TextField(blank=True)
    handling = internal(
        *("id", "feed", "started_at", "ended_at", "by_name", "next_page", "pages", "read", "same", "digests", "report"),
        "refused",
    )


class Change(models.Model):
    """A change that waits: what a feed or a provider would have a listing say. `differences`: field by field.

    `service` is null for a new one. `twin`: a listing that may be the same, proposed for joining.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, related_name="changes")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="changes")
    key = models.CharField(max_length=200)
    what = models.CharField(max_length=8)
    document = models.JSONField(null=True)
    differences = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    twin = models.ForeignKey(Service, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    decision = models.CharField(max_length=8, default=Decision.WAITING.value)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    handling = internal(
        *("id", "run", "service", "key", "what", "document", "differences", "warnings", "twin", "made_at"),
        *("made_by_name", "decision", "decided_at", "decided_by_name"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="directory_change_one_a_service_and_run"),
            models.CheckConstraint(condition=Q(what__in=[w.value for w in What]), name="directory_change_what_known"),
            models.CheckConstraint(
                condition=Q(decision__in=[d.value for d in Decision]), name="directory_change_decision_known"
            ),
        ]
        indexes = [models.Index(fields=["decision", "made_at"], name="directory_change_waiting")]
