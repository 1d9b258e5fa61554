"""Reads of allocation: who has how much, what nobody has reached the family about yet, and how long help took."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.belonging import contacts_of, parts_of, whole
from familyhub.referrals.models import ContactAttempt, GivenBack, NotReached, Request, Subject
from familyhub.referrals.permissions import ALLOCATE, SEE
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.queries.lists import note_unmatched
from familyhub.referrals.queries.said import who
from familyhub.referrals.terms.allocation import BACK_LABELS, NOT_YET, BackReason, BackTo, Result
from familyhub.referrals.terms.requests import Lane, State

SHOWN = 50
COUNTED_UP_TO = 50
WAITING = [state.value for state in NOT_YET]
LOAD = """
    SELECT w.worker, count(t.state), count(t.state) FILTER (WHERE t.state = 'allocated_to_worker'),
           EXISTS (SELECT 1 FROM referrals_givenback g
                   WHERE g.request_id = %s AND g.worker_id = w.worker AND g.reason = %s)
    FROM unnest(%s::uuid[]) AS w (worker)
    LEFT JOIN LATERAL (
        SELECT state FROM referrals_request
        WHERE worker_id = w.worker
          AND state IN ('allocated_to_team', 'allocated_to_worker', 'accepted_by_team', 'first_contact_made')
        LIMIT %s
    ) AS t ON true
    GROUP BY w.worker
"""


@dataclass(frozen=True)
class Clocks:
    """The clocks of a request, which run from its receipt whoever holds it."""

    allocate_by: datetime
    first_contact_by: datetime


def clocks_of(asker: Asker, request: uuid.UUID) -> Clocks:
    """For a request that this asker sees. Errors: DoesNotExist."""
    return Clocks(*Request.objects.filter(id=request).values_list("allocate_by", "first_contact_by").get())


@dataclass(frozen=True)
class WorkerLoad:
    """One worker of a team, as the coordinator sees them when a request is given. Counts go up to 50.

    `away` is the absence of today, `soon` the next within ten working days; `refused` says that this worker gave the
    request back for a conflict of interest.
    """

    id: uuid.UUID
    name: str
    open: int
    not_accepted: int
    away: accounts.Away | None
    soon: accounts.Away | None
    refused: bool

    @property
    def words(self) -> str:
        """All of it in one line."""
        open_now = f"{self.open} open" if self.open < COUNTED_UP_TO else f"{COUNTED_UP_TO} open or more"
        said = [open_now, f"{self.not_accepted} to accept", _away_words(self.away), _soon_words(self.soon)]
        said.append("gave this one back: conflict of interest" if self.refused else "")
        return ", ".join(part for part in said if part)


def _covered(away: accounts.Away) -> str:
    return f", {away.cover_name} covers" if away.cover_name else ", nobody covers"


def _away_words(away: accounts.Away | None) -> str:
    if away is None:
        return ""
    until = f"until {away.last_day:%-d %B}" if away.last_day else "nobody knows until when"
    return f"away {until}{_covered(away)}"


def _soon_words(away: accounts.Away | None) -> str:
    return f"away from {away.first_day:%-d %B}{_covered(away)}" if away else ""


def worker_loads(asker: Asker, team: uuid.UUID, now: datetime, request: uuid.UUID | None = None) -> list[WorkerLoad]:
    """The workers of a team, those with least first and those away last; as far as this asker sees. Two queries."""
    if not asker.may(ALLOCATE.code) or team not in asker.holders:
        return []
    today = day_of(now)
    members, leave = accounts.members_and_leave(team, today, policy.soon_until(today), "family_support_worker")
    with connection.cursor() as cursor:
        asked = [request, BackReason.CONFLICT.value, [member.id for member in members], COUNTED_UP_TO]
        cursor.execute(LOAD, asked)
        counts = {row[0]: row[1:] for row in cursor.fetchall()}
    lines = [
        WorkerLoad(
            id=member.id,
            name=member.name,
            open=counts[member.id][0],
            not_accepted=counts[member.id][1],
            away=next((one for one in leave if one.staff == member.id and one.is_on(today)), None),
            soon=next((one for one in leave if one.staff == member.id and not one.is_on(today)), None),
            refused=counts[member.id][2],
        )
        for member in members
    ]
    return sorted(lines, key=lambda line: (line.refused, line.away is not None, line.open, line.name))


@dataclass(frozen=True)
class NotYetLine:
    """One request that a team holds and whose family nobody has reached: what is missing, how old, by when."""

    id: uuid.UUID
    reference: str
    who: str
    lane: Lane
    missing: str
    age: int
    due: datetime
    is_late: bool
    team: str
    worker: str


def _teams(asker: Asker) -> list[uuid.UUID]:
    return sorted(asker.holders - {asker.number}) if asker.may(ALLOCATE.code) and asker.may(SEE.code) else []


def _together(parts: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def not_yet(asker: Asker, now: datetime) -> tuple[list[NotYetLine], bool]:
    """The oldest 50 over all teams of this asker, and whether there are more. One limited scan a team, merged."""
    parts: list[QuerySet[Any, Any]] = [
        Request.objects.filter(team=team, state__in=WAITING)
        .order_by("allocate_by", "id")
        .values("id", "allocate_by")[: SHOWN + 1]
        for team in _teams(asker)
    ]
    if not parts:
        return [], False
    found = sorted(_together(parts), key=lambda row: (row["allocate_by"], row["id"]))
    rows = Request.objects.filter(id__in=[row["id"] for row in found[:SHOWN]]).select_related("team", "worker")
    named = names_in([row.id for row in rows])
    lines = [_not_yet(row, named.get(row.id, ""), now) for row in rows]
    return sorted(lines, key=lambda line: (-line.age, line.due, line.id)), len(found) > SHOWN


def _not_yet(row: Request, named: str, now: datetime) -> NotYetLine:
    state = State(row.state)
    due = policy.clock_of(state, row.allocate_by, row.first_contact_by)
    return NotYetLine(
        id=row.id,
        reference=row.reference,
        who=named,
        lane=Lane(row.lane),
        missing=policy.missing(state),
        age=policy.age(row.received_at, now),
        due=due,
        is_late=due < now,
        team=row.team.name if row.team else "",
        worker=row.worker.name if row.worker else "",
    )


def names_in(requests: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The people whom each request names, in words; they stand in the access log. Two queries."""
    whole_of = {part.id: whole(part) for part in parts_of(list(requests))}
    named: dict[uuid.UUID, list[Subject]] = {}
    rows = Subject.objects.filter(contact__request__in=list(whole_of)).select_related("record", "contact")
    for row in rows.order_by("number"):
        named.setdefault(whole_of[row.contact.request_id], []).append(row)
    fence.note_subjects(row.record.person_id for group in named.values() for row in group if row.record)
    note_unmatched(row for group in named.values() for row in group)
    return {request: who(_once(group)) for request, group in named.items()}


def _once(group: list[Subject]) -> list[Subject]:
    return list({(one.record_id or (one.given, one.family, one.role)): one for one in group}.values())


def late_count(asker: Asker, now: datetime) -> int:
    """How many of these are past their clock, counted no further than 50 a team. One query."""
    parts: list[QuerySet[Any, Any]] = []
    for team in _teams(asker):
        rows = Request.objects.filter(team=team, state__in=WAITING, allocate_by__lt=now).order_by("allocate_by", "id")
        parts.append(rows.values("state", "allocate_by", "first_contact_by")[:COUNTED_UP_TO])
    found = _together(parts) if parts else []
    return sum(policy.clock_of(State(row["state"]), row["allocate_by"], row["first_contact_by"]) < now for row in found)


@dataclass(frozen=True)
class QuestionLine:
    """A family that cannot be reached, and nobody has said yet whether the worry has grown."""

    id: uuid.UUID
    request: uuid.UUID
    reference: str
    who: str
    asked_at: datetime
    due: datetime
    is_late: bool
    team: str


def open_questions(asker: Asker, now: datetime) -> list[QuestionLine]:
    """Over all teams of this asker, the longest due first, at most 50."""
    parts: list[QuerySet[Any, Any]] = [
        NotReached.objects.filter(team=team, answered_at__isnull=True).order_by("due_at", "id").values("id")[:SHOWN]
        for team in _teams(asker)
    ]
    if not parts:
        return []
    numbers = [row["id"] for row in _together(parts)]
    rows = NotReached.objects.filter(id__in=numbers).select_related("request", "team").order_by("due_at", "id")[:SHOWN]
    named = names_in([row.request_id for row in rows])
    return [
        QuestionLine(
            id=row.id,
            request=row.request_id,
            reference=row.request.reference,
            who=named.get(row.request_id, ""),
            asked_at=row.at,
            due=row.due_at,
            is_late=row.due_at < now,
            team=row.team.name,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class BackCount:
    """How often one team's requests went back for one reason."""

    team: str
    to: BackTo
    reason: str
    count: int


def given_back_counts(asker: Asker, since: date, until: date) -> list[BackCount]:
    """By team, to whom and reason, since a day and before another; of this asker's teams alone."""
    rows = GivenBack.objects.filter(team__in=_teams(asker), at__date__gte=since, at__date__lt=until)
    counted = rows.values("team__name", "to", "reason").annotate(count=Count("id")).order_by("team__name", "-count")
    return [
        BackCount(row["team__name"], BackTo(row["to"]), BACK_LABELS[BackReason(row["reason"])], row["count"])
        for row in counted
    ]


@dataclass(frozen=True)
class FirstHelp:
    """From the earliest contact to the moment at which the family was reached; None while it was not (S3-01)."""

    since: datetime
    reached_at: datetime | None
    working_days: int | None

    @property
    def words(self) -> str:
        """In words."""
        if self.working_days is None:
            return "not yet"
        return f"{self.working_days} working day{'' if self.working_days == 1 else 's'}"


def time_to_first_help(asker: Asker, request: uuid.UUID) -> FirstHelp | None:
    """For a request that this asker sees: two queries."""
    since = contacts_of(request).values_list("received_at", flat=True).first() if asker.may(SEE.code) else None
    if since is None:
        return None
    reached = ContactAttempt.objects.filter(request=request, result=Result.REACHED.value)
    at = reached.order_by("tried_at").values_list("tried_at", flat=True).first()
    return FirstHelp(since, at, policy.working_days_to(since, at) if at else None)
