"""Reads about organisations: who stands in another's place on a day, and who came from whom."""

from __future__ import annotations

from datetime import date

from familyhub.places import policy
from familyhub.places.models import Organisation, Succession
from familyhub.places.queries.geography import holds
from familyhub.places.terms import HowSucceeded, LineageStep, OrganisationOf


def _told(row: Organisation) -> OrganisationOf:
    return OrganisationOf(row.id, row.code, row.name, row.kind, row.valid_from, row.valid_to)


def organisations(on: date) -> list[OrganisationOf]:
    """Organisations of that day by name."""
    return [_told(row) for row in Organisation.objects.filter(holds(on)).order_by("name", "code")]


def current_organisations(code: str, day: date) -> list[OrganisationOf]:
    """Who stands on that day in the place of the organisation with this code, by name: itself while it lasts, then
    what it became. Several where it was split; none where it is unknown or ended without a successor.
    """
    last = Organisation.objects.filter(code=code, valid_from__lte=day).order_by("-valid_from").first()
    if last is None:
        return []
    steps = list(Succession.objects.filter(on__lte=day).values_list("predecessor_id", "successor_id"))
    ids = policy.reached([last.id], steps) - {one for one, _ in steps}
    rows = Organisation.objects.filter(holds(day), id__in=ids).order_by("name", "code")
    return [_told(row) for row in rows]


def current_organisation(code: str, day: date) -> OrganisationOf | None:
    """The one that stands in its place on that day; None where there is none, or several after a split."""
    found = current_organisations(code, day)
    return found[0] if len(found) == 1 else None


def lineage(code: str) -> list[LineageStep]:
    """Every step that leads to or from the organisation with this code, by day: what it came from, what it became."""
    steps = list(Succession.objects.select_related("predecessor", "successor").order_by("on", "predecessor__name"))
    start = set(Organisation.objects.filter(code=code).values_list("id", flat=True))
    came = policy.reached(start, [(step.successor_id, step.predecessor_id) for step in steps])
    became = policy.reached(start, [(step.predecessor_id, step.successor_id) for step in steps])
    return [
        LineageStep(_told(step.predecessor), _told(step.successor), step.on, HowSucceeded(step.how))
        for step in steps
        if step.successor_id in came or step.predecessor_id in became
    ]
