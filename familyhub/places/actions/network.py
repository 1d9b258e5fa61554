"""Store an authority's plan: districts, clusters, areas, localities, and what stands in them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import Ledger, put
from familyhub.places.actions.from_file import put_standing
from familyhub.places.authority import Authority
from familyhub.places.models import Area, Cluster, District, Locality, LocalityDistrict
from familyhub.places.policy import Rules, absent_ends
from familyhub.places.terms import Change

COMPLETE = Rules(may_close=absent_ends, guarded=False)


@transaction.atomic
def apply_authority(*, authority: Authority, batch: Batch) -> Change:
    """Make the authority's plan hold from `batch.on`; what it no longer names ends. Errors: BackDated."""
    on = batch.on
    change = put(
        Ledger(District, ("code",), ("name", "short")),
        {(d.code,): {"name": d.name, "short": d.short} for d in authority.districts},
        on=on,
        rules=COMPLETE,
    )
    change += put(Ledger(Cluster, ("code",), ("number", "district_id")), _clusters(authority), on=on, rules=COMPLETE)
    change += put(Ledger(Area, ("code",), ("number", "cluster_id")), _areas(authority), on=on, rules=COMPLETE)
    return change + _put_localities(authority, on) + put_standing(authority=authority, batch=batch)


def _clusters(authority: Authority) -> dict[tuple[str], dict[str, Any]]:
    return {
        (district.cluster_code(number),): {"number": number, "district_id": district.code}
        for district in authority.districts
        for number in range(1, len(district.areas) + 1)
    }


def _areas(authority: Authority) -> dict[tuple[str], dict[str, Any]]:
    clusters: dict[str, UUID] = dict(Cluster.objects.filter(valid_to__isnull=True).values_list("code", "id"))
    return {
        (district.area_code(cluster, area),): {"number": area, "cluster_id": clusters[district.cluster_code(cluster)]}
        for district in authority.districts
        for cluster, count in enumerate(district.areas, start=1)
        for area in range(1, count + 1)
    }


def _put_localities(authority: Authority, on: date) -> Change:
    change = put(
        Ledger(Locality, ("number",), ("local",)),
        {(item.number,): {"local": item.local} for item in authority.localities},
        on=on,
        rules=COMPLETE,
    )
    ids: dict[int, UUID] = dict(Locality.objects.filter(valid_to__isnull=True).values_list("number", "id"))
    members = {(code,): {"locality_id": ids[item.number]} for item in authority.localities for code in item.districts}
    return change + put(Ledger(LocalityDistrict, ("district_id",), ("locality_id",)), members, on=on, rules=COMPLETE)
