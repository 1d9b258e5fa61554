"""What somebody was given and cannot open any more goes to whoever leads: nothing lies in a tray unseen."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.accounts.queries.readers import readers_on
from familyhub.casework.actions.finding import NotThere
from familyhub.casework.actions.plan_tasks import whoever_leads
from familyhub.casework.models import Episode
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.sight import who_can_open
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.work import actions as work
from familyhub.work import queries as tasks

KINDS: tuple[str, ...] = (
    "casework.action",
    "casework.plan",
    "casework.decision",
    "casework.agreed",
    "casework.support",
)
KINDS += ("casework.carer", "casework.service")
A_ROUND = 500


def pass_on_unseen(*, by: Asker, at: datetime) -> int:
    """Cover ended, a post ended: what they were given in a case goes to whoever leads it.

    By the system; safe to repeat. Returns how many.
    """
    readers = readers_on(day_of(at))
    able: dict[uuid.UUID, set[uuid.UUID]] = {}
    passed = 0
    for task in tasks.without_own_sight(KINDS, at, A_ROUND):
        if task.fence not in able:
            held = who_can_open([task.fence], day_of(at), SEE.code, readers=readers)
            teams = Episode.objects.filter(fence=task.fence).values_list("team", flat=True)
            able[task.fence] = {*held, *teams}
        if task.holder in able[task.fence]:
            continue
        to = _leads(task.fence, able[task.fence])
        if to is not None:
            work.hand_over(task=task.id, to=to, by=by, at=at)
            passed += 1
    return passed


def _leads(case: uuid.UUID, able: set[uuid.UUID]) -> uuid.UUID | None:
    """The lead worker, else the team; None where the fence is no case's."""
    try:
        lead = whoever_leads(case)
    except NotThere:
        return None
    if lead in able:
        return lead
    open_ones = Episode.objects.filter(fence=case).order_by("-closed_on", "opened_on", "id")
    return open_ones.values_list("team", flat=True).first()
