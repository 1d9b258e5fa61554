"""What people are to each other, and the families that are worked with. Neither is a household."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet
from familyhub.people.terms import Answer


class Relationship(models.Model):
    """What `from_record` is to `to_record`. Behind the first one's fence: whoever reads it must see both people."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    from_record = AboutPerson()
    to_record = AboutPerson()
    kind = models.CharField(max_length=14)
    parental_responsibility = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    evidence = models.CharField(max_length=200, default="")
    known_by = models.CharField(max_length=12, default="", db_default="")
    responsible_since = models.DateField(null=True)
    lives_with = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=10, default="", db_default="")
    end_words = models.CharField(max_length=500, default="", db_default="")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "from_record": H.PERSONAL,
        "to_record": H.PERSONAL,
        "kind": H.PERSONAL,
        "parental_responsibility": H.SPECIAL,
        "evidence": H.SPECIAL,
        "known_by": H.SPECIAL,
        "responsible_since": H.SPECIAL,
        "lives_with": H.SPECIAL,
        "valid_from": H.PERSONAL,
        "valid_to": H.PERSONAL,
        "made_at": H.INTERNAL,
        "made_by": H.INTERNAL,
        "end_reason": H.SPECIAL,
        "end_words": H.SPECIAL,
        "ended_at": H.INTERNAL,
        "ended_by": H.INTERNAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_record=models.F("to_record")), name="people_relationship_of_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(parental_responsibility=Answer.YES.value, evidence=""),
                name="people_relationship_responsibility_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | (Q(valid_to__isnull=False) & ~Q(end_reason="")),
                name="people_relationship_ended_says_why",
            ),
        ]


class Family(models.Model):
    """People who are worked with together. A person can be in several; behind the fence of the first member."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    handling = {f: H.INTERNAL for f in ("id", "fence", "made_at", "made_by")}


class FamilyMember(models.Model):
    """A person's part in a family, for a time. Behind that person's own fence."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    record = AboutPerson()
    role = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "family": H.PERSONAL,
        "record": H.INTERNAL,
        "role": H.PERSONAL,
        "valid_from": H.PERSONAL,
        "valid_to": H.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="people_familymember_ends_after_start",
            )
        ]
