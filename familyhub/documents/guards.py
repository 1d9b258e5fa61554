"""What a higher room asks once more whenever one of its files is opened, by the kind of thing it hangs on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from familyhub.core.asker import Asker

Question = Callable[[Asker, uuid.UUID, datetime], bool]
_ASKED: dict[str, Question] = {}


def ask_before_opening(kind: str, question: Question) -> None:
    """From now on a file on a thing of this kind is opened only where `question(asker, number, now)` says yes."""
    _ASKED[kind] = question


def may_be_opened(asker: Asker, kind: str, about: uuid.UUID, now: datetime) -> bool:
    """Does the room whose thing it is still say yes? Where none asks, yes."""
    question = _ASKED.get(kind)
    return question is None or question(asker, about, now)
