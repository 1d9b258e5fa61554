"""Young carers: that a child is one, and what became of the offer of an assessment (S4-35)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.carers import Offer
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

STATE_KNOWN = Q(state__in=[state.value for state in Offer])


class YoungCarer(models.Model):
    """A child of a case cares for somebody. `behind`: the child's fence. Who is cared for, and why, stands elsewhere.

    `since_on`: when the offer came to its present state; `offer_due_on`: by when it was first to be offered;
    `offered_on`: when it was first offered; `due_on`: by when the next thing is done.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    record = AboutPerson()
    cares = ArrayField(models.CharField(max_length=12))
    cares_since = models.DateField(null=True)
    found_by = models.CharField(max_length=8)
    source = models.CharField(max_length=200, default="")
    child_words = models.TextField(default="")
    why_no_words = models.CharField(max_length=200, default="")
    need = models.UUIDField()
    state = models.CharField(max_length=8)
    since_on = models.DateField()
    offer_due_on = models.DateField()
    offered_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "need", "version"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("cares", "cares_since", "found_by", "source", "child_words", "why_no_words"), H.SPECIAL),
        **dict.fromkeys(("state", "since_on", "offer_due_on", "offered_on", "due_on"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "at", "id"], name="casework_carer_of_case")]
        constraints = [
            models.CheckConstraint(condition=STATE_KNOWN, name="casework_carer_state_known"),
            # whoever marks a child holds the case and sees the child, and with it whether the child is marked
            models.UniqueConstraint(
                fields=["fence", "record"], condition=~Q(state=Offer.ENDED.value), name="casework_carer_once"
            ),
        ]


class CaredFor(models.Model):
    """Whom a young carer cares for and why. Read with the child, and with whom it is about where they are named."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    carer = models.OneToOneField(YoungCarer, on_delete=models.PROTECT, related_name="cared_for")
    record = AboutPerson(null=True)
    kind = models.CharField(max_length=12)
    words = models.TextField(default="")
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "carer"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("kind", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False) | Q(words=""), name="casework_cared_for_named_or_silent"
            )
        ]


class CarerStep(models.Model):
    """How far the offer has come from a day on, what was said, and what the child said. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    carer = models.ForeignKey(YoungCarer, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    on = models.DateField()
    words = models.TextField(default="")
    child_words = models.TextField(default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("carer", "version"), H.INTERNAL),
        **dict.fromkeys(("state", "on", "words", "child_words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_KNOWN, name="casework_carer_step_state"),
            models.UniqueConstraint(fields=["carer", "version"], name="casework_carer_step_once"),
        ]
