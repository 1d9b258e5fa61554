"""When another authority said that it has a family, the help that waited for their receipt ends."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.sending_on import authority_answered
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.events.allocation import AuthorityReceived

ON = AuthorityReceived
WHEN = When.LATER


def react(event: AuthorityReceived, *, by: Asker, at: datetime) -> None:
    """By the system: the front door sees no case."""
    if event.about:
        authority_answered(request=event.about, by=by, at=at)
