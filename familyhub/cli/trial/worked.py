"""Whose page a worker opens in the full county's casework, and in which case they write."""

from __future__ import annotations

import uuid

from django.db.models import Count
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff
from familyhub.casework.models import CaseMember, Episode, NotePart
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.cli.trial.database import NotMade
from familyhub.cli.trial.sitting import Screen
from familyhub.core import fence
from familyhub.demo.bulk.cases import LONG_NOTES
from familyhub.demo.bulk.offices import email_of
from familyhub.people import queries as people


def _quiet() -> Staff:
    return Staff.objects.get(email=email_of("quiet"))


def _child(most_notes: bool) -> uuid.UUID:
    """The child of the quiet worker with most notes, or with fewest. Errors: NotMade."""
    asker = accounts.asker_of(_quiet().id, timezone.localdate())
    with fence.enter(asker):
        children = list(Episode.objects.filter(lead=asker.number).values_list("record_id", flat=True))
        seen = people.names_of(asker, children)
        counted = NotePart.objects.filter(record__in=[child for child in children if child in seen]).values_list(
            "record"
        )
        found = list(counted.annotate(many=Count("id")).order_by("many"))
        if not found or found[-1][1] < LONG_NOTES:
            raise NotMade(f"no child of {asker.name} has {LONG_NOTES} notes")
        return seen[found[-1 if most_notes else 0][0]].person


def long_story() -> uuid.UUID:
    """A child with 500 notes, whom the quiet worker and the coordinator see. Errors: NotMade."""
    return _child(most_notes=True)


def quiet_child() -> uuid.UUID:
    """A child with the fewest notes of the same worker. Errors: NotMade."""
    return _child(most_notes=False)


def _case_led_by(staff: Staff) -> Episode | None:
    asker = accounts.asker_of(staff.id, timezone.localdate())
    with fence.enter(asker):
        return Episode.objects.filter(lead=asker.number, closed_on__isnull=True).order_by("id").first()


def note_to_write(screen: Screen) -> tuple[str, dict[str, str]]:
    """Where this worker writes a note of a visit in the first case that they lead, and what they choose in its form.

    Errors: NotMade.
    """
    staff = Staff.objects.get(email=screen.sitter)
    case = _case_led_by(staff)
    if case is None:
        raise NotMade(f"{screen.sitter} leads no case")
    with fence.enter(accounts.asker_of(staff.id, timezone.localdate())):
        members = list(CaseMember.objects.filter(fence=case.fence))
    parts = {f"part_{one.record_id}": (Part.ALONE if one.is_child else Part.SEEN).value for one in members}
    return f"/cases/{case.fence}/note/", {"kind": ContactKind.HOME_VISIT.value, **parts}
