"""Outcome measures of a case, with how far each person has come."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from familyhub.casework.models import Measure
from familyhub.casework.permissions import SEE
from familyhub.casework.policy import measures as measure_policy
from familyhub.casework.terms.measures import BY_CODE, MOST_MEASURES, Stage
from familyhub.core.asker import Asker
from familyhub.people import queries as people


@dataclass(frozen=True)
class MeasureLine:
    """One person by one tool: the newest score of each stage with its day, and the distance travelled."""

    who: people.Named
    tool: str
    scores: dict[Stage, tuple[Decimal, date]]
    distance: Decimal | None
    distance_words: str


def measures_of(asker: Asker, case: uuid.UUID) -> list[MeasureLine]:
    """The scores of a case that this asker may read, by person and tool. Three queries."""
    if not asker.may(SEE.code):
        return []
    rows = list(Measure.objects.filter(fence=case).order_by("on", "at", "id")[:MOST_MEASURES])
    named = people.names_of(asker, [row.record_id for row in rows])
    found: dict[tuple[uuid.UUID, str], dict[Stage, tuple[Decimal, date]]] = {}
    for row in rows:  # the newest of a stage is read last
        if row.record_id in named:
            of_one = found.setdefault((row.record_id, row.tool), {})
            of_one[Stage(row.stage)] = (row.score, row.on)
    return [_line(named[record], tool, scores) for (record, tool), scores in found.items()]


def _line(who: people.Named, code: str, scores: dict[Stage, tuple[Decimal, date]]) -> MeasureLine:
    tool = BY_CODE[code]
    travelled = measure_policy.distance(tool, {stage: score for stage, (score, _) in scores.items()})
    return MeasureLine(who, tool.name, scores, travelled, measure_policy.distance_words(travelled))
