"""The welcome letter: put in the outbox with the birth, sent a day later if it is still right."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.messages import actions as messages
from familyhub.messages import queries as outbox
from familyhub.messages.terms import Way
from familyhub.people.new import Registered

LINK = "/ask/"


@dataclass(frozen=True)
class Welcome:
    """One birth and its mother."""

    maternity: uuid.UUID
    mother: Registered


def welcome(wanted: Sequence[Welcome], *, by: Asker, at: datetime, not_before: datetime) -> None:
    """By post, where the mother's rules say when it is sent. A birth that has its letter gets no second one."""
    written = outbox.written_about("welcome", [each.maternity for each in wanted])
    messages.send_many(
        [
            messages.NewMessage(
                letter="welcome",
                fence=each.mother.person,
                about_kind="maternity",
                about=each.maternity,
                way=Way.LETTER,
                values={"link": LINK},
                person_record=each.mother.record,
                not_before=not_before,
            )
            for each in wanted
            if each.maternity not in written
        ],
        by=by,
        at=at,
    )
