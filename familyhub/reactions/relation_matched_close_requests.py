"""When a declared relation was matched, the requests that name the person close to whoever declared it."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.reactions import When
from familyhub.referrals.queries.about import fences_naming
from familyhub.sharing import actions
from familyhub.sharing.events import RelationMatched

ON = RelationMatched
WHEN = When.LATER


def react(event: RelationMatched, *, by: Asker, at: datetime) -> None:
    """Governance sees no request; the system does."""
    person = uuid.UUID(event.person)
    actions.bar_declared(persons=[person], fences=fences_naming(person))
