"""The episode that somebody acts on, locked; and what the verbs refuse."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework.models import Episode, EpisodeStep
from familyhub.casework.terms.episodes import StepKind
from familyhub.core.asker import Asker
from familyhub.referrals.actions.steps import ChangedMeanwhile

__all__ = [
    "ChangedMeanwhile",
    "NoSuchEpisode",
    "NoSuchNote",
    "NotThere",
    "Refused",
    "locked",
    "refuse",
    "step",
    "store",
]


class NoSuchEpisode(Exception):
    """There is no such episode for this asker."""


class NoSuchNote(Exception):
    """There is no such note, or no such case to write one in, for this asker."""


class NotThere(Exception):
    """There is no such need, plan, meeting or measure, or no such case for one, for this asker."""


class Refused(Exception):
    """It cannot be done so; the text says why, in words for whoever asked. `field` names what to mend, "" for all."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def refuse(problem: str, field: str = "") -> None:
    """Errors: Refused, when there is a problem."""
    if problem:
        raise Refused(problem, field)


def locked(number: uuid.UUID, version_seen: int | None) -> Episode:
    """The episode, locked until the transaction ends. Errors: NoSuchEpisode, ChangedMeanwhile."""
    row: Episode | None = Episode.objects.select_for_update(of=("self",)).filter(id=number).first()
    if row is None:
        raise NoSuchEpisode(str(number))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this episode since you opened it: look again first")
    return row


def store(row: Episode, **changes: object) -> None:
    """These columns of a locked episode, one version on. Errors: NoSuchEpisode."""
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)
    if Episode.objects.filter(id=row.id).update(version=row.version, **changes) != 1:
        raise NoSuchEpisode(str(row.id))  # an update of a row that may not be seen changes 0 rows in silence


def step(row: Episode, kind: StepKind, *, by: Asker, at: datetime, reason: str = "", words: str = "") -> None:
    """Keep what happened to it, as a fact."""
    EpisodeStep(
        fence=row.fence,
        episode=row,
        version=row.version,
        kind=kind.value,
        reason=reason,
        words=words.strip(),
        team_id=row.team_id,
        lead_id=row.lead_id,
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    ).save(force_insert=True)
