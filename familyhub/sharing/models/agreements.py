"""Agreements with how they ended, and decisions to share or not to share. All of them are facts that nobody changes."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Agreement(models.Model):
    """What was said when somebody was asked, or why nobody was. Behind the fence of the person whom it is about.

    `teams`: whose members see the record because of it, and no longer than it stands.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    kind = models.CharField(max_length=16)
    status = models.CharField(max_length=12)
    giver = models.CharField(max_length=8)
    giver_record = AboutPerson(null=True)
    giver_name = models.CharField(max_length=200, default="")
    giver_words = models.TextField(max_length=2000, default="")
    giver_known_by = models.CharField(max_length=12, default="", db_default="")
    judged_by = models.CharField(max_length=200, default="", db_default="")
    judged_on = models.DateField(null=True)
    agencies = ArrayField(models.CharField(max_length=12), default=list)
    purposes = ArrayField(models.CharField(max_length=12), default=list)
    data = ArrayField(models.CharField(max_length=12), default=list)
    teams = ArrayField(models.UUIDField(), default=list)
    said_on = models.DateField(null=True)
    how = models.CharField(max_length=8, default="")
    until = models.DateField(null=True)
    not_sought = models.CharField(max_length=12, default="")
    words = models.TextField(max_length=2000, default="")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "teams", "replaces", "by", "by_name", "at"), H.INTERNAL),
        **dict.fromkeys(("record", "giver_record", "giver_name", "judged_by"), H.PERSONAL),
        **dict.fromkeys(("giver_known_by", "judged_on"), H.SPECIAL),
        **dict.fromkeys(("kind", "status", "giver", "giver_words", "agencies", "purposes", "data"), H.SPECIAL),
        **dict.fromkeys(("said_on", "how", "until", "not_sought", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="not_sought", said_on__isnull=True) & ~Q(not_sought="")
                | Q(~Q(status="not_sought"), said_on__isnull=False, not_sought=""),
                name="sharing_agreement_said_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(status="given") | Q(teams__len=0), name="sharing_agreement_opens_when_given"
            ),
        ]
        indexes = [models.Index(fields=["record", "-at"], name="sharing_agreement_of")]


class AgreementEnd(models.Model):
    """That an agreement was withdrawn, or replaced by another one, from when, and what that brought with it. Once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="end")
    is_varied = models.BooleanField()
    effective_at = models.DateTimeField()
    said_by = models.CharField(max_length=200, default="")
    words = models.TextField(max_length=2000, default="")
    consequences = ArrayField(models.CharField(max_length=300), default=list)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "agreement", "is_varied", "effective_at", "by", "by_name", "at"), H.INTERNAL),
        **dict.fromkeys(("said_by", "words", "consequences"), H.SPECIAL),
    }


class AgreementFollowed(models.Model):
    """That what a withdrawal brings with it was done, and how. Once; a fact, behind the fence of the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="followed")
    words = models.TextField(max_length=2000)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "agreement", "by", "by_name", "at"), H.INTERNAL),
        "words": H.SPECIAL,
    }


class SharingDecision(models.Model):
    """That something was shared, or was not, with whom, on what ground and why: behind the fence of the person.

    `in_case`: behind the fence of a case, and no county-wide right opens it.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    shared = models.CharField(max_length=8)
    basis = models.CharField(max_length=16)
    agreement = models.ForeignKey(Agreement, null=True, on_delete=models.PROTECT, related_name="decisions")
    data = ArrayField(models.CharField(max_length=12), default=list)
    in_case = models.BooleanField(default=False)
    to_whom = models.CharField(max_length=200)
    what = models.TextField(max_length=2000)
    necessity = models.TextField(max_length=2000)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "agreement", "in_case", "by", "by_name", "at"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("shared", "basis", "data", "to_whom", "what", "necessity"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="agreed") | Q(agreement__isnull=False), name="sharing_decision_agreed_names_it"
            )
        ]
        indexes = [models.Index(fields=["record", "-at"], name="sharing_decision_of")]
