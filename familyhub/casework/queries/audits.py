"""What an audit reads of a case: which cases a sample is drawn from, who worked on them, and the work as on a day."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from familyhub.accounts import queries as accounts
from familyhub.casework.models import Assessment, CaseMember, Episode, EpisodeStep, Note, Plan
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.assessments import AssessmentLine, assessments_of
from familyhub.casework.queries.notes import NoteLine, case_for, latest_notes
from familyhub.casework.queries.plans import PlanLine, plans_of
from familyhub.core.asker import Asker
from familyhub.core.clocks import end_of_day
from familyhub.workforce import queries as workforce

NOTES_SHOWN = 20


@dataclass(frozen=True)
class Helped:
    """A case of a team in a time: what it is called, which request it came from, and who leads it."""

    case: uuid.UUID
    reference: str
    request: uuid.UUID
    worker: uuid.UUID | None


def helped_between(team: uuid.UUID, first: date, last: date, most: int) -> dict[uuid.UUID, Helped]:
    """The cases that this team helped in at some time between two days, one line each; of open episodes the first."""
    rows = Episode.objects.filter(team=team, opened_on__lte=last)
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first)).order_by("-closed_on", "opened_on", "id")
    found: dict[uuid.UUID, Helped] = {}
    for row in rows[:most]:
        found.setdefault(row.fence, Helped(row.fence, row.reference, row.request, row.lead_id))
    return found


def worked_on(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Case → who led it, wrote in it, signed its assessment, or supervised somebody about it: no auditor of it.

    As far as whoever asks sees it; six queries for any number.
    """
    found: dict[uuid.UUID, set[uuid.UUID]] = {case: set() for case in cases}
    own = list(found)
    kept = [
        Episode.objects.filter(fence__in=own).values_list("fence", "lead"),
        EpisodeStep.objects.filter(fence__in=own).values_list("fence", "lead"),
        Note.objects.filter(case__in=own).values_list("case", "by"),
        Plan.objects.filter(case__in=own).values_list("case", "by"),
        Assessment.objects.filter(fence__in=own).values_list("fence", "opened_by", "finished_by", "authorised_by"),
        workforce.supervisors_of(own),
    ]
    for rows in kept:
        for case, *staff in rows:
            found[case] |= {one for one in staff if one}
    return found


def with_work_on(cases: Collection[uuid.UUID], day: date) -> set[uuid.UUID]:
    """Which of these had an assessment or an agreed plan by that day. Two queries."""
    own, moment = list(cases), end_of_day(day)
    assessed = Assessment.objects.filter(fence__in=own, opened_on__lte=day).values_list("fence", flat=True)
    planned = Plan.objects.filter(case__in=own, published_at__lte=moment).values_list("case", flat=True)
    return {*assessed, *planned}


def records_of_cases(cases: Collection[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Case → the records of everybody of it, as far as whoever asks sees the case. One query."""
    found: dict[uuid.UUID, list[uuid.UUID]] = {case: [] for case in cases}
    for case, record in CaseMember.objects.filter(fence__in=list(found)).values_list("fence", "record"):
        found[case].append(record)
    return found


@dataclass(frozen=True)
class WorkAsOn:
    """What there was of a case on a day: its newest assessment, its newest agreed plan, the notes before it."""

    names: tuple[str, ...]
    episode: uuid.UUID | None
    assessment: AssessmentLine | None
    plan: PlanLine | None
    notes: tuple[NoteLine, ...]
    more_notes: bool


def work_as_on(asker: Asker, case: uuid.UUID, day: date) -> WorkAsOn | None:
    """The work of a case as on a day, or None where the case does not exist for this asker. Ten queries at most."""
    page = case_for(asker, case)
    if page is None:
        return None
    moment = end_of_day(day)
    assessed = [one for one in assessments_of(asker, case) if one.opened_on <= day]
    planned = [one for one in plans_of(asker, case) if one.published_at and one.published_at <= moment]
    notes = latest_notes(asker, [case], NOTES_SHOWN + 1, until=moment)
    return WorkAsOn(
        names=tuple(one.who.name for one in page.members),
        episode=page.episode,
        assessment=assessed[0] if assessed else None,
        plan=planned[0] if planned else None,
        notes=tuple(notes[:NOTES_SHOWN]),
        more_notes=len(notes) > NOTES_SHOWN,
    )


def leads_of(asker: Asker, case: uuid.UUID) -> set[uuid.UUID]:
    """Who leads the help in a case now, as far as this asker sees it. One query."""
    if not asker.may(SEE.code):
        return set()
    rows = Episode.objects.filter(fence=case, closed_on__isnull=True, lead__isnull=False)
    return set(rows.values_list("lead", flat=True))


def who_holds(asker: Asker, page: workforce.AuditPage, today: date) -> dict[uuid.UUID, str]:
    """Who of those that lead the help or its line sees this case and everybody of it, by number with the name."""
    line = workforce.auditors_for(page.team, today)
    leads = leads_of(asker, page.case)
    names = line | {one: name for one, name in accounts.names_of_staff(leads - set(line)).items()}
    able = workforce.see_all(names, page.behind, today)
    return {number: name for number, name in sorted(names.items(), key=lambda item: item[1]) if number in able}
