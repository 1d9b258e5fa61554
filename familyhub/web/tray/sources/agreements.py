"""Agreements to be seen to: not sought, not answered, about to end, or withdrawn with something to be done."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.queries.caseloads import people_helped
from familyhub.core.asker import Asker
from familyhub.core.clocks import end_of_day
from familyhub.sharing.queries.outstanding import OutstandingLine, outstanding_of
from familyhub.sharing.terms.openings import OUTSTANDING_WORDS
from familyhub.web.tray.lines import Line, address_of

TITLE = "Agreements to see to"
ORDER = 25
MOST = 50


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries, for whoever leads the help."""
    helped = people_helped(asker)
    return [_line(one, helped.get(one.person, ""), now) for one in outstanding_of(asker, helped, now)[:MOST]]


def _line(one: OutstandingLine, reference: str, now: datetime) -> Line:
    due_at = end_of_day(one.due_on) if one.due_on else None
    return Line(
        title=f"{one.kind}: {OUTSTANDING_WORDS[one.why]}",
        href=address_of("sharing.agreement", one.id),
        due_at=due_at,
        kind="waiting",
        words=f"Family of {reference}",
        is_overdue=due_at is not None and due_at < now,
    )
