"""The cases that name somebody, for the system in the worker."""

from __future__ import annotations

import uuid

from familyhub.casework.models import CaseMember


def cases_naming(person: uuid.UUID) -> list[uuid.UUID]:
    """Every case of which this person is, whichever of their records it names. One query."""
    return list(CaseMember.objects.about(person).values_list("fence", flat=True).distinct())
