"""A child is marked as a young carer, and an assessment is offered (S4-35)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.given import given_to
from familyhub.casework.actions.needing import NewNeed, add_need, everybody_of
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.events.carers import CarerMarked, CarerMoved
from familyhub.casework.local.carers import carer_days
from familyhub.casework.models import CaredFor, CarerStep, CaseMember, Need, YoungCarer
from familyhub.casework.policy import carers as carer_policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.terms.carers import ASKS, CARE_SHORT, NEED, Care, CaredForKind, FoundBy, Offer
from familyhub.casework.terms.plans import NeedState
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day, moment_on
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

KIND = "casework.carer"
TWICE = "This child is marked as a young carer already: go on from there"


@dataclass(frozen=True)
class NewCarer:
    """Which child does what since when, who saw it, what the child says; and whom they care for, and why.

    `cared_for`: somebody of the case, or None; `about_them`: what is said of that person, read by who may see them.
    """

    record: uuid.UUID
    cares: frozenset[Care]
    cares_since: date | None
    found_by: FoundBy
    source: str
    child_words: str
    why_no_words: str
    kind: CaredForKind
    cared_for: uuid.UUID | None = None
    about_them: str = ""


@transaction.atomic
def mark_carer(*, case: uuid.UUID, new: NewCarer, by: Asker, at: datetime) -> uuid.UUID:
    """A child of the case is a young carer; to offer an assessment goes into the tray of whoever leads.

    It stands among the needs too. Errors: NotThere, Refused.
    """
    behind = everybody_of(case, by)
    if new.record not in behind or (new.cared_for is not None and new.cared_for not in behind):
        raise NotThere("not of this case")
    _check(case, new, at)
    open_need = Need.objects.filter(case=case, record=new.record, framework=NEED[0], code=NEED[1])
    need = open_need.filter(state=NeedState.OPEN.value).values_list("id", flat=True).first()
    said = f"Young carer. {', '.join(CARE_SHORT[one] for one in sorted(new.cares, key=list(Care).index))}"
    need = need or add_need(case=case, new=NewNeed(new.record, *NEED, said), by=by, at=at)
    row = _row(case, new, behind[new.record], need, at)
    row.by, row.by_name = by.number, by.name
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        refuse(TWICE, "who")
    theirs = [behind[new.cared_for]] if new.cared_for else []
    other = CaredFor(id=uuid.uuid4(), fence=case, behind=theirs, carer=row, record_id=new.cared_for)
    other.kind, other.words = new.kind.value, new.about_them.strip()
    other.save(force_insert=True)
    _step(row, row.since_on, ("", row.child_words), by, at)
    _ask(row, by, at)
    events.record(CarerMarked(fence=case, about=row.id, subjects=(new.record,)), by=by, at=at)
    return row.id


def _row(case: uuid.UUID, new: NewCarer, behind: uuid.UUID, need: uuid.UUID, at: datetime) -> YoungCarer:
    today = day_of(at)
    due = carer_policy.offer_by(today, carer_days(settings.ENVIRONMENT.authority))
    row = YoungCarer(id=uuid.uuid4(), fence=case, behind=[behind], record_id=new.record, need=need, at=at)
    row.cares, row.cares_since = sorted(new.cares), new.cares_since
    row.found_by, row.source = new.found_by.value, new.source.strip()
    row.child_words, row.why_no_words = new.child_words.strip(), new.why_no_words.strip()
    row.state, row.since_on, row.offer_due_on, row.due_on = Offer.TO_OFFER.value, today, due, due
    return row


def _check(case: uuid.UUID, new: NewCarer, at: datetime) -> None:
    today = day_of(at)
    member = CaseMember.objects.filter(fence=case, record=new.record).select_related("record").get()
    born_on = member.record.born_on
    young = carer_policy.is_a_child(born_on, today) if born_on else member.is_child and member.record.due_on is None
    refuse("" if young else "A young carer is under 18 and born: choose a child", "who")
    problem = carer_policy.mark_problem(
        cares=new.cares,
        since=new.cares_since,
        today=today,
        child_words=new.child_words,
        why_no_words=new.why_no_words,
    )
    fields = {"Say what": "cares", "They cannot": "cares_since"}
    refuse(problem, next((field for start, field in fields.items() if problem.startswith(start)), "child_words"))
    problem = carer_policy.cared_for_problem(cared_for=new.cared_for, child=new.record, words=new.about_them)
    refuse(problem, "about_them" if new.about_them.strip() else "cared_for")


def _step(row: YoungCarer, on: date, words: tuple[str, str], by: Asker, at: datetime) -> None:
    one = CarerStep(id=uuid.uuid4(), fence=row.fence, carer=row, version=row.version, state=row.state, on=on)
    one.words, one.child_words = words[0].strip(), words[1].strip()
    one.at, one.by, one.by_name = at, by.number, by.name
    one.save(force_insert=True)


def _ask(row: YoungCarer, by: Asker, at: datetime) -> None:
    """What is to be done next, in a tray. No task says which child."""
    if row.due_on is None:
        return
    holder = given_to(row.fence, [row.fence, *row.behind], None, by=by, at=at)
    words = f"{ASKS[Offer(row.state)]}: family of {reference_of(row.fence)}"
    work.open_task(work.NewTask(holder, row.fence, KIND, row.id, words, end_of_day(row.due_on)), by=by, at=at)


def ask_again(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """What waits about young carers, for those who have the family now."""
    for row in YoungCarer.objects.filter(fence=case, due_on__isnull=False).order_by("id"):
        work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        _ask(row, by, at)


@dataclass(frozen=True)
class NewOffer:
    """How far the offer has come, on which day, what was said, and what the child said."""

    state: Offer
    on: date
    words: str
    child_words: str = ""


@transaction.atomic
def move_carer(*, carer: uuid.UUID, new: NewOffer, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The assessment was offered, accepted, declined or done; or the child does not care for anybody any more.

    Errors: NotThere, ChangedMeanwhile, Refused.
    """
    row: YoungCarer | None = YoungCarer.objects.select_for_update(of=("self",)).filter(id=carer).first()
    if row is None:
        raise NotThere(str(carer))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this since you opened it: look again first")
    problem = carer_policy.move_problem(
        now=Offer(row.state), new=new.state, on=new.on, since=row.since_on, today=day_of(at), words=new.words
    )
    refuse(problem, "on" if "The day lies" in problem else "words")
    if new.child_words.strip():
        refuse(plan_policy.text_problem(new.child_words, ""), "child_words")
    days = carer_days(settings.ENVIRONMENT.authority)
    row.state, row.since_on, row.version = new.state.value, new.on, row.version + 1
    row.due_on = carer_policy.due_on(new.state, new.on, days)
    if new.state is Offer.OFFERED and row.offered_on is None:
        row.offered_on = new.on
    names = ("state", "since_on", "version", "due_on", "offered_on")
    if YoungCarer.objects.filter(id=row.id).update(**{name: getattr(row, name) for name in names}) != 1:
        raise NotThere(str(carer))
    _step(row, new.on, (new.words, new.child_words), by, at)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    _ask(row, by, at)
    subjects, when = (row.record_id,), moment_on(new.on, at)
    event = CarerMoved(fence=row.fence, about=row.id, subjects=subjects, happened_at=when, state=row.state)
    events.record(event, by=by, at=at)
