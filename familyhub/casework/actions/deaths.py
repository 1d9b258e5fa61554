"""Somebody of a case has died: whoever works with the family is told without a name, and nobody asks about them."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework.actions.closing import drop_checks
from familyhub.casework.actions.visits import drop, tell_cancelled
from familyhub.casework.models import Episode, SustainmentCheck, Visit, Visited
from familyhub.casework.terms.visits import VisitState
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_working_days, day_of, end_of_day
from familyhub.work import actions as work

NOT_NEEDED = "Somebody has died"
CANCELLED = "A visit was cancelled, somebody has died. Nobody was written to: tell the family yourself"
TOLD = "people.death"  # read and ended on the person's page
DECIDE = "Somebody who was to be visited has died: decide if the visit goes on, and tell the family yourself"


def end_what_asks(*, person: uuid.UUID, by: Asker, at: datetime) -> set[uuid.UUID]:
    """Planned visits end or are asked about, and the family is not asked if help has lasted. By the system.

    Returns the fences of the cases, and is safe to repeat.
    """
    for check in SustainmentCheck.objects.filter(
        episode__in=Episode.objects.about(person), done_at__isnull=True
    ).select_related("episode"):
        drop_checks(check.episode, by=by, at=at)
    going = Visited.objects.about(person).filter(visit__state=VisitState.PLANNED.value)
    for number in sorted(going.values_list("visit", flat=True).distinct()):
        _end_or_ask(Visit.objects.select_for_update(of=("self",)).get(id=number), person, by, at)
    return set(Episode.objects.about(person).values_list("fence", flat=True))


def _end_or_ask(row: Visit, person: uuid.UUID, by: Asker, at: datetime) -> None:
    goers = list(row.goers.values_list("staff", "in_at"))
    if any(in_at for _, in_at in goers):  # they are there
        return
    ends = not row.visited.exclude(record__person=person).exists()
    if ends:
        drop(row, NOT_NEEDED)
        tell_cancelled(row, "", by, at)
    kind, about, words = (TOLD, person, CANCELLED) if ends else ("casework.visit", row.id, DECIDE)
    due = end_of_day(max(day_of(at), min(day_of(row.starts_at), add_working_days(day_of(at), 1))))
    for staff, _ in goers:
        work.open_task(work.NewTask(staff, row.case, kind, about, words, due), by=by, at=at)


def leads_of_person(person: uuid.UUID) -> set[uuid.UUID]:
    """Who leads, or which team has, each open episode of the cases that this person is in. For the system."""
    cases = Episode.objects.about(person).values("fence")
    rows = Episode.objects.filter(fence__in=cases, closed_on__isnull=True).values_list("lead", "team")
    return {lead or team for lead, team in rows}
