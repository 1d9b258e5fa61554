"""An assessment is finished, shared with the family, signed by another person, sent back or stopped."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from familyhub.casework.actions.assessing import at_hand, keep, keep_step
from familyhub.casework.actions.assessing_partners import withdraw_all
from familyhub.casework.actions.escalating import cover_lets_go
from familyhub.casework.actions.finding import refuse
from familyhub.casework.actions.given import given_to
from familyhub.casework.events.assessments import (
    AssessmentAuthorised,
    AssessmentFinished,
    AssessmentSentBack,
    AssessmentSharedWithFamily,
    AssessmentStopped,
)
from familyhub.casework.local.signing import signing
from familyhub.casework.models import Assessment, AssessmentShared, ContributionAsk, Episode
from familyhub.casework.policy import assessments as policy
from familyhub.casework.policy.assessments import Missing
from familyhub.casework.queries.assessments import assessment_for, records_of, sees_all
from familyhub.casework.queries.contributions import outstanding_of
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.terms.assessments import UNFINISHED, AssessmentState, AssessmentStepKind, SharedHow
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, moment_on
from familyhub.core.events import Event
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ABOUT = "casework.assessment"
NOT_ALL = "It is for somebody who works with the whole family to do this"


class NotComplete(Exception):
    """Parts are missing: each is named."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__("Parts are missing")
        self.missing = list(missing)


@dataclass(frozen=True)
class Shared:
    """How and on which day the family was shown it, and what they said; or why they were not."""

    how: SharedHow
    on: date
    words: str


def share(*, assessment: uuid.UUID, new: Shared, by: Asker, at: datetime) -> None:
    """Record how it was shared with the family; as often as it was. Errors: NoSuchAssessment, Refused."""
    row = at_hand(assessment)
    refuse("" if sees_all(row) else NOT_ALL)
    stopped = AssessmentState(row.state) is AssessmentState.STOPPED
    refuse("It was stopped: there is nothing to share" if stopped else "")
    problem, where = policy.shared_problem(new.how, new.on, new.words, opened_on=row.opened_on, today=day_of(at))
    refuse(problem, where)
    AssessmentShared(
        fence=row.fence,
        behind=row.behind,
        assessment=row,
        how=new.how.value,
        on=new.on,
        words=new.words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    _tell(AssessmentSharedWithFamily, row, by, at, how=new.how.value, happened_at=moment_on(new.on, at))


def finish(
    *, assessment: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None, all_the_same: bool = False
) -> bool:
    """Nothing is missing: it goes to be signed, or is final where its level needs no signature. Is it final?

    `all_the_same`: although a partner who was asked has not answered.
    Errors: NoSuchAssessment, ChangedMeanwhile, NotComplete, Refused.
    """
    row = at_hand(assessment, version_seen)
    refuse(policy.write_problem(AssessmentState(row.state)))
    refuse("" if sees_all(row) else NOT_ALL)
    page = assessment_for(by, row.id)
    if page is None or page.missing:
        raise NotComplete(page.missing if page else [])
    waits = [one.words for one in outstanding_of(row.id, at)]
    refuse(policy.outstanding_problem(waits, is_ticked=all_the_same), "all_the_same")
    says = signing(settings.ENVIRONMENT.authority)
    level = page.level_number
    done = {"level": level, "finished_at": at, "finished_by": by.number, "finished_by_name": by.name}
    if policy.needs_signature(level, says.from_level):
        due = policy.sign_due(at, says.working_days)
        keep(row, state=AssessmentState.FINISHED.value, sign_due_at=due, **done)
        keep_step(row, AssessmentStepKind.FINISHED, by=by, at=at)
        _tell(AssessmentFinished, row, by, at, title=title_of(row))
        team = _team_of(row.fence)
        if team:
            _ask_to_sign(row, due, team, by, at)
        return False
    keep(row, state=AssessmentState.AUTHORISED.value, authorised_at=at, **done)
    keep_step(row, AssessmentStepKind.FINISHED, by=by, at=at)
    _end(row, by, at, is_signed=False)
    return True


def _ask_to_sign(row: Assessment, due: datetime, team: uuid.UUID, by: Asker, at: datetime) -> None:
    """The team that leads is asked: whoever leads it, and whoever covers for them."""
    words = f"Sign an assessment that {row.finished_by_name} finished, or send it back: help goes on meanwhile"
    work.open_task(work.NewTask(team, row.fence, ABOUT, row.id, words[:200], due_at=due), by=by, at=at)


def _team_of(case: uuid.UUID) -> uuid.UUID | None:
    rows = Episode.objects.filter(fence=case, closed_on__isnull=True).order_by("opened_on", "id")
    return rows.values_list("team", flat=True).first()


def follow(*, episode: uuid.UUID, by: Asker, at: datetime) -> None:
    """The family was handed over: what waits for a signature, a change or a partner follows. Safe to repeat."""
    now = Episode.objects.filter(id=episode).first()
    if now is None:
        return
    told = now.lead_id or now.team_id
    ContributionAsk.objects.filter(tie__fence=now.fence, answered_at__isnull=True).update(tells=told)
    for row in Assessment.objects.filter(fence=now.fence, state=AssessmentState.FINISHED.value):
        cover_lets_go(row, now.team_id, by)
        work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        if row.sign_due_at:
            _ask_to_sign(row, row.sign_due_at, now.team_id, by, at)
    for row in Assessment.objects.filter(fence=now.fence, state=AssessmentState.OPEN.value):
        newest = row.steps.order_by("-version").first()
        if newest is not None and newest.kind == AssessmentStepKind.SENT_BACK.value:
            work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
            _ask_to_change(row, told, newest.by_name, by, at)


def authorise(*, assessment: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Another person signs it: from now on nobody changes it. Errors: NoSuchAssessment, ChangedMeanwhile, Refused."""
    row = _to_sign(assessment, by, version_seen)
    now = {"authorised_at": at, "authorised_by": by.number, "authorised_by_name": by.name}
    keep(row, state=AssessmentState.AUTHORISED.value, **now)
    keep_step(row, AssessmentStepKind.AUTHORISED, by=by, at=at)
    _end(row, by, at, is_signed=True)


def send_back(*, assessment: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """It is to be changed first, and why. Errors: NoSuchAssessment, ChangedMeanwhile, Refused."""
    row = _to_sign(assessment, by, version_seen)
    refuse("" if words.strip() else "Say what is to be changed", "words")
    keep(row, state=AssessmentState.OPEN.value, sign_due_at=None)
    keep_step(row, AssessmentStepKind.SENT_BACK, by=by, at=at, words=words)
    _tell(AssessmentSentBack, row, by, at, title=title_of(row))
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    to = given_to(row.fence, [row.fence], row.finished_by, by=by, at=at)
    _ask_to_change(row, to, by.name, by, at)


def _ask_to_change(row: Assessment, to: uuid.UUID, sender: str, by: Asker, at: datetime) -> None:
    """Whoever finished it while they work with the family, else whoever leads."""
    words = f"{sender} sent {'your' if to == row.finished_by else 'an'} assessment back: read why, and change it"
    work.open_task(work.NewTask(to, row.fence, ABOUT, row.id, words[:200]), by=by, at=at)


def _to_sign(assessment: uuid.UUID, by: Asker, version_seen: int | None) -> Assessment:
    """Two who sign at once: the second reads who was first, whatever version they saw."""
    row = at_hand(assessment)
    who = row.authorised_by_name
    refuse(policy.sign_problem(AssessmentState(row.state), by=by.number, finished_by=row.finished_by, who=who))
    refuse("" if sees_all(row) else NOT_ALL)
    return at_hand(assessment, version_seen)


def stop(*, assessment: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """It is given up, with a reason; what was written stays. Errors: NoSuchAssessment, ChangedMeanwhile, Refused."""
    row = at_hand(assessment, version_seen)
    is_over = AssessmentState(row.state) not in UNFINISHED
    refuse("It is over already" if is_over else "")
    refuse("" if words.strip() else "Say why it is stopped", "words")
    keep(row, state=AssessmentState.STOPPED.value)
    keep_step(row, AssessmentStepKind.STOPPED, by=by, at=at, words=words)
    _tell(AssessmentStopped, row, by, at, title=title_of(row))
    _close_what_waits(row, by, at)


def _end(row: Assessment, by: Asker, at: datetime, *, is_signed: bool) -> None:
    _tell(AssessmentAuthorised, row, by, at, title=title_of(row), is_signed=is_signed)
    _close_what_waits(row, by, at)


def _close_what_waits(row: Assessment, by: Asker, at: datetime) -> None:
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    withdraw_all(row, by=by, at=at)


def title_of(row: Assessment) -> str:
    """What this kind of assessment is called, in the words of its day."""
    return set_called(row.set_code, row.set_version).title


def _tell(kind: Callable[..., Event], row: Assessment, by: Asker, at: datetime, **said: object) -> None:
    events.record(kind(fence=row.fence, about=row.id, subjects=records_of(row), **said), by=by, at=at)
