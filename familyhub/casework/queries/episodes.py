"""One episode, a person's episodes, and who is involved with a child."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import CaseMember, Episode, EpisodeStep, Involvement
from familyhub.casework.permissions import INVOLVED, SEE, WORK
from familyhub.casework.queries.looked_at import is_marked
from familyhub.casework.queries.notes import OPEN_FIRST, MemberLine, NoteLine, latest_notes
from familyhub.casework.terms.episodes import (
    CLOSE_LABELS,
    EPISODE_LABELS,
    HAND_OVER_LABELS,
    STEP_LABELS,
    CloseReason,
    EpisodeKind,
    HandOverReason,
    StepKind,
    Tier,
)
from familyhub.casework.terms.onward import ANSWER_LABELS, ONWARD_LABELS, Answer, Onward
from familyhub.core.asker import Asker
from familyhub.people import queries as people

MOST = 20


@dataclass(frozen=True)
class StepLine:
    """What happened to the episode. `code`: the coded reason."""

    kind: StepKind
    code: str
    what: str
    reason: str
    words: str
    team: str
    lead: str
    at: datetime
    by: str


@dataclass(frozen=True)
class EpisodePage:
    """What whoever works with the family reads of one child's episode. `who` is None where the child is not seen."""

    id: uuid.UUID
    case: uuid.UUID
    version: int
    who: people.Named | None
    kind: str
    tier: Tier
    request: uuid.UUID
    reference: str
    team_id: uuid.UUID
    team: str
    lead_id: uuid.UUID | None
    lead: str
    opened_on: date
    last_contact_on: date | None
    closed_on: date | None
    closed_because: str
    steps: tuple[StepLine, ...]
    members: tuple[MemberLine, ...]
    siblings: tuple[tuple[uuid.UUID, str, str], ...]
    notes: tuple[NoteLine, ...]
    more_notes: bool
    is_held: bool


def episode_for(asker: Asker, episode: uuid.UUID) -> EpisodePage | None:
    """One episode, or None where it does not exist for this asker. A fixed number of queries."""
    rows = Episode.objects.filter(id=episode).annotate(is_held=is_marked("fence")).select_related("team", "lead")
    row = rows.first() if asker.may(SEE.code) else None
    if row is None:
        return None
    members = list(CaseMember.objects.filter(fence=row.fence).order_by("-is_child", "at", "id")[:MOST])
    others = list(Episode.objects.filter(fence=row.fence).exclude(id=row.id).order_by(*OPEN_FIRST)[:MOST])
    named = people.names_of(asker, [row.record_id, *(one.record_id for one in members)])
    notes = latest_notes(asker, [row.fence], MOST + 1)
    return EpisodePage(
        id=row.id,
        case=row.fence,
        version=row.version,
        who=named.get(row.record_id),
        kind=EPISODE_LABELS[EpisodeKind(row.kind)],
        tier=Tier(row.tier),
        request=row.request,
        reference=row.reference,
        team_id=row.team_id,
        team=row.team.name,
        lead_id=row.lead_id,
        lead=row.lead.name if row.lead else "",
        opened_on=row.opened_on,
        last_contact_on=row.last_contact_on,
        closed_on=row.closed_on,
        closed_because=CLOSE_LABELS[CloseReason(row.close_reason)] if row.close_reason else "",
        steps=tuple(map(_step, row.steps.select_related("team", "lead").order_by("-version")[:MOST])),
        members=tuple(MemberLine(named[one.record_id], one.is_child) for one in members if one.record_id in named),
        siblings=tuple(
            (one.id, named[one.record_id].name, "closed" if one.closed_on else "open")
            for one in others
            if one.record_id in named
        ),
        notes=tuple(notes[:MOST]),
        more_notes=len(notes) > MOST,
        is_held=row.is_held,
    )


def _step(row: EpisodeStep) -> StepLine:
    reasons = {
        StepKind.HANDED_OVER: lambda code: HAND_OVER_LABELS[HandOverReason(code)],
        StepKind.CLOSED: lambda code: CLOSE_LABELS[CloseReason(code)],
        StepKind.SENT_ON: lambda code: ONWARD_LABELS[Onward(code)],
        StepKind.ANSWERED: lambda code: ANSWER_LABELS[Answer(code)],
    }
    kind = StepKind(row.kind)
    return StepLine(
        kind=kind,
        code=row.reason,
        what=STEP_LABELS[kind],
        reason=reasons[kind](row.reason) if row.reason else "",
        words=row.words,
        team=row.team.name,
        lead=row.lead.name if row.lead else "",
        at=row.at,
        by=row.by_name,
    )


@dataclass(frozen=True)
class EpisodeLine:
    """One episode on a person's page."""

    id: uuid.UUID
    kind: str
    tier: Tier
    since: date
    until: date | None
    team: str
    lead: str


@dataclass(frozen=True)
class Helped:
    """A person's own episodes, newest first, and the case in which this asker writes notes about them."""

    episodes: tuple[EpisodeLine, ...]
    case: uuid.UUID | None


def episodes_of(asker: Asker, records: Sequence[uuid.UUID]) -> Helped:
    """The episodes of these records that this asker sees, and the newest case that names them: one query."""
    if not asker.may(SEE.code):
        return Helped((), None)
    cases = CaseMember.objects.filter(record__in=records).values("fence")
    rows = Episode.objects.filter(fence__in=cases).select_related("team", "lead")
    found = sorted(rows[:MOST], key=lambda row: (row.opened_on, str(row.id)), reverse=True)
    case = found[0].fence if found and asker.may(WORK.code) else None
    return Helped(tuple(_episode(row) for row in found if row.record_id in set(records)), case)


def _episode(row: Episode) -> EpisodeLine:
    return EpisodeLine(
        id=row.id,
        kind=EPISODE_LABELS[EpisodeKind(row.kind)],
        tier=Tier(row.tier),
        since=row.opened_on,
        until=row.closed_on,
        team=row.team.name,
        lead=row.lead.name if row.lead else "",
    )


@dataclass(frozen=True)
class InvolvedLine:
    """A service that works with a child: its name, who leads and the last contact, and no more."""

    episode: uuid.UUID
    service: str
    team: str
    lead: str
    since: date
    last_contact_on: date | None


def involved(asker: Asker, records: Sequence[uuid.UUID]) -> list[InvolvedLine]:
    """Who works with this child now, for whoever sees the child and may know it: one query."""
    if not asker.may(INVOLVED.code):
        return []
    rows = Involvement.objects.filter(record__in=records, until__isnull=True).select_related("team", "lead")
    return [
        InvolvedLine(
            episode=row.episode,
            service=EPISODE_LABELS[EpisodeKind(row.kind)],
            team=row.team.name,
            lead=row.lead.name if row.lead else "",
            since=row.since,
            last_contact_on=row.last_contact_on,
        )
        for row in rows.order_by("since", "id")[:MOST]
    ]


@dataclass(frozen=True)
class HelpedNow:
    """Somebody who is helped now: by which service and team, and since when. No lead, no last contact, no case."""

    person: uuid.UUID
    service: str
    team: str
    since: date


def helped_now(asker: Asker, persons: Collection[uuid.UUID]) -> list[HelpedNow]:
    """Open help of these persons, for whoever decides at the front door: one query."""
    if not persons or not asker.may(INVOLVED.code):
        return []
    rows = Involvement.objects.about(*persons).filter(until__isnull=True).select_related("team", "record")
    return [
        HelpedNow(row.record.person_id, EPISODE_LABELS[EpisodeKind(row.kind)], row.team.name, row.since)
        for row in rows.order_by("since", "id")[:MOST]
    ]
