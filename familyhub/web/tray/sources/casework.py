"""What somebody waits for from others: a partner's part, a signature, the reply to a referral."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework.queries.waiting import WaitingLine, waiting_for_others
from familyhub.core.asker import Asker
from familyhub.web.tray.lines import Line, address_of

TITLE = "Waiting for others"
ORDER = 30
TITLES = {
    "contribution": "A partner’s part of your assessment",
    "signature": "The signature on your assessment",
    "reply": "The reply to a referral",
}
KINDS = {"contribution": "casework.assessment", "signature": "casework.assessment", "reply": "casework.action"}


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries."""
    return [_line(one, now) for one in waiting_for_others(asker)]


def _line(one: WaitingLine, now: datetime) -> Line:
    return Line(
        title=TITLES[one.what],
        href=address_of(KINDS[one.what], one.about),
        due_at=one.due_at,
        kind="waiting",
        words=one.whom or "Whoever signs",
        is_overdue=one.due_at is not None and one.due_at < now,
    )
