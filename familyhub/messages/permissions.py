"""What can be allowed in messages."""

from __future__ import annotations

from familyhub.core.permissions import Permission

SEE_MESSAGES = Permission("messages.see", "see which messages were sent, wait or were withheld", sees="messages")
MEND = Permission("messages.mend", "send again, or set aside, messages that did not arrive", sees="outbox")
