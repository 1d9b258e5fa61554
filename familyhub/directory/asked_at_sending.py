"""What the outbox asks this room before a letter of ours goes."""

from __future__ import annotations

from familyhub.directory.queries.providers import link_is_open
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld


def link_opens(message: Outgoing) -> Verdict:
    """A link that was withdrawn before it went is not sent."""
    return OK if link_is_open(message.about, message.now) else withheld("the link in it opens nothing any more")
