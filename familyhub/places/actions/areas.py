"""Give each small area a children's centre area: by the authority's file where it says, otherwise by rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Avg

from familyhub.places import policy
from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import Ledger, put
from familyhub.places.authority import Authority, DistrictPlan
from familyhub.places.models import Area, AreaLsoa, Lsoa, Postcode
from familyhub.places.policy import Rules, Spot, absent_ends
from familyhub.places.queries.residents import young_of_lsoas
from familyhub.places.terms import Change


@transaction.atomic
def assign_areas(*, authority: Authority, batch: Batch) -> Change:
    """Assign every small area of 2021 in the authority's districts. What is assigned stays, unless the file says else.

    A district without any assignment is divided by rule; a small area that is new joins the area of its nearest
    neighbour. Errors: BackDated.
    """
    areas: dict[str, UUID] = dict(Area.objects.filter(valid_to__isnull=True).values_list("code", "id"))
    now = dict(AreaLsoa.objects.filter(valid_to__isnull=True).values_list("lsoa_id", "area__code"))
    spots = _spots()
    chosen: dict[str, str] = {}
    for district in authority.districts:
        kept = {spot.code: now[spot.code] for spot in spots[district.code] if now.get(spot.code) in areas}
        chosen |= _join(spots[district.code], kept) if kept else _divide(spots[district.code], district)
    chosen |= {code: area for code, area in authority.assign.items() if code in chosen}
    incoming = {(code,): {"area_id": areas[area]} for code, area in chosen.items()}
    ledger = Ledger(AreaLsoa, ("lsoa_id",), ("area_id",))
    return put(ledger, incoming, on=batch.on, rules=Rules(may_close=absent_ends, guarded=False))


def _divide(spots: Sequence[Spot], district: DistrictPlan) -> dict[str, str]:
    """Small area → area code, by halving the district into clusters and each cluster into areas."""
    if not spots:
        return {}
    clusters = policy.divide(spots, district.areas)
    return {
        spot.code: district.area_code(cluster, area)
        for cluster, (members, count) in enumerate(zip(clusters, district.areas, strict=True), start=1)
        for area, group in enumerate(policy.divide(members, [1] * count), start=1)
        for spot in group
    }


def _join(spots: Sequence[Spot], kept: Mapping[str, str]) -> dict[str, str]:
    """What is kept, and for each other small area the area of its nearest neighbour."""
    settled = [spot for spot in spots if spot.code in kept]
    joined = dict(kept)
    for spot in spots:
        neighbour = policy.nearest(spot, settled)
        if spot.code not in kept and neighbour:
            joined[spot.code] = kept[neighbour.code]
    return joined


def _spots() -> dict[str, list[Spot]]:
    """The small areas of 2021 by district: middle of their postcodes, weighed by children aged 0 to 4 where known."""
    middles = _middles()
    weights = young_of_lsoas()[1]
    usual = sum(weights.values()) / len(weights) if weights else 1.0
    spots: dict[str, list[Spot]] = defaultdict(list)
    lsoas = Lsoa.objects.filter(valid_to__isnull=True, in_2021=True).order_by("code")
    for code, district in lsoas.values_list("code", "district_id"):
        easting, northing = middles.get(code, (0.0, 0.0))
        spots[district].append(Spot(code, easting, northing, weights.get(code, usual)))
    return spots


def _middles() -> dict[str, tuple[float, float]]:
    rows = Postcode.objects.filter(valid_to__isnull=True, easting__isnull=False, lsoa21__isnull=False)
    found = rows.values("lsoa21_id").annotate(east=Avg("easting"), north=Avg("northing"))
    return {row["lsoa21_id"]: (float(row["east"]), float(row["north"])) for row in found}
