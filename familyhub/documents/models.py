"""Files: what is known of each, its bytes apart, what it is attached to, and whom it is about."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.documents.terms import State
from familyhub.people.fields import AboutPerson

STATES = [(state.value, state.value) for state in State]


class Document(models.Model):
    """One file. Its fence is its own: seen by whoever kept it, and by whoever sees what it is attached to.

    `name` is made by us; `original_name` is the sender's, cleaned. `sent_with` is what it was first attached to, empty
    while it waits in an unsent form. `next_check_at` is when the scanner is asked (again).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    name = models.CharField(max_length=60)
    original_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=STATES)
    kept_at = models.DateTimeField()
    by = models.UUIDField()
    sent_with = models.UUIDField(null=True)
    tries = models.PositiveIntegerField()
    next_check_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "name", "kind", "size", "state", "kept_at", "by"), H.INTERNAL),
        **dict.fromkeys(("sent_with", "tries", "next_check_at", "scanned_at"), H.INTERNAL),
        "original_name": H.SPECIAL,
        "sha256": H.SPECIAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["by", "-kept_at"], name="documents_by"),
            models.Index(fields=["next_check_at"], condition=Q(state="quarantined"), name="documents_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="quarantined", scanned_at__isnull=True, next_check_at__isnull=False)
                | (~Q(state="quarantined") & Q(scanned_at__isnull=False, next_check_at__isnull=True)),
                name="documents_open_only_when_scanned",
            ),
            models.CheckConstraint(condition=Q(fence=F("id")), name="documents_fence_is_own"),
        ]


class DocumentContent(models.Model):
    """The bytes, in a row of their own so that no list loads them; gone when the file is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="content")
    body = models.BinaryField()
    handling = {"id": H.INTERNAL, "fence": H.INTERNAL, "document": H.INTERNAL, "body": H.SPECIAL}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fence=F("document")), name="documents_content_fence_is_own"),
        ]


class Attachment(models.Model):
    """A file hangs on something: its kind and number (no foreign key), and that thing's fence and class."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=40)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="attachments")
    about_kind = models.CharField(max_length=40)
    about = models.UUIDField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    handling = dict.fromkeys(("id", "fence", "wide", "document", "about_kind", "about", "at", "by"), H.INTERNAL)

    class Meta:
        indexes = [models.Index(fields=["about", "at"], name="documents_about")]


class AttachmentPerson(models.Model):
    """Somebody whom an attached file is about, once it is known who they are."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=40)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="people")
    record = AboutPerson()
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "wide", "attachment", "at"), H.INTERNAL),
        "record": H.PERSONAL,
    }
