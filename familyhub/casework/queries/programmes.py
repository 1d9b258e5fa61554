"""Support around specialist programmes: of a case, one as a page, and counted for whoever leads the team."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from familyhub.casework.models import Episode, Programme, Support, SupportStep
from familyhub.casework.permissions import MANAGE, SEE
from familyhub.casework.policy.programmes import Entered, Quarter, counted, quarters
from familyhub.casework.terms.programmes import (
    MOST_PROGRAMMES,
    MOST_SUPPORTS,
    PHASE_LABELS,
    PROMOTES_SHORT,
    QUARTERS,
    Phase,
    Promotes,
)
from familyhub.core.asker import Asker
from familyhub.people import queries as people

COUNTED_UP_TO = 2000


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme of the list."""

    id: uuid.UUID
    name: str
    about: str
    is_secret: bool


def programmes(on: date) -> list[ProgrammeLine]:
    """The list of that day, by name. It names nobody, so nobody needs to ask."""
    holding = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Programme.objects.filter(holding, valid_from__lte=on).order_by("name", "id")[:MOST_PROGRAMMES]
    return [ProgrammeLine(row.id, row.name, row.about, row.is_secret) for row in rows]


@dataclass(frozen=True)
class SupportLine:
    """Somebody who is supported around a programme."""

    id: uuid.UUID
    version: int
    who: people.Named
    programme: str
    is_restricted: bool
    phase: Phase
    phase_label: str
    since: date
    next_on: date | None
    supporter: str
    promotes: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class SupportPage:
    """One of them with its phases as (phase, from, words, when written, by whom), the newest first."""

    line: SupportLine
    case: uuid.UUID
    steps: tuple[tuple[str, date, str, datetime, str], ...]


def supports_of(asker: Asker, case: uuid.UUID) -> list[SupportLine]:
    """Those of a case that this asker may read, what goes on first. Three queries."""
    if not asker.may(SEE.code):
        return []
    rows = Support.objects.filter(case=case).select_related("programme", "supporter").order_by("at", "id")
    lines = _lines(asker, list(rows[:MOST_SUPPORTS]))
    return sorted(lines, key=lambda line: (line.phase is Phase.OVER, line.next_on or date.max))


def _lines(asker: Asker, rows: Sequence[Support]) -> list[SupportLine]:
    named = people.names_of(asker, [row.record_id for row in rows])
    return [_line(row, named[row.record_id]) for row in rows if row.record_id in named]


def _line(row: Support, who: people.Named) -> SupportLine:
    return SupportLine(
        id=row.id,
        version=row.version,
        who=who,
        programme=row.programme.name,
        is_restricted=row.fence != row.case,
        phase=Phase(row.phase),
        phase_label=PHASE_LABELS[Phase(row.phase)],
        since=row.since,
        next_on=row.next_on,
        supporter=row.supporter.name if row.supporter else row.supporter_name,
        promotes=tuple(PROMOTES_SHORT[Promotes(one)] for one in row.promotes),
        words=row.words,
    )


def support_for(asker: Asker, support: uuid.UUID) -> SupportPage | None:
    """One of them, or None where it does not exist for this asker."""
    rows = Support.objects.filter(id=support).select_related("programme", "supporter")
    row = rows.first() if asker.may(SEE.code) else None
    lines = _lines(asker, [row]) if row else []
    if row is None or not lines:
        return None
    steps = row.steps.order_by("-version")
    told = tuple((PHASE_LABELS[Phase(one.phase)], one.on, one.words, one.at, one.by_name) for one in steps)
    return SupportPage(lines[0], row.case, told)


def supports_by_quarter(asker: Asker, today: date) -> list[tuple[Quarter, Counter[Phase]]]:
    """For whoever leads teams: in how many supports each phase was reached in each quarter, the newest first.

    Of what this asker may read alone: a compartment is in no number. Two queries.
    """
    if not asker.may(MANAGE.code):
        return []
    spans = quarters(today, QUARTERS)
    cases = Episode.objects.filter(team__in=asker.holders).values("fence")
    rows = SupportStep.objects.filter(support__case__in=cases).values_list("support", "version", "phase", "on")
    steps = sorted(rows[:COUNTED_UP_TO])
    entered = [Entered(support, Phase(phase), on) for support, _, phase, on in steps]
    found = counted(entered, spans, today)
    return [(quarter, found[quarter]) for quarter in spans]
