"""Copies made for one recipient, what happened to each, and what no copy may hold."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.releases import OPEN_STATES, ReleaseState
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

UNSIGNED = Q(state__in=sorted(state.value for state in OPEN_STATES))


class Particular(models.Model):
    """Something by which one person can be found or known: no copy for anybody holds it. `behind`: that person's."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    record = AboutPerson()
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=120)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        "behind": H.INTERNAL,
        "record": H.PERSONAL,
        **dict.fromkeys(("kind", "words"), H.PROTECTED),
    }


class ParticularEnd(models.Model):
    """That it was added wrongly, and why: from then on copies may hold it. A fact; what was added stays on record."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    particular = models.OneToOneField(Particular, on_delete=models.PROTECT, related_name="end")
    words = models.TextField(max_length=2000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**FACT, **dict.fromkeys(("behind", "particular"), H.INTERNAL), "words": H.PROTECTED}


class Release(models.Model):
    """A copy of one document for one recipient. `behind`: the fences of everybody of the case: whoever prepares it
    reads all of the document.

    `about` is the document's number, `taken_out` the keys of sentences taken out by hand, `copy` and `keys` what was
    signed. `number` is printed on every page.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    kind = models.CharField(max_length=12)
    about = models.UUIDField()
    record = AboutPerson()
    number = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=ReleaseState.BEGUN.value)
    version = models.PositiveIntegerField(default=1)
    basis = models.CharField(max_length=16, default="")
    necessity = models.TextField(max_length=2000, default="")
    taken_out = ArrayField(models.CharField(max_length=20), default=list)
    copy = models.JSONField(default=list)
    keys = ArrayField(models.CharField(max_length=20), default=list)
    document = models.UUIDField(null=True)
    letter = models.UUIDField(null=True)
    is_posted = models.BooleanField(default=False)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by = models.UUIDField(null=True)
    signed_by_name = models.CharField(max_length=120, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "case", "behind", "kind", "about", "number", "state", "version"), H.INTERNAL),
        **dict.fromkeys(
            ("taken_out", "keys", "document", "letter", "is_posted", "made_by", "made_by_name"), H.INTERNAL
        ),
        **dict.fromkeys(("made_at", "signed_at", "signed_by", "signed_by_name"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("basis", "necessity", "copy"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "about", "record"], condition=UNSIGNED, name="casework_release_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ReleaseState]), name="casework_release_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False, document__isnull=False, letter__isnull=False),
                name="casework_release_signed_is_made",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=models.F("made_by")),
                name="casework_release_signed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["case", "-made_at", "id"], name="casework_release_of_case")]


class ReleaseStep(models.Model):
    """What happened to a copy, in order. A fact, read by those who see everybody of the case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12)
    how = models.CharField(max_length=8, default="")
    words = models.TextField(max_length=2000, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "release", "kind"), H.INTERNAL),
        **dict.fromkeys(("how", "words"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["release", "at"], name="casework_release_step_of")]
