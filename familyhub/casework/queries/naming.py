"""The cases that name somebody: for the system in the worker, and for the story of a family."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from familyhub.casework.models import CaseMember
from familyhub.casework.permissions import SEE
from familyhub.core.asker import Asker


def cases_naming(person: uuid.UUID) -> list[uuid.UUID]:
    """Every case of which this person is, whichever of their records it names. One query."""
    return list(CaseMember.objects.about(person).values_list("fence", flat=True).distinct())


def worked_with_together(asker: Asker, records: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The records of everybody who is of one case with these, as far as this asker sees the case. One query."""
    if not asker.may(SEE.code):
        return []
    cases = CaseMember.objects.filter(record__in=records).values("fence")
    return list(CaseMember.objects.filter(fence__in=cases).values_list("record", flat=True).distinct())
