"""When a number turns out to be somebody else's verified one, the two stand on the review bench."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.people import actions as people
from familyhub.people.events import IdentifierAdded
from familyhub.people.terms import IdentifierStatus

ON = IdentifierAdded
WHEN = When.LATER


def react(event: IdentifierAdded, *, by: Asker, at: datetime) -> None:
    """Whoever wrote the number is told nothing of whose it is; whoever sees both decides."""
    if event.status == IdentifierStatus.UNDER_QUERY:
        people.notice_same_number(person=event.about, by=by, at=at)
