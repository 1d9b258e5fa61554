"""A score is recorded, before, on the way or after help."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.actions.needing import everybody_of
from familyhub.casework.events.measures import MeasureRecorded
from familyhub.casework.models import Measure
from familyhub.casework.policy import measures as measure_policy
from familyhub.casework.terms.measures import BY_CODE, MOST_MEASURES, Stage
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, moment_on


@dataclass(frozen=True)
class NewMeasure:
    """A score of somebody by a tool of the shelf, taken on a day."""

    record: uuid.UUID
    tool: str
    stage: Stage
    score: Decimal
    on: date


def record_measure(*, case: uuid.UUID, new: NewMeasure, by: Asker, at: datetime) -> uuid.UUID:
    """Record a score. Returns its number. Errors: NotThere, Refused."""
    behind = everybody_of(case, by)
    tool = BY_CODE.get(new.tool)
    if new.record not in behind or tool is None:
        raise NotThere("not of this case, or not on the shelf")
    refuse(measure_policy.measure_problem(tool, new.score, new.on, day_of(at)), "score")
    earlier = Measure.objects.filter(fence=case)
    refuse(f"A family has {MOST_MEASURES} scores at most" if earlier.count() >= MOST_MEASURES else "")
    same = earlier.filter(record=new.record, tool=tool.code, stage=Stage.BEFORE.value)
    first = same.order_by("-on", "-at").values_list("on", flat=True).first()
    refuse(measure_policy.order_problem(new.stage, new.on, first), "stage")
    row = Measure(
        id=uuid.uuid4(),
        fence=case,
        behind=[behind[new.record]],
        record_id=new.record,
        tool=tool.code,
        stage=new.stage.value,
        score=new.score,
        on=new.on,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    when = moment_on(new.on, at)
    event = MeasureRecorded(fence=case, about=row.id, subjects=(new.record,), happened_at=when, stage=new.stage.value)
    events.record(event, by=by, at=at)
    return row.id
