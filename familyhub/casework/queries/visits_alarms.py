"""Alarms: which are due, for the system; one, for whoever is called; mine that are open."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from familyhub.accounts import queries as accounts
from familyhub.casework.local.visits import margins
from familyhub.casework.models import Visit, VisitAlarm
from familyhub.casework.permissions import ALARMS
from familyhub.casework.terms.visits import ALARM_END_LABELS, AlarmEnd, VisitState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

MOST = 200


@dataclass(frozen=True)
class MissingLine:
    """One of us who has not checked out, and how to reach them at work."""

    name: str
    phone: str


@dataclass(frozen=True)
class CallLine:
    """Who was told, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class AlarmPage:
    """An alarm as whoever is called reads it. `visit` is set for those who may see the family."""

    id: uuid.UUID
    missing: tuple[MissingLine, ...]
    is_own: bool
    expected_at: datetime
    is_in: bool
    raised_at: datetime
    team: str
    visit: uuid.UUID | None
    who_knows: tuple[str, ...]
    calls: tuple[CallLine, ...]
    taken_at: datetime | None
    taken_by: str
    ended_at: datetime | None
    ended_by: str
    end_label: str
    words: str


def overdue(at: datetime) -> list[uuid.UUID]:
    """The visits whose alarm is due, the oldest first: for the system. One query."""
    since = at - timedelta(minutes=margins(settings.ENVIRONMENT.authority).alarm_minutes)
    rows = Visit.objects.filter(state=VisitState.PLANNED.value, alarmed_at__isnull=True, ends_at__lte=since)
    return list(rows.order_by("ends_at", "id").values_list("id", flat=True)[:MOST])


def untaken() -> list[uuid.UUID]:
    """The alarms that nobody looks after yet, the oldest first: for the system. One query."""
    rows = VisitAlarm.objects.filter(ended_at__isnull=True, taken_at__isnull=True)
    return list(rows.order_by("raised_at", "id").values_list("id", flat=True)[:MOST])


def alarm_for(asker: Asker, alarm: uuid.UUID) -> AlarmPage | None:
    """One alarm, or None where it does not exist for this asker. A fixed number of queries.

    Where they are stands with the visit, for those who may see the family; the others read whom to ask.
    """
    row = VisitAlarm.objects.filter(id=alarm).select_related("team").first() if asker.may(ALARMS.code) else None
    if row is None:
        return None
    told = accounts.work_contacts(row.missing)
    is_seen = Visit.objects.filter(id=row.visit).exists()
    calls = [CallLine(one.staff_name, one.at) for one in row.calls.order_by("number")]
    return AlarmPage(
        id=row.id,
        missing=tuple(MissingLine(told[one].name, told[one].work_mobile) for one in row.missing if one in told),
        is_own=asker.number in row.missing,
        expected_at=row.expected_at,
        is_in=row.is_in,
        raised_at=row.raised_at,
        team=row.team.name,
        visit=row.visit if is_seen else None,
        who_knows=() if is_seen else tuple(one.name for one in accounts.members_of(row.team_id, day_of(row.raised_at))),
        calls=tuple(calls),
        taken_at=row.taken_at,
        taken_by=row.taken_by_name,
        ended_at=row.ended_at,
        ended_by=row.ended_by_name,
        end_label=ALARM_END_LABELS[AlarmEnd(row.end)] if row.end else "",
        words=row.words,
    )
