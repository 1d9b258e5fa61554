"""Drafts of an authority's own question sets: sections and questions to put in order, until a version is published."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H

UNDER_WAY = Q(state__in=["draft", "ready"])


class SetDraft(models.Model):
    """The next version of a set. `said`: title, about, valid_from, valid_to (days as 2026-04-01), as the file has them.

    `before` is the version that it follows, null for the first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=40)
    before = models.PositiveIntegerField(null=True)
    said = models.JSONField()
    state = models.CharField(max_length=12)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)
    handling = dict.fromkeys(
        ("id", "code", "before", "said", "state", "version", "changed_at", "changed_by_name"), H.INTERNAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=UNDER_WAY, name="casework_set_one_draft"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "ready", "published", "stopped"]), name="casework_set_draft_state"
            ),
        ]


class SetPiece(models.Model):
    """A section (`within` null) or a question of one. `said` is what the file says of it, choices as pairs in order.

    What was taken out (`is_out`) can be put back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    draft = models.ForeignKey(SetDraft, on_delete=models.PROTECT, related_name="pieces")
    within = models.ForeignKey("self", on_delete=models.PROTECT, related_name="questions", null=True)
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    said = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    is_out = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=120)
    handling = dict.fromkeys(
        ("id", "draft", "within", "number", "code", "said", "version", "is_out", "changed_at", "changed_by_name"),
        H.INTERNAL,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "within", "code"], nulls_distinct=False, name="casework_set_piece_code_once"
            )
        ]


class SetDraftStep(models.Model):
    """What somebody did to a draft. A fact: it says who drafted what another publishes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    draft = models.ForeignKey(SetDraft, on_delete=models.PROTECT, related_name="steps")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = dict.fromkeys(("id", "draft", "words", "at", "by", "by_name"), H.INTERNAL)
