"""The cases that name somebody: for the system in the worker, and for the story of a family."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from familyhub.casework.models import (
    AgendaItem,
    CaseMember,
    DoorFact,
    Episode,
    KeptApart,
    Measure,
    Meeting,
    Need,
    Note,
    OtherService,
    Plan,
    Release,
    Support,
    Visit,
    YoungCarer,
)
from familyhub.casework.models.episodes import OPEN
from familyhub.casework.permissions import SEE, WORK
from familyhub.core import fence, grants
from familyhub.core.asker import Asker

TOLD: tuple[Any, ...] = (Note, Need, Plan, Meeting, KeptApart, Measure, Visit, DoorFact, Release, AgendaItem)
TOLD += (Support, YoungCarer, OtherService)


def cases_naming(person: uuid.UUID) -> list[uuid.UUID]:
    """Every case of which this person is, whichever of their records it names. One query."""
    return list(CaseMember.objects.about(person).values_list("fence", flat=True).distinct())


def worked_with_together(asker: Asker, records: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The records of everybody who is of one case with these, as far as this asker sees the case. One query."""
    if not asker.may(SEE.code):
        return []
    cases = CaseMember.objects.filter(record__in=records).values("fence")
    return list(CaseMember.objects.filter(fence__in=cases).values_list("record", flat=True).distinct())


def works_with(asker: Asker, records: Sequence[uuid.UUID]) -> bool:
    """Is one of these of a case that goes on and that this asker works in, and does not only read? Two queries."""
    if not asker.may(WORK.code):
        return False
    named = CaseMember.objects.filter(record__in=records).values("fence")
    cases = set(Episode.objects.filter(OPEN, fence__in=named).values_list("fence", flat=True))
    return bool(cases - grants.read_alone(asker.holders, cases)) if cases else False


def told_to(asker: Asker, numbers: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these notes, needs and plans this asker may read: a timeline says of no other that there is one.

    One query.
    """
    if not numbers:
        return set()
    fence.current()
    first, *others = (kind.objects.filter(id__in=list(numbers)).values_list("id", flat=True) for kind in TOLD)
    return set(first.union(*others, all=True))
