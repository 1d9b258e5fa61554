"""What happened to a person, or to a family, from the event record: each event tells itself."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from familyhub.casework import queries as casework
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.people.queries import Named, PersonPage
from familyhub.web.told import line_of

MOST = 1000
# the first word of an event's code → what the filter calls it; protected classes tell under their room's name
ABOUT = {
    "people": "Records",
    "referrals": "Requests",
    "casework": "Help and notes",
    "sharing": "Access",
    "messages": "Messages",
    "development": "From health",
    "documents": "Documents",
    "work": "Tasks",
}
ADDRESSES = {
    "referrals.request_": "/requests/{}/",
    "casework.note_": "/notes/{}/",
    "casework.meeting_": "/meetings/{}/",
    "casework.visit_": "/visits/{}/",
    "casework.plan_": "/plans/{}/",
    "casework.need_": "/needs/{}/",
    "casework.episode_": "/episodes/{}/",
    "casework.agenda_": "/agenda-items/{}/",
    "casework.assessment_": "/assessments/{}/",
    "casework.contribution_": "/assessments/{}/",
    "casework.release_": "/releases/{}/",
    "casework.carer_": "/young-carers/{}/",
    "casework.service_": "/involved/{}/",
    "casework.support_": "/supports/{}/",
}


def room_of(code: str) -> str:
    """Which of `ABOUT` an event belongs to: "people_protected.address_added" belongs to people."""
    return code.partition(".")[0].partition("_")[0]


def entries(asker: Asker, page: PersonPage, limit: int = 50) -> list[dict[str, Any]]:
    """What happened last first, as far as the asker may read it. Events name people by person or by record."""
    return _entries(asker, [*page.persons, *page.records], limit)


def family_of(asker: Asker, page: PersonPage) -> dict[uuid.UUID, Named]:
    """The person and those whom this asker sees in their families, as their relatives or in one case with them."""
    named = [who for family in page.families for who, _ in family.members]
    named += [page.identity, *(line.other for line in page.relationships)]
    together = people.names_of(asker, casework.worked_with_together(asker, page.records))
    return {who.person: who for who in [*named, *together.values()]}


def chronology(
    asker: Asker, page: PersonPage, family: Mapping[uuid.UUID, Named], about: str
) -> tuple[list[dict[str, Any]], bool]:
    """Everything that happened to the person and this family, of one room or of all; was it cut at 1,000?

    In a family's story each line says of whom it tells.
    """
    names = {number: who.name for who in family.values() for number in (who.person, who.record)}
    subjects = list(dict.fromkeys([*page.persons, *page.records, *names]))
    told = _entries(asker, subjects, MOST + 1)
    found = [one for one in told[:MOST] if not about or one["room"] == about]
    of_whom = events.whom([one["id"] for one in found], list(names)) if names else {}
    for one in found:
        one["text"] = ", ".join(sorted({names[number] for number in of_whom.get(one["id"], ())}))
    return found, len(told) > MOST


def _entries(asker: Asker, subjects: Sequence[uuid.UUID], limit: int) -> list[dict[str, Any]]:
    told = events.timeline_of_subjects(subjects, limit)
    # of what names somebody who may not be seen nothing is told
    seen = casework.told_to(asker, [(one.code, one.about) for one in told])
    return [
        line_of(one) | {"id": one.id, "href": address_of(one), "room": room_of(one.code)}
        for one in told
        if not casework.named_in(one.code) or one.about in seen
    ]


def address_of(told: events.Told) -> str:
    """The page of what the event is about, where it has one of its own."""
    found = next((address for start, address in ADDRESSES.items() if told.code.startswith(start)), "")
    return found.format(told.about) if found else ""
