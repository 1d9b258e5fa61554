"""Caseloads: mine, and for whoever leads a team each worker's with its size."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import F, OuterRef, Subquery

from familyhub.accounts import queries as accounts
from familyhub.casework.models import CaseMember, Episode
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.terms.episodes import EPISODE_LABELS, EpisodeKind, Tier
from familyhub.core.asker import Asker
from familyhub.people import queries as people

SHOWN = 100
COUNTED_UP_TO = 100
MOST_TEAMS = 8
# a limited index scan a worker; the last line counts what nobody leads
LOAD = """
    SELECT w.team, w.worker, count(t.id), min(t.last_contact_on), count(t.id) FILTER (WHERE t.last_contact_on IS NULL)
    FROM unnest(%s::uuid[], %s::uuid[]) AS w (team, worker)
    LEFT JOIN LATERAL (
        SELECT id, last_contact_on FROM casework_episode e
        WHERE e.closed_on IS NULL AND e.team_id = w.team AND e.lead_id IS NOT DISTINCT FROM w.worker LIMIT %s
    ) AS t ON true
    GROUP BY w.team, w.worker
"""


@dataclass(frozen=True)
class CaseLine:
    """One child of a caseload. `name` is empty where the reader may not see the child."""

    episode: uuid.UUID
    case: uuid.UUID
    person: uuid.UUID | None
    name: str
    age: str
    kind: str
    tier: Tier
    since: date
    last_contact_on: date | None
    team: str


@dataclass(frozen=True)
class WorkerLoad:
    """How many open episodes somebody leads in a team, counted up to 100; `id` is None for those nobody leads."""

    id: uuid.UUID | None
    name: str
    open: int
    oldest_contact_on: date | None
    without_contact: int


@dataclass(frozen=True)
class TeamLoad:
    """A team's workers with their load."""

    team: uuid.UUID
    name: str
    workers: tuple[WorkerLoad, ...]


def caseload_of(asker: Asker, worker: uuid.UUID) -> tuple[list[CaseLine], bool]:
    """The open episodes that this worker leads and this asker sees, longest without contact first; is there more?

    With a team's number those that nobody leads yet. Three queries. Notes the children for the access log.
    """
    if not asker.may(SEE.code) or not (worker == asker.number or asker.may(MANAGE.code)):
        return [], False
    is_team = worker in asker.holders and worker != asker.number
    rows = Episode.objects.filter(closed_on__isnull=True).select_related("team")
    rows = rows.filter(team=worker, lead__isnull=True) if is_team else rows.filter(lead=worker)
    found = list(rows.order_by(F("last_contact_on").asc(nulls_first=True), "id")[: SHOWN + 1])
    return _lines(asker, found[:SHOWN]), len(found) > SHOWN


def _lines(asker: Asker, rows: Sequence[Episode]) -> list[CaseLine]:
    named = people.names_of(asker, [row.record_id for row in rows])
    return [_line(row, named.get(row.record_id)) for row in rows]


def _line(row: Episode, who: people.Named | None) -> CaseLine:
    return CaseLine(
        episode=row.id,
        case=row.fence,
        person=who.person if who else None,
        name=who.name if who else "",
        age=who.age if who else "",
        kind=EPISODE_LABELS[EpisodeKind(row.kind)],
        tier=Tier(row.tier),
        since=row.opened_on,
        last_contact_on=row.last_contact_on,
        team=row.team.name,
    )


def _teams_of(asker: Asker) -> list[uuid.UUID]:
    if not (asker.may(MANAGE.code) and asker.may(SEE.code)):
        return []
    return sorted(asker.holders - {asker.number})[:MOST_TEAMS]  # type: ignore[type-var]


def loads(asker: Asker, day: date) -> list[TeamLoad]:
    """The workers of each team that this asker leads, least first: one query a team and one for all the counts."""
    teams = _teams_of(asker)
    members = {team: accounts.members_of(team, day, "family_support_worker") for team in teams}
    pairs: list[tuple[uuid.UUID, uuid.UUID | None, str]] = []
    for team in teams:
        pairs += [(team, one.id, one.name) for one in members[team]] + [(team, None, "")]
    counts = _counts(pairs)
    made = []
    for team in teams:
        lines = [_load(worker, name, counts[(of, worker)]) for of, worker, name in pairs if of == team]
        workers = [line for line in lines if line.id or line.open]
        if members[team] or workers:
            workers.sort(key=lambda line: (line.id is not None, line.open, line.name))
            made.append(TeamLoad(team, accounts.team_named(team), tuple(workers)))
    return made


def _load(worker: uuid.UUID | None, name: str, counted: tuple[int, date | None, int]) -> WorkerLoad:
    return WorkerLoad(worker, name, *counted)


def _counts(
    pairs: Sequence[tuple[uuid.UUID, uuid.UUID | None, str]],
) -> dict[tuple[uuid.UUID, uuid.UUID | None], tuple[int, date | None, int]]:
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(LOAD, [[team for team, _, _ in pairs], [worker for _, worker, _ in pairs], COUNTED_UP_TO])
        return {(team, worker): (count, oldest, none) for team, worker, count, oldest, none in cursor.fetchall()}


def name_of_worker(asker: Asker, worker: uuid.UUID, day: date) -> str:
    """The name of somebody whose caseload this asker may see: their own, or of a team that they lead; "" for nobody."""
    if worker == asker.number:
        return asker.name
    for team in _teams_of(asker):
        if team == worker:
            return f"Nobody yet, {accounts.team_named(team)}"
        for member in accounts.members_of(team, day):
            if member.id == worker:
                return member.name
    return ""


def people_helped(asker: Asker) -> dict[uuid.UUID, str]:
    """Person → the reference of their case: of the help that this asker leads, the 100 longest without contact. One
    query.
    """
    if not asker.may(WORK.code) or asker.number is None:
        return {}
    rows = Episode.objects.filter(lead=asker.number, closed_on__isnull=True)
    cases = rows.order_by(F("last_contact_on").asc(nulls_first=True), "id").values("fence")[:SHOWN]
    of_case = Episode.objects.filter(fence=OuterRef("fence")).order_by("-closed_on", "id").values("reference")[:1]
    members = CaseMember.objects.filter(fence__in=cases).annotate(reference=Subquery(of_case))
    return dict(members.values_list("record__person", "reference"))
