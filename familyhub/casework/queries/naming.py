"""The cases that name somebody: for the system in the worker, and for the story of a family."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
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
from familyhub.core.arrays import Listed
from familyhub.core.asker import Asker

# the first word of what happened, and what it is about: read with everybody whom it names
NAMED_IN: Mapping[str, Any] = {
    "note": Note,
    "need": Need,
    "plan": Plan,
    "meeting": Meeting,
    "kept": KeptApart,
    "measure": Measure,
    "visit": Visit,
    "door": DoorFact,
    "release": Release,
    "agenda": AgendaItem,
    "support": Support,
    "carer": YoungCarer,
    "service": OtherService,
}


def cases_naming(person: uuid.UUID) -> list[uuid.UUID]:
    """Every case of which this person is, whichever of their records it names. One query."""
    return list(CaseMember.objects.about(person).values_list("fence", flat=True).distinct())


def worked_with_together(asker: Asker, records: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The records of everybody who is of one case with these, as far as this asker sees the case. One query."""
    if not asker.may(SEE.code):
        return []
    cases = CaseMember.objects.filter(record__in=records).values("fence")
    return list(CaseMember.objects.filter(fence__in=cases).values_list("record", flat=True).distinct())


def named_in(code: str) -> str:
    """The kind of what an event of this code is about, where that is read with everybody whom it names; "" else."""
    room, _, said = code.partition(".")
    kind = said.partition("_")[0]
    return kind if room == "casework" and kind in NAMED_IN else ""


def works_with(asker: Asker, records: Sequence[uuid.UUID]) -> bool:
    """Is one of these of a case that goes on and that this asker works in, and does not only read? One query."""
    if not asker.may(WORK.code):
        return False
    named = CaseMember.objects.filter(record__in=records).values("fence")
    return Episode.objects.filter(OPEN, grants.held_for_work(asker.holders), fence__in=named).exists()


def told_to(asker: Asker, told: Iterable[tuple[str, uuid.UUID]]) -> set[uuid.UUID]:
    """Of these events (code, what it is about): which of the notes, needs and plans that they are about this asker may
    read. A timeline says of no other that there is one. One query, which asks each kind for its own.
    """
    fence.current()
    numbers: dict[str, list[uuid.UUID]] = {}
    for code, about in told:
        numbers.setdefault(named_in(code), []).append(about)
    numbers.pop("", None)
    asked = [
        NAMED_IN[k].objects.filter(id__among=Listed(ids)).values_list("id", flat=True) for k, ids in numbers.items()
    ]
    return set(asked[0].union(*asked[1:], all=True)) if asked else set()
