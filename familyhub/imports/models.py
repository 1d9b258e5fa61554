"""Files of people's data on their way in. What stands here is staged: the service is never run from it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.imports.terms.rows import Stand, State
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

OPEN = (State.READY.value, State.DECIDED.value)


class Intake(models.Model):
    """One file. `digest` is the SHA-256 of its bytes: the same file again is this one. `counts`: rows by what they
    came to, kept in step by each batch, so that nothing is ever counted in a page.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    feed = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    stand = models.CharField(max_length=8)
    counts = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "feed", "digest", "rows", "stand", "counts", "made_at", "made_by"), H.INTERNAL),
        **dict.fromkeys(("made_by_name", "ended_at"), H.INTERNAL),
        "name": H.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["-made_at"], name="imports_intake_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=[s.value for s in Stand]), name="imports_intake_stand_known")
        ]


class Row(models.Model):
    """One row. `digest` is of what it says, so that the same row in another file is known again. `is_held`: of a
    protected family, behind a fence of its own that no county-wide right opens. `asked`: about whom in the row somebody
    must decide ("baby", "mother"); `decisions`: by whom asked about, a record's id or "new".
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+")
    feed = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    number = models.PositiveIntegerField()
    event = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    values = models.JSONField()
    state = models.CharField(max_length=8)
    became = models.CharField(max_length=10, default="")
    mistakes = models.JSONField(default=list)
    why = models.CharField(max_length=200, default="")
    is_held = models.BooleanField(default=False)
    record = AboutPerson(null=True)
    asked = models.CharField(max_length=8, default="")
    decisions = models.JSONField(default=dict)
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(
            ("id", "fence", "intake", "feed", "made_at", "number", "event", "digest", "state", "became"), H.INTERNAL
        ),
        **dict.fromkeys(("mistakes", "record", "asked", "decisions", "decided_by", "decided_at"), H.INTERNAL),
        "values": H.PROTECTED,
        "why": H.SPECIAL,
        "is_held": H.PROTECTED,
    }

    class Meta:
        indexes = [
            models.Index(fields=["intake", "state", "number"], name="imports_row_next"),
            models.Index(fields=["digest"], name="imports_row_digest"),
            models.Index(fields=["made_at", "id"], condition=Q(state=State.REVIEW.value), name="imports_row_review"),
            models.Index(
                fields=["intake"], condition=Q(event="death") & ~Q(state=State.DONE.value), name="imports_row_deaths"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="imports_row_state_known"),
            models.UniqueConstraint(fields=["intake", "number"], name="imports_row_once"),
        ]
