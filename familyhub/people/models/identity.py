"""Who somebody is: the person, what each source says of them, their names and numbers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet
from familyhub.people.terms import Accuracy, IdentifierKind, IdentifierStatus, PersonStatus, RecordKind, Sex


class Person(models.Model):
    """Somebody. The fence is the person's own id; what is known stands in the records."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    status = models.CharField(max_length=12, default=PersonStatus.ACTIVE.value)
    handling = {"id": H.INTERNAL, "fence": H.INTERNAL, "status": H.SPECIAL}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in PersonStatus]), name="people_person_status_known"
            )
        ]


class Record(models.Model):
    """What one source said of a person. Its id never changes; merging moves `person`, unmerging moves it back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8)
    kind = models.CharField(max_length=8, default=RecordKind.PERSON.value)
    born_on = models.DateField(null=True)
    born_accuracy = models.CharField(max_length=10, default=Accuracy.UNKNOWN.value)
    due_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, default=Sex.UNKNOWN.value)
    died_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "person": H.INTERNAL,
        "source": H.PERSONAL,
        "kind": H.PERSONAL,
        "born_on": H.PERSONAL,
        "born_accuracy": H.PERSONAL,
        "due_on": H.SPECIAL,
        "sex": H.PERSONAL,
        "died_on": H.SPECIAL,
        "made_at": H.INTERNAL,
        "made_by": H.INTERNAL,
    }

    class Meta:
        indexes = [models.Index(fields=["fence"], name="people_record_fence")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=RecordKind.PERSON.value, due_on__isnull=True)
                | Q(kind=RecordKind.UNBORN.value, born_on__isnull=True, due_on__isnull=False),
                name="people_record_born_or_due",
            ),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.PERSON.value) | Q(sex=Sex.UNKNOWN.value),
                name="people_record_unborn_sex_unknown",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, born_accuracy=Accuracy.UNKNOWN.value)
                | Q(born_on__isnull=False, born_accuracy__in=[Accuracy.EXACT.value, Accuracy.ESTIMATED.value]),
                name="people_record_accuracy_of_a_date",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=models.F("born_on")),
                name="people_record_died_after_birth",
            ),
            models.CheckConstraint(
                condition=Q(sex__in=[sex.value for sex in Sex]), name="people_record_sex_known_code"
            ),
        ]


class Name(models.Model):
    """A name that a source gave, for a use and a time. Corrected by a new row."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    given = models.CharField(max_length=120, default="")
    family = models.CharField(max_length=120, default="")
    use = models.CharField(max_length=10)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "record": H.INTERNAL,
        "given": H.PERSONAL,
        "family": H.PERSONAL,
        "use": H.INTERNAL,
        "valid_from": H.PERSONAL,
        "valid_to": H.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(given="", family=""), name="people_name_says_something"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=models.F("valid_from")),
                name="people_name_ends_after_start",
            ),
        ]


class Identifier(models.Model):
    """A number by which another organisation knows the person. May be absent for ever."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=40)
    status = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "record": H.INTERNAL,
        "kind": H.INTERNAL,
        "value": H.PERSONAL,
        "status": H.INTERNAL,
        "made_at": H.INTERNAL,
    }

    class Meta:
        constraints = [
            # the one unique fact: a refusal is caught and stored as "under query", so that it tells nobody anything
            models.UniqueConstraint(
                fields=["value"],
                condition=Q(kind=IdentifierKind.NHS.value, status=IdentifierStatus.VERIFIED.value),
                name="people_identifier_verified_nhs_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=IdentifierKind.NHS.value) | Q(value__regex=r"^[0-9]{10}$"),
                name="people_identifier_nhs_ten_digits",
            ),
        ]
