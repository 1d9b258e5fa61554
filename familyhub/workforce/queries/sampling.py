"""What a sample starts from: who may audit a team's families, who sees one, what was audited or supervised before."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from familyhub.accounts import queries as accounts
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.workforce.models import Audit, AuditAction, AuditDraw, TalkedAbout
from familyhub.workforce.permissions import AUDIT, DRAW_AUDITS
from familyhub.workforce.terms.audits import AuditState, DrawState

MOST_TEAMS = 8


@dataclass(frozen=True)
class SampleAsked:
    """A sample that waits to be drawn."""

    id: uuid.UUID
    team: uuid.UUID
    first: date
    as_on: date
    size: int
    auditors: tuple[uuid.UUID, ...]
    seed: str


def sample_asked(draw: uuid.UUID) -> SampleAsked | None:
    """The sample, locked, if its lot was not drawn yet. For the system."""
    row = AuditDraw.objects.select_for_update().filter(id=draw, state=DrawState.ASKED.value).first()
    if row is None:
        return None
    return SampleAsked(row.id, row.team_id, row.first, row.as_on, row.size, tuple(row.auditors), row.seed)


def teams_drawn_for(asker: Asker, today: date) -> list[tuple[uuid.UUID, str]]:
    """The teams of whose families this asker may have a sample drawn, by name: those that somebody works in."""
    if not asker.may(DRAW_AUDITS.code):
        return []
    own = asker.holders - {asker.number}
    return [(team.id, team.name) for team in accounts.teams(today) if team.id in own][:MOST_TEAMS]


def auditors_for(team: uuid.UUID, today: date) -> dict[uuid.UUID, str]:
    """Who may audit the work with this team's families: of the team and of the one above, by number with the name."""
    above = accounts.team_above(team)
    members = [one.id for each in (team, above) if each for one in accounts.members_of(each, today)]
    return accounts.who_may(members, [AUDIT.code], today)


def see_all(staff: Collection[uuid.UUID], behind: Iterable[uuid.UUID], today: date) -> set[uuid.UUID]:
    """Which of these staff hold every one of these fences, and are barred from none."""
    fences = list(behind)
    held = [set(grants.holders_of(one)) for one in fences]
    barred = {number for number, _ in grants.barred_from(fences)}
    able = {}
    for one in set(staff) - barred:
        able[one] = accounts.asker_of(one, today).holders
    return {one for one, holders in able.items() if all(holders & each for each in held)}


def audited_since(cases: Iterable[uuid.UUID], since: date) -> set[uuid.UUID]:
    """Which of these were drawn for an audit as on a day after this one that was not set aside."""
    rows = Audit.objects.filter(case__in=list(cases), as_on__gt=since).exclude(state=AuditState.SET_ASIDE.value)
    return set(rows.values_list("case", flat=True))


def supervisors_of(cases: Iterable[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """(case, who supervised): in whose supervision it was talked about, as far as whoever asks reads it."""
    return list(TalkedAbout.objects.filter(fence__in=list(cases)).values_list("fence", "supervision__supervisor"))


def open_audit_actions(case: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID, date]]:
    """What moderated audits of this case ask for and is not done: number, owner, by when."""
    rows = AuditAction.objects.filter(fence=case, done_at__isnull=True).order_by("due_on", "id")
    return list(rows.values_list("id", "owner", "due_on"))
