"""Support before, during and after a specialist programme, and the list of programmes (S2-15)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff
from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.programmes import Phase
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

PHASE_KNOWN = Q(phase__in=[phase.value for phase in Phase])


class Programme(models.Model):
    """One line of the list of programmes, as the authority edits it. `is_secret`: its very name tells too much.

    It names nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, default="")
    is_secret = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = dict.fromkeys(("id", "name", "about", "is_secret", "valid_from", "valid_to"), H.PUBLIC)


class Support(models.Model):
    """Somebody is supported around a programme. The fence is the case's, of a secret one its compartment's.

    `behind`: the fence of whom it is about.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    record = AboutPerson()
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    promotes = ArrayField(models.CharField(max_length=12))
    words = models.TextField()
    supporter = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    supporter_name = models.CharField(max_length=120, default="")
    phase = models.CharField(max_length=8)
    since = models.DateField()
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "supporter", "version"), H.INTERNAL),
        **dict.fromkeys(("record", "supporter_name"), H.PERSONAL),
        **dict.fromkeys(("programme", "promotes", "words", "phase", "since", "next_on"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case", "at", "id"], name="casework_support_of_case")]
        constraints = [
            models.CheckConstraint(condition=PHASE_KNOWN, name="casework_support_phase"),
            models.CheckConstraint(
                condition=Q(phase="over", next_on__isnull=True) | (~Q(phase="over") & Q(next_on__isnull=False)),
                name="casework_support_has_next",
            ),
        ]


class SupportStep(models.Model):
    """Which phase it was from a day on, and how it went. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    support = models.ForeignKey(Support, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    phase = models.CharField(max_length=8)
    on = models.DateField()
    words = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("support", "version"), H.INTERNAL),
        **dict.fromkeys(("phase", "on", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=PHASE_KNOWN, name="casework_support_step_phase"),
            models.UniqueConstraint(fields=["support", "version"], name="casework_support_step_once"),
        ]
