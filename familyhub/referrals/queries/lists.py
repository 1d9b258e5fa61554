"""Lists of requests: the board, a team's, a worker's. Each is one limited index scan and two bulk reads."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.places import queries as places
from familyhub.referrals.belonging import parts_of, whole
from familyhub.referrals.models import Contact, Request, Return, Subject
from familyhub.referrals.permissions import BOARD, SEE
from familyhub.referrals.terms import AT_FRONT_DOOR, STATE_LABELS, WITH_TEAM, Lane, State, SubjectRole

PAGE = 50
LONG = ("story", "agreement_words", "engage_safely", "action_wanted")  # what a list does not show
COUNTED_UP_TO = 200


@dataclass(frozen=True)
class BoardLine:
    """One request in a list. `due` is the clock that runs now, `who` names its people as the sender named them."""

    id: uuid.UUID
    reference: str
    lane: Lane
    state: State
    state_label: str
    received_at: datetime
    due: datetime
    who: str
    children: int
    sender: str
    district: str
    place: str
    team: str
    worker: str


@dataclass(frozen=True)
class Page:
    """A page of lines, and how many there are in all, counted up to 200."""

    lines: list[BoardLine]
    count: int
    is_counted_out: bool
    number: int

    @property
    def has_next(self) -> bool:
        """Is there another page?"""
        return self.count > self.number * PAGE


def _bounded(rows: QuerySet[Request]) -> tuple[int, bool]:
    count = len(rows.order_by()[: COUNTED_UP_TO + 1].values_list("id"))
    return min(count, COUNTED_UP_TO), count > COUNTED_UP_TO


def board(asker: Asker, *, lane: str = "", district: str = "", page: int = 1) -> Page:
    """What waits at the front door: risk first, then the clock."""
    if not asker.may(BOARD.code):
        return Page([], 0, False, 1)
    rows = Request.objects.filter(state__in=[state.value for state in AT_FRONT_DOOR])
    rows = rows.filter(lane=lane) if lane else rows
    rows = rows.filter(district=district) if district else rows
    return _page(asker, rows.order_by("rank", "decide_by", "id"), page, "decide_by")


def team_requests(asker: Asker, team: uuid.UUID, page: int = 1) -> Page:
    """What one team holds, oldest clock first; nothing of a team that this asker does not belong to."""
    rows = Request.objects.filter(team=team, state__in=[state.value for state in WITH_TEAM])
    if not asker.may(SEE.code):
        return Page([], 0, False, 1)
    return _page(asker, rows.order_by("allocate_by", "id"), page, "allocate_by")


def worker_requests(asker: Asker, page: int = 1) -> Page:
    """What this asker holds, and what those hold for whom they cover today."""
    covered = [away.staff for away in accounts.covered_by(asker.number, date.today())]
    whose = {"worker__in": [asker.number, *covered]} if covered else {"worker": asker.number}
    rows = Request.objects.filter(state__in=[state.value for state in WITH_TEAM], **whose)
    return _page(asker, rows.order_by("first_contact_by", "id"), page, "first_contact_by")


def _page(asker: Asker, rows: QuerySet[Request], number: int, clock: str) -> Page:
    count, is_counted_out = _bounded(rows)
    first = (max(number, 1) - 1) * PAGE
    found = list(rows.select_related("team", "worker")[first : first + PAGE])
    return Page(_lines(asker, found, clock), count, is_counted_out, max(number, 1))


def _lines(asker: Asker, rows: list[Request], clock: str) -> list[BoardLine]:
    parts = {part.id: whole(part) for part in parts_of([row.id for row in rows])}
    contacts = Contact.objects.filter(request__in=list(parts)).order_by("-received_at", "-id").defer(*LONG)
    contact_of = {parts[contact.request_id]: contact for contact in contacts}
    subjects: dict[uuid.UUID, list[Subject]] = {}
    for subject in Subject.objects.filter(contact__in=list(contact_of.values())).order_by("number"):
        subjects.setdefault(subject.contact_id, []).append(subject)
    note_named(one for group in subjects.values() for one in group)
    names = {district.code: district.name for district in places.districts(timezone.localdate())}
    return [_line(row, contact_of.get(row.id), subjects, names, clock) for row in rows]


def note_named(subjects: Iterable[Subject]) -> None:
    """Who is named in the sender's words stands in the access log: the person whom this asker may see, else the number
    in the contact.
    """
    named = list(subjects)
    seen = people.note(subject.record_id for subject in named if subject.record_id)
    fence.note_subjects(subject.id for subject in named if subject.record_id not in seen)


def note_unmatched(subjects: Iterable[Subject]) -> None:
    """Somebody who is named and has no record yet stands in the access log by their number in the contact."""
    fence.note_subjects(subject.id for subject in subjects if not subject.record_id)


def _line(
    row: Request,
    contact: Contact | None,
    subjects: dict[uuid.UUID, list[Subject]],
    districts: dict[str, str],
    clock: str,
) -> BoardLine:
    named = subjects.get(contact.id, []) if contact else []
    return BoardLine(
        id=row.id,
        reference=row.reference,
        lane=Lane(row.lane),
        state=State(row.state),
        state_label=STATE_LABELS[State(row.state)],
        received_at=row.received_at,
        due=getattr(row, clock),
        who=who(named),
        children=sum(one.role in {SubjectRole.CHILD.value, SubjectRole.UNBORN.value} for one in named),
        sender=sender_words(contact) if contact else "",
        district=districts.get(row.district, ""),
        place=row.cluster,
        team=row.team.name if row.team else "",
        worker=row.worker.name if row.worker else "",
    )


def who(subjects: Iterable[Subject]) -> str:
    """The people named, children first."""
    children_first = sorted(subjects, key=lambda one: (one.role not in {"child", "unborn"}, one.number))
    return ", ".join(said_name(one) for one in children_first)


def said_name(subject: Subject) -> str:
    """As the sender named them."""
    name = f"{subject.given} {subject.family}".strip()
    if subject.role == SubjectRole.UNBORN.value:
        return f"unborn baby {subject.family}".strip()
    return name or subject.described_as or "somebody not named"


def sender_words(contact: Contact) -> str:
    """Who sent it, in a few words."""
    if contact.channel == "self":
        return "The family itself"
    return ", ".join(part for part in (contact.sender_role, contact.agency) if part) or contact.sender_name


@dataclass(frozen=True)
class Returned:
    """How often one agency's contacts went back for one reason."""

    agency: str
    source: str
    reason: str
    count: int


def returns_by_agency(asker: Asker, since: date, until: date) -> list[Returned]:
    """Returned contacts by agency and reason, since a day and before another (S0-15)."""
    if not asker.may(BOARD.code):
        return []
    rows = Return.objects.filter(Q(at__date__gte=since) & Q(at__date__lt=until))
    counted = rows.values("agency", "source", "reason").annotate(count=Count("id")).order_by("-count", "agency")
    return [Returned(row["agency"], row["source"], row["reason"], row["count"]) for row in counted]
