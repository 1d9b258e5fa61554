"""Contact notes of a case, and what they can be found by."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class Note(models.Model):
    """A contact, in the words of whoever had it. Never changed: a correction is a note that says which it corrects.

    The fence is the case's, or the case's compartment. `behind`: the fences of everybody whom it names, for it is read
    by those alone who may see each of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    kind = models.CharField(max_length=16)
    happened_at = models.DateTimeField()
    words = models.TextField()
    is_restricted = models.BooleanField()
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    why_corrected = models.CharField(max_length=500, default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "corrects"), H.INTERNAL),
        **dict.fromkeys(("kind", "happened_at", "words", "is_restricted", "why_corrected"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_at", "id"], name="casework_note_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, why_corrected="")
                | (Q(corrects__isnull=False) & ~Q(why_corrected="")),
                name="casework_note_correction_says_why",
            )
        ]


class NotePart(models.Model):
    """What part somebody had in a contact: seen, and if a child, alone or not, or not and why."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="parts")
    record = AboutPerson()
    is_child = models.BooleanField()
    part = models.CharField(max_length=12)
    why_not = models.CharField(max_length=16, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "note"), H.INTERNAL),
        **dict.fromkeys(("record", "is_child"), H.PERSONAL),
        **dict.fromkeys(("part", "why_not"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(part="not_seen") & ~Q(why_not="")) | (~Q(part="not_seen") & Q(why_not="")),
                name="casework_part_not_seen_says_why",
            ),
            models.UniqueConstraint(fields=["note", "record"], name="casework_part_once"),
        ]


class NoteWords(models.Model):
    """What a note can be found by. Read by the search function alone, which asks who is asking."""

    id = models.UUIDField(primary_key=True)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    happened_at = models.DateTimeField()
    found = SearchVectorField()
    handling = {
        **dict.fromkeys(("id", "fence", "behind"), H.INTERNAL),
        **dict.fromkeys(("happened_at", "found"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "-happened_at"], name="casework_words_of_fence")]
