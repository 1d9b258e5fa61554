"""What hangs on a listing: replaced as a whole when it changes. `key` is the number by which the standard knows it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.directory.models.handled import public
from familyhub.directory.models.listings import POSTCODE, Location, Organisation, Service, ServiceAtLocation
from familyhub.directory.models.taxonomies import Term
from familyhub.directory.terms import LocationKind, Shown

OUTWARD = r"^[A-Z]{1,2}[0-9][A-Z0-9]?$"


class Part(models.Model):
    """A row of one listing, known by `key`, in the order `place`."""

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(default=uuid.uuid4)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


def part(*fields: str) -> dict[str, object]:
    """How a part's fields are handled: all public."""
    return dict(public("id", "key", "place", *fields))


class Identifier(Part):
    """What a register calls an organisation: a company number, a charity number."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organization_identifiers")
    identifier_scheme = models.CharField(max_length=60, blank=True)
    identifier_type = models.CharField(max_length=120)
    identifier = models.CharField(max_length=120)
    handling = part("owner", "identifier_scheme", "identifier_type", "identifier")


class Schedule(Part):
    """When it is on: a rule (RFC 5545: `freq`, `interval`, `byday`, `bymonthday`) and hours by the London clock."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="schedules")
    service_at_location = models.ForeignKey(ServiceAtLocation, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    dtstart = models.DateField(null=True)
    freq = models.CharField(max_length=7, blank=True)
    interval = models.PositiveSmallIntegerField(null=True)
    byday = models.CharField(max_length=60, blank=True)
    bymonthday = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    schedule_link = models.CharField(max_length=500, blank=True)
    attending_type = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    handling = part(
        *("owner", "service_at_location", "valid_from", "valid_to", "dtstart", "freq", "interval", "byday"),
        *("bymonthday", "description", "opens_at", "closes_at", "schedule_link", "attending_type", "notes"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(freq__in=["", "WEEKLY", "MONTHLY"]), name="directory_schedule_freq")
        ]


class ServiceArea(Part):
    """Where those it serves live."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="service_areas")
    name = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=60, blank=True)
    uri = models.CharField(max_length=500, blank=True)
    service_area = models.TextField(blank=True)
    handling = part("owner", "name", "extent", "extent_type", "uri", "service_area")


class Language(Part):
    """A language that is spoken there, by its code (ISO 639) where it is known."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="languages")
    name = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=300, blank=True)
    handling = part("owner", "name", "code", "note")


class Funding(Part):
    """Who pays for it."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="funding")
    source = models.TextField(blank=True)
    handling = part("owner", "source")


class CostOption(Part):
    """What it costs, in pounds; 0 is free."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="cost_options")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    option = models.TextField(blank=True)
    amount = models.FloatField(null=True)
    amount_description = models.TextField(blank=True)
    handling = part("owner", "valid_from", "valid_to", "option", "amount", "amount_description")


class Contact(Part):
    """How to get in touch, by what somebody does (“Reception”). No person's name is kept."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="contacts")
    title = models.CharField(max_length=200, blank=True)
    handling = part("owner", "title")


class Phone(Part):
    """A number to ring."""

    owner = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="phones")
    number = models.CharField(max_length=60)
    description = models.CharField(max_length=300, blank=True)
    handling = part("owner", "number", "description")


class Attribute(Part):
    """A term that a service stands under."""

    owner = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="attributes")
    taxonomy_term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    handling = part("owner", "taxonomy_term")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "taxonomy_term"], name="directory_attribute_once")]


class Address(Part):
    """An address. `shown` is its location's: a masked one has its town for its first line, and half a postcode."""

    owner = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="addresses")
    shown = models.CharField(max_length=6)
    address_1 = models.CharField(max_length=300)
    city = models.CharField(max_length=120)
    region = models.CharField(max_length=120, blank=True)
    state_province = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=20)
    country = models.CharField(max_length=60)
    address_type = models.CharField(max_length=8)
    handling = part(
        *("owner", "shown", "address_1", "city", "region", "state_province", "postal_code", "country"), "address_type"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(address_type__in=[kind.value for kind in LocationKind]), name="directory_address_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(shown=Shown.FULL.value)
                | (Q(address_1=models.F("city"), postal_code__regex=OUTWARD) & ~Q(city__iregex=POSTCODE)),
                name="directory_masked_has_no_street",
            ),
        ]


class Accessibility(Part):
    """What somebody with a disability finds at a location."""

    owner = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="accessibility")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    accessibility = models.TextField(blank=True)
    handling = part("owner", "description", "details", "url", "accessibility")
