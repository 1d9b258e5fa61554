"""How many children under five live in each area, as last published: what reach is measured against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Sum

from familyhub.places.models import AreaLsoa, LsoaLink, Population
from familyhub.places.queries.geography import holds

YOUNG = 4
SOURCE = "the estimate that was loaded, of mid-{year}"


@dataclass(frozen=True)
class Residents:
    """Children aged 0 to 4 by the code of their area, at the middle of `year`; no year where no file was loaded."""

    year: int | None
    by_area: dict[str, int]

    @property
    def source(self) -> str:
        """What the figures are; "" for none."""
        return SOURCE.format(year=self.year) if self.year else ""


def under_fives(on: date) -> Residents:
    """Those of the latest year in the areas of that day. Five queries."""
    year, young = young_of_lsoas()
    found: dict[str, float] = defaultdict(float)
    for lsoa, area in AreaLsoa.objects.filter(holds(on)).values_list("lsoa_id", "area__code"):
        found[area] += young.get(lsoa, 0.0)
    return Residents(year, {area: round(persons) for area, persons in found.items()})


def young_of_lsoas() -> tuple[int | None, dict[str, float]]:
    """The latest year, and children aged 0 to 4 by small area of 2021: those of one that was split are shared out."""
    rows = Population.objects.filter(valid_to__isnull=True, age__lte=YOUNG)
    year = rows.aggregate(latest=Max("year"))["latest"]
    young = dict(rows.filter(year=year).values("lsoa_id").annotate(n=Sum("persons")).values_list("lsoa_id", "n"))
    links = LsoaLink.objects.filter(valid_to__isnull=True)
    shares = dict(links.values("lsoa11_id").annotate(n=Count("id")).values_list("lsoa11_id", "n"))
    weights: dict[str, float] = defaultdict(float)
    for old, new in links.values_list("lsoa11_id", "lsoa21_id"):
        if old in young:
            weights[new] += young[old] / shares[old]
    return year, {**{code: float(count) for code, count in young.items() if code not in shares}, **weights}
