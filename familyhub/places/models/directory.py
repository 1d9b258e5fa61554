"""From a postcode to a small area, and from a small area to a children's centre area."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.places.models.dated import DatedRow, ends_after_start, one_a_day, one_open, public
from familyhub.places.models.network import Area, District


def by_beginning(name: str) -> models.Index:
    """Finds the postcodes of a sector ("DN22 7") by how they begin, whatever the database's language."""
    return models.Index(fields=["code"], name=name, opclasses=["varchar_pattern_ops"])


class Lsoa(DatedRow):
    """A lower layer super output area. Its code is its identity: an altered boundary brings a new code.

    One row serves both vintages when the boundary did not change. `latitude` and `longitude` (degrees, WGS84) are a
    point for a map label; nothing is ever looked up by them.
    """

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=80)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="lsoas")
    in_2011 = models.BooleanField(default=False)
    in_2021 = models.BooleanField(default=False)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    handling = public("code", "name", "district", "in_2011", "in_2021", "latitude", "longitude")

    class Meta:
        constraints = [
            ends_after_start("places_lsoa_ends_after_start"),
            models.CheckConstraint(condition=Q(in_2011=True) | Q(in_2021=True), name="places_lsoa_has_a_vintage"),
        ]


class LsoaLink(DatedRow):
    """What became of an area of 2011 in 2021: U unchanged, S split, M merged, X irregular."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lsoa11 = models.ForeignKey(Lsoa, on_delete=models.PROTECT, related_name="+")
    lsoa21 = models.ForeignKey(Lsoa, on_delete=models.PROTECT, related_name="+")
    change = models.CharField(max_length=1)
    handling = public("id", "lsoa11", "lsoa21", "change")

    class Meta:
        constraints = [
            ends_after_start("places_lsoa_link_ends_after_start"),
            one_a_day("places_lsoa_link_one_a_day", "lsoa11", "lsoa21"),
            models.CheckConstraint(condition=Q(change__in=["U", "S", "M", "X"]), name="places_lsoa_link_change"),
        ]


class AreaLsoa(DatedRow):
    """Which children's centre area a small area belongs to: the authority's own division, by rule or by its file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lsoas")
    lsoa = models.ForeignKey(Lsoa, on_delete=models.PROTECT, related_name="areas")
    handling = public("id", "area", "lsoa")

    class Meta:
        constraints = [
            ends_after_start("places_area_lsoa_ends_after_start"),
            one_a_day("places_area_lsoa_one_a_day", "lsoa"),
        ]


class Postcode(DatedRow):
    """A unit postcode, written with its space. `district` is the source's own code, whatever the LSOA's district is.

    Eastings and northings in metres on the British National Grid; latitude and longitude in degrees (WGS84) where the
    source has them. `quality` as in Code-Point Open: 10 within the postcode, 50 estimated, 90 no coordinates.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=8)
    outward = models.CharField(max_length=4)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    lsoa21 = models.ForeignKey(Lsoa, on_delete=models.PROTECT, null=True, related_name="+")
    lsoa11 = models.ForeignKey(Lsoa, on_delete=models.PROTECT, null=True, related_name="+")
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    quality = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=40)
    handling = public(
        *("id", "code", "outward", "district", "lsoa21", "lsoa11", "easting", "northing"),
        *("latitude", "longitude", "quality", "source"),
    )

    class Meta:
        constraints = [
            ends_after_start("places_postcode_ends_after_start"),
            one_a_day("places_postcode_one_a_day", "code"),
            one_open("places_postcode_one_open", "code"),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="places_postcode_both_coordinates",
            ),
        ]
        indexes = [
            models.Index(fields=["code", "valid_from"], name="places_postcode_code"),
            models.Index(fields=["outward"], name="places_postcode_outward"),
            by_beginning("places_postcode_beginning"),
        ]


class OutsidePostcode(DatedRow):
    """A unit postcode of another authority: only that it exists and whose it is, so that a family is sent right.

    `authority` is the national code of the district or unitary authority that the source gives, whether or not it is
    a neighbour whose name is configured.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=8)
    authority = models.CharField(max_length=9)
    source = models.CharField(max_length=40)
    handling = public("id", "code", "authority", "source")

    class Meta:
        constraints = [
            ends_after_start("places_outside_postcode_ends_after_start"),
            one_open("places_outside_postcode_one_open", "code"),
        ]
        indexes = [by_beginning("places_outside_beginning")]
