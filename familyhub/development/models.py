"""What is stored: centres' lists, who looks after a child's health, notices after the 14-day check, monthly totals."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.development.terms import Ground, News
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Newcomer(models.Model):
    """A line of a centre's list. The fence is the child's person. `maternity` is the same for twins."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    news = models.CharField(max_length=10)
    area = models.CharField(max_length=20)
    happened_on = models.DateField()
    maternity = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "record", "made_at"), H.INTERNAL),
        **dict.fromkeys(("news", "area", "happened_on", "maternity"), H.PERSONAL),
    }

    class Meta:
        indexes = [
            models.Index(fields=["area", "news", "-happened_on", "id"], name="development_list_of_area"),
            models.Index(fields=["maternity"], name="development_maternity"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(news__in=[n.value for n in News]), name="development_news_known")
        ]


class Care(models.Model):
    """Which practice a child is registered with, and which teams look after mother and child, as last told."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    practice = models.CharField(max_length=10, default="")
    health_visiting_team = models.CharField(max_length=120, default="")
    midwife_team = models.CharField(max_length=120, default="")
    valid_from = models.DateField()
    made_at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "record", "made_at"), H.INTERNAL),
        **dict.fromkeys(("practice", "health_visiting_team", "midwife_team", "valid_from"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["record", "-valid_from"], name="development_care_newest")]


class HealthNotice(models.Model):
    """What the 14-day check showed, and on what ground the centre was told (S1-63)."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    checked_on = models.DateField()
    reason = models.TextField()
    ground = models.CharField(max_length=12)
    given_by = models.CharField(max_length=120, default="")
    given_on = models.DateField(null=True)
    given_how = models.CharField(max_length=120, default="")
    basis = models.TextField(default="")
    team = models.CharField(max_length=120, default="")
    plan_due_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "record", "made_at", "made_by"), H.INTERNAL),
        **dict.fromkeys(("checked_on", "reason", "ground", "given_by", "given_on", "given_how"), H.SPECIAL),
        **dict.fromkeys(("basis", "team", "plan_due_on"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(ground=Ground.PERMISSION.value, given_on__isnull=False) & ~Q(given_by="") & ~Q(given_how="")
                )
                | (Q(ground=Ground.SAFEGUARDING.value) & ~Q(basis="")),
                name="development_notice_has_ground",
            )
        ]


class BirthTotal(models.Model):
    """How many births there were in a month: as health tells it, and as they arrived one by one. No person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    month = models.DateField(unique=True)
    told = models.PositiveIntegerField(null=True)
    live = models.PositiveIntegerField(default=0)
    still = models.PositiveIntegerField(default=0)
    handling = {field: H.INTERNAL for field in ("id", "month", "told", "live", "still")}
