"""Where on the map a postcode, the sector of one, its first half, or a town is."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import connection

from familyhub.places import policy
from familyhub.places.policy.grid import to_degrees
from familyhub.places.towns import towns_of

Point = tuple[float, float]
MIDDLE = """
SELECT avg(latitude), avg(longitude), avg(easting)::float8, avg(northing)::float8 FROM places_postcode
WHERE {} AND valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)
"""
BEGINS_SO = "outward = %(outward)s AND starts_with(code, %(code)s)"


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
    begins = f"{outward} {sector}" if sector else outward
    with connection.cursor() as cursor:
        values: dict[str, str | date] = {"code": code or begins, "outward": outward, "on": on}
        cursor.execute(MIDDLE.format("code = %(code)s" if code else BEGINS_SO), values)
        latitude, longitude, easting, northing = cursor.fetchone()
    if latitude is not None:
        return latitude, longitude
    return to_degrees(easting, northing) if easting is not None else None
