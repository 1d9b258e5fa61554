"""Who of a family is kept apart."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from familyhub.casework.models import CaseMember, KeptApart
from familyhub.casework.permissions import SEE
from familyhub.casework.policy import meetings as meeting_policy
from familyhub.core.asker import Asker
from familyhub.people import queries as people


@dataclass(frozen=True)
class ApartLine:
    """Two who are kept apart, and why."""

    id: uuid.UUID
    one: people.Named
    other: people.Named
    words: str


def apart_of(asker: Asker, case: uuid.UUID, on: date) -> set[meeting_policy.Pair]:
    """Pairs of records: those recorded, and whoever lives at a protected address, as far as this asker knows of it."""
    rows = KeptApart.objects.filter(fence=case, ended_at__isnull=True).values_list("one", "other")
    told = {frozenset(pair) for pair in rows}
    adults = list(CaseMember.objects.filter(fence=case, is_child=False).values_list("record", flat=True))
    homes = {record: people.address_for_routing(record, on) for record in adults}
    hidden = {record for record, home in homes.items() if home and home.is_protected}
    return meeting_policy.apart_pairs(told, adults, hidden)


def cases_kept_apart(asker: Asker, numbers: Collection[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """In which case each of these was recorded."""
    if not asker.may(SEE.code):
        return {}
    return dict(KeptApart.objects.filter(id__in=numbers).values_list("id", "fence"))


def kept_apart(asker: Asker, case: uuid.UUID) -> list[ApartLine]:
    """Those recorded, where this asker sees both."""
    rows = list(KeptApart.objects.filter(fence=case, ended_at__isnull=True).order_by("at", "id"))
    if not asker.may(SEE.code) or not rows:
        return []
    named = people.names_of(asker, [record for row in rows for record in (row.one_id, row.other_id)])
    return [
        ApartLine(row.id, named[row.one_id], named[row.other_id], row.words)
        for row in rows
        if row.one_id in named and row.other_id in named
    ]
