"""Requests: a worker's own, those that wait in a coordinator's team, the head of the front door's board."""

from __future__ import annotations

from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.referrals import queries
from familyhub.referrals.queries import Waiting, Waits
from familyhub.referrals.terms.mash import BEING_LOOKED_AT
from familyhub.referrals.terms.requests import Lane
from familyhub.web.tray.lines import Line, address_of

TITLE = "Requests"
ORDER = 20

WORDS = {
    Waits.MINE: "Yours: {}",
    Waits.TEAM: "Waits for a worker of the team",
    Waits.BOARD: "Front door: {}",
}


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries; a worker's own first, then the team's, then the front door's, each by its clock."""
    return [_line(waiting, now) for waiting in queries.waiting_for(asker)]


def _line(waiting: Waiting, now: datetime) -> Line:
    words = WORDS[waiting.waits].format(waiting.state_label[:1].lower() + waiting.state_label[1:])
    is_mash = waiting.waits is Waits.BOARD and waiting.lane is Lane.MASH
    return Line(
        title=f"{waiting.reference}: {waiting.who or 'nobody named'}",
        href=address_of("referrals.request", waiting.id),
        due_at=waiting.due,
        kind="concern" if is_mash else "request",
        words="Front door: MASH concern" if is_mash else BEING_LOOKED_AT if waiting.is_held else words,
        is_overdue=waiting.due is not None and waiting.due < now,
    )
