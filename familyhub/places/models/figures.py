"""Published figures about small areas, and the record of which files were loaded."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling
from familyhub.places.models.dated import DatedRow, ends_after_start, one_open, public
from familyhub.places.models.directory import Lsoa


class Deprivation(DatedRow):
    """Index of multiple deprivation of one small area in one edition. Decile 1 and rank 1 are the most deprived."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lsoa = models.ForeignKey(Lsoa, on_delete=models.PROTECT, related_name="deprivation")
    edition = models.PositiveSmallIntegerField()
    decile = models.PositiveSmallIntegerField()
    rank = models.PositiveIntegerField()
    handling = public("id", "lsoa", "edition", "decile", "rank")

    class Meta:
        constraints = [
            ends_after_start("places_deprivation_ends_after_start"),
            one_open("places_deprivation_one_open", "lsoa", "edition"),
            models.CheckConstraint(condition=Q(decile__gte=1, decile__lte=10), name="places_deprivation_decile"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="places_deprivation_rank"),
        ]


class Population(DatedRow):
    """Residents of one small area at mid-year, by single year of age; 90 means 90 and over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lsoa = models.ForeignKey(Lsoa, on_delete=models.PROTECT, related_name="population")
    vintage = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    age = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()
    handling = public("id", "lsoa", "vintage", "year", "age", "persons")

    class Meta:
        constraints = [
            ends_after_start("places_population_ends_after_start"),
            one_open("places_population_one_open", "lsoa", "year", "age"),
            models.CheckConstraint(condition=Q(age__lte=90), name="places_population_age"),
            models.CheckConstraint(condition=Q(vintage__in=[2011, 2021]), name="places_population_vintage"),
        ]


class Load(models.Model):
    """That a file was loaded: which, by its digest, when, and what it changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    file = models.CharField(max_length=200)
    source = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    opened = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    corrected = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    handling = {
        f: Handling.INTERNAL
        for f in ("id", "file", "source", "digest", "on", "at", "by_name")
        + ("opened", "closed", "corrected", "unchanged")
    }

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="places_load_source")]
