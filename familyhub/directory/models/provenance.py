"""Where each field comes from, and what a listing said before."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.directory.models.handled import internal
from familyhub.directory.models.listings import Service


class Origin(models.Model):
    """A field of a service that was written here and not by its feed: a later feed leaves it alone.

    Every field without a row here comes from the service's own `source`, or was written here with the service.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="origins")
    field = models.CharField(max_length=40)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    handling = internal("id", "service", "field", "at", "by_name")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "field"], name="directory_origin_one_a_field")]


class Revision(models.Model):
    """What a listing said from a moment on, as a document of the standard. Never changed: undo writes another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="revisions")
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    source = models.ForeignKey("directory.Feed", on_delete=models.PROTECT, null=True, related_name="+")
    document = models.JSONField()
    handling = internal("id", "service", "at", "by_name", "source", "document")

    class Meta:
        indexes = [models.Index(fields=["service", "-at"], name="directory_revision_newest")]
