"""What else is known beside a request: who its people may be, what is open about them, what may be the same family."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from familyhub.people.typed import plain
from familyhub.referrals.models import Subject, SubjectPlace
from familyhub.referrals.queries.lists import sender_words
from familyhub.referrals.queries.said import said_name
from familyhub.referrals.queries.shown import Already, MaybeSame
from familyhub.referrals.terms import AT_FRONT_DOOR, OVER, STATE_LABELS, State

MOST_READ = 60
NOBODY = uuid.UUID(int=0)
LAST_CONTACTS = 5
NEAR_READ = 100
MOST_NEAR = 5
ALIKE = 0.8
OPEN = [state.value for state in AT_FRONT_DOOR]
REQUEST = ("contact__request", "contact__request__joined_to")
# what is told of a person's other requests: neither the stories nor the clocks of 60 of them are read for it
TOLD = (
    *("number", "role", "given", "family", "described_as", "record__person"),
    *(f"contact__{name}" for name in ("received_at", "channel", "sender_role", "agency", "sender_name")),
    *(
        f"{request}__{name}"
        for request in REQUEST
        for name in ("reference", "state", "received_at", "team__name", "worker__name")
    ),
    "contact__request__joined_to",
)


def named_elsewhere(persons: Iterable[uuid.UUID], parts: Sequence[uuid.UUID]) -> list[Subject]:
    """Where these persons are named in other requests, the latest first: one query, asked also where nobody is known,
    so that a page asks the same whether somebody was found or not.
    """
    others = Subject.objects.filter(record__person__in=list(persons) or [NOBODY]).exclude(contact__request__in=parts)
    joined = ("team", "worker", "joined_to", "joined_to__team", "joined_to__worker")
    rows = others.select_related("record", "contact__request", *(f"contact__request__{name}" for name in joined))
    return list(rows.only(*TOLD).order_by("-contact__received_at", "number")[:MOST_READ])


def already(rows: Iterable[Subject]) -> tuple[list[Already], list[Already]]:
    """(requests that are open, the last five contacts before), each once."""
    open_now: dict[uuid.UUID, Already] = {}
    earlier: dict[uuid.UUID, Already] = {}
    for row in rows:
        one = _already(row)
        if not one.is_over:
            open_now.setdefault(one.id, one)
        earlier.setdefault(row.contact_id, one)
    return list(open_now.values()), list(earlier.values())[:LAST_CONTACTS]


def _already(row: Subject) -> Already:
    request = row.contact.request.joined_to or row.contact.request
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


def maybe_same(
    mine: Sequence[Subject], places: Sequence[tuple[str, str]], elsewhere: Iterable[Subject], own: uuid.UUID
) -> list[MaybeSame]:
    """Other requests at the front door that may be about the same family: the officer decides. One query, at most 5.

    The same person named; a like name born on the same day; the same open address. `places` are (postcode, line).
    """
    found: dict[uuid.UUID, MaybeSame] = {}
    for row in elsewhere:
        request = row.contact.request.joined_to or row.contact.request
        if request.state in OPEN:
            why = f"{said_name(row)} is named in it too"
            found.setdefault(request.id, MaybeSame(request.id, request.reference, request.received_at, why))
    lines = {(postcode, plain(line)) for postcode, line in places if postcode and plain(line)}
    for like in _near(mine, lines, own):
        why = _why(like, mine, lines)
        if why and like["whole"] != own:
            found.setdefault(like["whole"], MaybeSame(like["whole"], like["reference"], like["received"], why))
    return list(found.values())[:MOST_NEAR]


def _homes(lines: set[tuple[str, str]]) -> Q:
    """Places with one of these postcodes whose line begins alike: a street of strangers is not read."""
    wanted = Q(pk__in=[])
    for postcode, line in lines:
        wanted |= Q(postcode=postcode, line__istartswith=line.split()[0])
    return wanted


def _near(mine: Sequence[Subject], lines: set[tuple[str, str]], own: uuid.UUID) -> list[dict[str, Any]]:
    born = {subject.born_on for subject in mine if subject.born_on}
    by_day = _at_door(Subject.objects.filter(born_on__in=born), "contact__request", own).annotate(
        post=Value("", CharField()), home=Value("", CharField()), born=F("born_on"), first=F("given"), last=F("family")
    )
    places = SubjectPlace.objects.filter(_homes(lines), is_protected=False)
    by_place = _at_door(places, "subject__contact__request", own).annotate(
        post=F("postcode"),
        home=F("line"),
        born=F("subject__born_on"),
        first=F("subject__given"),
        last=F("subject__family"),
    )
    columns = ("whole", "reference", "received", "first", "last", "born", "post", "home")
    return list(by_day.values(*columns)[:NEAR_READ].union(by_place.values(*columns)[:NEAR_READ], all=True))


def _at_door(rows: QuerySet[Any], request: str, own: uuid.UUID) -> QuerySet[Any]:
    """Only those whose whole is at the front door, with the number, reference and time of that whole."""
    whole = f"{request}__joined_to"
    at_door = Q(**{f"{request}__state__in": OPEN}) | Q(**{f"{whole}__state__in": OPEN})
    rows = rows.filter(at_door).exclude(**{request: own})
    named: QuerySet[Any] = rows.annotate(
        whole=Coalesce(f"{whole}__id", f"{request}__id"),
        reference=Coalesce(f"{whole}__reference", f"{request}__reference"),
        received=Coalesce(f"{whole}__received_at", f"{request}__received_at"),
    )
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
