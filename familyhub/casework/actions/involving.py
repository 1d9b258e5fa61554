"""Another service works with somebody of a family, or is asked to: the Family Nurse Partnership among them (S4-17)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.given import given_to
from familyhub.casework.actions.needing import CLOSED, everybody_of
from familyhub.casework.actions.plan_tasks import reference_of
from familyhub.casework.actions.sight import because, restricted_of
from familyhub.casework.events.services import ServiceInvolvedNow, ServiceMoved
from familyhub.casework.local.services import nurse_rules
from familyhub.casework.models import CaseMember, Episode, OtherService, OtherServiceStep
from familyhub.casework.policy import services as service_policy
from familyhub.casework.terms.services import MOST_SERVICES, SECRET, STILL_THERE, Service, Stand
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import add_working_days, day_of, end_of_day, moment_on
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

KIND = "casework.service"


@dataclass(frozen=True)
class NewService:
    """With whom which service works, or to which they are referred, on which day, and who it is there.

    `baby`: for the Family Nurse Partnership, the child that it is about; `why_anyway`: why although it is not for her.
    """

    record: uuid.UUID
    service: Service
    stand: Stand
    on: date
    practitioner: str = ""
    words: str = ""
    baby: uuid.UUID | None = None
    is_first: bool = True
    why_anyway: str = ""


@transaction.atomic
def involve_service(*, case: uuid.UUID, new: NewService, by: Asker, at: datetime) -> uuid.UUID:
    """Record it, for the person and, of the Family Nurse Partnership, the baby. Returns the person's row.

    A referral waits for its reply in a tray. A service whose name is the secret lies in the compartment.
    Errors: NotThere, Refused.
    """
    behind = everybody_of(case, by)
    about = [new.record, *([new.baby] if new.baby and new.service is Service.FNP else [])]
    if not set(about) <= set(behind):
        raise NotThere("not of this case")
    _check(case, new, about, at)
    ends = _ends_by(case, new, at)
    is_secret = new.service in SECRET
    if is_secret:
        grants.grant([by.number] if by.number else [], [restricted_of(case)], because=because(case))
    thread, rows = uuid.uuid4(), []
    for record in about:
        fence = restricted_of(case) if is_secret else behind[record]
        row = OtherService(id=uuid.uuid4(), fence=fence, case=case, behind=[behind[record]], thread=thread)
        row.record_id, row.service, row.is_secret, row.ends_by = record, new.service.value, is_secret, ends
        row.stand, row.practitioner, row.said_on = new.stand.value, new.practitioner.strip(), new.on
        row.since = row.last_contact_on = new.on if new.stand is Stand.WORKING else None
        row.at, row.by, row.by_name = at, by.number, by.name
        row.save(force_insert=True)
        rows.append(row)
    words = "\n".join(filter(None, [new.words.strip(), new.why_anyway.strip()]))
    _step(rows, words, by, at)
    _ask(rows, by, at)
    _tell(ServiceInvolvedNow, rows, by, at)
    return rows[0].id


def _check(case: uuid.UUID, new: NewService, about: Sequence[uuid.UUID], at: datetime) -> None:
    refuse("" if Episode.objects.filter(fence=case, closed_on__isnull=True).exists() else CLOSED)
    problem = service_policy.involve_problem(
        service=new.service,
        stand=new.stand,
        on=new.on,
        today=day_of(at),
        practitioner=new.practitioner,
        words=new.words,
    )
    refuse(problem, {"The day": "on", "Say who": "practitioner"}.get(problem[:7], "words"))
    rows = OtherService.objects.filter(case=case)
    many = rows.count() >= MOST_SERVICES
    refuse(f"A family has {MOST_SERVICES} services recorded at most" if many else "")
    there = rows.filter(record__in=about, service=new.service.value, stand__in=[one.value for one in STILL_THERE])
    refuse("This service is recorded for them already: go on from there" if there.exists() else "", "service")


def _ends_by(case: uuid.UUID, new: NewService, at: datetime) -> date | None:
    """By when the Family Nurse Partnership ends; refused where it is not for her and nobody says why anyway."""
    if new.service is not Service.FNP:
        return None
    rules = nurse_rules(settings.ENVIRONMENT.authority)
    wanted = [new.record, *([new.baby] if new.baby else [])]
    members = CaseMember.objects.filter(fence=case, record__in=wanted).select_related("record")
    known = {one.record_id: one.record for one in members}
    baby = known.get(new.baby)
    baby_on = (baby.born_on or baby.due_on) if baby else None
    refuse("Choose the baby, not the mother" if new.baby == new.record else "", "baby")
    mother = service_policy.Expecting(known[new.record].born_on, baby_on, new.is_first)
    problem = service_policy.nurse_problem(mother, rules)
    refuse("" if baby_on else problem, "baby")
    refuse("" if new.why_anyway.strip() or new.stand is Stand.WORKING else problem, "why_anyway")
    assert baby_on is not None
    ends = service_policy.ends_by(baby_on, rules)
    refuse("" if ends > day_of(at) else "The programme has ended for this child already", "baby")
    return ends


def _step(rows: Sequence[OtherService], words: str, by: Asker, at: datetime) -> None:
    first = rows[0]
    fence = first.fence if first.is_secret else first.case
    behind = sorted({number for row in rows for number in row.behind})
    one = OtherServiceStep(id=uuid.uuid4(), fence=fence, behind=behind, thread=first.thread, version=first.version)
    one.stand, one.on, one.words = first.stand, first.said_on, words
    one.at, one.by, one.by_name = at, by.number, by.name
    one.save(force_insert=True)


def _ask(rows: Sequence[OtherService], by: Asker, at: datetime) -> None:
    """The reply that is waited for, or the end that comes by itself, in a tray. No task says which service."""
    first = rows[0]
    rules = nurse_rules(settings.ENVIRONMENT.authority)
    if Stand(first.stand) in {Stand.REFERRED, Stand.WAITING}:
        due, what = add_working_days(first.said_on, rules.reply_days), "Ask for the reply of another service"
    elif Stand(first.stand) is Stand.WORKING and first.ends_by:
        due, what = first.ends_by, "Another service ends: agree who goes on"
    else:
        return
    fence = first.fence if first.is_secret else first.case
    behind = {number for row in rows for number in row.behind}
    holder = given_to(first.case, [fence, *behind], None, by=by, at=at)
    words = f"{what}, family of {reference_of(first.case)}"
    work.open_task(work.NewTask(holder, fence, KIND, first.id, words, end_of_day(due)), by=by, at=at)


def _tell(
    event: type[ServiceInvolvedNow] | type[ServiceMoved], rows: Sequence[OtherService], by: Asker, at: datetime
) -> None:
    first = rows[0]
    fence, named = (first.fence, "") if first.is_secret else (first.case, first.service)
    subjects = tuple(row.record_id for row in rows)
    when = moment_on(first.said_on, at)
    told = event(fence=fence, about=first.id, subjects=subjects, happened_at=when, service=named, stand=first.stand)
    events.record(told, by=by, at=at)


def ask_again(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """The replies and ends that are waited for, for those who have the family now."""
    for rows in _threads(OtherService.objects.filter(case=case, is_secret=False)):
        for row in rows:
            work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
        _ask(rows, by, at)


def _threads(found: object) -> list[list[OtherService]]:
    threads: dict[uuid.UUID, list[OtherService]] = {}
    for row in found.order_by("record__born_on", "id"):  # type: ignore[attr-defined]
        threads.setdefault(row.thread, []).append(row)
    return list(threads.values())


@dataclass(frozen=True)
class NewStand:
    """How the service stands to them from a day on, who it is there, and what was said."""

    stand: Stand
    on: date
    practitioner: str
    words: str


@transaction.atomic
def move_service(
    *, involved: uuid.UUID, new: NewStand, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """It replied, had contact, or ended; for everybody of its thread. Errors: NotThere, ChangedMeanwhile, Refused."""
    one = OtherService.objects.filter(id=involved).first()
    if one is None or not Episode.objects.filter(fence=one.case).exists():
        raise NotThere(str(involved))
    every = OtherService.objects.select_for_update(of=("self",)).filter(thread=one.thread)
    rows = list(every.order_by("record__born_on", "id"))
    first = rows[0]
    if version_seen is not None and first.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this since you opened it: look again first")
    problem = service_policy.move_problem(
        now=Stand(first.stand), new=new.stand, on=new.on, since=first.said_on, today=day_of(at), words=new.words
    )
    refuse(problem, "on" if "The day lies" in problem else "words")
    for row in rows:
        _change(row, new)
        work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    _step(rows, new.words.strip(), by, at)
    _ask(rows, by, at)
    _tell(ServiceMoved, rows, by, at)


def _change(row: OtherService, new: NewStand) -> None:
    row.version, row.stand, row.said_on = row.version + 1, new.stand.value, new.on
    row.practitioner = new.practitioner.strip() or row.practitioner
    if new.stand is Stand.WORKING:
        row.since, row.last_contact_on = row.since or new.on, new.on
    if new.stand in {Stand.ENDED, Stand.DECLINED}:
        row.until = new.on
    names = ("version", "stand", "said_on", "practitioner", "since", "last_contact_on", "until")
    if OtherService.objects.filter(id=row.id).update(**{name: getattr(row, name) for name in names}) != 1:
        raise NotThere(str(row.id))
