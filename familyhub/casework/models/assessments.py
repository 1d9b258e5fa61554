"""Assessments of a family: one document, parts for the family and for each person, answers that nobody overwrites."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.assessments import UNFINISHED, AssessmentState
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

NOT_FINISHED = Q(state__in=sorted(state.value for state in UNFINISHED))
TO_SIGN = Q(state=AssessmentState.FINISHED.value)


class LocalSet(models.Model):
    """A version of an authority's own question set, as the text of its file. A fact: a change is another version.

    `by_name` published it and is none of those who drafted it.
    """

    id = models.UUIDField(primary_key=True)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    drafted_by = models.CharField(max_length=400, default="")
    handling = dict.fromkeys(("id", "code", "version", "text", "at", "by_name", "drafted_by"), H.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="casework_set_version_once")]


class Assessment(models.Model):
    """One assessment of the family of a case. `behind`: the fences of everybody it is about. Final once authorised:
    the database refuses every change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    set_code = models.CharField(max_length=40)
    set_version = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(null=True)
    previous = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    opened_on = models.DateField()
    opened_by = models.UUIDField(null=True)
    opened_by_name = models.CharField(max_length=120)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.UUIDField(null=True)
    finished_by_name = models.CharField(max_length=120, default="")
    sign_due_at = models.DateTimeField(null=True)
    authorised_at = models.DateTimeField(null=True)
    authorised_by = models.UUIDField(null=True)
    authorised_by_name = models.CharField(max_length=120, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "set_code", "set_version", "previous", "version"), H.INTERNAL),
        **dict.fromkeys(("opened_by", "opened_by_name", "finished_by", "finished_by_name"), H.INTERNAL),
        **dict.fromkeys(("authorised_by", "authorised_by_name", "sign_due_at"), H.INTERNAL),
        **dict.fromkeys(("state", "level", "opened_on", "finished_at", "authorised_at"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fence"], condition=NOT_FINISHED, name="casework_assessment_one_open"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AssessmentState]), name="casework_assessment_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="authorised") | Q(authorised_at__isnull=False, finished_at__isnull=False),
                name="casework_assessment_final_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["fence", "-opened_on", "id"], name="casework_assessment_of_case"),
            models.Index(fields=["sign_due_at", "id"], name="casework_to_sign", condition=TO_SIGN),
            models.Index(fields=["finished_by"], name="casework_waits_for_sign", condition=TO_SIGN),
            models.Index(fields=["set_code", "set_version"], name="casework_under_way", condition=NOT_FINISHED),
        ]


class AssessmentPart(models.Model):
    """One section, asked of the family (`record` null) or of one person. Read by those who see everybody `behind`."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="parts")
    section = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    record = AboutPerson(null=True)
    is_child = models.BooleanField(default=False)
    handling = {
        **dict.fromkeys(("id", "fence", "behind", "assessment", "section", "number"), H.INTERNAL),
        **dict.fromkeys(("record", "is_child"), H.PERSONAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "section", "record"], nulls_distinct=False, name="casework_part_of_assessment"
            )
        ]


class Answer(models.Model):
    """One version of the answer to one question. A fact: what was there before is never overwritten.

    `source` says where an answer came from that nobody typed here, in words; "" for what was typed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    part = models.ForeignKey(AssessmentPart, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    value = models.JSONField()
    source = models.CharField(max_length=200, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("part", "question", "version"), H.INTERNAL),
        **dict.fromkeys(("value", "source"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "question", "version"], name="casework_answer_version_once")
        ]


class AssessmentStep(models.Model):
    """What happened to an assessment, in order. A fact, read by those who see everybody it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    words = models.TextField(max_length=2000, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "assessment", "version", "kind"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "version"], name="casework_assessment_step_once")]


class AssessmentShared(models.Model):
    """How and when the family was shown it, and what they said; or why they were not. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="shared")
    how = models.CharField(max_length=16)
    on = models.DateField()
    words = models.TextField(max_length=4000)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "assessment"), H.INTERNAL),
        **dict.fromkeys(("how", "on", "words"), H.SPECIAL),
    }
