"""An assessment of a family is begun: one at a time in a case, filled with what is known and where that is from."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.casework.actions.assessing_known import Begun, known_of
from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, Refused, refuse
from familyhub.casework.events.assessments import AssessmentOpened
from familyhub.casework.models import Answer, Assessment, AssessmentPart, AssessmentStep, CaseMember, Episode
from familyhub.casework.policy.assessments import asked_of
from familyhub.casework.queries.question_sets import sets_in_force
from familyhub.casework.question_sets import QuestionSet, Section
from familyhub.casework.terms.assessments import UNFINISHED, AssessmentState, AssessmentStepKind, Per
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known


class NoSuchAssessment(NotThere):
    """There is no such assessment, part or case for this asker."""


class OpenAlready(Exception):
    """The case has an unfinished assessment, with this number: contribute to it."""

    def __init__(self, number: uuid.UUID) -> None:
        super().__init__("This family has an assessment that is not finished: contribute to it")
        self.number = number


@dataclass(frozen=True)
class NewAssessment:
    """The number of the question set, and the records of those it is about."""

    asked_by: uuid.UUID
    records: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class Covered:
    """Somebody whom the assessment is about; `behind` is the fence that they lie behind."""

    record: uuid.UUID
    is_child: bool
    is_unborn: bool
    behind: uuid.UUID


def open_assessment(*, case: uuid.UUID, new: NewAssessment, by: Asker, at: datetime) -> uuid.UUID:
    """Begin it. Returns its number. Errors: NoSuchAssessment, OpenAlready, Refused."""
    members = _members(case, by)
    if not Episode.objects.filter(fence=case, closed_on__isnull=True).exists():
        raise Refused("The help for this family has ended: open it again first")
    wanted = next((one for one in sets_in_force(day_of(at)) if one.number == new.asked_by), None)
    if wanted is None:
        raise Refused("Choose the kind of assessment from the list", "asked_by")
    if not set(new.records) <= set(members):
        raise NoSuchAssessment("not of this case")
    covered = [members[record] for record in dict.fromkeys(new.records)]
    refuse("" if any(one.is_child for one in covered) else "Choose at least one child", "people")
    row = _store(case, wanted, covered, by, at)
    keep_step(row, AssessmentStepKind.OPENED, by=by, at=at)
    parts = _store_parts(row, wanted, covered)
    _begin_answers(row, wanted, parts, {one.record: one for one in covered}, by, at)
    event = AssessmentOpened(
        fence=case, about=row.id, subjects=tuple(one.record for one in covered), title=wanted.title
    )
    events.record(event, by=by, at=at)
    return row.id


def _members(case: uuid.UUID, by: Asker) -> dict[uuid.UUID, Covered]:
    """Whom it may be about: everybody of the case whom this asker sees. Errors: NoSuchAssessment."""
    found = dict(CaseMember.objects.filter(fence=case).values_list("record", "is_child"))
    named, behind = known.names_of(by, found), known.made_as(by, found)
    seen = {
        record: Covered(record, found[record], named[record].is_unborn, behind[record])
        for record in found
        if record in named and record in behind
    }
    if not seen:
        raise NoSuchAssessment(str(case))
    return seen


def _store(case: uuid.UUID, asked: QuestionSet, covered: list[Covered], by: Asker, at: datetime) -> Assessment:
    final = Assessment.objects.filter(fence=case, state=AssessmentState.AUTHORISED.value)
    row = Assessment(
        id=uuid.uuid4(),
        fence=case,
        behind=sorted({one.behind for one in covered}),
        set_code=asked.code,
        set_version=asked.version,
        state=AssessmentState.OPEN.value,
        previous=final.order_by("-authorised_at", "id").values_list("id", flat=True).first(),
        opened_on=day_of(at),
        opened_by=by.number,
        opened_by_name=by.name,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as other:
        unfinished = [state.value for state in UNFINISHED]
        number = Assessment.objects.filter(fence=case, state__in=unfinished).values_list("id", flat=True).first()
        if number is None:  # pragma: no cover - it was finished this very moment
            raise ChangedMeanwhile("Somebody just finished the assessment of this family: look again") from other
        raise OpenAlready(number) from other
    return row


def _store_parts(row: Assessment, asked: QuestionSet, covered: list[Covered]) -> list[AssessmentPart]:
    made: list[AssessmentPart] = []
    for section in asked.sections:
        for one in _whom(section, covered):
            behind = [one.behind] if one else row.behind
            made.append(
                AssessmentPart(
                    id=uuid.uuid4(),
                    fence=row.fence,
                    behind=behind,
                    assessment=row,
                    section=section.code,
                    number=len(made),
                    record_id=one.record if one else None,
                    is_child=bool(one and one.is_child),
                )
            )
            made[-1].save(force_insert=True)
    return made


def _whom(section: Section, covered: list[Covered]) -> list[Covered | None]:
    if section.per is Per.FAMILY:
        return [None]
    return [one for one in covered if asked_of(section, is_child=one.is_child)]


def _begin_answers(
    row: Assessment,
    asked: QuestionSet,
    parts: list[AssessmentPart],
    covered: Mapping[uuid.UUID, Covered],
    by: Asker,
    at: datetime,
) -> None:
    told = known_of(row.fence, by)
    for part in parts:
        section = asked.section(part.section)
        one = covered.get(part.record_id) if part.record_id else None
        for question in section.questions if section else ():
            begun = told.of(question, is_unborn=bool(one and one.is_unborn))
            if begun:
                keep_answer(part, question.code, 1, begun, by=by, at=at)


def keep_answer(part: AssessmentPart, question: str, version: int, begun: Begun, *, by: Asker, at: datetime) -> None:
    """One more version of one answer."""
    Answer(
        fence=part.fence,
        part=part,
        question=question,
        version=version,
        value=begun.value,
        source=begun.source,
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)


def at_hand(number: uuid.UUID, version_seen: int | None = None) -> Assessment:
    """The assessment, locked until the transaction ends. Errors: NoSuchAssessment, ChangedMeanwhile."""
    row: Assessment | None = Assessment.objects.select_for_update().filter(id=number).first()
    if row is None:
        raise NoSuchAssessment(str(number))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed where this assessment stands: look again first")
    return row


def keep(row: Assessment, **changes: object) -> None:
    """These columns of a locked assessment, one version on. Errors: NoSuchAssessment."""
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)
    if Assessment.objects.filter(id=row.id).update(version=row.version, **changes) != 1:
        raise NoSuchAssessment(str(row.id))


def keep_step(row: Assessment, kind: AssessmentStepKind, *, by: Asker, at: datetime, words: str = "") -> None:
    """Keep what happened to it, as a fact."""
    AssessmentStep(
        fence=row.fence,
        behind=row.behind,
        assessment=row,
        version=row.version,
        kind=kind.value,
        words=words.strip()[:2000],
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    ).save(force_insert=True)
