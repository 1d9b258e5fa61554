"""Which records are one person, who thought so and who agreed; what has to be looked at when they were not."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet
from familyhub.people.terms import PairState, PairStepKind, SettleOutcome

OPEN = Q(state__in=[PairState.OPEN.value, PairState.PROPOSED.value])


def _codes(*allowed: str) -> list[str]:
    return [str(code) for code in allowed]


class Pair(models.Model):
    """Two records that may be the same person. Seen by those alone who see both; to everybody else it is not there.

    `probability` is empty where nobody worked one out; `reasons` are words without any of what is known. `rank` 0
    stands before 1: an open safeguarding enquiry touches it.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    first = AboutPerson()
    second = AboutPerson()
    probability = models.FloatField(null=True)
    reasons = ArrayField(models.CharField(max_length=120))
    source = models.CharField(max_length=12)
    rank = models.SmallIntegerField(default=1)
    state = models.CharField(max_length=10, default=PairState.OPEN.value)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    claimed_by = models.UUIDField(null=True)
    claimed_name = models.CharField(max_length=200, default="")
    claimed_until = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_name = models.CharField(max_length=200, default="")
    proposed_at = models.DateTimeField(null=True)
    proposed_why = models.CharField(max_length=1000, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "source", "rank", "state", "made_at", "made_by"), H.INTERNAL),
        **dict.fromkeys(("claimed_by", "claimed_name", "claimed_until"), H.INTERNAL),
        **dict.fromkeys(("proposed_by", "proposed_name", "proposed_at"), H.INTERNAL),
        **dict.fromkeys(("first", "second", "probability", "reasons"), H.PERSONAL),
        "proposed_why": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["rank", "made_at", "id"], condition=OPEN, name="people_pair_undecided")]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="people_pair_of_two"),
            models.CheckConstraint(condition=Q(state__in=_codes(*PairState)), name="people_pair_state_known"),
            models.CheckConstraint(
                condition=Q(probability__isnull=True) | Q(probability__gte=0, probability__lte=1),
                name="people_pair_probability",
            ),
            models.CheckConstraint(
                condition=~Q(state=PairState.PROPOSED.value) | Q(proposed_by__isnull=False),
                name="people_pair_proposed_by_somebody",
            ),
        ]


class PairStep(models.Model):
    """What was thought, asked and decided about a pair, by whom. Append-only; seen with the pair."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=1000, default="")
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "pair", "kind", "by", "by_name", "at"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        indexes = [models.Index(fields=["pair", "at"], name="people_pairstep_of")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=_codes(*PairStepKind)), name="people_pairstep_kind_known")
        ]


class Merge(models.Model):
    """Two people agreed that `kept` and `absorbed` are one. Ended by one who separates them; kept for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    kept = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    absorbed_status = models.CharField(max_length=12)
    is_open = models.BooleanField()
    reason = models.CharField(max_length=1000)
    proposed_by = models.UUIDField()
    proposed_name = models.CharField(max_length=200)
    proposed_at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_name = models.CharField(max_length=200, default="")
    ended_why = models.CharField(max_length=1000, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "is_open", "proposed_by", "proposed_name", "proposed_at"), H.INTERNAL),
        **dict.fromkeys(("by", "by_name", "at", "ended_at", "ended_by", "ended_name"), H.INTERNAL),
        **dict.fromkeys(("kept", "absorbed"), H.PERSONAL),
        **dict.fromkeys(("absorbed_status", "reason", "ended_why"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="people_merge_of_two"),
            models.CheckConstraint(condition=~Q(proposed_by=F("by")), name="people_merge_by_two_people"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="") | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="people_merge_end_has_reason",
            ),
        ]


class MergedRecord(models.Model):
    """Which record a merge moved, and between whom. Append-only: what was done stays said."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moved")
    record = AboutPerson()
    moved_from = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    moved_to = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "merge", "at"), H.INTERNAL),
        **dict.fromkeys(("record", "moved_from", "moved_to"), H.PERSONAL),
    }

    class Meta:
        indexes = [models.Index(fields=["record", "at"], name="people_mergedrecord_of")]


class ToSettle(models.Model):
    """Something that a merge or a separation leaves for a person to decide. `about` is an event, a record or a rule."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="to_settle")
    record = AboutPerson(null=True)
    kind = models.CharField(max_length=14)
    about = models.UUIDField(null=True)
    words = models.CharField(max_length=300)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    settled_name = models.CharField(max_length=200, default="")
    settled_words = models.CharField(max_length=1000, default="")
    handling = {
        **dict.fromkeys(("id", "fence", "merge", "kind", "about", "at", "outcome"), H.INTERNAL),
        **dict.fromkeys(("settled_at", "settled_by", "settled_name"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("words", "settled_words"), H.SPECIAL),
    }

    class Meta:
        indexes = [
            models.Index(fields=["merge", "at"], name="people_tosettle_of"),
            models.Index(fields=["-at", "id"], condition=Q(outcome=""), name="people_tosettle_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False, outcome__in=_codes(*SettleOutcome)),
                name="people_tosettle_outcome",
            )
        ]
