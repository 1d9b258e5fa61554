"""Who is involved with each of several people, for a list of them: before any record is opened."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, F, Value

from familyhub.casework.models import Involvement, OtherService
from familyhub.casework.permissions import INVOLVED
from familyhub.casework.terms.episodes import EPISODE_LABELS, EpisodeKind
from familyhub.casework.terms.services import SERVICE_LABELS, STILL_THERE, Service
from familyhub.core.asker import Asker

MOST = 200
COLUMNS = ("of", "what", "team_name", "who", "last_contact_on", "hidden", "ours")


@dataclass(frozen=True)
class InvolvedIn:
    """A service, who leads there, and the last contact."""

    service: str
    lead: str
    last_contact_on: date | None
    is_restricted: bool


def involved_with(asker: Asker, persons: Collection[uuid.UUID]) -> dict[uuid.UUID, list[InvolvedIn]]:
    """Of each of these people who works with them now, for whoever sees them and may know it. One query for all."""
    if not persons or not asker.may(INVOLVED.code):
        return {}
    own = Involvement.objects.filter(record__person__in=persons, until__isnull=True).annotate(
        of=F("record__person"),
        what=F("kind"),
        team_name=F("team__name"),
        who=F("lead__name"),
        hidden=_is(False),
        ours=_is(True),
    )
    there = [one.value for one in STILL_THERE]
    others = OtherService.objects.filter(record__person__in=persons, stand__in=there).annotate(
        of=F("record__person"),
        what=F("service"),
        team_name=Value("", output_field=CharField()),
        who=F("practitioner"),
        hidden=F("is_secret"),
        ours=_is(False),
    )
    found: dict[uuid.UUID, list[InvolvedIn]] = {}
    for row in own.values_list(*COLUMNS).union(others.values_list(*COLUMNS), all=True)[:MOST]:
        found.setdefault(row[0], []).append(_line(row))
    return {person: sorted(lines, key=lambda line: line.service) for person, lines in found.items()}


def _is(value: bool) -> Value:
    return Value(value, output_field=BooleanField())


def _line(row: tuple[Any, ...]) -> InvolvedIn:
    _, what, team, who, last, hidden, ours = row
    service = EPISODE_LABELS[EpisodeKind(what)] if ours else SERVICE_LABELS[Service(what)]
    return InvolvedIn(service, ", ".join(filter(None, (who or "nobody leads yet", team))), last, hidden)
