"""Where many postcodes lie, asked together: what a feed of a hundred thousand rows needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from familyhub.core.arrays import Listed
from familyhub.places.models import AreaLsoa, Postcode
from familyhub.places.queries.geography import holds, place_of
from familyhub.places.terms import Place


@dataclass(frozen=True)
class Spot:
    """The small area, area, cluster and district (codes) of one postcode of ours; area and cluster may be unknown."""

    lsoa: str | None
    area: str
    cluster: str
    district: str


def spots(postcodes: Collection[str], on: date) -> dict[str, Spot]:
    """By postcode as printed: where it lies that day. One of another authority, or an unknown one, is not there."""
    rows = Postcode.objects.filter(holds(on), code__among=Listed(set(postcodes)))
    found = list(rows.values_list("code", "lsoa21_id", "district_id"))
    areas = {
        (lsoa, district): (area, cluster)
        for lsoa, district, area, cluster in AreaLsoa.objects.filter(
            holds(on), lsoa__in={row[1] for row in found if row[1]}
        ).values_list("lsoa_id", "area__cluster__district_id", "area__code", "area__cluster__code")
    }
    made: dict[str, Spot] = {}
    for code, lsoa, district in found:
        area = areas.get((lsoa, district))
        made[code] = Spot(lsoa, *area, district) if area else _asked_alone(code, on)
    return made


def _asked_alone(code: str, on: date) -> Spot:
    """Its small area lies in another district, or in none: the rule for these few stands in one place."""
    place = place_of(code, on)
    assert isinstance(place, Place)  # it held a moment ago, in this transaction
    return Spot(
        place.lsoa,
        place.area.code if place.area else "",
        place.cluster.code if place.cluster else "",
        place.district.code,
    )
