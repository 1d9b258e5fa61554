"""What core stores: grants, bars and which fences stand together; the event record; the access log and its
seals; drafts and form keys.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Now

from familyhub.core.handling import Handling

H = Handling
WHEN = Coalesce("happened_at", "at")
NEXT_EVENT = Func(Value("core_event_written"), function="nextval")


def _of_copies(table: str) -> list[models.Index]:
    """A copy is found by what it is a copy of and by the link; of the many that are none nothing is kept."""
    copies = Q(copy_of__isnull=False)
    return [models.Index(fields=[f], condition=copies, name=f"core_{table}_{f}") for f in ("copy_of", "through")]


class Grant(models.Model):
    """`holder` may see what lies behind `fence` from `since` to `until`.

    A copy of another grant (`copy_of`) holds because two fences stand together (`through`, a `Link`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    holder = models.UUIDField()
    fence = models.UUIDField()
    because = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    copy_of = models.UUIDField(null=True)
    through = models.UUIDField(null=True)
    handling = {f: H.INTERNAL for f in ("id", "holder", "fence", "because", "since", "until", "copy_of", "through")}

    class Meta:
        indexes = [
            # one search of this index answers a policy whole; a second index by holder tempts the planner into one each
            models.Index(fields=["fence", "holder"], include=["since", "until"], name="core_grant_fence_holder"),
            *_of_copies("grant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="core_grant_ends_after_start",
            )
        ]


class Bar(models.Model):
    """What lies behind `fence` does not exist for `against` (for everybody when null), whatever grants there are.

    One that `yields` does not hold for whoever has a grant on that fence: county-wide rights alone do not open it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    against = models.UUIDField(null=True)
    because = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    yields = models.BooleanField(default=False, db_default=False)
    copy_of = models.UUIDField(null=True)
    through = models.UUIDField(null=True)
    handling = {
        **{f: H.INTERNAL for f in ("id", "fence", "against", "because", "since", "until", "yields")},
        **{f: H.INTERNAL for f in ("copy_of", "through")},
    }

    class Meta:
        indexes = [models.Index(fields=["fence"], name="core_bar_fence"), *_of_copies("bar")]


class Link(models.Model):
    """`fence` and `other` stand together: a bar on the first holds on the other, and a grant too where it `carries`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    other = models.UUIDField()
    because = models.CharField(max_length=80)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    carries = models.BooleanField()
    handling = {f: H.INTERNAL for f in ("id", "fence", "other", "because", "since", "until", "carries")}

    class Meta:
        indexes = [models.Index(fields=["fence"], condition=Q(until__isnull=True), name="core_link_of")]


class EventRow(models.Model):
    """A fact that happened, told by its own sentence. Append-only; lives as long as the case.

    `wide` is the class of rows that a county-wide right opens: the room that announced it. `at`: when it was told;
    `happened_at`: when it happened, where that is another moment; `written`: the order in which events were written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)
    written = models.BigIntegerField(db_default=NEXT_EVENT)
    by_kind = models.CharField(max_length=12)
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    about = models.UUIDField()
    payload = models.JSONField()
    handling = {
        **dict.fromkeys(("id", "fence", "wide", "code", "at", "written", "by_kind", "by", "about"), H.INTERNAL),
        "by_name": H.PERSONAL,
        **dict.fromkeys(("happened_at", "payload"), H.SPECIAL),
    }

    class Meta:
        db_table = "core_event"
        indexes = [models.Index("about", WHEN, "written", name="core_event_about_when")]


class EventSubject(models.Model):
    """Whom an event is about, so that a person's timeline is one index scan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    wide = models.CharField(max_length=20)
    event = models.ForeignKey(EventRow, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()
    at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)
    written = models.BigIntegerField(db_default=NEXT_EVENT)
    handling = {
        **dict.fromkeys(("id", "fence", "wide", "event", "at", "written"), H.INTERNAL),
        "subject": H.PERSONAL,
        "happened_at": H.SPECIAL,
    }

    class Meta:
        db_table = "core_event_subject"
        indexes = [
            # `at` stands last for whoever asks what was told of somebody in some time
            models.Index("subject", WHEN.desc(), F("written").desc(), "at", name="core_event_subject_when"),
        ]


class ReactionRow(models.Model):
    """That a reaction to an event has been done; unique, so that a repeat does nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    event = models.UUIDField()
    reaction = models.CharField(max_length=80)
    at = models.DateTimeField()
    handling = {f: H.INTERNAL for f in ("id", "event", "reaction", "at")}

    class Meta:
        db_table = "core_reaction"
        constraints = [models.UniqueConstraint(fields=["event", "reaction"], name="core_reaction_once")]


class AccessRow(models.Model):
    """Who looked. Inserted by plain SQL; append-only; sealed each second (`core.chain`)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=12)
    asker = models.UUIDField(null=True)
    purpose = models.CharField(max_length=120)
    screen = models.CharField(max_length=120)
    method = models.CharField(max_length=10)
    outcome = models.CharField(max_length=12)
    subjects = ArrayField(models.UUIDField())
    asked = models.CharField(max_length=200)
    request = models.UUIDField()
    handling = {
        "id": H.INTERNAL,
        "at": H.INTERNAL,
        "kind": H.INTERNAL,
        "asker": H.INTERNAL,
        "purpose": H.INTERNAL,
        "screen": H.INTERNAL,
        "method": H.INTERNAL,
        "outcome": H.INTERNAL,
        "subjects": H.PERSONAL,
        "asked": H.PERSONAL,
        "request": H.INTERNAL,
    }

    class Meta:
        db_table = "core_access"
        # rows come in the order of their time, so that an index of a few pages finds a week, and costs a write nothing
        indexes = [BrinIndex(fields=["at"], autosummarize=True, name="core_access_at")]


class Seal(models.Model):
    """One link of the chain over the access log: which ids it covers, which it missed, and their digest.

    `marks` holds the first 8 bytes of each covered row's digest, so that a changed row can be named.
    """

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    low = models.BigIntegerField()
    high = models.BigIntegerField()
    missing = ArrayField(models.BigIntegerField())
    late = ArrayField(models.BigIntegerField())
    marks = models.BinaryField()
    digest = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    handling = {
        f: H.INTERNAL for f in ("id", "at", "low", "high", "missing", "late", "marks", "digest", "previous", "hash")
    }

    class Meta:
        db_table = "core_seal"
        indexes = [models.Index(fields=["at"], name="core_seal_at")]


class Draft(models.Model):
    """What somebody typed and has not sent: theirs alone, kept 30 days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    form = models.CharField(max_length=80)
    about = models.UUIDField(null=True)
    version_seen = models.CharField(max_length=64, default="")
    sealed_values = models.BinaryField()
    kept_at = models.DateTimeField()
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "form": H.INTERNAL,
        "about": H.INTERNAL,
        "version_seen": H.INTERNAL,
        "sealed_values": H.SPECIAL,
        "kept_at": H.INTERNAL,
    }

    class Meta:
        indexes = [models.Index(fields=["fence", "form", "about"], name="core_draft_of")]


class Submission(models.Model):
    """That a form was sent, by key and by content, and where the answer is: sending twice does it once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    form = models.CharField(max_length=80)
    key = models.UUIDField()
    content = models.BinaryField()
    result = models.CharField(max_length=200)
    at = models.DateTimeField()
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "form": H.INTERNAL,
        "key": H.INTERNAL,
        "content": H.PERSONAL,
        "result": H.PERSONAL,
        "at": H.INTERNAL,
    }

    class Meta:
        indexes = [
            models.Index(fields=["fence", "form", "key"], name="core_submission_key"),
            models.Index(fields=["fence", "form", "content", "at"], name="core_submission_content"),
        ]


class Carried(models.Model):
    """That somebody took something along on a device, until when; never what it says. Theirs alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    take = models.UUIDField()
    kind = models.CharField(max_length=40)
    about = models.UUIDField()
    device = models.CharField(max_length=60)
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    handling = dict.fromkeys(("id", "fence", "take", "kind", "about", "device", "at", "until", "ended_at"), H.INTERNAL)

    class Meta:
        indexes = [models.Index(fields=["fence", "-at"], name="core_carried_of")]
