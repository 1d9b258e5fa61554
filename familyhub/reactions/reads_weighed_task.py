"""When a week's reads were weighed, governance has a task for the week, and one for each line about one of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.queries.telling import governance_teams
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.reactions import When
from familyhub.sharing.events import ReadsWeighed
from familyhub.sharing.policy import openings as policy
from familyhub.work import actions as work

ON = ReadsWeighed
WHEN = When.NOW
BECAUSE = "sharing: reviews reads"


def react(event: ReadsWeighed, *, by: Asker, at: datetime) -> None:
    """A line about one of them is barred to that one, and so is its task: a colleague's."""
    for team in governance_teams(day_of(at)):
        if event.listed:
            _open(team, event.fence, event.about, ("sharing.reads_week", "Review who read what last week"), by, at)
        for line in map(uuid.UUID, event.of_governance):
            _open(team, line, line, ("sharing.reads_line", "Review what a colleague read last week"), by, at)


def _open(team: uuid.UUID, fence: uuid.UUID, about: uuid.UUID, what: tuple[str, str], by: Asker, at: datetime) -> None:
    grants.grant([team], [fence], because=BECAUSE)
    kind, words = what
    task = work.NewTask(
        holder=team, fence=fence, about_kind=kind, about=about, words=words, due_at=policy.review_by(at)
    )
    work.open_task(task, by=by, at=at)
