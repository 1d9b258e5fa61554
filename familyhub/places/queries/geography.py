"""Reads about places, as on a day. Open data and the shape of the service: anybody may ask, so there is no asker."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Power

from familyhub.core import fence
from familyhub.places import policy
from familyhub.places.models import (
    Area,
    AreaLsoa,
    Cluster,
    Deprivation,
    District,
    Locality,
    LocalityDistrict,
    Lsoa,
    Population,
    Postcode,
)
from familyhub.places.terms import (
    MOST_DEPRIVED,
    AreaOf,
    BadPostcode,
    ClusterOf,
    Disagreement,
    DistrictOf,
    LocalityOf,
    Place,
    PlaceCounts,
    UnknownPostcode,
)

DISTRICTS = "places.districts"


def holds(on: date, prefix: str = "") -> Q:
    """The condition that a dated row holds on that day; `prefix` leads to it (`area__`)."""
    ended = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": on})
    return ended & Q(**{f"{prefix}valid_from__lte": on})


def place_of(postcode: str, on: date) -> Place | UnknownPostcode | BadPostcode:
    """Where a postcode lies on that day. Three answers: a place, not in the file, not a postcode (S0-01)."""
    code = policy.normalised(postcode)
    if code is None:
        return BadPostcode(postcode)
    found = Postcode.objects.filter(holds(on), code=code).select_related("district", "lsoa21", "lsoa11").first()
    if found is None:
        return UnknownPostcode(code, known_outward(policy.outward_of(code), on))
    area, area_by = _area_of(found, on)
    decile, edition = _deprivation_of(found, on)
    lsoa = found.lsoa21 or found.lsoa11
    return Place(
        postcode=found.code,
        on=on,
        district=DistrictOf(found.district.code, found.district.name),
        cluster=ClusterOf(area.cluster.id, area.cluster.code, area.cluster.number) if area else None,
        area=AreaOf(area.id, area.code, area.number) if area else None,
        area_by=area_by,
        locality=_locality_of(found.district_id, on),
        lsoa=lsoa.code if lsoa else None,
        lsoa_name=lsoa.name if lsoa else "",
        decile=decile,
        edition=edition,
        easting=found.easting,
        northing=found.northing,
        latitude=found.latitude,
        longitude=found.longitude,
    )


def _areas_of(on: date) -> QuerySet[AreaLsoa]:
    return AreaLsoa.objects.filter(holds(on)).select_related("area__cluster")


def _area_of(postcode: Postcode, on: date) -> tuple[Area | None, str]:
    """The small area's area where it lies in the postcode's own district; else the nearest such postcode's."""
    own = _areas_of(on).filter(lsoa_id=postcode.lsoa21_id, area__cluster__district_id=postcode.district_id).first()
    if own:
        return own.area, "lsoa"
    if postcode.easting is None:
        return None, ""
    neighbours = Postcode.objects.filter(
        holds(on),
        holds(on, "lsoa21__areas__"),
        district_id=postcode.district_id,
        lsoa21__areas__area__cluster__district_id=postcode.district_id,
        easting__isnull=False,
    )
    distance = Power(F("easting") - postcode.easting, 2) + Power(F("northing") - postcode.northing, 2)
    nearest = neighbours.order_by(distance, "code").values_list("lsoa21_id", flat=True).first()
    there = _areas_of(on).filter(lsoa_id=nearest).first()
    return (there.area, "nearest") if there else (None, "")


def _deprivation_of(postcode: Postcode, on: date) -> tuple[int | None, int | None]:
    """Decile and edition: the latest edition published by that day, 2025 by the small area of 2021, 2019 by 2011's."""
    by_edition = Q(edition__gte=2025, lsoa_id=postcode.lsoa21_id) | Q(edition__lt=2025, lsoa_id=postcode.lsoa11_id)
    rows = Deprivation.objects.filter(by_edition, holds(on)).order_by("-edition")
    return rows.values_list("decile", "edition").first() or (None, None)


def _locality_of(district: str, on: date) -> LocalityOf | None:
    member = LocalityDistrict.objects.filter(holds(on), district_id=district).select_related("locality").first()
    return LocalityOf(member.locality.id, member.locality.number, member.locality.local) if member else None


def known_outward(code: str, on: date) -> bool:
    """Does any postcode with this first half (DN22) hold on that day?"""
    return Postcode.objects.filter(holds(on), outward=code.strip().upper()).exists()


def counts(on: date) -> PlaceCounts:
    """How many of each hold on that day."""
    return PlaceCounts(
        districts=District.objects.filter(holds(on)).count(),
        clusters=Cluster.objects.filter(holds(on)).count(),
        areas=Area.objects.filter(holds(on)).count(),
        localities=Locality.objects.filter(holds(on)).count(),
        lsoas=Lsoa.objects.filter(holds(on), in_2021=True).count(),
        postcodes=Postcode.objects.filter(holds(on)).count(),
    )


def districts(on: date) -> list[DistrictOf]:
    """Districts by name: asked once in a unit of work, whatever the days."""
    return [
        DistrictOf(row.code, row.name)
        for row in fence.remembered(DISTRICTS, lambda: list(District.objects.order_by("name")))
        if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)
    ]


def clusters(on: date, district: str | None = None) -> list[ClusterOf]:
    """Clusters by code, of one district (national code) or of all."""
    rows = Cluster.objects.filter(holds(on), **({"district_id": district} if district else {}))
    return [ClusterOf(*row) for row in rows.order_by("code").values_list("id", "code", "number")]


def areas(on: date, cluster: uuid.UUID | None = None) -> list[AreaOf]:
    """Areas by code, of one cluster or of all."""
    rows = Area.objects.filter(holds(on), **({"cluster_id": cluster} if cluster else {}))
    return [AreaOf(*row) for row in rows.order_by("code").values_list("id", "code", "number")]


def areas_of_district(on: date, district: str) -> list[AreaOf]:
    """Areas of a district (national code), by code: what an officer chooses from when a postcode is unknown."""
    rows = Area.objects.filter(holds(on), cluster__district_id=district)
    return [AreaOf(*row) for row in rows.order_by("code").values_list("id", "code", "number")]


@dataclass(frozen=True)
class AreaLine:
    """One area with what it lies in, and how many small areas (LSOAs of 2021) it is made of."""

    area: AreaOf
    cluster: ClusterOf
    district: DistrictOf
    lsoas: int


def network(on: date) -> list[AreaLine]:
    """Every area of that day with its cluster and district, by district, cluster and number: one query."""
    made_of = Count("lsoas", filter=holds(on, "lsoas__"))
    rows = Area.objects.filter(holds(on)).select_related("cluster__district").annotate(made_of=made_of)
    return [
        AreaLine(
            AreaOf(row.id, row.code, row.number),
            ClusterOf(row.cluster.id, row.cluster.code, row.cluster.number),
            DistrictOf(row.cluster.district.code, row.cluster.district.name),
            row.made_of,
        )
        for row in rows.order_by("cluster__district__name", "cluster__number", "number")
    ]


def parents_of_area(area: uuid.UUID) -> tuple[AreaOf, ClusterOf, DistrictOf] | None:
    """An area with its cluster and district, or None where there is no such area."""
    found = Area.objects.filter(id=area).select_related("cluster__district").first()
    if found is None:
        return None
    cluster, district = found.cluster, found.cluster.district
    return (
        AreaOf(found.id, found.code, found.number),
        ClusterOf(cluster.id, cluster.code, cluster.number),
        DistrictOf(district.code, district.name),
    )


def most_deprived(on: date, edition: int) -> int:
    """How many small areas stand in deciles 1 to 3 of an edition."""
    return Deprivation.objects.filter(holds(on), edition=edition, decile__lte=MOST_DEPRIVED).count()


def disagreements(on: date) -> list[Disagreement]:
    """Postcodes whose own district is not the district of their small area, by postcode."""
    # compared here: inside the transaction of a first load the database has no statistics, and joins badly
    names = dict(District.objects.values_list("code", "name"))
    of_lsoa = dict(Lsoa.objects.values_list("code", "district_id"))
    rows = Postcode.objects.filter(holds(on), lsoa21__isnull=False).order_by("code")
    return [
        Disagreement(code, names[district], lsoa, names[of_lsoa[lsoa]])
        for code, district, lsoa in rows.values_list("code", "district_id", "lsoa21_id")
        if lsoa and of_lsoa[lsoa] != district
    ]


def known_codes() -> tuple[frozenset[str], frozenset[str]]:
    """The district codes and small-area codes that are in force: what an importer checks its rows by."""
    in_force: dict[str, Any] = {"valid_to__isnull": True}
    return (
        frozenset(District.objects.filter(**in_force).values_list("code", flat=True)),
        frozenset(Lsoa.objects.filter(**in_force).values_list("code", flat=True)),
    )


def young_children(on: date) -> int:
    """Residents aged 0 to 4 in the latest year of estimates that holds on that day."""
    rows = Population.objects.filter(holds(on), age__lte=4)
    year = rows.order_by("-year").values_list("year", flat=True).first()
    return sum(rows.filter(year=year).values_list("persons", flat=True)) if year else 0
