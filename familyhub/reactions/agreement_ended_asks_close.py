"""When an agreement ended, partners who were asked because of it see at once nothing more of what they were asked."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.actions.assessing_accounts import agreement_ended
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.sharing.events import AgreementEnded

ON = AgreementEnded
WHEN = When.NOW


def react(event: AgreementEnded, *, by: Asker, at: datetime) -> None:
    """By the agreement's number alone: whoever ends it need see no case."""
    if event.about:
        agreement_ended(event.about)
