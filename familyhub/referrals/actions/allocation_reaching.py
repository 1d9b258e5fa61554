"""Every attempt to reach the family is kept; when it cannot be reached, the coordinator says if the worry has grown."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people import queries as people
from familyhub.people.terms import Way as PeopleWay
from familyhub.referrals.actions.allocating import NotYours, mine, reached
from familyhub.referrals.actions.allocation_back import task_for_team
from familyhub.referrals.actions.allocation_sight import Refused, take_from
from familyhub.referrals.actions.allocation_to_mash import to_mash
from familyhub.referrals.actions.replying import Telling, tell_sender
from familyhub.referrals.actions.steps import NotNow, locked, move
from familyhub.referrals.belonging import contacts_of, records_of, subjects_of
from familyhub.referrals.events.allocation import AttemptMade, FamilyNotReached, WorryAnswered
from familyhub.referrals.events.requests import RequestClosed
from familyhub.referrals.models import ContactAttempt, NotReached, Request
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.terms.allocation import WORRY_LABELS, Result, Tried, Worry
from familyhub.referrals.terms.requests import SenderWord, State, SubjectRole
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ADULTS = (SubjectRole.PARENT.value, SubjectRole.OTHER.value)


class NoSuchQuestion(Exception):
    """There is no such question for this asker, or it was answered."""


@dataclass(frozen=True)
class NewAttempt:
    """One attempt: when it was made may be earlier than when it is written down."""

    way: Tried
    result: Result
    tried_at: datetime
    words: str = ""


def may_leave_message(request: uuid.UUID, at: datetime) -> bool:
    """Is it known of every adult found in the request that a message may be left?"""
    records = subjects_of(request).filter(role__in=ADULTS, record__isnull=False).values_list("record", flat=True)
    return policy.message_is_safe(people.may_contact(one, PeopleWay.MESSAGE, at).allowed for one in records)


def record_attempt(
    *, request: uuid.UUID, new: NewAttempt, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """Keep one attempt; one that reached the family is the first contact. Errors: NotYours, NotNow, Held, Refused."""
    row = mine(request, by, at, version_seen)
    if row.state != State.ACCEPTED.value:
        raise NotNow(f"{row.reference} is not waiting for a first contact")
    is_safe = may_leave_message(row.id, at)
    first = contacts_of(row.id).values_list("received_at", flat=True).first() or row.received_at
    tried = policy.Attempt(new.result, new.tried_at, new.words, is_safe)
    problem = policy.attempt_problem(tried, first, at)
    if problem:
        raise Refused(problem)
    ContactAttempt(
        fence=row.fence,
        request=row,
        way=new.way.value,
        result=new.result.value,
        tried_at=new.tried_at,
        is_against_rules=new.result is Result.MESSAGE_LEFT and not is_safe,
        words=new.words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)
    event = AttemptMade(
        fence=row.fence,
        about=row.id,
        subjects=records_of(row.id),
        happened_at=new.tried_at,
        reference=row.reference,
        way=new.way.value,
        result=new.result.value,
    )
    events.record(event, by=by, at=at)
    if new.result is Result.REACHED:
        reached(row, new.way.value, by, at, when=new.tried_at)


def say_not_reached(
    *, request: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None
) -> uuid.UUID:
    """Ask the coordinator whether the worry has grown; nothing closes by itself. Returns the question's number.

    Errors: NotYours, Held, Refused.
    """
    row = mine(request, by, at, version_seen)
    tried = [Result(one) for one in ContactAttempt.objects.filter(request=row).values_list("result", flat=True)]
    problem = policy.not_reached_problem(State(row.state), tried, words)
    if not problem and NotReached.objects.filter(request=row, answered_at__isnull=True).exists():
        problem = "The coordinator was asked already and has not answered yet"
    if problem or row.team_id is None:
        raise Refused(problem)
    question = NotReached(
        id=uuid.uuid4(),
        fence=row.fence,
        request=row,
        team_id=row.team_id,
        words=words.strip(),
        due_at=policy.worry_due(at),
        at=at,
        by=by.number,
        by_name=by.name,
    )
    question.save(force_insert=True)
    event = FamilyNotReached(
        fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference, question=str(question.id)
    )
    events.record(event, by=by, at=at)
    task = work.NewTask(
        holder=row.team_id,
        fence=row.fence,
        about_kind="referrals.not_reached",
        about=question.id,
        words=f"{row.reference}: the family cannot be reached. Has the worry grown?",
        due_at=question.due_at,
    )
    work.open_task(task, by=by, at=at)
    return question.id


def answer_worry(*, question: uuid.UUID, answer: Worry, words: str, by: Asker, at: datetime) -> None:
    """The coordinator answers. Errors: NoSuchQuestion, NotYours, Refused, of a step."""
    asked = NotReached.objects.select_for_update(of=("self",)).filter(id=question, answered_at__isnull=True).first()
    if asked is None:
        raise NoSuchQuestion(str(question))
    row = locked(asked.request_id, None)
    if asked.team_id not in by.holders or row.team_id != asked.team_id:
        raise NotYours
    problem = policy.worry_problem(answer, words)
    if problem:
        raise Refused(problem)
    NotReached.objects.filter(id=question).update(
        answer=answer.value,
        answer_words=words.strip(),
        answered_at=at,
        answered_by=by.number,
        answered_by_name=by.name,
    )
    event = WorryAnswered(
        fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference, answer=answer.value
    )
    events.record(event, by=by, at=at)
    work.close_all_about(about=question, because=DoneBecause.DONE, by=by, at=at)
    _do(answer, row, words, by, at)


def _do(answer: Worry, row: Request, words: str, by: Asker, at: datetime) -> None:
    if answer is Worry.GROWN:
        to_mash(row, words=words, since=at, by=by, at=at)
    elif answer is Worry.ANOTHER_WORKER:
        worker, row.worker_id = row.worker_id, None
        move(row, State.ALLOCATED_TO_TEAM, by=by, at=at, words=f"{WORRY_LABELS[answer]}: {words}")
        work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        if row.team_id:
            task_for_team(row, row.team_id, by, at)
        take_from(row, None, worker, by, at)
    elif answer is Worry.CLOSE:
        _close(row, words, by, at)


def _close(row: Request, words: str, by: Asker, at: datetime) -> None:
    move(row, State.CLOSED, by=by, at=at, words=words)
    event = RequestClosed(
        fence=row.fence, about=row.id, subjects=records_of(row.id), reference=row.reference, words=words
    )
    events.record(event, by=by, at=at)
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    for contact in contacts_of(row.id):
        tell_sender(telling=Telling(contact, contact.request.reference, SenderWord.FINISHED), by=by, at=at)
