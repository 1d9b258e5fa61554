"""Where on the map a postcode, the sector of one, its first half, or a town is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db.models import Avg

from familyhub.places import policy
from familyhub.places.models import Postcode
from familyhub.places.policy.grid import to_degrees
from familyhub.places.queries.geography import holds
from familyhub.places.towns import towns_of

Point = tuple[float, float]


def towns() -> tuple[str, ...]:
    """The towns that a search knows by name."""
    return tuple(towns_of(settings.ENVIRONMENT.authority))


def point_of(typed: str, on: date) -> Point | None:
    """(latitude, longitude) of a postcode, or the middle of all that begin so (DN22 7, DN22), or of a town.

    None where not known.
    """
    town = towns_of(settings.ENVIRONMENT.authority).get(typed)
    if town:
        return town
    code = policy.normalised(typed)
    outward, _, sector = typed.strip().upper().partition(" ")
    rows = Postcode.objects.filter(holds(on))
    if code:
        rows = rows.filter(code=code)
    elif sector:
        rows = rows.filter(outward=outward, code__startswith=f"{outward} {sector}")
    else:
        rows = rows.filter(outward=outward)
    found = rows.aggregate(*(Avg(name) for name in ("latitude", "longitude", "easting", "northing")))
    if found["latitude__avg"] is not None:
        return found["latitude__avg"], found["longitude__avg"]
    if found["easting__avg"] is not None:
        return to_degrees(found["easting__avg"], found["northing__avg"])
    return None
