"""What closing an episode asks, and what was found six months on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import Episode, SustainmentCheck
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.needs import NeedLine, needs_of, needs_to_settle
from familyhub.casework.terms.plans import SUSTAINED_LABELS, Sustained
from familyhub.core.asker import Asker
from familyhub.people import queries as people


@dataclass(frozen=True)
class CheckLine:
    """One check. `who` is None where the child is not seen."""

    id: uuid.UUID
    episode: uuid.UUID
    who: people.Named | None
    due_on: date
    result: Sustained | None
    result_label: str
    words: str
    done_at: datetime | None
    done_by: str


def needs_at_closing(asker: Asker, episode: uuid.UUID) -> list[NeedLine]:
    """The open needs of which somebody says what came of them when this episode ends."""
    row = Episode.objects.filter(id=episode).select_related("record").first() if asker.may(SEE.code) else None
    if row is None:
        return []
    wanted = set(needs_to_settle(row))
    return [line for line in needs_of(asker, row.fence) if line.id in wanted]


def checks_of(asker: Asker, episode: uuid.UUID) -> list[CheckLine]:
    """The checks of one episode, the newest first. Two queries."""
    if not asker.may(SEE.code):
        return []
    rows = SustainmentCheck.objects.filter(episode=episode).select_related("episode").order_by("-due_on", "id")
    return [_line(asker, row) for row in rows[:1]]


def check_for(asker: Asker, check: uuid.UUID) -> CheckLine | None:
    """One check, or None where it does not exist for this asker."""
    row = SustainmentCheck.objects.filter(id=check).select_related("episode").first() if asker.may(SEE.code) else None
    return _line(asker, row) if row else None


def _line(asker: Asker, row: SustainmentCheck) -> CheckLine:
    child = row.episode.record_id
    result = Sustained(row.result) if row.result else None
    return CheckLine(
        id=row.id,
        episode=row.episode_id,
        who=people.names_of(asker, [child]).get(child),
        due_on=row.due_on,
        result=result,
        result_label=SUSTAINED_LABELS[result] if result else "",
        words=row.words,
        done_at=row.done_at,
        done_by=row.done_by,
    )
