"""A parent who asked for themselves may read what became of it, with a code that they alone hold."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import grants
from familyhub.referrals.models import SentBy

OWN = "own request"


class ShownBefore(Exception):
    """A code for this request was shown already: it is shown once."""


@dataclass(frozen=True)
class OwnRequest:
    """What a parent sent, as far as it is needed to let them read the replies."""

    reference: str
    reply_fence: uuid.UUID
    sent_at: datetime


def let_read(*, own: OwnRequest, reader: uuid.UUID) -> None:
    """Let whoever holds the code behind `reader` read the replies, and nothing else. Errors: ShownBefore."""
    if grants.holders_of(own.reply_fence):
        raise ShownBefore
    grants.grant([reader], [own.reply_fence], because=OWN)
    SentBy(fence=own.reply_fence, referrer=reader, reference=own.reference, sent_at=own.sent_at).save(force_insert=True)
