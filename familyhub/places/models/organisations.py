"""Organisations that families meet, and which became which (S4-01)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling
from familyhub.places.models.dated import DatedRow, ends_after_start, one_a_day, public
from familyhub.places.terms import HOW_SUCCEEDED, ORGANISATION_KINDS, HowSucceeded


class Organisation(DatedRow):
    """A council, school, trust or charity. Its code is the one its own register gives it (an ODS code, a URN)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=list(ORGANISATION_KINDS.items()))
    handling = public("id", "code", "name", "kind")

    class Meta:
        constraints = [
            ends_after_start("places_organisation_ends_after_start"),
            one_a_day("places_organisation_code_one_a_day", "code"),
        ]


class Succession(models.Model):
    """One organisation became another on a day. A fact: never changed. The database refuses a circle."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField()
    how = models.CharField(max_length=10, choices=[(how.value, words) for how, words in HOW_SUCCEEDED.items()])
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    handling = {
        **{field: Handling.PUBLIC for field in ("id", "predecessor", "successor", "on", "how")},
        "at": Handling.INTERNAL,
        "by_name": Handling.INTERNAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="places_succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="places_succession_of_another"),
            models.CheckConstraint(
                condition=Q(how__in=[how.value for how in HowSucceeded]), name="places_succession_how"
            ),
        ]
