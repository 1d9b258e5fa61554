"""Audits: which cases a sample is drawn from and who may audit is casework's to know, the record is workforce's."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from familyhub.casework.actions.finding import NotThere, Refused, refuse
from familyhub.casework.queries.audits import (
    Helped,
    helped_between,
    records_of_cases,
    who_holds,
    with_work_on,
    worked_on,
)
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.referrals.actions.allocation_sight import guarded
from familyhub.workforce import actions as workforce
from familyhub.workforce import queries as audits
from familyhub.workforce.actions import DrawnCase, LeftOutCase, NewAudit, NewSample
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.queries.sampling import SampleAsked
from familyhub.workforce.terms.audits import AGAIN_AFTER_DAYS, MOST_IN_FRAME, LeftOut

OWN_WORK = "You have worked on this case yourself, or supervised or signed it: set the audit aside, and say so"
NOT_HOLDING = "Give each action to somebody who works with the family or leads those who do"


def telling(verb: Callable[[], object]) -> object:
    """What workforce refuses, in casework's own errors. Errors: NotThere, Refused."""
    try:
        return verb()
    except workforce.NoSuchAudit as gone:
        raise NotThere(str(gone)) from gone
    except workforce.AuditRefused as refused:
        raise Refused(str(refused), refused.field) from refused


def ask_for_sample(*, new: NewSample, by: Asker, at: datetime) -> uuid.UUID:
    """Ask for a sample of a team's families. Returns its number. Errors: NotThere, Refused."""
    made = telling(lambda: workforce.ask_for_sample(new=new, by=by, at=at))
    assert isinstance(made, uuid.UUID)
    return made


@dataclass(frozen=True)
class Frame:
    """What a sample is drawn from. `left_out` is told to whoever sees the case, `passed_over` to nobody."""

    helped: dict[uuid.UUID, Helped]
    persons: dict[uuid.UUID, tuple[uuid.UUID, ...]]
    left_out: dict[uuid.UUID, LeftOut]
    passed_over: set[uuid.UUID]
    workers: dict[uuid.UUID, set[uuid.UUID]]


@transaction.atomic
def draw_sample(*, draw: uuid.UUID, by: Asker, at: datetime) -> int:
    """Draw the lot. By the system, which alone knows who is protected; safe to repeat. Returns how many were drawn."""
    asked = audits.sample_asked(draw)
    if asked is None:
        return 0
    frame = _frame(asked, by, at)
    could = [case for case in frame.helped if case not in frame.left_out]
    drawn = _fallen(asked, frame, could, at) if policy.is_enough(asked.size, len(could)) else []
    drawn = drawn if len(drawn) == asked.size else []
    left_out = tuple(
        LeftOutCase(case, frame.persons[case], frame.helped[case].reference, reason)
        for case, reason in sorted(frame.left_out.items())
    )
    workforce.keep_sample(draw=draw, could=len(could), drawn=tuple(drawn), left_out=left_out, by=by, at=at)
    return len(drawn)


def _frame(asked: SampleAsked, by: Asker, at: datetime) -> Frame:
    desk = set(guarded().values_list("request", flat=True))  # of these the team does not know that they are there
    found = helped_between(asked.team, asked.first, asked.as_on, MOST_IN_FRAME)
    helped = {case: one for case, one in found.items() if one.request not in desk}
    records = records_of_cases(helped)
    everybody = [record for own in records.values() for record in own]
    made_as = people.made_as(by, everybody)
    persons = {case: tuple(sorted({made_as[one] for one in own if one in made_as})) for case, own in records.items()}
    workers = worked_on(helped)
    return Frame(helped, persons, _left_out(asked, helped, workers), _protected(records, persons, at), workers)


def _left_out(
    asked: SampleAsked, helped: Collection[uuid.UUID], workers: dict[uuid.UUID, set[uuid.UUID]]
) -> dict[uuid.UUID, LeftOut]:
    audited = audits.audited_since(helped, asked.as_on - timedelta(days=AGAIN_AFTER_DAYS))
    has_work = with_work_on(helped, asked.as_on)
    found: dict[uuid.UUID, LeftOut] = {}
    for case in helped:
        if case in audited:
            found[case] = LeftOut.AUDITED
        elif case not in has_work:
            found[case] = LeftOut.NOTHING
        elif set(asked.auditors) <= workers[case]:
            found[case] = LeftOut.OWN
    return found


def _protected(
    records: dict[uuid.UUID, list[uuid.UUID]],
    persons: dict[uuid.UUID, tuple[uuid.UUID, ...]],
    at: datetime,
) -> set[uuid.UUID]:
    """Cases with anybody at a protected address or hidden."""
    hidden = people.protected_among([one for own in records.values() for one in own], day_of(at))
    shielded = people.shielded_among([one for own in persons.values() for one in own])
    return {case for case, own in records.items() if hidden & set(own) or shielded & set(persons[case])}


def _fallen(asked: SampleAsked, frame: Frame, could: list[uuid.UUID], at: datetime) -> list[DrawnCase]:
    """In the order of the lot, each dealt to the auditor who has fewest; who is passed over is as if not drawn."""
    dealt: Counter[uuid.UUID] = Counter()
    drawn: list[DrawnCase] = []
    for case in policy.by_lot(asked.seed, could):
        if len(drawn) == asked.size:
            break
        if case in frame.passed_over:
            continue
        able = audits.see_all(set(asked.auditors) - frame.workers[case], (case, *frame.persons[case]), day_of(at))
        if not able:  # a declared relation, or somebody whom they do not see
            continue
        auditor = min(able, key=lambda one: (dealt[one], asked.auditors.index(one)))
        dealt[auditor] += 1
        one = frame.helped[case]
        drawn.append(DrawnCase(case, frame.persons[case], one.reference, one.worker, auditor))
    return drawn


@transaction.atomic
def write_audit(*, audit: uuid.UUID, new: NewAudit, by: Asker, at: datetime) -> None:
    """Keep an audit: by somebody who did none of the work; what it asks for goes to those who hold the case.

    Errors: NotThere, Refused.
    """
    page = audits.audit_for(by, audit)
    if page is None:
        raise NotThere(str(audit))
    refuse(OWN_WORK if by.number in worked_on([page.case])[page.case] else "")
    holding = who_holds(by, page, day_of(at))
    refuse("" if all(one.owner in holding for one in new.asked) else NOT_HOLDING)
    sees = new.moderator in holding
    refuse("" if sees else "Choose a moderator who may see this family", "moderator")
    telling(lambda: workforce.finish_audit(audit=audit, new=new, by=by, at=at))
