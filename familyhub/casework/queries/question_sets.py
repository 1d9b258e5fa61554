"""Question sets: those that came with the software and the authority's own. They name no person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import LocalSet
from familyhub.casework.policy import assessments as assessment_policy
from familyhub.casework.question_sets import QuestionSet, delivered, number_of, read_set
from familyhub.core import fence

LOCAL = "casework.local_sets"


def _read_local() -> list[QuestionSet]:
    rows = LocalSet.objects.order_by("code", "version")
    return [read_set(row.text, f"{row.code} {row.version}", is_local=True) for row in rows]


def all_sets() -> list[QuestionSet]:
    """Every version of every set, oldest era first: one query."""
    return [*delivered(), *fence.remembered(LOCAL, _read_local)]


@dataclass(frozen=True)
class Published:
    """Who drafted a version of an authority's own set, and who published it when."""

    drafted_by: str
    by: str
    at: datetime


def published(number: uuid.UUID) -> Published | None:
    """How this version came to be asked, or None for one that came with the software."""
    row = LocalSet.objects.filter(id=number).first()
    return Published(row.drafted_by, row.by_name, row.at) if row else None


def sets_in_force(on: date) -> list[QuestionSet]:
    """The sets in which an assessment may be begun on that day, the newest era first."""
    return assessment_policy.set_in_force(all_sets(), on)


def set_numbered(number: uuid.UUID) -> QuestionSet | None:
    """The version with this number, or None."""
    return next((one for one in all_sets() if one.number == number), None)


def set_called(code: str, version: int) -> QuestionSet:
    """The version that an assessment was begun under. Errors: LookupError when it is not kept any more."""
    wanted = number_of(code, version)
    found = next((one for one in delivered() if one.number == wanted), None) or set_numbered(wanted)
    if found is None:
        raise LookupError(f"question set {code} {version} is not there")
    return found
