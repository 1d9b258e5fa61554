"""Lists of requests: the board, a team's, a worker's. Each is one limited index scan and two bulk reads."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.places import queries as places
from familyhub.referrals.belonging import parts_of, whole
from familyhub.referrals.models import Contact, Request, Return, Subject, Undone, UnmetNeed, WithDesk
from familyhub.referrals.permissions import BOARD, SEE
from familyhub.referrals.queries.said import SAID, SaidOf, who
from familyhub.referrals.terms.requests import (
    AT_FRONT_DOOR,
    HARM,
    STATE_LABELS,
    WHO,
    WITH_TEAM,
    Agreement,
    Lane,
    State,
    SubjectRole,
)

WITH_DESK = "With the duty manager"
PAGE = 50
LONG = ("story", "agreement_words", "engage_safely", "action_wanted")  # what a list does not show
COUNTED_UP_TO = 200


@dataclass(frozen=True)
class BoardLine:
    """One request in a list. `due` is the clock that runs now, `who` names its people as the sender named them.

    `sender` is whoever sent the gravest of its contacts.
    """

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
    is_with_desk: bool = False
    opened_by: str = ""
    contacts: int = 1


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
    """What waits at the front door: risk first, then the clock; what the desk took over stands among it as one line.

    A line has no district, so that no choice of a district hides it.
    """
    if not asker.may(BOARD.code):
        return Page([], 0, False, 1)
    keys = _keys(lane, district)
    number = max(page, 1)
    first = (number - 1) * PAGE
    shown = keys[:COUNTED_UP_TO][first : first + PAGE]
    mine = {row.id: row for row in _rows([key.id for key in shown if not key.is_with_desk])}
    lines = {line.id: line for line in _lines(asker, list(mine.values()), "decide_by")}
    both = [
        _with_desk(key) if key.is_with_desk else lines[key.id] for key in shown if key.is_with_desk or key.id in lines
    ]
    return Page(both, min(len(keys), COUNTED_UP_TO), len(keys) > COUNTED_UP_TO, number)


@dataclass(frozen=True)
class _Key:
    """Where one line of the board stands."""

    rank: int
    decide_by: datetime
    id: uuid.UUID
    is_with_desk: bool
    reference: str
    lane: str
    received_at: datetime

    @property
    def order(self) -> tuple[int, datetime, uuid.UUID]:
        return self.rank, self.decide_by, self.id


def _keys(lane: str, district: str) -> list[_Key]:
    """The first 201 of both, merged: each is one limited scan of an index in the board's own order."""
    rows = Request.objects.filter(state__in=[state.value for state in AT_FRONT_DOOR])
    lines = WithDesk.objects.filter(until__isnull=True)
    if lane:
        rows, lines = rows.filter(lane=lane), lines.filter(lane=lane)
    rows = rows.filter(district=district) if district else rows
    lines = lines.filter(~Exists(Request.objects.filter(id=OuterRef("request_number"))))
    columns = ("rank", "decide_by", "number", "is_with_desk", "reference", "lane", "received_at")
    waiting = rows.order_by("rank", "decide_by", "id").annotate(number=F("id"), is_with_desk=Value(False))
    with_desk = lines.order_by("rank", "decide_by", "id").annotate(number=F("request_number"), is_with_desk=Value(True))
    most = COUNTED_UP_TO + 1
    both = waiting.values_list(*columns)[:most].union(with_desk.values_list(*columns)[:most], all=True)
    found = {key.id: key for key in (_Key(*row) for row in both)}
    return sorted(found.values(), key=lambda key: key.order)[:most]


def _rows(numbers: list[uuid.UUID]) -> list[Request]:
    name = Staff.objects.filter(id=OuterRef("claimed_by")).values("name")[:1]
    return list(
        Request.objects.filter(id__in=numbers).select_related("team", "worker").annotate(opened_by=Subquery(name))
    )


def _with_desk(key: _Key) -> BoardLine:
    """The neutral line: the same for a protected person, for the daily sample and for a declared relation."""
    return BoardLine(
        id=key.id,
        reference=key.reference,
        lane=Lane(key.lane),
        state=State.RECEIVED,
        state_label=WITH_DESK,
        received_at=key.received_at,
        due=key.decide_by,
        who="",
        children=0,
        sender="",
        district="",
        place="",
        team="",
        worker="",
        is_with_desk=True,
    )


@dataclass(frozen=True)
class DeskPage:
    """All that an officer reads of a request that the desk took over."""

    reference: str
    received_at: datetime


def with_desk(asker: Asker, number: uuid.UUID) -> DeskPage | None:
    """The neutral line in place of a request that this asker may not see; None when there is none."""
    if not asker.may(BOARD.code):
        return None
    lines = WithDesk.objects.filter(request_number=number, until__isnull=True)
    line = lines.values_list("reference", "received_at").first()
    return DeskPage(*line) if line else None


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
    sent: dict[uuid.UUID, list[Any]] = {}
    for contact in _sent(parts):
        sent.setdefault(parts[contact.request_id], []).append(contact)
    contact_of = {number: contacts[0] for number, contacts in sent.items()}
    subjects: dict[uuid.UUID, list[SaidOf]] = {}
    named = Subject.objects.filter(contact__in=list(contact_of.values())).order_by("number")
    for subject in named.values_list(*SAID, "contact_id", named=True):
        subjects.setdefault(subject.contact_id, []).append(subject)
    note_named(one for group in subjects.values() for one in group)
    names = places.district_names(timezone.localdate())
    return [_line(row, sent.get(row.id, []), subjects, names, clock) for row in rows]


def _sent(parts: Collection[uuid.UUID]) -> QuerySet[Any]:
    """Their contacts, the earliest first, each with whether a need it names is harm at home."""
    of_harm = Q(pk__in=[])
    for framework, need in HARM:
        of_harm |= Q(framework=framework, need=need)
    named = Exists(UnmetNeed.objects.filter(of_harm, contact=OuterRef("id")))
    rows = Contact.objects.filter(request__in=list(parts)).annotate(names_harm=named)
    return rows.order_by("received_at", "id").defer(*LONG)


def _gravest(contacts: list[Any]) -> Any:
    """The safeguarding concern, else what names harm at home, else the earliest."""
    return min(contacts, key=lambda one: (not one.is_safeguarding, not one.names_harm))


def note_named(subjects: Iterable[SaidOf]) -> None:
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
    contacts: list[Any],
    subjects: dict[uuid.UUID, list[SaidOf]],
    districts: dict[str, str],
    clock: str,
) -> BoardLine:
    named = subjects.get(contacts[0].id, []) if contacts else []
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
        sender=sender_words(_gravest(contacts)) if contacts else "",
        contacts=len(contacts),
        district=districts.get(row.district, ""),
        place=row.cluster,
        team=row.team.name if row.team else "",
        worker=row.worker.name if row.worker else "",
        opened_by=_open_with(row),
    )


def _open_with(row: Request) -> str:
    is_open = row.claimed_until is not None and row.claimed_until > timezone.now()
    return (getattr(row, "opened_by", "") or "") if is_open else ""


def sender_words(contact: Contact) -> str:
    """Who sent it, in a few words."""
    if contact.agreement == Agreement.SELF.value:
        return "The family itself"
    said = ", ".join(part for part in (contact.sender_role, contact.agency) if part)
    return said or WHO.get(contact.source, contact.sender_name)


@dataclass(frozen=True)
class Returned:
    """How often one agency's contacts went back for one reason."""

    agency: str
    source: str
    reason: str
    count: int


def returns_by_agency(asker: Asker, since: date, until: date) -> list[Returned]:
    """Returned contacts by agency and reason, since a day and before another (S0-15), without what was undone."""
    if not asker.may(BOARD.code):
        return []
    undone = Undone.objects.filter(request=OuterRef("request"), decided_at=OuterRef("at"))
    rows = Return.objects.filter(Q(at__date__gte=since) & Q(at__date__lt=until)).exclude(Exists(undone))
    counted = rows.values("agency", "source", "reason").annotate(count=Count("id")).order_by("-count", "agency")
    return [Returned(row["agency"], row["source"], row["reason"], row["count"]) for row in counted]
