"""What a family needs, each need coded in a dated framework, and what became of it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.plans import NeedState
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Need(models.Model):
    """One need of one person, or of the whole family where `record` is empty.

    The fence is the case's, or the case's compartment for a need whose very name is restricted. `behind`: the fences of
    whom it is about, and of everybody of the case where it is about all. `found_by`: the assessment that found it.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    record = AboutPerson(null=True)
    framework = models.CharField(max_length=12)
    code = models.CharField(max_length=12)
    words = models.TextField()
    found_by = models.UUIDField(null=True)
    state = models.CharField(max_length=12, default=NeedState.OPEN.value)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "found_by", "version"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("framework", "code", "words", "state"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="casework_need_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in NeedState]), name="casework_need_state_known"
            ),
        ]


class NeedStep(models.Model):
    """A need's state from this moment on, with words. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    words = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("need", "version"), H.INTERNAL),
        **dict.fromkeys(("state", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "version"], name="casework_need_step_once")]
