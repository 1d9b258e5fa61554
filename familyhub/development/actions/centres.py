"""Which children's centre area a postcode belongs to, and which team serves it: for a whole batch at once."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from familyhub.accounts import queries as accounts
from familyhub.places.queries.many import spots


@dataclass(frozen=True)
class Centre:
    """An area of ours (its code), the small area, and the team that serves it, where there is one."""

    area: str
    lsoa: str | None
    team: uuid.UUID | None


def centres(postcodes: Collection[str], on: date) -> dict[str, Centre]:
    """By postcode; one that lies in another authority is not there. A few queries for any number."""
    served = accounts.places_served(on)
    found: dict[str, Centre] = {}
    teams: dict[tuple[str, str, str], uuid.UUID | None] = {}
    for postcode, spot in spots({code for code in postcodes if code}, on).items():
        key = (spot.area, spot.cluster, spot.district)
        if key not in teams:
            place = dict(zip(("area", "cluster", "district"), key, strict=True))
            team = accounts.team_of_place(place, served)
            teams[key] = team.team if team else None
        found[postcode] = Centre(spot.area, spot.lsoa, teams[key])
    return found
