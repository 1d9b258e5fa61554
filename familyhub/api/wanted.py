"""What a request asks of services, as the directory's queries take it."""

from __future__ import annotations

from datetime import date

from familyhub.api.parameters import Given
from familyhub.api.problems import BadParameters, Fault
from familyhub.directory.queries import Hours, Wanted
from familyhub.places.queries import point_of


def wanted_of(given: Given, day: date) -> Wanted:
    """Errors: BadParameters where the postcode is not known here, or proximity stands alone."""
    hours = Hours(given.get("day"), given.get("start_time"), given.get("end_time"))
    return Wanted(
        day=day,
        search=given.get("search") or "",
        term=given.get("taxonomy_term_id"),
        taxonomy=given.get("taxonomy_id"),
        organization=given.get("organization_id"),
        modified_after=given.get("modified_after"),
        minimum_age=given.get("minimum_age"),
        maximum_age=given.get("maximum_age"),
        hours=(hours,) if hours != Hours() else (),
        near=near(given.get("postcode"), given.get("proximity"), day),
    )


def near(postcode: str | None, metres: float | None, day: date) -> tuple[float, float, float] | None:
    """(latitude, longitude, metres) where both are given. A postcode that is not known here is a fault."""
    if metres is not None and not postcode:
        raise BadParameters([Fault("proximity", "needs a postcode")])
    if not postcode:
        return None
    point = point_of(postcode, day)
    if point is None:
        raise BadParameters([Fault("postcode", "is not a postcode that is known here")])
    return (*point, metres) if metres is not None else None
