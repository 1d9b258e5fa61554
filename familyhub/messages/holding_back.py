"""Nothing goes to a family while the room above holds it back: the message waits and is asked about again at sending.

What is asked stands in `settings.HELD_BACK`, as the safe-contact rules do in `settings.SAFE_CONTACT`: the answer is
worked out from the holds themselves, so that a message written after the hold waits too.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.messages.models import Message
from familyhub.messages.terms import Audience

HELD_BACK_WORDS = "waiting: being looked at by the front door"


def is_held_back(message: Message) -> bool:
    """Must this message to a family wait?"""
    if message.audience != Audience.PERSON.value:
        return False
    ask: Callable[[uuid.UUID, uuid.UUID | None], bool] = import_string(settings.HELD_BACK)
    return ask(message.about, message.person_record)
