"""When a record was opened with a reason, the requests that name the person open with it, until the same moment."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.queries.about import fences_naming
from familyhub.sharing import actions
from familyhub.sharing.events import AccessOpened

ON = AccessOpened
WHEN = When.LATER


def react(event: AccessOpened, *, by: Asker, at: datetime) -> None:
    """The reader may not look for them; the system may. What is barred to the reader stays closed all the same."""
    fences = fences_naming(uuid.UUID(event.person), with_protected=False)
    actions.widen(opening=event.about, fences=fences, by=by)
