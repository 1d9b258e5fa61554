"""Meetings about a family, and who of it is kept apart."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from familyhub.accounts.models import Staff
from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.meetings import Attendance
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class KeptApart(models.Model):
    """Contact between two of the family is restricted: neither learns of the other's time, place or presence."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    one = AboutPerson()
    other = AboutPerson()
    words = models.TextField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, default="")
    ended_because = models.TextField(default="")
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "ended_at", "ended_by"), H.INTERNAL),
        **dict.fromkeys(("one", "other"), H.PERSONAL),
        **dict.fromkeys(("words", "ended_because"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(one=F("other")), name="casework_apart_of_two")]


class Meeting(models.Model):
    """A meeting of the team around a family. `shared` goes to everybody invited, `own` to nobody.

    `behind`: the fences of everybody of the case, since its words may name anybody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="called")
    shared = models.TextField(default="")
    own = models.TextField(default="")
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "state", "version"), H.INTERNAL),
        **dict.fromkeys(("starts_at", "place", "shared", "own", "next_on"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case", "-starts_at", "id"], name="casework_meeting_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["called", "held", "cancelled"]), name="casework_meeting_state_known"
            ),
        ]


class Guest(models.Model):
    """Somebody invited: one of us, of a partner agency, or of the family; and how they took part."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    meeting = models.ForeignKey("casework.Meeting", on_delete=models.PROTECT, related_name="guests")
    kind = models.CharField(max_length=8)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    record = AboutPerson(null=True)
    name = models.CharField(max_length=120, default="")
    agency = models.CharField(max_length=120, default="")
    email = models.CharField(max_length=254, default="")
    attendance = models.CharField(max_length=12, default=Attendance.INVITED.value)
    words = models.TextField(default="")
    handling = {
        **dict.fromkeys(("id", "fence", "meeting", "kind", "staff"), H.INTERNAL),
        **dict.fromkeys(("record", "name", "agency", "email"), H.PERSONAL),
        **dict.fromkeys(("attendance", "words"), H.SPECIAL),
    }


class MeetingCopy(models.Model):
    """One guest's copy of an invitation or of minutes: sent into their tray, or given to them by somebody.

    `message`: the email or text that says that there is a meeting, and nothing else. `told_name`: who gives it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    guest = models.ForeignKey("casework.Guest", on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=12)
    way = models.CharField(max_length=8)
    message = models.UUIDField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    given_on = models.DateField(null=True)
    given_by = models.CharField(max_length=120, default="")
    handling = {
        **FACT,
        **dict.fromkeys(("behind", "guest", "kind", "way", "message"), H.INTERNAL),
        **dict.fromkeys(("given_on", "given_by"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guest", "kind"], name="casework_copy_once")]


class Decision(models.Model):
    """What a meeting decided: what, who, by when, and when it was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    meeting = models.ForeignKey("casework.Meeting", on_delete=models.PROTECT, related_name="decisions")
    words = models.TextField()
    owner = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=120, default="")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, default="")
    done_words = models.TextField(default="")
    handling = {
        **dict.fromkeys(("id", "fence", "meeting", "owner", "done_at", "done_by"), H.INTERNAL),
        "owner_name": H.PERSONAL,
        **dict.fromkeys(("words", "due_on", "done_words"), H.SPECIAL),
    }
