"""Home visits: what is planned, who goes, to whom, what must be known at the door; alarms, and what came of a visit."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q

from familyhub.accounts.models import Staff, Team
from familyhub.casework.models.episodes import FACT
from familyhub.casework.models.notes import Note
from familyhub.casework.terms.visits import VisitState
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

TAKES = Func(F("starts_at"), F("ends_at"), function="tstzrange", output_field=DateTimeRangeField())


class DoorFact(models.Model):
    """What a visitor must know, with its day and its source. `home`: at whose home; None wherever the family is met."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    home = AboutPerson(null=True)
    code = models.CharField(max_length=12)
    words = models.TextField(default="")
    told_on = models.DateField()
    source = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, default="")
    ended_because = models.TextField(default="")
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "ended_at", "ended_by"), H.INTERNAL),
        "home": H.PERSONAL,
        **dict.fromkeys(("code", "words", "told_on", "source", "ended_because"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="casework_door_of_case", condition=Q(ended_at=None))]


class Visit(models.Model):
    """A visit to people of a case: at somebody's home, whose address is read where it is kept, or at a place in words.

    `behind`: the fences of everybody of the case, since its words may name anybody. A visit that is moved is cancelled
    and another `replaces` it. `alarmed_at`: when its alarm rang.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    case = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    home = AboutPerson(null=True)
    place = models.CharField(max_length=200, default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    aim = models.TextField(default="")
    why_one = models.TextField(default="")
    state = models.CharField(max_length=10, default=VisitState.PLANNED.value)
    ended_words = models.TextField(default="")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    written_at = models.DateTimeField(null=True)
    alarmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("case", "behind", "team", "state", "replaces", "alarmed_at", "version"), H.INTERNAL),
        "home": H.PERSONAL,
        **dict.fromkeys(("place", "starts_at", "ends_at", "aim", "why_one", "ended_words", "written_at"), H.SPECIAL),
    }

    class Meta:
        indexes = [
            models.Index(fields=["case", "-starts_at", "id"], name="casework_visit_of_case"),
            models.Index(fields=["team", "starts_at"], name="casework_visit_of_team"),
            models.Index(
                fields=["ends_at"], name="casework_visit_not_out", condition=Q(state="planned", alarmed_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="casework_visit_ends_later"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in VisitState]), name="casework_visit_state_known"
            ),
        ]


class VisitGoer(models.Model):
    """One of us who goes, and when they checked in and out. `is_on`: it takes their time, and nothing else may."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="goers")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)
    in_at = models.DateTimeField(null=True)
    out_at = models.DateTimeField(null=True)
    is_doubtful = models.BooleanField(default=False)
    handling = {
        **dict.fromkeys(("id", "fence", "visit", "staff", "is_on", "is_doubtful"), H.INTERNAL),
        **dict.fromkeys(("starts_at", "ends_at", "in_at", "out_at"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["staff", "starts_at"], name="casework_goer_diary")]
        constraints = [
            # that a colleague is busy then is told to whoever plans, whatever they may see: it names no family
            ExclusionConstraint(
                name="casework_goer_one_visit",
                expressions=[("staff", "="), (TAKES, "&&")],
                condition=Q(is_on=True),
            ),
            models.UniqueConstraint(fields=["visit", "staff"], name="casework_goer_once"),
        ]


class Visited(models.Model):
    """Somebody of the family who is visited."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="visited")
    record = AboutPerson()
    handling = {**dict.fromkeys(("id", "fence", "visit"), H.INTERNAL), "record": H.PERSONAL}


class VisitOutcome(models.Model):
    """What came of a visit: the note in which it is written up and, where nobody opened, what follows. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="outcome")
    note = models.OneToOneField(Note, on_delete=models.PROTECT, related_name="+")
    came_to = models.CharField(max_length=12)
    follows = ArrayField(models.CharField(max_length=12), default=list)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("visit", "note"), H.INTERNAL),
        **dict.fromkeys(("came_to", "follows"), H.SPECIAL),
    }


class VisitAlarm(models.Model):
    """A worker has not checked out in time. A fence of its own, open to whoever is called: it says who of us is missing
    and since when, and nothing of a family; `visit` is a number that opens nothing by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    visit = models.UUIDField(unique=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    missing = ArrayField(models.UUIDField())
    expected_at = models.DateTimeField()
    is_in = models.BooleanField()
    raised_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by = models.UUIDField(null=True)
    taken_by_name = models.CharField(max_length=120, default="")
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, default="")
    end = models.CharField(max_length=12, default="")
    words = models.TextField(default="")
    handling = {
        **dict.fromkeys(("id", "fence", "visit", "team", "missing", "expected_at", "is_in", "raised_at"), H.INTERNAL),
        **dict.fromkeys(("taken_at", "taken_by", "taken_by_name", "ended_at", "ended_by_name", "end"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["raised_at"], name="casework_alarm_open", condition=Q(ended_at=None))]


class AlarmCall(models.Model):
    """Somebody was told of an alarm, in this order. `staff` null: nobody was on any list. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    alarm = models.ForeignKey(VisitAlarm, on_delete=models.PROTECT, related_name="calls")
    number = models.PositiveIntegerField()
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    staff_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = dict.fromkeys(("id", "fence", "alarm", "number", "staff", "staff_name", "at"), H.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "number"], name="casework_alarm_call_once")]
