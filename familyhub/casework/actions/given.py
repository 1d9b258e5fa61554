"""In whose tray something of a case is put: whoever it was given to, while they can open it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from familyhub.casework.actions.plan_tasks import whoever_leads
from familyhub.casework.permissions import SEE
from familyhub.casework.queries.sight import who_can_open
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


def given_to(
    case: uuid.UUID, fences: Iterable[uuid.UUID], wanted: uuid.UUID | None, *, by: Asker, at: datetime
) -> uuid.UUID:
    """Whoever was asked, else the lead, else the team; of what lies in the compartment whoever wrote it.

    `fences`: the object's own first, then those of whom it is about.
    """
    own, *behind = fences
    able = who_can_open([own, *behind], day_of(at), SEE.code)
    leads = whoever_leads(case)
    for one in (wanted, leads):
        if one is not None and one in able:
            return one
    return leads if own == case or by.number is None else by.number
