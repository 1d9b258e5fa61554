"""The partners meeting of a team: who sits there, what stands on its agenda, for whom, and what was agreed."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from familyhub.accounts.models import Staff, Team
from familyhub.casework.models.episodes import FACT
from familyhub.casework.terms.partners import SeatAttendance
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet


class PartnersMeeting(models.Model):
    """One meeting of several agencies about a team's area. Its fence is its own number, held by members and team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    on_day = models.DateField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="called")
    next_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("team", "starts_at", "on_day", "place", "state", "next_on", "version"), H.INTERNAL),
    }

    class Meta:
        indexes = [models.Index(fields=["team", "-starts_at", "id"], name="casework_partners_of_team")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["called", "held", "cancelled"]), name="casework_partners_state_known"
            ),
            # whoever calls one sees every meeting of the team
            models.UniqueConstraint(
                fields=["team", "on_day"], condition=~Q(state="cancelled"), name="casework_partners_one_a_day"
            ),
        ]


class Seat(models.Model):
    """A member of one meeting: in which role, who, and whether they were there. Without an account: by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    meeting = models.ForeignKey(PartnersMeeting, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=24)
    staff = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, default="")
    agency = models.CharField(max_length=120, default="")
    attendance = models.CharField(max_length=12, default=SeatAttendance.INVITED.value)
    handling = dict.fromkeys(("id", "fence", "meeting", "role", "staff", "name", "agency", "attendance"), H.INTERNAL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "staff"], name="casework_seat_once")]


class AgendaItem(models.Model):
    """One thing that is talked about. A standing one (`code`) is every member's. A child's has a fence of its own.

    `known_as` and `age` are all that the meeting is told of who the child is: no record opens. `behind`: the child's
    fence, since whoever is barred from the child is barred from the item.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    meeting = models.ForeignKey(PartnersMeeting, on_delete=models.PROTECT, related_name="items")
    code = models.CharField(max_length=24, default="")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200, default="")
    record = AboutPerson(null=True)
    behind = ArrayField(models.UUIDField(), default=list)
    known_as = models.CharField(max_length=200, default="")
    age = models.CharField(max_length=60, default="")
    why = models.TextField(default="")
    basis = models.CharField(max_length=12, default="")
    basis_words = models.TextField(default="")
    said = models.TextField(default="")
    said_at = models.DateTimeField(null=True)
    said_by = models.CharField(max_length=120, default="")
    is_off = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("meeting", "code", "position", "title", "behind", "said_at", "said_by", "is_off"), H.INTERNAL),
        **dict.fromkeys(("record", "known_as", "age"), H.PERSONAL),
        **dict.fromkeys(("why", "basis", "basis_words", "said"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code="", record__isnull=False) | (~Q(code="") & Q(record__isnull=True)),
                name="casework_item_standing_or_child",
            ),
            models.UniqueConstraint(fields=["meeting", "code"], condition=~Q(code=""), name="casework_standing_once"),
        ]


class ItemOfCase(models.Model):
    """Those who hold the case read the item as well. Behind the case and the child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    behind = ArrayField(models.UUIDField())
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="of_case")
    meeting = models.ForeignKey(PartnersMeeting, on_delete=models.PROTECT, related_name="+")
    episode = models.ForeignKey("casework.Episode", on_delete=models.PROTECT, related_name="+")
    handling = dict.fromkeys(("id", "fence", "behind", "item", "meeting", "episode"), H.INTERNAL)

    class Meta:
        # whoever puts a child sees the case, and with it whether the child was put already
        constraints = [models.UniqueConstraint(fields=["meeting", "episode"], name="casework_child_put_once")]


class ItemNeed(models.Model):
    """A member reads this item until a day, because they need to: in the words of whoever put it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="needs")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=200)
    until = models.DateField()
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {**FACT, **dict.fromkeys(("item", "seat", "until"), H.INTERNAL), "words": H.SPECIAL}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="casework_need_of_seat_once")]


class AgreedAction(models.Model):
    """What was agreed under an item: who does it, by when, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="agreed")
    words = models.TextField()
    owner = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    owner_name = models.CharField(max_length=120, default="")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=120, default="")
    done_words = models.TextField(default="")
    handling = {
        **dict.fromkeys(("id", "fence", "item", "owner", "done_at", "done_by"), H.INTERNAL),
        "owner_name": H.PERSONAL,
        **dict.fromkeys(("words", "due_on", "done_words"), H.SPECIAL),
    }
