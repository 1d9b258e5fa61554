"""Whose child somebody is, for lists of babies."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from familyhub.core.asker import Asker
from familyhub.people.models import Relationship
from familyhub.people.queries.known import Named, names_of, on_day, today
from familyhub.people.terms import RelationshipKind


def mothers_of(asker: Asker, records: Collection[uuid.UUID]) -> dict[uuid.UUID, Named]:
    """By the child's record, as far as the asker sees the mother and that she is. Three queries for any number."""
    rows = Relationship.objects.filter(
        on_day(today()), to_record__in=list(records), kind=RelationshipKind.MOTHER.value
    ).values_list("to_record", "from_record")
    tied = dict(rows)
    named = names_of(asker, tied.values())
    return {child: named[mother] for child, mother in tied.items() if mother in named}
