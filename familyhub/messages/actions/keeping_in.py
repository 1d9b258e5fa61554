"""Messages that were to go later are kept in: what they tell of was undone before they left."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.messages.actions.history import End, note, tell
from familyhub.messages.models import OPEN, Message
from familyhub.messages.terms import State, Step

UNDONE = "what it tells of was undone before it was sent"


def keep_in(*, about: Sequence[uuid.UUID], made_at: datetime, by: Asker, at: datetime) -> int:
    """Withhold what was written at that moment about these objects and has not left. Returns how many."""
    rows = list(
        Message.objects.select_for_update().filter(about__in=about, made_at=made_at, state__in=OPEN).order_by("id")
    )
    for row in rows:
        Message.objects.filter(id=row.id, state__in=OPEN).update(
            state=State.WITHHELD.value, reason=UNDONE, next_try_at=None
        )
        end = End(Step.WITHHELD, UNDONE)
        note(row, end, at)
        tell(row, State.WITHHELD, end, by, at)
    return len(rows)
