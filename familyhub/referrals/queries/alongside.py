"""What else is known beside a request: who its people may be, what is open about them, what may be the same family."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value

from familyhub.core.arrays import Listed
from familyhub.core.compiled import compiled
from familyhub.people.typed import plain
from familyhub.referrals.models import Request, Subject, SubjectPlace
from familyhub.referrals.queries.lists import sender_words
from familyhub.referrals.queries.said import said_name
from familyhub.referrals.queries.shown import Already, MaybeSame
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, OVER, STATE_LABELS, State

MOST_READ = 60
NOBODY = uuid.UUID(int=0)
LAST_CONTACTS = 5
NEAR_READ = 100
MOST_NEAR = 5
ALIKE = 0.8
OPEN = [state.value for state in AT_FRONT_DOOR]
MAY_BE_OPEN = [*OPEN, State.JOINED.value]  # as part of one that is
# what is told of a person's other requests: neither the stories nor the clocks of 60 of them are read for it
TOLD = (
    *("number", "role", "given", "family", "described_as", "record__person"),
    *(f"contact__{name}" for name in ("received_at", "channel", "agreement", "source", "request")),
    *(f"contact__{name}" for name in ("sender_role", "agency", "sender_name")),
)
WITH = ("team", "worker")
WHOLES = ("reference", "state", "received_at", *(f"{name}__name" for name in WITH))
# a part of a request, and why it may be the same family
Alike = tuple[uuid.UUID, str]
NEAR = ("part", "first", "last", "born", "post", "home")


@dataclass(frozen=True)
class Beside:
    """Where the people of a request are named besides, what may be the same family, and the request of each by its
    number: what was joined stands as what it was joined to.
    """

    named: list[Subject]
    alike: Sequence[Alike]
    wholes: dict[uuid.UUID, Request]


def read_beside(persons: Iterable[uuid.UUID], parts: Sequence[uuid.UUID], alike: Sequence[Alike]) -> Beside:
    """What there is beside the request of these parts, in two queries.

    Each is of few tables, because the policies of all tables of a query are planned together. They are asked also where
    nobody is known, so that a page asks the same whether somebody was found or not.
    """
    named = _named_elsewhere(Listed(list(persons) or [NOBODY]), Listed(parts))
    wanted = {subject.contact.request_id for subject in named} | {part for part, _ in alike} or {NOBODY}
    return Beside(named, alike, {row.id: row.joined_to or row for row in _wholes(Listed(wanted))})


@compiled
def _wholes(parts: Listed) -> QuerySet[Request]:
    """These, with what they were joined to."""
    rows = Request.objects.filter(id__among=parts).select_related(*WITH, *(f"joined_to__{name}" for name in WITH))
    return rows.only(*WHOLES, *(f"joined_to__{name}" for name in WHOLES))


@compiled
def _named_elsewhere(persons: Listed, parts: Listed) -> QuerySet[Subject]:
    """Where these persons are named in other requests, the latest first."""
    others = Subject.objects.filter(record__person__among=persons).exclude(contact__request__among=parts)
    rows = others.select_related("record", "contact").only(*TOLD)
    return rows.order_by("-contact__received_at", "number")[:MOST_READ]


def already(beside: Beside) -> tuple[list[Already], list[Already]]:
    """(requests that are open, the last five contacts before), each once."""
    open_now: dict[uuid.UUID, Already] = {}
    earlier: dict[uuid.UUID, Already] = {}
    for row in beside.named:
        request = beside.wholes.get(row.contact.request_id)
        if request is None:
            continue
        one = _already(row, request)
        if not one.is_over:
            open_now.setdefault(one.id, one)
        earlier.setdefault(row.contact_id, one)
    return list(open_now.values()), list(earlier.values())[:LAST_CONTACTS]


def _already(row: Subject, request: Request) -> Already:
    state = State(request.state)
    return Already(
        id=request.id,
        reference=request.reference,
        state_label=STATE_LABELS[state],
        is_over=state in OVER,
        since=row.contact.received_at,
        sender=sender_words(row.contact),
        who=said_name(row),
        team=request.team.name if request.team else "",
        worker=request.worker.name if request.worker else "",
    )


def maybe_same(beside: Beside, persons: Collection[uuid.UUID]) -> list[MaybeSame]:
    """Other requests at the front door that may be about the same family: the officer decides. At most 5."""
    named = [
        (row.contact.request_id, f"{said_name(row)} is named in it too")
        for row in beside.named
        if row.record and row.record.person_id in persons
    ]
    found: dict[uuid.UUID, MaybeSame] = {}
    for part, why in (*named, *beside.alike):
        request = beside.wholes.get(part)
        if request and request.state in OPEN:
            found.setdefault(request.id, MaybeSame(request.id, request.reference, request.received_at, why))
    return list(found.values())[:MOST_NEAR]


def alike(mine: Sequence[Subject], places: Iterable[tuple[str, str]], parts: Sequence[uuid.UUID]) -> list[Alike]:
    """A like name born on the same day, or the same open address, at the front door but not in these parts: one query.

    `places` are (postcode, line).
    """
    lines = {(postcode, plain(line)) for postcode, line in places if postcode and plain(line)}
    return [(like["part"], why) for like in _near(mine, lines, parts) if (why := _why(like, mine, lines))]


def _homes(lines: set[tuple[str, str]]) -> Q:
    """Places with one of these postcodes whose line begins alike: a street of strangers is not read."""
    wanted = Q(pk__in=[])
    for postcode, line in lines:
        wanted |= Q(postcode=postcode, line__istartswith=line.split()[0])
    return wanted


def _near(mine: Sequence[Subject], lines: set[tuple[str, str]], parts: Sequence[uuid.UUID]) -> QuerySet[Any]:
    born = {subject.born_on for subject in mine if subject.born_on}
    by_day = _at_door(Subject.objects.filter(born_on__in=born), "contact__request", parts).annotate(
        post=Value("", CharField()), home=Value("", CharField()), born=F("born_on"), first=F("given"), last=F("family")
    )
    alike = SubjectPlace.objects.filter(_homes(lines), is_protected=False)
    by_place = _at_door(alike, "subject__contact__request", parts).annotate(
        post=F("postcode"),
        home=F("line"),
        born=F("subject__born_on"),
        first=F("subject__given"),
        last=F("subject__family"),
    )
    near: QuerySet[Any] = by_day.values(*NEAR)[:NEAR_READ].union(by_place.values(*NEAR)[:NEAR_READ], all=True)
    return near


def _at_door(rows: QuerySet[Any], request: str, parts: Sequence[uuid.UUID]) -> QuerySet[Any]:
    """Only those whose request is at the front door, or joined to one that may be."""
    rows = rows.filter(**{f"{request}__state__in": MAY_BE_OPEN}).exclude(**{f"{request}__in": parts})
    named: QuerySet[Any] = rows.annotate(part=F(f"{request}__id"))
    return named


def _why(like: dict[str, Any], mine: Sequence[Subject], lines: set[tuple[str, str]]) -> str:
    name = f"{like['first']} {like['last']}".strip()
    if (like["post"], plain(like["home"])) in lines:
        return f"{name or 'somebody'} is said to live at the same address"
    for subject in mine:
        same_day = subject.born_on is not None and subject.born_on == like["born"]
        if same_day and _is_alike(name, f"{subject.given} {subject.family}".strip()):
            return f"{name} has a like name and the same date of birth"
    return ""


def _is_alike(one: str, other: str) -> bool:
    if not (one and other):
        return False
    matcher = SequenceMatcher(None, plain(one), plain(other))
    # each is an upper bound of the next and costs a fraction of it
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
