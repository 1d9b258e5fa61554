"""When a record was opened with a reason, whoever holds it and information governance are told: tray and letter."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.queries.telling import Told, governance_teams, told_of
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.reactions import When
from familyhub.messages import actions as messages
from familyhub.sharing import actions
from familyhub.sharing.events import AccessOpened
from familyhub.sharing.policy import openings as policy
from familyhub.work import actions as work

ON = AccessOpened
WHEN = When.NOW
TO_OWNER = "Read why a record that you hold was opened with a reason"
TO_GOVERNANCE = "Review a record opened with a reason"


def react(event: AccessOpened, *, by: Asker, at: datetime) -> None:
    """In the same transaction, so that nothing is opened of which nobody is told."""
    governance = governance_teams(day_of(at))
    owners = set(grants.lasting_holders_of([uuid.UUID(event.person)])) - {by.number, *governance}
    told = told_of([*owners, *governance], day_of(at))
    actions.let_read_opening(opening=event.fence, holders=[one.holder for one in told], by=by)
    for one in told:
        _tell(event, one, one.holder in governance, by, at)


def _tell(event: AccessOpened, told: Told, is_governance: bool, by: Asker, at: datetime) -> None:
    task = work.NewTask(
        holder=told.holder,
        fence=event.fence,
        about_kind="sharing.opening",
        about=event.about,
        words=TO_GOVERNANCE if is_governance else TO_OWNER,
        due_at=policy.review_by(at) if is_governance else None,
    )
    work.open_task(task, by=by, at=at)
    for address in told.addresses:
        letter = messages.NewMessage(
            letter="access_opened",
            fence=event.fence,
            about_kind="sharing.opening",
            about=event.about,
            to_address=address,
            values={"link": f"/opened/{event.about}/"},
        )
        messages.send(letter, by=by, at=at)
