"""When a declared relation was matched, the cases that name the person close to whoever declared it."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework import actions as casework
from familyhub.casework.queries import cases_naming
from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.sharing.events import RelationMatched

ON = RelationMatched
WHEN = When.LATER


def react(event: RelationMatched, *, by: Asker, at: datetime) -> None:
    """Governance sees no case; the system does."""
    person = uuid.UUID(event.person)
    casework.close_cases_to_declared(persons=[person], cases=cases_naming(person))
