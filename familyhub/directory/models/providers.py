"""Who answers for a listing, the links they were sent, and listings that were joined. Work addresses, nobody's home."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.directory.models.handled import internal
from familyhub.directory.models.listings import Service
from familyhub.directory.models.provenance import Revision


class Owner(models.Model):
    """The work address of whoever answers for a listing. `reminded_on`: when they were last asked to look at it."""

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.PROTECT, related_name="owner")
    email = models.CharField(max_length=254)
    reminded_on = models.DateField(null=True)
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)
    handling = internal("service", "email", "reminded_on", "set_at", "set_by_name")


class ProviderLink(models.Model):
    """A link to one listing, sent to one address. Of its secret the digest is kept: the letter alone holds it.

    `note`: what the editors wrote to whoever opens it, in their own words.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="links")
    email = models.CharField(max_length=254)
    secret_hash = models.CharField(max_length=64, unique=True)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    used_at = models.DateTimeField(null=True)
    handling = internal(
        *("id", "service", "email", "secret_hash", "note", "made_at", "made_by_name", "expires_at", "withdrawn_at"),
        *("withdrawn_by_name", "used_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["service", "-made_at"], name="directory_link_of_service")]


class Joined(models.Model):
    """Two listings were one: `stays` is shown, `goes` was closed and points to it.

    `before`: what `stays` said until then; `goes_was`: how far `goes` had come. Undone, both stand as they stood.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    stays = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="joined")
    goes = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="joined_into")
    before = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")
    goes_was = models.CharField(max_length=10)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    undone_at = models.DateTimeField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    handling = internal(*("id", "stays", "goes", "before", "goes_was", "at", "by_name", "undone_at", "undone_by_name"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(stays=F("goes")), name="directory_joined_two"),
            models.UniqueConstraint(
                fields=["goes"], condition=Q(undone_at__isnull=True), name="directory_joined_into_one"
            ),
        ]
