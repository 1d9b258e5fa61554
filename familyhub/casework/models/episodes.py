"""Who is helped, by whom and since when. The fence of an episode is the family's *case*; see README.md."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.accounts.models import Staff, Team
from familyhub.casework.terms.episodes import EpisodeKind, Tier
from familyhub.core.handling import Handling as H
from familyhub.people.fields import AboutPerson, AboutPersonQuerySet

FACT = dict.fromkeys(("id", "fence", "at", "by", "by_name"), H.INTERNAL)
WAITED = F("last_contact_on").asc(nulls_first=True)
OPEN = Q(closed_on__isnull=True)


class Episode(models.Model):
    """One child is helped for a time by a team. `request` is the number of the request that it came from."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    kind = models.CharField(max_length=12)
    tier = models.PositiveSmallIntegerField()
    request = models.UUIDField()
    reference = models.CharField(max_length=12)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    last_contact_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    close_reason = models.CharField(max_length=16, default="")
    version = models.PositiveIntegerField(default=1)
    handling = {
        **dict.fromkeys(("id", "fence", "kind", "request", "reference", "team", "lead", "version"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("tier", "opened_on", "last_contact_on", "closed_on", "close_reason"), H.SPECIAL),
    }

    class Meta:
        constraints = [
            # of one record: of two records that were found to be one person a reaction asks somebody (ADR 0026)
            models.UniqueConstraint(fields=["record", "kind"], condition=OPEN, name="casework_episode_one_open"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, close_reason="")
                | (Q(closed_on__isnull=False) & ~Q(close_reason="")),
                name="casework_episode_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EpisodeKind]), name="casework_episode_kind_known"
            ),
            models.CheckConstraint(condition=Q(tier__in=[tier.value for tier in Tier]), name="casework_episode_tier"),
        ]
        indexes = [
            models.Index("lead", WAITED, "id", name="casework_caseload", condition=OPEN),
            models.Index("team", "lead", WAITED, "id", name="casework_of_team", condition=OPEN),
            models.Index(fields=["fence", "-closed_on", "id"], name="casework_of_case"),
            models.Index(fields=["request"], name="casework_of_request"),
        ]


class EpisodeStep(models.Model):
    """One thing that happened to an episode, in order. A fact."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="steps")
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    reason = models.CharField(max_length=16, default="")
    words = models.TextField(max_length=2000, default="")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    handling = {
        **FACT,
        **dict.fromkeys(("episode", "version", "kind", "team", "lead"), H.INTERNAL),
        **dict.fromkeys(("reason", "words"), H.SPECIAL),
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["episode", "version"], name="casework_step_once")]


class CaseMember(models.Model):
    """Somebody whom a case is about: each child of its requests, and the adults named with them."""

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    is_child = models.BooleanField()
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "at"), H.INTERNAL),
        "record": H.PERSONAL,
        "is_child": H.PERSONAL,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fence", "record"], name="casework_member_once")]


class Involvement(models.Model):
    """Who works with a child, for whoever sees the child and may know it: service, lead, last contact, no more.

    Behind the child's own fence; `case` is the fence of the episode, which it does not open. `passed_on`: the request
    with which the case went back to the front door, so that whoever accepts it next goes on with the same case.
    """

    objects = AboutPersonQuerySet.as_manager()
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    record = AboutPerson()
    episode = models.UUIDField(unique=True)
    case = models.UUIDField()
    kind = models.CharField(max_length=12)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    passed_on = models.UUIDField(null=True)
    handling = {
        **dict.fromkeys(("id", "fence", "episode", "case", "team", "lead", "passed_on"), H.INTERNAL),
        "record": H.PERSONAL,
        **dict.fromkeys(("kind", "since", "until", "last_contact_on"), H.SPECIAL),
    }

    class Meta:
        indexes = [models.Index(fields=["case"], name="casework_involved_by_case")]
