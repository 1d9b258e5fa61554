"""Where on the map a postcode, or the first half of one, is."""

from __future__ import annotations

from datetime import date

from django.db.models import Avg

from familyhub.places import policy
from familyhub.places.models import Postcode
from familyhub.places.policy.grid import to_degrees
from familyhub.places.queries.geography import holds

Point = tuple[float, float]


def point_of(typed: str, on: date) -> Point | None:
    """(latitude, longitude) of a postcode, or the middle of all that begin so (DN22). None where it is not known."""
    code = policy.normalised(typed)
    rows = Postcode.objects.filter(holds(on))
    rows = rows.filter(code=code) if code else rows.filter(outward=typed.strip().upper())
    found = rows.aggregate(*(Avg(name) for name in ("latitude", "longitude", "easting", "northing")))
    if found["latitude__avg"] is not None:
        return found["latitude__avg"], found["longitude__avg"]
    if found["easting__avg"] is not None:
        return to_degrees(found["easting__avg"], found["northing__avg"])
    return None
