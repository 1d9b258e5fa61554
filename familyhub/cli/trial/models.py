"""The benchmark's tables as Django sees them. Registered only when a benchmark runs; no migration knows them."""

from __future__ import annotations

from django.db import models


class BenchPerson(models.Model):
    """Somebody invented."""

    objects: models.Manager[BenchPerson]
    id = models.UUIDField(primary_key=True)
    family = models.TextField()
    given = models.TextField()
    born_on = models.DateField()

    class Meta:
        app_label, managed, db_table = "bench", False, "bench_person"


class BenchCase(models.Model):
    """A case of a person, with a team."""

    objects: models.Manager[BenchCase]
    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    team = models.UUIDField()
    worker = models.UUIDField()
    state = models.TextField()
    level = models.SmallIntegerField()
    due_on = models.DateField()
    words = models.TextField()

    class Meta:
        app_label, managed, db_table = "bench", False, "bench_case"


class BenchNote(models.Model):
    """A note about a person."""

    objects: models.Manager[BenchNote]
    id = models.UUIDField(primary_key=True)
    about = models.UUIDField()
    at = models.DateTimeField()
    words = models.TextField()

    class Meta:
        app_label, managed, db_table = "bench", False, "bench_note"
