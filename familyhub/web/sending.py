"""The one place from which the screens send a link to somebody's work address. No personal data is in such a letter."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages import actions as messages

STAFF_INVITATION, NEW_PASSWORD = "staff_invitation", "sign_in_help"
REFERRER, REFERRER_TEAM = "referrer_link", "referrer_team_link"


def send_link(*, letter: str, to: str, about: uuid.UUID, path: str, at: datetime) -> None:
    """Put `letter` with a link to `path` of this site in the outbox, in this transaction.

    `about` is the member of staff or the referrer whose link it is; the message lies behind that number.
    Errors: MessageRefused for an address that cannot be one.
    """
    kind = "referrer" if letter in {REFERRER, REFERRER_TEAM} else "staff"
    message = messages.NewMessage(
        letter=letter, fence=about, about_kind=kind, about=about, to_address=to, values={"link": path}
    )
    with fence.enter(system("send a link")) as unit:  # nobody is asking yet: that is what the link is for
        messages.send(message, by=unit.asker, at=at)
