"""What stands with a family that took back its agreement to be helped: some of it does not take place."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.casework.models import CaseMember, ContributionAsk, Episode, Meeting, Plan, Visit
from familyhub.casework.permissions import MANAGE, WORK
from familyhub.casework.queries.plans import plan_for
from familyhub.casework.terms.plans import STILL_OPEN, OwnerKind
from familyhub.casework.terms.visits import VisitState
from familyhub.casework.terms.withdrawn import Standing
from familyhub.core.asker import Asker
from familyhub.core.clocks import LONDON

MOST = 50


@dataclass(frozen=True)
class StandingLine:
    """One thing that would take place. `code` names it in a form."""

    kind: Standing
    id: uuid.UUID
    words: str

    @property
    def code(self) -> str:
        """Its kind and number."""
        return f"{self.kind.value}:{self.id}"


@dataclass(frozen=True)
class StillHelped:
    """The open help of somebody, by their own episode where they have one, and what stands in its case."""

    episode: uuid.UUID
    case: uuid.UUID
    standing: tuple[StandingLine, ...]


def still_helped(asker: Asker, records: Sequence[uuid.UUID], now: datetime) -> StillHelped | None:
    """The help of this person that the asker gives now; None where they give none. Six queries at most."""
    if not (asker.may(WORK.code) or asker.may(MANAGE.code)):
        return None
    cases = CaseMember.objects.filter(record__in=list(records)).values("fence")
    rows = list(Episode.objects.filter(fence__in=cases, closed_on__isnull=True).order_by("opened_on", "id")[:MOST])
    own = next((row for row in rows if row.record_id in set(records)), rows[0] if rows else None)
    if own is None:
        return None
    return StillHelped(own.id, own.fence, tuple(_standing(asker, own.fence, now)))


def _standing(asker: Asker, case: uuid.UUID, now: datetime) -> Iterator[StandingLine]:
    for meeting in Meeting.objects.filter(case=case, state="called").order_by("starts_at", "id")[:MOST]:
        yield StandingLine(Standing.MEETING, meeting.id, f"Meeting, {_day(meeting.starts_at)}, {meeting.place}")
    planned = Visit.objects.filter(case=case, state=VisitState.PLANNED.value, starts_at__gt=now)
    for visit in planned.order_by("starts_at", "id")[:MOST]:
        yield StandingLine(Standing.VISIT, visit.id, f"Visit, {_day(visit.starts_at)}")
    asks = ContributionAsk.objects.filter(case=case, answered_at__isnull=True, withdrawn_at__isnull=True)
    for ask in asks.filter(expires_at__gt=now).order_by("asked_at", "id")[:MOST]:
        yield StandingLine(Standing.ASK, ask.id, f"Questions to {ask.contact_name}, {ask.agency}, for an assessment")
    yield from _actions(asker, case)


def _actions(asker: Asker, case: uuid.UUID) -> Iterator[StandingLine]:
    """What partners do by the plan that was agreed last."""
    plan = Plan.objects.filter(case=case, published_at__isnull=False).order_by("-number").first()
    page = plan_for(asker, plan.id) if plan else None
    for goal in page.goals if page else ():
        for one in goal.actions:
            if one.state in STILL_OPEN and (one.owner_kind is OwnerKind.PARTNER or one.referred_to):
                to = one.referred_to or one.owner
                yield StandingLine(Standing.ACTION, one.thread, f"In the plan, with {to}: {one.words}")


def _day(at: datetime) -> str:
    return f"{at.astimezone(LONDON):%A %-d %B %Y, %H:%M}"
