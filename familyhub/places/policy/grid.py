"""From the British National Grid to degrees (WGS84), for lists of postcodes that have metres alone.

After Ordnance Survey, "A guide to coordinate systems in Great Britain": the transverse Mercator projection backwards on
the Airy 1830 ellipsoid, then the seven-parameter (Helmert) shift. Right to about five metres.
"""

from __future__ import annotations

from math import atan2, cos, pi, radians, sin, sqrt, tan

AIRY = (6_377_563.396, 6_356_256.909)
WGS84 = (6_378_137.0, 6_356_752.3142)
SCALE, NORTH, EAST = 0.9996012717, -100_000.0, 400_000.0
LATITUDE, LONGITUDE = radians(49), radians(-2)
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = 1 - 20.4894e-6


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """(latitude, longitude) in degrees of a point in metres."""
    return _shifted(*_unprojected(easting, northing))


def _meridian(latitude: float) -> float:
    major, minor = AIRY
    n = (major - minor) / (major + minor)
    less, more = latitude - LATITUDE, latitude + LATITUDE
    return (minor * SCALE) * (
        (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
        - (3 * n + 3 * n**2 + 2.625 * n**3) * sin(less) * cos(more)
        + (1.875 * n**2 + 1.875 * n**3) * sin(2 * less) * cos(2 * more)
        - (35 / 24) * n**3 * sin(3 * less) * cos(3 * more)
    )


def _unprojected(easting: float, northing: float) -> tuple[float, float]:
    """Radians on the Airy ellipsoid."""
    major, minor = AIRY
    squared = 1 - (minor / major) ** 2
    latitude, done = LATITUDE, 0.0
    while abs(northing - NORTH - done) >= 1e-5:
        latitude += (northing - NORTH - done) / (major * SCALE)
        done = _meridian(latitude)
    across = major * SCALE / sqrt(1 - squared * sin(latitude) ** 2)
    along = major * SCALE * (1 - squared) / (1 - squared * sin(latitude) ** 2) ** 1.5
    eta = across / along - 1
    t, secant, off = tan(latitude), 1 / cos(latitude), easting - EAST
    found = latitude - t / (2 * along * across) * off**2
    found += t / (24 * along * across**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta) * off**4
    found -= t / (720 * along * across**5) * (61 + 90 * t**2 + 45 * t**4) * off**6
    longitude = LONGITUDE + secant / across * off - secant / (6 * across**3) * (across / along + 2 * t**2) * off**3
    longitude += secant / (120 * across**5) * (5 + 28 * t**2 + 24 * t**4) * off**5
    return found, longitude


def _shifted(latitude: float, longitude: float) -> tuple[float, float]:
    """From the Airy ellipsoid to WGS84, in degrees."""
    major, minor = AIRY
    squared = 1 - (minor / major) ** 2
    radius = major / sqrt(1 - squared * sin(latitude) ** 2)
    x = radius * cos(latitude) * cos(longitude)
    y = radius * cos(latitude) * sin(longitude)
    z = radius * (1 - squared) * sin(latitude)
    rx, ry, rz = TURN
    moved = (
        SHIFT[0] + STRETCH * x - rz * y + ry * z,
        SHIFT[1] + rz * x + STRETCH * y - rx * z,
        SHIFT[2] - ry * x + rx * y + STRETCH * z,
    )
    return _geodetic(*moved)


def _geodetic(x: float, y: float, z: float) -> tuple[float, float]:
    major, minor = WGS84
    squared = 1 - (minor / major) ** 2
    level = sqrt(x**2 + y**2)
    latitude = atan2(z, level * (1 - squared))
    for _ in range(6):
        radius = major / sqrt(1 - squared * sin(latitude) ** 2)
        latitude = atan2(z + squared * radius * sin(latitude), level)
    return latitude * 180 / pi, atan2(y, x) * 180 / pi
