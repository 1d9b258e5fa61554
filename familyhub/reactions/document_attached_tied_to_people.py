"""A file that comes after the people of its contact were found is tied to them: its sender may not see who they are."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.documents.events import DocumentAttached
from familyhub.referrals.actions import attaching

ON = DocumentAttached
WHEN = When.LATER


def react(event: DocumentAttached, *, by: Asker, at: datetime) -> None:
    """Only what hangs on a contact; other rooms tie their own."""
    if event.about_kind == attaching.KIND:
        attaching.tie_files(contact=event.about, at=at)
