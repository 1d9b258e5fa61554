"""The core offer: what every hub promises (S0-10). What stands in it is the authority's own choice."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.directory.models.listings import Service
from familyhub.places.models import HubNetwork
from familyhub.places.models.dated import DatedRow, ends_after_start, one_a_day, public


class CoreOfferItem(DatedRow):
    """One promise of the core offer, in the words of a version. `kind`: one of the sixteen kinds of support."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    kind = models.CharField(max_length=40, blank=True)
    handling = public("id", "code", "name", "about", "kind")

    class Meta:
        constraints = [
            ends_after_start("directory_core_offer_ends_after_start"),
            one_a_day("directory_core_offer_one_a_day", "code"),
        ]


class CoreOfferAt(DatedRow):
    """A hub network keeps a promise by this service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    item = models.ForeignKey(CoreOfferItem, on_delete=models.PROTECT, related_name="at")
    network = models.ForeignKey(HubNetwork, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    handling = public("id", "item", "network", "service")

    class Meta:
        constraints = [
            ends_after_start("directory_core_offer_at_ends_after_start"),
            one_a_day("directory_core_offer_at_one_a_day", "item", "network", "service"),
        ]
