"""Other services that work with somebody of a family, at minimum disclosure; and what they replied (S4-17)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.services import Stand
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

STAND_KNOWN = Q(stand__in=[stand.value for stand in Stand])


class OtherService(models.Model):
    """A service and one person: its name, who works there with them, and the last contact. No more.

    Behind the person's own fence, so that whoever sees the person and may know who is involved reads it; of a service
    whose name is the secret behind the compartment of the case alone. `thread`: mother and child of one Family Nurse
    Partnership have a row each, and change together. `said_on`: the last day that something was said of it.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    thread = models.UUIDField()
    record = AboutPerson()
    service = models.CharField(max_length=12)
    is_secret = models.BooleanField(default=False)
    practitioner = models.CharField(max_length=120, default="")
    stand = models.CharField(max_length=8)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    ends_by = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    said_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "thread", "is_secret", "said_on", "version"), H.INTERNAL),
        **dict.fromkeys(("record", "practitioner"), H.PERSONAL),
        **dict.fromkeys(("service", "stand", "since", "until", "ends_by", "last_contact_on"), H.SPECIAL),
    }

    class Meta:
        indexes = [
            models.Index(fields=["record", "stand"], name="casework_other_service_of"),
            models.Index(fields=["case", "at", "id"], name="casework_other_service_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=STAND_KNOWN, name="casework_other_service_stand"),
            models.UniqueConstraint(fields=["thread", "record"], name="casework_other_service_once"),
        ]


class OtherServiceStep(models.Model):
    """What was said of a service from a day on, for those who hold the case and see whom it is about. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    thread = models.UUIDField()
    version = models.PositiveIntegerField()
    stand = models.CharField(max_length=8)
    on = models.DateField()
    words = models.TextField(default="")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "thread", "version"), H.INTERNAL),
        **dict.fromkeys(("stand", "on", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STAND_KNOWN, name="casework_other_service_step_stand"),
            models.UniqueConstraint(fields=["thread", "version"], name="casework_other_service_step_once"),
        ]
