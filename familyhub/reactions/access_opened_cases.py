"""When a record was opened with a reason, the cases that help the person open with it, until the same moment."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework.queries.sight import cases_opened_with
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.core.reactions import When
from familyhub.sharing import actions
from familyhub.sharing.events import AccessOpened

ON = AccessOpened
WHEN = When.LATER


def react(event: AccessOpened, *, by: Asker, at: datetime) -> None:
    """What names others besides stays closed, and what the case keeps apart, and what is barred to the reader."""
    actions.widen(opening=event.about, fences=cases_opened_with(uuid.UUID(event.person), day_of(at)), by=by)
