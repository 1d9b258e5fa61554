"""What a reader gets: one row for each published service, made anew whenever the service changes.

Reading never joins the tables of the listing: the documents of the standard stand here as text, and what a search
filters by stands in arrays under their own indexes.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from familyhub.directory.models.handled import internal, public
from familyhub.directory.models.listings import Service, ServiceAtLocation


class Card(models.Model):
    """A published service. `listed` and `full` are its documents of Open Referral UK 3.0, as text.

    `facets`: `kind:peer-support`, `day:2`, `cost:free` …; `terms` and `taxonomies` by number, `words` the weighted
    words. `latitude` and `longitude`: where it is, if in one place; `is_spread`: in several, so look at its places.
    `facets_number`: the same for the same facets, so that they are counted by number.
    """

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.PROTECT, related_name="card")
    organization_id = models.UUIDField(null=True)
    name = models.CharField(max_length=300)
    listed = models.TextField()
    full = models.TextField()
    changed_at = models.DateTimeField()
    shown_from = models.DateField(null=True)
    shown_until = models.DateField(null=True)
    paused_from = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    minimum_age = models.FloatField(default=0)
    maximum_age = models.FloatField(default=200)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    is_spread = models.BooleanField(default=False)
    facets_number = models.GeneratedField(
        expression=models.Func(models.F("facets"), models.Value(0), function="hash_array_extended"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    facets = ArrayField(models.TextField(), default=list)
    terms = ArrayField(models.UUIDField(), default=list)
    taxonomies = ArrayField(models.UUIDField(), default=list)
    words = SearchVectorField(null=True)
    handling = public(
        *("service", "organization_id", "name", "listed", "full", "changed_at", "shown_from", "shown_until"),
        *("paused_from", "paused_until", "minimum_age", "maximum_age", "facets", "terms", "taxonomies"),
        *("latitude", "longitude", "is_spread", "facets_number", "words"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["changed_at"], name="directory_card_changed"),
            models.Index(fields=["organization_id"], name="directory_card_organization"),
            GinIndex(fields=["words"], name="directory_card_words"),
            GinIndex(fields=["facets"], name="directory_card_facets"),
            GinIndex(fields=["terms"], name="directory_card_terms"),
            GinIndex(fields=["taxonomies"], name="directory_card_taxonomies"),
        ]


class CardPlace(models.Model):
    """Where a published service is, one row a location. `listed` and `full` are the location's documents."""

    service_at_location = models.OneToOneField(
        ServiceAtLocation, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    card = models.ForeignKey(Card, on_delete=models.PROTECT, related_name="places")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    listed = models.TextField()
    full = models.TextField()
    handling = public("service_at_location", "card", "latitude", "longitude", "listed", "full")

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"], name="directory_place_point")]


class Word(models.Model):
    """A word that some listing has held, without accents and in small letters: what a misspelt one may be."""

    word = models.CharField(primary_key=True, max_length=30)
    handling = public("word")

    class Meta:
        indexes = [GinIndex(fields=["word"], name="directory_word_like", opclasses=["gin_trgm_ops"])]


class Tally(models.Model):
    """One row: how many services and places are shown on `day`, and a number that grows with every change."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    version = models.BigIntegerField(default=0)
    day = models.DateField(null=True)
    services = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    handling = internal("id", "version", "day", "services", "places", "changed_at")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="directory_tally_is_one_row")]
