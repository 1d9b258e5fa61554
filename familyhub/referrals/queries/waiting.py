"""What waits for somebody, for their tray: their own requests, their teams' and the head of the front door's board."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import CharField, F, QuerySet, Value

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals.belonging import parts_of
from familyhub.referrals.models import Hold, Request, Subject
from familyhub.referrals.permissions import ALLOCATE, DECIDE, WORK
from familyhub.referrals.queries.said import SAID, SaidOf, who
from familyhub.referrals.terms.requests import AT_FRONT_DOOR, STATE_LABELS, Lane, State

EACH = 10
SHOWN = (*SAID, "record__person", "contact__request", "contact__request__joined_to")
MINE = (State.ALLOCATED_TO_WORKER, State.ACCEPTED, State.FIRST_CONTACT_MADE)


class Waits(StrEnum):
    """For what a request waits, in the order in which a tray shows them."""

    MINE = "1 mine"
    TEAM = "2 team"
    BOARD = "3 board"


@dataclass(frozen=True)
class Waiting:
    """One request that waits. `due` is None when its last clock was met; `who` names its people as the sender did."""

    id: uuid.UUID
    reference: str
    who: str
    lane: Lane
    state: State
    state_label: str
    due: datetime | None
    waits: Waits
    is_held: bool


def waiting_for(asker: Asker) -> list[Waiting]:
    """At most 10 of each: three queries. One limited scan a team, merged. Notes the people for the access log."""
    parts = _parts(asker)
    if not parts:
        return []
    together = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    rows = {row["id"]: row for row in sorted(together, key=_order, reverse=True)}
    named: dict[uuid.UUID, list[SaidOf]] = {}
    subjects = Subject.objects.filter(contact__request__in=parts_of(list(rows)).values("id")).order_by("number")
    for subject in subjects.values_list(*SHOWN, named=True):
        named.setdefault(subject.contact__request__joined_to or subject.contact__request, []).append(subject)
        fence.note_subjects([subject.record__person or subject.id])
    # asked once for all that are shown: within the scan it would be planned again for every team
    held = set(Hold.objects.filter(request__in=list(rows), released_at__isnull=True).values_list("request", flat=True))
    return [
        _waiting(row, named.get(row["id"], []), is_held=row["id"] in held) for row in sorted(rows.values(), key=_order)
    ]


def _order(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["waits"], row["rank"] if row["waits"] == Waits.BOARD else 0, row["due"], row["id"]


def _parts(asker: Asker) -> list[QuerySet[Any, Any]]:
    parts = []
    if asker.may(WORK.code):
        own = Request.objects.filter(worker=asker.number, state__in=[state.value for state in MINE])
        parts.append(_first(own, "first_contact_by", Waits.MINE))
    if asker.may(ALLOCATE.code):
        for team in sorted(asker.holders - {asker.number}):
            held = Request.objects.filter(team=team, state=State.ALLOCATED_TO_TEAM.value)
            parts.append(_first(held, "allocate_by", Waits.TEAM))
    if asker.may(DECIDE.code):
        board = Request.objects.filter(state__in=[state.value for state in AT_FRONT_DOOR])
        parts.append(_first(board, "decide_by", Waits.BOARD, "rank"))
    return parts


def _first(rows: QuerySet[Request], clock: str, waits: Waits, *before: str) -> QuerySet[Any, Any]:
    """The few of these that are due first."""
    shown = rows.order_by(*before, clock, "id").annotate(due=F(clock), waits=Value(waits.value, CharField()))
    return shown.values("id", "reference", "lane", "rank", "state", "due", "waits")[:EACH]


def _waiting(row: dict[str, Any], named: list[SaidOf], *, is_held: bool) -> Waiting:
    state = State(row["state"])
    return Waiting(
        id=row["id"],
        reference=row["reference"],
        who=who(named),
        lane=Lane(row["lane"]),
        state=state,
        state_label=STATE_LABELS[state],
        due=None if state is State.FIRST_CONTACT_MADE else row["due"],
        waits=Waits(row["waits"]),
        is_held=is_held,
    )
