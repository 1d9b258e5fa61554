"""Hub networks: a main site, spokes, and how far each has come (S3-05, S3-11, S3-15).

Two promises are kept by triggers of the migration: whenever a network is live it has a main site (the exclusion
constraint below keeps it to one), and every spoke belongs to at least one network.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from familyhub.core.handling import Handling
from familyhub.places.models.dated import DatedRow, ends_after_start, one_a_day, public
from familyhub.places.models.network import District, Site
from familyhub.places.terms import HUB_STATES, SPOKE_KINDS, SPOKE_TYPES, HubState, SpokeKind


class HubNetwork(DatedRow):
    """A hub network, in one district or across several (then `district` is null)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="hub_networks")
    handling = public("id", "name", "district")

    class Meta:
        constraints = [
            ends_after_start("places_hub_network_ends_after_start"),
            one_a_day("places_hub_network_name_one_a_day", "name"),
        ]


class HubNetworkState(models.Model):
    """The state that a network is in from a day on. A fact: never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    network = models.ForeignKey(HubNetwork, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=10, choices=[(state.value, words) for state, words in HUB_STATES.items()])
    on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    handling = {
        **{field: Handling.PUBLIC for field in ("id", "network", "state", "on")},
        **{field: Handling.INTERNAL for field in ("reason", "at", "by_name")},
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "on"], name="places_hub_network_state_one_a_day"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in HubState]), name="places_hub_network_state_known"
            ),
        ]


class MainSite(DatedRow):
    """The one main site of a network on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    network = models.ForeignKey(HubNetwork, on_delete=models.PROTECT, related_name="main_sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="main_of")
    handling = public("id", "network", "site")

    class Meta:
        constraints = [
            ends_after_start("places_main_site_ends_after_start"),
            one_a_day("places_main_site_one_a_day", "network"),
        ]


class Spoke(models.Model):
    """A service, partnership, group, building or online offer (S3-05). A building names its site.

    `reference` is the id of the thing in the room that keeps it, which `reference_kind` names: both or neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=[(kind.value, words) for kind, words in SPOKE_KINDS.items()])
    type = models.CharField(max_length=20, blank=True, choices=list(SPOKE_TYPES.items()))
    name = models.CharField(max_length=160)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="spokes")
    reference_kind = models.CharField(max_length=40, blank=True)
    reference = models.UUIDField(null=True)
    handling = {
        field: Handling.PUBLIC for field in ("id", "kind", "type", "name", "site", "reference_kind", "reference")
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="places_spoke_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in SpokeKind]), name="places_spoke_kind"),
            models.CheckConstraint(condition=Q(type__in=["", *SPOKE_TYPES]), name="places_spoke_type"),
            models.CheckConstraint(
                condition=Q(kind=SpokeKind.BUILDING.value, site__isnull=False)
                | (~Q(kind=SpokeKind.BUILDING.value) & Q(site__isnull=True)),
                name="places_spoke_building_has_a_site",
            ),
            models.CheckConstraint(
                condition=Q(reference__isnull=True, reference_kind="")
                | (Q(reference__isnull=False) & ~Q(reference_kind="")),
                name="places_spoke_reference_has_a_kind",
            ),
        ]


class SpokeMember(DatedRow):
    """A spoke belongs to a network between two days; it may belong to several."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    network = models.ForeignKey(HubNetwork, on_delete=models.PROTECT, related_name="members")
    spoke = models.ForeignKey(Spoke, on_delete=models.PROTECT, related_name="memberships")
    handling = public("id", "network", "spoke")

    class Meta:
        constraints = [
            ends_after_start("places_spoke_member_ends_after_start"),
            one_a_day("places_spoke_member_one_a_day", "network", "spoke"),
        ]
