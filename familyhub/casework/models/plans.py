"""Family plans: what each version says, and how far each action has come."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff
from familyhub.casework.models.episodes import FACT
from familyhub.core.handling import Handling as H

DRAFT = Q(published_at__isnull=True)


class Offer(models.Model):
    """One line of the menu of interventions, as the authority edits it. It names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=300, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = dict.fromkeys(("id", "name", "about", "valid_from", "valid_to"), H.PUBLIC)


class Plan(models.Model):
    """One version of a family's plan. Once agreed it is never changed: the next version starts from it.

    `behind`: the fences of everybody of the case, since its words may name anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    number = models.PositiveIntegerField()
    family_words = models.TextField(default="")
    contingency = models.TextField(default="")
    review_on = models.DateField(null=True)
    lead = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    lead_name = models.CharField(max_length=120, default="")
    lead_agency = models.CharField(max_length=120, default="")
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=120, default="")
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "number", "version", "published_at", "published_by", "lead"), H.INTERNAL),
        **dict.fromkeys(("lead_name", "lead_agency"), H.PERSONAL),
        **dict.fromkeys(("family_words", "contingency", "review_on"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="casework_plan_numbered"),
            models.UniqueConstraint(fields=["case"], condition=DRAFT, name="casework_plan_one_draft"),
        ]


class Goal(models.Model):
    """What the family wants to reach, for one need. `thread` stays the same from version to version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="goals")
    need = models.ForeignKey("casework.Need", on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField()
    words = models.TextField()
    is_dropped = models.BooleanField(default=False)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "plan", "need", "thread", "is_dropped", "at"), H.INTERNAL),
        "words": H.SPECIAL,
    }


class PlanAction(models.Model):
    """Who does what by when, towards a goal. `thread` is what tasks and states are about, whatever the version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="actions")
    thread = models.UUIDField()
    words = models.TextField()
    owner_kind = models.CharField(max_length=8)
    owner = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=120, default="")
    due_on = models.DateField()
    offer = models.ForeignKey(Offer, null=True, on_delete=models.PROTECT, related_name="+")
    referred_to = models.CharField(max_length=120, default="")
    is_dropped = models.BooleanField(default=False)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(
            ("id", "fence", "plan", "goal", "thread", "owner_kind", "owner", "is_dropped", "at"), H.INTERNAL
        ),
        "owner_name": H.PERSONAL,
        **dict.fromkeys(("words", "due_on", "offer", "referred_to"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["thread", "-at"], name="casework_action_of_thread")]


class ActionStep(models.Model):
    """How far an action has come from this moment on. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="steps")
    thread = models.UUIDField()
    state = models.CharField(max_length=12)
    words = models.TextField(default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("action", "thread"), H.INTERNAL),
        **dict.fromkeys(("state", "words"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["thread", "-at"], name="casework_action_step_newest")]
