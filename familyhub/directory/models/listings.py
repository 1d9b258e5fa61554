"""Organisations, services and locations, and which service is at which location."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from familyhub.directory.models.handled import internal, public
from familyhub.directory.terms import LocationKind, Sensitivity, Shown, Status
from familyhub.places.models import Organisation as KnownOrganisation
from familyhub.places.models import Site

POSTCODE = r"\m[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][ABD-HJLNP-UW-Z]{2}\M"
"""A whole postcode inside a text: what a listing without a place may not say."""


def known(
    name: str, field: str, kind: type[Status] | type[Sensitivity] | type[Shown] | type[LocationKind]
) -> models.CheckConstraint:
    """The column holds one of the codes."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [one.value for one in kind]}), name=name)


class Organisation(models.Model):
    """Who answers for a listing, as the public meets it. `known_as`: the same body in our own register of places."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.CharField(max_length=500, blank=True)
    logo = models.CharField(max_length=500, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    parent_organization_id = models.UUIDField(null=True)
    known_as = models.ForeignKey(KnownOrganisation, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("directory.Feed", on_delete=models.PROTECT, null=True, related_name="+")
    handling = public(
        "id", "name", "description", "email", "website", "logo", "uri", "parent_organization_id"
    ) | internal("known_as", "source")


class Service(models.Model):
    """What families are offered. Ages in years, `maximum_age` the last one that may come.

    It is shown from `publish_on` up to but not on `expire_on`, and as temporarily closed from `paused_from` up to but
    not on `paused_until`. `last_modified`: when what it says changed here. `sensitivity`: how much of where it is may
    be said at all. `assured_date`: the day on which somebody last confirmed what it says. `seen_in`: the reading of its
    feed that last held it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="services")
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    email = models.CharField(max_length=254, blank=True)
    fees = models.TextField(blank=True)
    accreditations = models.TextField(blank=True)
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    assured_date = models.DateField(null=True)
    alert = models.TextField(blank=True)
    eligibility = models.TextField(blank=True)
    how_to_refer = models.TextField(blank=True)
    last_modified = models.DateTimeField()
    status = models.CharField(max_length=10)
    sensitivity = models.CharField(max_length=8, default=Sensitivity.OPEN.value)
    publish_on = models.DateField(null=True)
    expire_on = models.DateField(null=True)
    paused_from = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    source = models.ForeignKey("directory.Feed", on_delete=models.PROTECT, null=True, related_name="+")
    source_key = models.CharField(max_length=200, blank=True)
    seen_in = models.UUIDField(null=True)
    handling = public(
        *("id", "organization", "name", "description", "url", "email", "fees", "accreditations", "minimum_age"),
        *("maximum_age", "assured_date", "alert", "eligibility", "how_to_refer", "last_modified", "sensitivity"),
        *("publish_on", "expire_on", "paused_from", "paused_until"),
    ) | internal("status", "source", "source_key", "seen_in")

    class Meta:
        indexes = [models.Index(fields=["source", "source_key"], name="directory_service_source")]
        constraints = [
            known("directory_service_status_known", "status", Status),
            known("directory_service_sensitivity_known", "sensitivity", Sensitivity),
            models.UniqueConstraint(fields=["id", "sensitivity"], name="directory_service_with_sensitivity"),
            models.CheckConstraint(
                condition=~Q(sensitivity=Sensitivity.HIDDEN.value)
                | ~(
                    Q(name__iregex=POSTCODE)
                    | Q(description__iregex=POSTCODE)
                    | Q(alert__iregex=POSTCODE)
                    | Q(eligibility__iregex=POSTCODE)
                    | Q(how_to_refer__iregex=POSTCODE)
                    | Q(fees__iregex=POSTCODE)
                    | Q(accreditations__iregex=POSTCODE)
                ),
                name="directory_hidden_says_no_postcode",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="directory_service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(publish_on__isnull=True) | Q(expire_on__isnull=True) | Q(expire_on__gt=F("publish_on")),
                name="directory_service_expires_after_start",
            ),
        ]


class Location(models.Model):
    """A place. A masked one keeps its town and the first half of its postcode alone, and no point on a map."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    location_type = models.CharField(max_length=8)
    shown = models.CharField(max_length=6, default=Shown.FULL.value)
    name = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    external_identifier = models.CharField(max_length=60, blank=True)
    external_identifier_type = models.CharField(max_length=60, blank=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("directory.Feed", on_delete=models.PROTECT, null=True, related_name="+")
    handling = public(
        *("id", "location_type", "shown", "name", "description", "latitude", "longitude"),
        *("external_identifier", "external_identifier_type", "site"),
    ) | internal("source")

    class Meta:
        constraints = [
            known("directory_location_kind_known", "location_type", LocationKind),
            known("directory_location_shown_known", "shown", Shown),
            models.UniqueConstraint(fields=["id", "shown"], name="directory_location_with_shown"),
            models.CheckConstraint(
                condition=Q(shown=Shown.FULL.value)
                | (
                    Q(latitude__isnull=True, longitude__isnull=True, external_identifier="", site__isnull=True)
                    & ~Q(name__iregex=POSTCODE)
                    & ~Q(description__iregex=POSTCODE)
                ),
                name="directory_masked_has_no_point",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="directory_location_point_on_earth",
            ),
        ]


class ServiceAtLocation(models.Model):
    """A service is at a location. `sensitivity` and `shown` are those of its two ends: composite keys hold them to it.

    So a service without a place has no row here, whoever writes, and a masked one stands only at masked locations.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="service_at_locations")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="services")
    sensitivity = models.CharField(max_length=8)
    shown = models.CharField(max_length=6)
    handling = public("id", "service", "location", "sensitivity", "shown")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sensitivity=Sensitivity.OPEN.value)
                | Q(sensitivity=Sensitivity.MASKED.value, shown=Shown.MASKED.value),
                name="directory_no_place_of_a_hidden_service",
            )
        ]
