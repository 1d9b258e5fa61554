"""How the authority divides its county: districts, clusters, areas, localities, sites (S0-01)."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.places.models.dated import DatedRow, ends_after_start, one_a_day, public
from familyhub.places.models.organisations import Organisation


class District(DatedRow):
    """A lower-tier district. Its national (GSS) code is its identity: a changed boundary brings a new code."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=80)
    short = models.CharField(max_length=6)
    handling = public("code", "name", "short")

    class Meta:
        constraints = [
            ends_after_start("places_district_ends_after_start"),
            one_a_day("places_district_name_one_a_day", "name"),
        ]


class Cluster(DatedRow):
    """Areas led together, inside one district. Numbered: the sources do not name them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="clusters")
    handling = public("id", "code", "number", "district")

    class Meta:
        constraints = [
            ends_after_start("places_cluster_ends_after_start"),
            one_a_day("places_cluster_code_one_a_day", "code"),
            one_a_day("places_cluster_number_one_a_day", "district", "number"),
        ]


class Area(DatedRow):
    """A children's centre area, inside one cluster. Numbered: the sources do not name them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="areas")
    handling = public("id", "code", "number", "cluster")

    class Meta:
        constraints = [
            ends_after_start("places_area_ends_after_start"),
            one_a_day("places_area_code_one_a_day", "code"),
            one_a_day("places_area_number_one_a_day", "cluster", "number"),
        ]


class Locality(DatedRow):
    """A separate grouping of districts (S4-21). `local`: which districts it holds is the authority's own choice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.PositiveSmallIntegerField()
    local = models.BooleanField()
    handling = public("id", "number", "local")

    class Meta:
        constraints = [
            ends_after_start("places_locality_ends_after_start"),
            one_a_day("places_locality_number_one_a_day", "number"),
        ]


class LocalityDistrict(DatedRow):
    """A district belongs to one locality at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="districts")
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="localities")
    handling = public("id", "locality", "district")

    class Meta:
        constraints = [
            ends_after_start("places_locality_district_ends_after_start"),
            one_a_day("places_locality_district_one_a_day", "district"),
        ]


class Site(DatedRow):
    """A building where families are met. Its area, its district, its postcode: as much as is known.

    `source` is "authority" for a site that stands in the authority's file: it ends when the file lacks it.
    """

    class Kind(models.TextChoices):
        """What sort of building."""

        CENTRE = "centre", "Children's centre or family hub"
        PARTNER = "partner", "Partner's building"
        OUTREACH = "outreach", "Outreach venue"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="sites")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="sites")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="sites")
    source = models.CharField(max_length=20, blank=True)
    handling = public("id", "name", "kind", "postcode", "area", "district", "organisation", "source")

    class Meta:
        constraints = [
            ends_after_start("places_site_ends_after_start"),
            one_a_day("places_site_name_one_a_day", "name"),
        ]


class SiteBase(DatedRow):
    """On these days staff are based in the site. Services go on at sites that are no base (S1-20)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="bases")
    handling = public("id", "site")

    class Meta:
        constraints = [
            ends_after_start("places_site_base_ends_after_start"),
            one_a_day("places_site_base_one_a_day", "site"),
        ]
