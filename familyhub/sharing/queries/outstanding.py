"""The agreements that are to be seen to, of people whom somebody helps."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people.permissions import SEE
from familyhub.sharing.models import Agreement, AgreementEnd
from familyhub.sharing.policy import outstanding as policy
from familyhub.sharing.policy.outstanding import Stands
from familyhub.sharing.queries.agreements import stands_at
from familyhub.sharing.terms.openings import AGREEMENT_WORDS, AgreementKind, Outstanding

MOST = 500


@dataclass(frozen=True)
class OutstandingLine:
    """One agreement that somebody is to see to."""

    id: uuid.UUID
    person: uuid.UUID
    kind: str
    why: Outstanding
    due_on: date | None


def outstanding_of(asker: Asker, persons: Iterable[uuid.UUID], now: datetime) -> list[OutstandingLine]:
    """Of these people as far as this asker sees them, the earliest due first. One query; notes them for the log."""
    wanted = list(persons)
    if not asker.may(SEE.code) or not wanted:
        return []
    rows = Agreement.objects.filter(record__person__in=wanted).select_related("end", "followed", "record")
    newest: set[tuple[uuid.UUID, str]] = set()
    found: list[OutstandingLine] = []
    for row in rows.order_by("-at", "id")[:MOST]:
        key = (row.record.person_id, row.kind)
        line = _line(row, key not in newest, now)
        newest.add(key)
        found += [line] if line else []
    fence.note_subjects(one.person for one in found)
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or day_of(now), one.kind))


def _line(row: Agreement, is_newest: bool, now: datetime) -> OutstandingLine | None:
    end: AgreementEnd | None = getattr(row, "end", None)
    stands = Stands(
        standing=stands_at(row, end, row.record.born_on, now),
        said_on=row.said_on,
        until=row.until,
        ended_on=day_of(end.effective_at) if end else None,
        is_newest=is_newest,
        is_followed=getattr(row, "followed", None) is not None,
    )
    why = policy.why_outstanding(stands, day_of(now))
    if why is None:
        return None
    kind = AGREEMENT_WORDS[AgreementKind(row.kind)]
    return OutstandingLine(row.id, row.record.person_id, kind, why, policy.due_on(why, stands))
