"""The words of drafts of question sets."""

from __future__ import annotations

from enum import StrEnum


class DraftState(StrEnum):
    """Where a draft of a question set stands."""

    DRAFT = "draft"
    READY = "ready"
    PUBLISHED = "published"
    STOPPED = "stopped"


DRAFT_LABELS = {
    DraftState.DRAFT: "being drafted",
    DraftState.READY: "ready for somebody else to publish",
    DraftState.PUBLISHED: "published",
    DraftState.STOPPED: "given up",
}
DRAFTED_STILL = frozenset({DraftState.DRAFT, DraftState.READY})
