"""Other services: who is involved, at minimum disclosure; and what was said, for those who hold the case."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import Episode, OtherService, OtherServiceStep
from familyhub.casework.permissions import INVOLVED, SEE
from familyhub.casework.terms.services import (
    MOST_SERVICES,
    SERVICE_LABELS,
    STAND_LABELS,
    STILL_THERE,
    Service,
    Stand,
)
from familyhub.core.asker import Asker
from familyhub.people import queries as people


@dataclass(frozen=True)
class ServiceLine:
    """A service and a person: name, who it is there, since when, the last contact."""

    id: uuid.UUID
    case: uuid.UUID
    version: int
    who: people.Named
    service: Service
    label: str
    is_secret: bool
    practitioner: str
    stand: Stand
    stand_label: str
    since: date | None
    until: date | None
    ends_by: date | None
    last_contact_on: date | None


@dataclass(frozen=True)
class ServicePage:
    """One of them for those who hold the case: everybody whom it is about, and what was said, the newest first."""

    line: ServiceLine
    people: tuple[str, ...]
    steps: tuple[tuple[str, date, str, datetime, str], ...]


def services_with(asker: Asker, records: Sequence[uuid.UUID]) -> list[ServiceLine]:
    """What works with this person now or was asked to, for whoever sees them and may know it. Three queries."""
    if not asker.may(INVOLVED.code):
        return []
    there = [one.value for one in STILL_THERE]
    rows = OtherService.objects.filter(record__in=list(records), stand__in=there).order_by("at", "id")
    return _lines(asker, list(rows[:MOST_SERVICES]))


def services_of(asker: Asker, case: uuid.UUID) -> list[ServiceLine]:
    """Every service that was recorded in a case, as far as this asker may read it. Four queries."""
    if not asker.may(SEE.code) or not Episode.objects.filter(fence=case).exists():
        return []
    rows = OtherService.objects.filter(case=case).order_by("at", "id")
    lines = _lines(asker, list(rows[:MOST_SERVICES]))
    return sorted(lines, key=lambda line: line.stand not in STILL_THERE)


def _lines(asker: Asker, rows: Sequence[OtherService]) -> list[ServiceLine]:
    named = people.names_of(asker, [row.record_id for row in rows])
    return [_line(row, named[row.record_id]) for row in rows if row.record_id in named]


def _line(row: OtherService, who: people.Named) -> ServiceLine:
    return ServiceLine(
        id=row.id,
        case=row.case,
        version=row.version,
        who=who,
        service=Service(row.service),
        label=SERVICE_LABELS[Service(row.service)],
        is_secret=row.is_secret,
        practitioner=row.practitioner,
        stand=Stand(row.stand),
        stand_label=STAND_LABELS[Stand(row.stand)],
        since=row.since,
        until=row.until,
        ends_by=row.ends_by,
        last_contact_on=row.last_contact_on,
    )


def service_for(asker: Asker, involved: uuid.UUID) -> ServicePage | None:
    """One of them, or None where there is none for this asker, or they do not hold the case."""
    row = OtherService.objects.filter(id=involved).first() if asker.may(SEE.code) else None
    if row is None or not Episode.objects.filter(fence=row.case).exists():
        return None
    whole = list(OtherService.objects.filter(thread=row.thread).order_by("at", "id"))
    lines = {line.id: line for line in _lines(asker, whole)}
    if row.id not in lines:
        return None
    steps = OtherServiceStep.objects.filter(thread=row.thread).order_by("-version")
    told = tuple((STAND_LABELS[Stand(one.stand)], one.on, one.words, one.at, one.by_name) for one in steps)
    return ServicePage(lines[row.id], tuple(line.who.name for line in lines.values()), told)


def possible_leads(asker: Asker, case: uuid.UUID) -> list[tuple[uuid.UUID, str, str]]:
    """Who of another service can lead a plan: number, name, service. None of a service whose name is the secret."""
    found = {
        (line.practitioner, line.label): line.id
        for line in reversed(services_of(asker, case))
        if line.stand is Stand.WORKING and line.practitioner and not line.is_secret
    }
    return sorted(((number, name, label) for (name, label), number in found.items()), key=lambda one: one[1])
