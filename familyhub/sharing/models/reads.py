"""What a week's reads of records came to: who read how much, what is unusual about it, and what governance made of it.

Numbers of people stand here as in the access log, and no word of any record.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from familyhub.core.handling import Handling as H
from familyhub.sharing.terms.openings import ReadOutcome


class ReadsWeek(models.Model):
    """One week of the access log, weighed. `week_of` is its Monday; `looks` how many answers, `readers` whose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    week_of = models.DateField(unique=True)
    weighed_at = models.DateTimeField()
    review_by = models.DateTimeField()
    looks = models.IntegerField()
    readers = models.IntegerField()
    reviewed_at = models.DateTimeField(null=True)
    handling = dict.fromkeys(
        ("id", "fence", "week_of", "weighed_at", "review_by", "looks", "readers", "reviewed_at"), H.INTERNAL
    )


class ReaderWeek(models.Model):
    """One reader's week. `seen`, `outside`, `closed`, `out_of_hours`, `namesakes` and `neighbours` count different
    people; `usual` is what the same role's readers saw. Listed where `signs` say why.

    `is_watcher`: the reader is of governance, whose line is a colleague's task and holds no week open.
    Barred to the reader: nobody reviews, or reads, what is said of their own reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    week = models.ForeignKey(ReadsWeek, on_delete=models.PROTECT, related_name="readers_of")
    week_of = models.DateField()
    reader = models.UUIDField()
    reader_name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    looks = models.IntegerField()
    seen = models.IntegerField()
    usual = models.IntegerField()
    outside = models.IntegerField()
    closed = models.IntegerField()
    out_of_hours = models.IntegerField()
    namesakes = models.IntegerField()
    neighbours = models.IntegerField()
    signs = ArrayField(models.CharField(max_length=12))
    is_listed = models.BooleanField()
    is_watcher = models.BooleanField()
    outcome = models.CharField(max_length=16, default="")
    handling = {
        **dict.fromkeys(
            ("id", "fence", "week", "week_of", "reader", "reader_name", "role", "looks", "seen"), H.INTERNAL
        ),
        **dict.fromkeys(("usual", "outside", "closed", "out_of_hours", "namesakes", "neighbours"), H.INTERNAL),
        **dict.fromkeys(("signs", "is_listed", "is_watcher", "outcome"), H.INTERNAL),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["week", "reader"], name="sharing_readerweek_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *(each.value for each in ReadOutcome)]), name="sharing_readerweek_outcome"
            ),
        ]
        indexes = [
            models.Index(
                fields=["week", "outcome", "reader_name", "id"],
                condition=Q(is_listed=True),
                name="sharing_readerweek_of",
            ),
            models.Index(fields=["week_of", "role"], name="sharing_readerweek_usual"),
        ]


class ReadLine(models.Model):
    """One answer that stands out, by its number in the access log, with the people in it and why. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    line = models.ForeignKey(ReaderWeek, on_delete=models.PROTECT, related_name="lines")
    look = models.BigIntegerField()
    at = models.DateTimeField()
    screen = models.CharField(max_length=120)
    subjects = ArrayField(models.UUIDField())
    signs = ArrayField(models.CharField(max_length=12))
    handling = {
        **dict.fromkeys(("id", "fence", "line", "look", "at", "screen", "signs"), H.INTERNAL),
        "subjects": H.PERSONAL,
    }

    class Meta:
        indexes = [models.Index(fields=["line", "at", "id"], name="sharing_readline_of")]


class ReadMark(models.Model):
    """What somebody of governance made of one reader's week; the last one holds. Never by the reader. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fence = models.UUIDField()
    line = models.ForeignKey(ReaderWeek, on_delete=models.PROTECT, related_name="marks")
    reader = models.UUIDField()
    outcome = models.CharField(max_length=16)
    words = models.TextField(max_length=2000)
    by = models.UUIDField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    handling = {
        **dict.fromkeys(("id", "fence", "line", "reader", "outcome", "by", "by_name", "at"), H.INTERNAL),
        "words": H.SPECIAL,
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(by=F("reader")), name="sharing_readmark_by_another")]
        indexes = [models.Index(fields=["line", "at"], name="sharing_readmark_of")]
