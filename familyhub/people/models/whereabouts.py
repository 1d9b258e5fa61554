"""Where somebody lives and how to reach them safely."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet
from familyhub.people.terms import AddressKind, Answer, Visibility


class Address(models.Model):
    """An address for a time. One that is protected lies behind a compartment of its own, not behind the person."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    kind = models.CharField(max_length=14, default=AddressKind.HOME.value)
    line1 = models.CharField(max_length=200, default="")
    line2 = models.CharField(max_length=200, default="")
    town = models.CharField(max_length=120, default="")
    postcode = models.CharField(max_length=8, default="")
    lsoa = models.CharField(max_length=9, null=True)
    visibility = models.CharField(max_length=10, default=Visibility.NORMAL.value)
    safe_post = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "record": H.INTERNAL,
        "kind": H.PERSONAL,
        "line1": H.PROTECTED,
        "line2": H.PROTECTED,
        "town": H.PROTECTED,
        "postcode": H.PROTECTED,
        "lsoa": H.PROTECTED,
        "visibility": H.PROTECTED,
        "safe_post": H.SPECIAL,
        "valid_from": H.PERSONAL,
        "valid_to": H.PERSONAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["record", "-valid_from"], name="people_address_of_latest"),
            models.Index(fields=["postcode"], name="people_address_postcode"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=[visibility.value for visibility in Visibility]),
                name="people_address_visibility_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
                name="people_address_ends_after_start",
            ),
        ]


class ContactPoint(models.Model):
    """A phone number (E.164) or email address, and what may safely be done with it. Unknown is not yes."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    kind = models.CharField(max_length=5)
    value = models.CharField(max_length=254)
    visibility = models.CharField(max_length=10, default=Visibility.NORMAL.value)
    may_voice = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    may_text = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    may_leave_message = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    may_write = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    from_hour = models.SmallIntegerField(null=True)
    to_hour = models.SmallIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "record": H.INTERNAL,
        "kind": H.INTERNAL,
        "value": H.PROTECTED,
        "visibility": H.PROTECTED,
        "may_voice": H.SPECIAL,
        "may_text": H.SPECIAL,
        "may_leave_message": H.SPECIAL,
        "may_write": H.SPECIAL,
        "from_hour": H.SPECIAL,
        "to_hour": H.SPECIAL,
        "valid_from": H.PERSONAL,
        "valid_to": H.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True, to_hour__isnull=True)
                | Q(from_hour__gte=0, from_hour__lt=models.F("to_hour"), to_hour__lte=24),
                name="people_contactpoint_hours_of_a_day",
            )
        ]


class SafeContact(models.Model):
    """How to engage safely with somebody, as told at a moment. The newest row holds; the earlier ones stay."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    known = models.CharField(max_length=7, default=Answer.UNKNOWN.value)
    words = models.TextField(default="")
    forbids = ArrayField(models.CharField(max_length=8), default=list)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "record": H.INTERNAL,
        "known": H.SPECIAL,
        "words": H.SPECIAL,
        "forbids": H.SPECIAL,
        "set_at": H.INTERNAL,
        "set_by": H.INTERNAL,
    }

    class Meta:
        indexes = [models.Index(fields=["record", "-set_at"], name="people_safecontact_newest")]
