"""Assessments: those of a case, and one with all its parts. What names somebody unseen is not there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from familyhub.casework.models import (
    Assessment,
    AssessmentPart,
    AssessmentShared,
    AssessmentStep,
    CaseMember,
    Episode,
    YoungCarer,
)
from familyhub.casework.permissions import AUTHORISE, SEE, WORK
from familyhub.casework.policy import assessments as policy
from familyhub.casework.policy.assessments import Answered, Missing
from familyhub.casework.policy.episodes import tier_of
from familyhub.casework.queries.assessment_parts import (
    PartShown,
    Reading,
    last_said,
    level_words,
    of_whom,
    parts_of,
    shown_parts,
)
from familyhub.casework.queries.contributions import Outstanding, outstanding_of
from familyhub.casework.queries.needs import NeedLine, needs_of
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.queries.sight import reads_alone
from familyhub.casework.terms.assessments import (
    ASSESSMENT_STEP_LABELS,
    SHARED_LABELS,
    STATE_LABELS,
    UNFINISHED,
    AssessmentState,
    AssessmentStepKind,
    SharedHow,
)
from familyhub.casework.terms.carers import Offer
from familyhub.casework.terms.episodes import Tier
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.sharing.queries.agreed_to_help import service_answers
from familyhub.vocabulary import queries as vocabulary

MOST = 20


@dataclass(frozen=True)
class AssessmentLine:
    """One assessment in a list."""

    id: uuid.UUID
    title: str
    state: AssessmentState
    state_words: str
    opened_on: date
    by: str
    level: int | None


@dataclass(frozen=True)
class StepShown:
    """What happened to it."""

    what: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class SharedShown:
    """How the family was shown it."""

    how: str
    on: date
    words: str
    by: str


@dataclass(frozen=True)
class AssessmentPage:
    """The whole document, as far as this reader sees everybody in it."""

    id: uuid.UUID
    case: uuid.UUID
    episode: uuid.UUID | None
    title: str
    set_number: uuid.UUID
    state: AssessmentState
    state_words: str
    version: int
    level: str
    level_number: int | None
    opened_on: date
    opened_by: str
    finished_at: datetime | None
    finished_by: str
    sign_due_at: datetime | None
    authorised_at: datetime | None
    authorised_by: str
    previous: uuid.UUID | None
    to_mark: tuple[people.Named, ...]
    people: tuple[people.Named, ...]
    parts: tuple[PartShown, ...]
    steps: tuple[StepShown, ...]
    shared: tuple[SharedShown, ...]
    needs: tuple[NeedLine, ...]
    missing: tuple[Missing, ...]
    outstanding: tuple[Outstanding, ...]
    is_whole: bool
    may_write: bool
    may_sign: bool


def assessments_of(asker: Asker, case: uuid.UUID) -> list[AssessmentLine]:
    """The assessments of a case, the newest first: one query."""
    if not asker.may(SEE.code):
        return []
    return [_line(row) for row in Assessment.objects.filter(fence=case).order_by("-opened_on", "id")[:MOST]]


def _line(row: Assessment) -> AssessmentLine:
    state = AssessmentState(row.state)
    title = set_called(row.set_code, row.set_version).title
    return AssessmentLine(row.id, title, state, STATE_LABELS[state], row.opened_on, row.opened_by_name, row.level)


def suggested_tier(lines: Iterable[AssessmentLine], now: Tier) -> Tier | None:
    """Another tier than now, by the level that the newest final assessment found (S2-10); None for the same."""
    level = next((one.level for one in lines if one.state is AssessmentState.AUTHORISED and one.level), None)
    found = tier_of(level) if level else now
    return None if found is now else found


def assessment_for(asker: Asker, assessment: uuid.UUID) -> AssessmentPage | None:
    """One assessment, or None where it does not exist for this asker. A fixed number of queries.

    Where it says that a child cares for somebody, three more.
    """
    row = Assessment.objects.filter(id=assessment).first() if asker.may(SEE.code) else None
    if row is None:
        return None
    asked, levels = set_called(row.set_code, row.set_version), vocabulary.level_set(row.opened_on)
    rows = parts_of(row)
    named = people.names_of(asker, [one.record_id for one in rows if one.record_id])
    parts = shown_parts(rows, named, Reading(asked, levels, last_said(asker, row.previous)))
    shared = AssessmentShared.objects.filter(assessment=row).order_by("at", "id")
    shown = tuple(SharedShown(SHARED_LABELS[SharedHow(one.how)], one.on, one.words, one.by_name) for one in shared)
    episode = Episode.objects.filter(fence=row.fence).order_by("closed_on", "id").values_list("id", flat=True).first()
    needs = [one for one in needs_of(asker, row.fence) if one.found_by == row.id]
    answered = [_answered(part) for part in parts]
    state, is_whole = AssessmentState(row.state), sees_all(row)
    return AssessmentPage(
        id=row.id,
        case=row.fence,
        episode=episode,
        title=asked.title,
        set_number=asked.number,
        state=state,
        state_words=STATE_LABELS[state],
        version=row.version,
        level=level_words(str(row.level or policy.level_in(answered) or ""), levels),
        level_number=row.level or policy.level_in(answered),
        opened_on=row.opened_on,
        opened_by=row.opened_by_name,
        finished_at=row.finished_at,
        finished_by=row.finished_by_name,
        sign_due_at=row.sign_due_at,
        authorised_at=row.authorised_at,
        authorised_by=row.authorised_by_name,
        previous=row.previous,
        people=tuple({who.person: who for who in named.values()}.values()),
        parts=tuple(parts),
        steps=tuple(map(_step, AssessmentStep.objects.filter(assessment=row).order_by("-version")[:MOST])),
        shared=shown,
        needs=tuple(needs),
        missing=tuple(
            policy.missing(answered, is_shared=bool(shown), needs=len(needs), unasked=_unasked(asker, row, named))
        ),
        to_mark=tuple(_to_mark(asker, row, [p.who for p, a in zip(parts, answered, strict=True) if policy.cares(a)])),
        outstanding=tuple(outstanding_of(row.id, timezone.now()) if state in UNFINISHED else ()),
        is_whole=is_whole,
        may_write=asker.may(WORK.code) and state is AssessmentState.OPEN and not reads_alone(asker, row.fence),
        may_sign=asker.may(AUTHORISE.code) and _can_sign(row, asker) and is_whole,
    )


def _to_mark(asker: Asker, row: Assessment, cares: Iterable[people.Named | None]) -> list[people.Named]:
    """Those who care for somebody and whom nobody has marked as a young carer."""
    found = [who for who in cares if who]
    if not found or row.state == AssessmentState.STOPPED:
        return []
    marked = YoungCarer.objects.filter(fence=row.fence).exclude(state=Offer.ENDED.value)
    known = {who.person for who in people.names_of(asker, marked.values_list("record", flat=True)).values()}
    return [who for who in found if who.person not in known]


def _unasked(asker: Asker, row: Assessment, named: Mapping[uuid.UUID, people.Named]) -> list[policy.Unasked]:
    """The children of an open assessment for whom nobody said whether the family agrees to work together."""
    if row.state != AssessmentState.OPEN:
        return []
    records = CaseMember.objects.filter(fence=row.fence, is_child=True, record__in=list(named))
    children = {named[one].person: named[one].name for one in records.values_list("record", flat=True)}
    answered = service_answers(asker, children)
    return [policy.Unasked(person, name) for person, name in children.items() if person not in answered]


def _can_sign(row: Assessment, asker: Asker) -> bool:
    state = AssessmentState(row.state)
    return not policy.sign_problem(state, by=asker.number, finished_by=row.finished_by, who=row.authorised_by_name)


def _step(row: AssessmentStep) -> StepShown:
    return StepShown(ASSESSMENT_STEP_LABELS[AssessmentStepKind(row.kind)], row.words, row.at, row.by_name)


def sees_all(row: Assessment) -> bool:
    """Does whoever asks see everybody that it is about? Its steps are read by them alone, and one is there always."""
    return AssessmentStep.objects.filter(assessment=row).exists()


def records_of(row: Assessment) -> tuple[uuid.UUID, ...]:
    """The records of those it is about, as far as whoever asks sees them."""
    rows = AssessmentPart.objects.filter(assessment=row, record__isnull=False).order_by("number")
    return tuple(dict.fromkeys(rows.values_list("record", flat=True)))  # type: ignore[arg-type]


def part_for(asker: Asker, part: uuid.UUID) -> tuple[AssessmentPage, PartShown] | None:
    """One part with the document it belongs to, or None where it does not exist for this asker."""
    row = AssessmentPart.objects.filter(id=part).values_list("assessment", flat=True).first()
    page = assessment_for(asker, row) if row else None
    shown = next((one for one in page.parts if one.id == part), None) if page else None
    return (page, shown) if page and shown else None


def unfinished_of(asker: Asker, case: uuid.UUID) -> uuid.UUID | None:
    """The assessment of this case that is not finished, to be contributed to; None where there is none."""
    lines = assessments_of(asker, case)
    return next((line.id for line in lines if line.state in UNFINISHED), None)


def _answered(part: PartShown) -> Answered:
    values = {
        one.question.code: policy.nothing(one.question.kind) if policy.is_the_records(one.source) else one.value
        for one in part.questions
    }
    return Answered(part.id, part.section, part.who.name if part.who else "", values, of_whom(part.who))
