"""Somebody is supported before, during and after a specialist programme (S2-15)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.given import given_to
from familyhub.casework.actions.needing import CLOSED, everybody_of
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.actions.planning import Owner, check_owner
from familyhub.casework.actions.sight import because, restricted_of
from familyhub.casework.events.programmes import SupportBegun, SupportMoved
from familyhub.casework.models import Episode, Programme, Support, SupportStep
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.policy import programmes as programme_policy
from familyhub.casework.terms.programmes import MOST_PROGRAMMES, MOST_SUPPORTS, Phase, Promotes
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day, moment_on
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

KIND = "casework.support"


def list_programme(*, name: str, about: str, is_secret: bool, by: Asker, at: datetime) -> uuid.UUID:
    """A programme is on the list from today on. Returns its number. Errors: Refused."""
    there = Programme.objects.filter(valid_to__isnull=True)
    refuse("" if name.strip() else "Give the name of the programme", "name")
    refuse("This is on the list already" if there.filter(name__iexact=name.strip()).exists() else "", "name")
    refuse("The list is full: take something off first" if there.count() >= MOST_PROGRAMMES else "")
    row = Programme(id=uuid.uuid4(), name=name.strip(), about=about.strip(), is_secret=is_secret)
    row.valid_from = day_of(at)
    row.save(force_insert=True)
    return row.id


def unlist_programme(*, programme: uuid.UUID, by: Asker, at: datetime) -> None:
    """No new support names it from today on; support that does goes on. Errors: NotThere."""
    if not Programme.objects.filter(id=programme, valid_to__isnull=True).update(valid_to=day_of(at)):
        raise NotThere(str(programme))


@dataclass(frozen=True)
class NewSupport:
    """Who is supported around which programme, in which phase since when, by whom, and what it is to build."""

    record: uuid.UUID
    programme: uuid.UUID
    phase: Phase
    since: date
    next_on: date | None
    supporter: Owner
    promotes: frozenset[Promotes]
    words: str


@transaction.atomic
def begin_support(*, case: uuid.UUID, new: NewSupport, by: Asker, at: datetime) -> uuid.UUID:
    """Support begins; the day of the next phase goes into the tray of whoever supports.

    Around a programme whose name is the secret it lies in the compartment. Errors: NotThere, Refused.
    """
    behind = everybody_of(case, by)
    programme = Programme.objects.filter(id=new.programme, valid_to__isnull=True).first()
    if new.record not in behind:
        raise NotThere("not of this case")
    refuse("" if programme else "This programme is not on the list any more", "programme")
    _check(case, new, at)
    assert programme is not None
    fence = case
    if programme.is_secret:
        fence = restricted_of(case)
        grants.grant([by.number] if by.number else [], [fence], because=because(case))
    check_owner([fence, case, behind[new.record]], new.supporter, at)
    row = Support(id=uuid.uuid4(), fence=fence, case=case, behind=[behind[new.record]], record_id=new.record)
    row.programme, row.promotes, row.words = programme, sorted(new.promotes), new.words.strip()
    row.supporter_id, row.supporter_name = new.supporter.staff, new.supporter.name.strip()
    row.phase, row.since, row.next_on = new.phase.value, new.since, new.next_on
    row.at, row.by, row.by_name = at, by.number, by.name
    row.save(force_insert=True)
    _step(row, new.phase, new.since, row.words, by, at)
    _ask(row, by, at)
    when = moment_on(new.since, at)
    event = SupportBegun(fence=fence, about=row.id, subjects=(new.record,), happened_at=when, phase=row.phase)
    events.record(event, by=by, at=at)
    return row.id


def _check(case: uuid.UUID, new: NewSupport, at: datetime) -> None:
    today = day_of(at)
    refuse("" if Episode.objects.filter(fence=case, closed_on__isnull=True).exists() else CLOSED)
    many = Support.objects.filter(case=case).count() >= MOST_SUPPORTS
    refuse(f"A family has {MOST_SUPPORTS} of these at most" if many else "")
    problem = programme_policy.begin_problem(phase=new.phase, promotes=new.promotes, words=new.words)
    refuse(problem, "promotes" if "build" in problem else "words")
    refuse("" if new.since <= today else "The phase that they are in has begun: choose today or earlier", "since")
    refuse(programme_policy.next_problem(phase=new.phase, next_on=new.next_on, today=today), "next_on")


def _step(row: Support, phase: Phase, on: date, words: str, by: Asker, at: datetime) -> None:
    one = SupportStep(id=uuid.uuid4(), fence=row.fence, support=row, version=row.version, phase=phase.value)
    one.on, one.words, one.at, one.by, one.by_name = on, words.strip(), at, by.number, by.name
    one.save(force_insert=True)


def _ask(row: Support, by: Asker, at: datetime) -> None:
    """The day of the next phase, in a tray. No task says which programme, nor for whom."""
    if row.next_on is None:
        return
    holder = given_to(row.case, [row.fence, *row.behind], row.supporter_id, by=by, at=at)
    words = f"Support around a programme: look at the next phase, family of {reference_of(row.case)}"
    task = work.NewTask(holder, row.fence, KIND, row.id, words, end_of_day(row.next_on))
    work.open_task(task, by=by, at=at)


def ask_again(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """The days of the next phases, for those who have the family now."""
    for row in Support.objects.filter(case=case, fence=case, next_on__isnull=False).order_by("id"):
        work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        _ask(row, by, at)


@dataclass(frozen=True)
class NewPhase:
    """Which phase it is from a day on, the day of the next one, and how it went. The same phase: it was looked at."""

    phase: Phase
    on: date
    next_on: date | None
    words: str


@transaction.atomic
def move_support(
    *, support: uuid.UUID, new: NewPhase, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """It comes to another phase, was looked at, or ends. Errors: NotThere, ChangedMeanwhile, Refused."""
    row: Support | None = Support.objects.select_for_update(of=("self",)).filter(id=support).first()
    if row is None:
        raise NotThere(str(support))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this support since you opened it: look again first")
    today, now = day_of(at), Phase(row.phase)
    problem = programme_policy.move_problem(
        now=now, new=new.phase, on=new.on, since=row.since, today=today, words=new.words
    )
    refuse(problem, "on" if "The day lies" in problem else "words")
    refuse(programme_policy.next_problem(phase=new.phase, next_on=new.next_on, today=today), "next_on")
    _store(row, new, by, at)


def _store(row: Support, new: NewPhase, by: Asker, at: datetime) -> None:
    before, row.phase, row.next_on = Phase(row.phase), new.phase.value, new.next_on
    row.since = row.since if new.phase is before else new.on
    row.version += 1
    changed = {"phase": row.phase, "next_on": row.next_on, "since": row.since, "version": row.version}
    if Support.objects.filter(id=row.id).update(**changed) != 1:
        raise NotThere(str(row.id))
    _step(row, new.phase, new.on, new.words, by, at)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    _ask(row, by, at)
    subjects, when = (row.record_id,), moment_on(new.on, at)
    event = SupportMoved(fence=row.fence, about=row.id, subjects=subjects, happened_at=when, phase=row.phase)
    events.record(event, by=by, at=at)


def end_supports(case: uuid.UUID, words: str, *, by: Asker, at: datetime) -> None:
    """With the last episode of a case nobody supports any more: those that this asker sees end today."""
    refuse(plan_policy.text_problem(words, "Say why"))
    rows = Support.objects.select_for_update(of=("self",)).filter(case=case).exclude(phase=Phase.OVER.value)
    for row in rows.order_by("id"):
        _store(row, NewPhase(Phase.OVER, max(row.since, day_of(at)), None, words), by, at)
