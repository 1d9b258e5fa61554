"""Openings with their reviews; declared relations with the records that they were matched to."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Opening(models.Model):
    """A record opened with a reason. `record`, and whose it was then (`person`), are empty where nothing was opened.

    Behind its own number: whoever opened it, whoever held the record then, and governance.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson(null=True)
    person = models.UUIDField(null=True)
    reason = models.CharField(max_length=12)
    words = models.TextField(max_length=2000)
    opened_by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_by = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "reason", "opened_by", "by_name", "opened_at"), H.INTERNAL),
        **dict.fromkeys(("until", "review_by", "reviewed_at"), H.INTERNAL),
        **dict.fromkeys(("record", "person"), H.PERSONAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="sharing_opening_ends_after_start")
        ]
        indexes = [
            models.Index(fields=["review_by"], condition=Q(reviewed_at__isnull=True), name="sharing_to_review"),
            models.Index(fields=["-reviewed_at"], condition=Q(reviewed_at__isnull=False), name="sharing_reviewed"),
            models.Index(fields=["opened_by", "until"], name="sharing_opening_by"),
        ]


class Review(models.Model):
    """What information governance made of an opening; the last one holds. Never by whoever opened it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="reviews")
    opened_by = models.UUIDField()
    outcome = models.CharField(max_length=16)
    words = models.TextField(max_length=2000)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "opening", "opened_by", "outcome", "by", "by_name", "at"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(by=F("opened_by")), name="sharing_review_by_another")]
        indexes = [models.Index(fields=["opening", "at"], name="sharing_review_of")]


class Relation(models.Model):
    """Whom a member of staff knows outside work, in their own words. Nothing here says whether a record was found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    staff = models.UUIDField()
    staff_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16)
    given = models.CharField(max_length=120)
    family = models.CharField(max_length=120)
    born_on = models.DateField(null=True)
    words = models.TextField(max_length=1000, blank=True)
    declared_at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "staff", "staff_name", "declared_at"), H.INTERNAL),
        **dict.fromkeys(("kind", "given", "family", "born_on", "words"), H.PERSONAL),
    }

    class Meta:
        indexes = [
            models.Index(fields=["staff", "declared_at"], name="sharing_relation_of"),
            models.Index(fields=["-declared_at"], name="sharing_relation_newest"),
        ]


class Match(models.Model):
    """The record that a relation is, or that none was found (`record` empty). Governance alone sees it."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="matches")
    record = AboutPerson(null=True)
    person = models.UUIDField(null=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_why = models.TextField(max_length=2000, blank=True)
    handling = {
        **dict.fromkeys(("id", "fence", "relation", "by", "by_name", "at", "ended_at", "ended_by"), H.INTERNAL),
        **dict.fromkeys(("record", "person"), H.PERSONAL),
        "ended_why": H.SPECIAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="sharing_match_end_has_reason",
            )
        ]
        indexes = [models.Index(fields=["relation", "at"], name="sharing_match_of")]
