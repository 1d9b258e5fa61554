"""What a family needs, as far as its reader may see whom each need is about."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import Episode, Need
from familyhub.casework.permissions import SEE
from familyhub.casework.terms.plans import MOST_NEEDS, NEED_LABELS, NeedState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.vocabulary import queries as vocabulary

WHOLE_FAMILY = "Whole family"


@dataclass(frozen=True)
class NeedStepLine:
    """What became of a need, when, and what shows it."""

    state: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class NeedLine:
    """One need. `who` is None where it is the whole family's;"""

    id: uuid.UUID
    version: int
    who: people.Named | None
    of_whom: str
    framework: str
    framework_title: str
    code: str
    name: str
    words: str
    is_restricted: bool
    found_by: uuid.UUID | None
    state: NeedState
    state_label: str
    at: datetime
    by: str


@dataclass(frozen=True)
class NeedPage:
    """One need with its history, and the episode to go back to."""

    line: NeedLine
    case: uuid.UUID
    steps: tuple[NeedStepLine, ...]


def needs_of(asker: Asker, case: uuid.UUID, known: Mapping[uuid.UUID, people.Named] | None = None) -> list[NeedLine]:
    """The needs of a case that this asker may read, open ones first. Three queries, or one where it is `known` who the
    case's people are, by record; none is there for no such case.
    """
    if not asker.may(SEE.code):
        return []
    return _lines(asker, list(Need.objects.filter(case=case).order_by("at", "id")[:MOST_NEEDS]), known)


def _lines(asker: Asker, rows: Sequence[Need], known: Mapping[uuid.UUID, people.Named] | None = None) -> list[NeedLine]:
    named = people.names_of(asker, [row.record_id for row in rows if row.record_id]) if known is None else known
    lines = [_line(row, named) for row in rows if row.record_id is None or row.record_id in named]
    return sorted(lines, key=lambda line: (line.state is not NeedState.OPEN, line.of_whom == WHOLE_FAMILY, line.at))


def _line(row: Need, named: Mapping[uuid.UUID, people.Named]) -> NeedLine:
    who = named.get(row.record_id) if row.record_id else None
    title, name = words_of(row.framework, row.code, day_of(row.at))
    label = NEED_LABELS[NeedState(row.state)].partition(":")[0]
    return NeedLine(
        id=row.id,
        version=row.version,
        who=who,
        of_whom=who.name if who else WHOLE_FAMILY,
        framework=row.framework,
        framework_title=title,
        code=row.code,
        name=name,
        words=row.words,
        is_restricted=row.fence != row.case,
        found_by=row.found_by,
        state=NeedState(row.state),
        state_label=label,
        at=row.at,
        by=row.by_name,
    )


def words_of(framework: str, code: str, on: date) -> tuple[str, str]:
    """The title of the framework and the name of the code as they stood that day; the code where it is not known."""
    try:
        found = vocabulary.framework(framework, on)
    except vocabulary.UnknownCode:
        return framework, code
    names = {need.code: need.name for need in found.needs}
    return found.title, names.get(code, code)


def need_for(asker: Asker, need: uuid.UUID) -> NeedPage | None:
    """One need, or None where it does not exist for this asker."""
    row = Need.objects.filter(id=need).first() if asker.may(SEE.code) else None
    lines = _lines(asker, [row]) if row else []
    if row is None or not lines:
        return None
    steps = row.steps.order_by("-version")
    return NeedPage(
        line=lines[0],
        case=row.case,
        steps=tuple(
            NeedStepLine(NEED_LABELS[NeedState(one.state)].partition(":")[0], one.words, one.at, one.by_name)
            for one in steps
        ),
    )


def needs_of_child(row: Episode) -> list[uuid.UUID]:
    """The open needs of this child, by whichever of their records."""
    same = Need.objects.filter(case=row.fence, state=NeedState.OPEN.value)
    return list(same.filter(record__person=row.record.person_id).values_list("id", flat=True))


def needs_to_settle(row: Episode) -> list[uuid.UUID]:
    """The needs of which somebody says what came of them when this episode ends, as far as this asker sees them."""
    others = Episode.objects.filter(fence=row.fence, closed_on__isnull=True).exclude(id=row.id)
    if others.exists():
        return needs_of_child(row)
    every = Need.objects.filter(case=row.fence, state=NeedState.OPEN.value)
    return list(every.order_by("at", "id").values_list("id", flat=True))
