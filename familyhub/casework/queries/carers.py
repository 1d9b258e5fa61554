"""A young carer as a page, and counted for whoever leads the team."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import CaredFor, Episode, YoungCarer
from familyhub.casework.permissions import MANAGE, SEE
from familyhub.casework.policy.carers import Standing, counted
from familyhub.casework.terms.carers import (
    CARE_LABELS,
    CARED_FOR_LABELS,
    FOUND_BY_LABELS,
    OFFER_LABELS,
    Care,
    CaredForKind,
    FoundBy,
    Offer,
)
from familyhub.core.asker import Asker
from familyhub.people import queries as people

COUNTED_UP_TO = 2000


@dataclass(frozen=True)
class CarerLine:
    """A young carer, and how far the offer has come. `who_for` is "" where the reader may not see who that is."""

    id: uuid.UUID
    version: int
    who: people.Named
    cares: tuple[str, ...]
    state: Offer
    state_label: str
    since_on: date
    due_on: date | None
    who_for: str
    about_them: str


@dataclass(frozen=True)
class CarerStepLine:
    """How far it came on a day, what was said, and what the child said."""

    state: str
    on: date
    words: str
    child_words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class CarerPage:
    """One of them, with how it was found out and every step, the newest first."""

    line: CarerLine
    case: uuid.UUID
    cares_since: date | None
    found_by: str
    source: str
    child_words: str
    why_no_words: str
    need: uuid.UUID
    steps: tuple[CarerStepLine, ...]


def _lines(asker: Asker, rows: Sequence[YoungCarer]) -> list[CarerLine]:
    if not rows:
        return []
    others = {one.carer_id: one for one in CaredFor.objects.filter(carer__in=[row.id for row in rows])}
    records = [row.record_id for row in rows] + [one.record_id for one in others.values() if one.record_id]
    named = people.names_of(asker, records)
    return [_line(row, named, others.get(row.id)) for row in rows if row.record_id in named]


def _line(row: YoungCarer, named: dict[uuid.UUID, people.Named], other: CaredFor | None) -> CarerLine:
    return CarerLine(
        id=row.id,
        version=row.version,
        who=named[row.record_id],
        cares=tuple(CARE_LABELS[care] for care in Care if care.value in row.cares),
        state=Offer(row.state),
        state_label=OFFER_LABELS[Offer(row.state)],
        since_on=row.since_on,
        due_on=row.due_on,
        who_for=_who_for(other, named) if other else "",
        about_them=other.words if other else "",
    )


def _who_for(other: CaredFor, named: dict[uuid.UUID, people.Named]) -> str:
    label = CARED_FOR_LABELS[CaredForKind(other.kind)]
    who = named.get(other.record_id) if other.record_id else None
    return f"{who.name}: {label.lower()}" if who else label


def carer_for(asker: Asker, carer: uuid.UUID) -> CarerPage | None:
    """One of them, or None where there is none for this asker."""
    row = YoungCarer.objects.filter(id=carer).first() if asker.may(SEE.code) else None
    lines = _lines(asker, [row]) if row else []
    if row is None or not lines:
        return None
    steps = row.steps.order_by("-version")
    return CarerPage(
        line=lines[0],
        case=row.fence,
        cares_since=row.cares_since,
        found_by=FOUND_BY_LABELS[FoundBy(row.found_by)],
        source=row.source,
        child_words=row.child_words,
        why_no_words=row.why_no_words,
        need=row.need,
        steps=tuple(
            CarerStepLine(OFFER_LABELS[Offer(one.state)], one.on, one.words, one.child_words, one.at, one.by_name)
            for one in steps
        ),
    )


def carers_counted(asker: Asker, today: date) -> Counter[str]:
    """For whoever leads teams: their young carers by state, what is overdue, and offers in time. Two queries."""
    if not asker.may(MANAGE.code):
        return Counter()
    cases = Episode.objects.filter(team__in=asker.holders, closed_on__isnull=True).values("fence")
    rows = YoungCarer.objects.filter(fence__in=cases)
    named = rows.values_list("state", "due_on", "offer_due_on", "offered_on")[:COUNTED_UP_TO]
    return counted((_standing(*row) for row in named), today)


def _standing(state: str, due_on: date | None, offer_due_on: date, offered_on: date | None) -> Standing:
    return Standing(Offer(state), due_on, None if offered_on is None else offered_on <= offer_due_on)
