"""The requests in which somebody is named, for that person's page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.referrals.models import Enquiry, Subject, SubjectPlace
from familyhub.referrals.permissions import SEE
from familyhub.referrals.queries.lists import sender_words
from familyhub.referrals.terms.requests import (
    ENQUIRY_OVER,
    OVER,
    STATE_LABELS,
    SUBJECT_LABELS,
    Lane,
    State,
    SubjectRole,
)

MOST = 20
TAKEN_BY_DESK = "the desk took it over"  # the reason on the grants of a request that the protection desk has


@dataclass(frozen=True)
class RequestAbout:
    """One request that names the person: where it stands, and as what they are named in it."""

    id: uuid.UUID
    reference: str
    lane: Lane
    state: State
    state_label: str
    is_over: bool
    received_at: datetime
    sender: str
    named_as: str
    team: str
    worker: str


def requests_about(asker: Asker, records: Sequence[uuid.UUID]) -> list[RequestAbout]:
    """Requests that name these records and that this asker may see, newest first, at most 20: one query."""
    if not asker.may(SEE.code):
        return []
    rows = Subject.objects.filter(record__in=records).select_related(
        "contact__request__team",
        "contact__request__worker",
        "contact__request__joined_to__team",
        "contact__request__joined_to__worker",
    )
    found: dict[uuid.UUID, RequestAbout] = {}
    for row in rows.order_by("-contact__received_at", "number")[: MOST * 2]:
        found.setdefault(row.contact.request.joined_to_id or row.contact.request_id, _about(row))
    return list(found.values())[:MOST]


def _about(row: Subject) -> RequestAbout:
    request = row.contact.request.joined_to or row.contact.request
    state = State(request.state)
    return RequestAbout(
        id=request.id,
        reference=request.reference,
        lane=Lane(request.lane),
        state=state,
        state_label=STATE_LABELS[state],
        is_over=state in OVER,
        received_at=request.received_at,
        sender=sender_words(row.contact),
        named_as=SUBJECT_LABELS[SubjectRole(row.role)],
        team=request.team.name if request.team else "",
        worker=request.worker.name if request.worker else "",
    )


def fences_naming(person: uuid.UUID, *, with_protected: bool = True) -> list[uuid.UUID]:
    """The fences of the requests that name this person and of the contacts that do, for the system in the worker.

    Without `with_protected` those are left out in which somebody's address is hidden, and those that the protection
    desk took over: they open to nobody else.
    """
    rows = Subject.objects.filter(record__person=person)
    if not with_protected:
        hidden = SubjectPlace.objects.filter(is_protected=True, subject__contact__request=OuterRef("contact__request"))
        rows = rows.exclude(Exists(hidden))
    found = rows.values_list("contact__request__fence", "contact__fence").distinct()
    fences = dict.fromkeys(fence for pair in found for fence in pair)
    taken = set() if with_protected else grants.given_for(TAKEN_BY_DESK, fences)
    return [fence for fence in fences if fence not in taken]


def at_work_on(person: uuid.UUID) -> set[uuid.UUID]:
    """Who has the open requests that name this person: the worker, else the team. For the system. One query."""
    rows = Subject.objects.filter(record__person=person).select_related("contact__request__joined_to")
    requests = [row.contact.request.joined_to or row.contact.request for row in rows]
    going_on = [one for one in requests if State(one.state) not in OVER]
    return {holder for one in going_on if (holder := one.worker_id or one.team_id)}


def enquired_into(records: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these records an open safeguarding enquiry names, for the system in the worker. One query."""
    over = [state.value for state in ENQUIRY_OVER]
    still_open = Enquiry.objects.exclude(state__in=over).values("request")
    rows = Subject.objects.filter(record__in=list(records))
    whole = Q(contact__request__in=still_open) | Q(contact__request__joined_to__in=still_open)
    return set(rows.filter(whole).values_list("record", flat=True))  # type: ignore[arg-type]
