"""The rules of births, moves and the 14-day check, as plain Python. `today` is London's date and is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from familyhub.development.terms import Ground

WELCOME_WITHIN = timedelta(days=90)
# the check is made at 10 to 14 days; a notice is taken until the review at 6 to 8 weeks has replaced it
CHECK_FROM, CHECK_UNTIL = timedelta(days=5), timedelta(days=56)
FARTHEST_BEFORE_DUE, FARTHEST_AFTER_DUE = timedelta(weeks=20), timedelta(weeks=4)


@dataclass(frozen=True)
class Notice:
    """What a health visitor tells after the check: what was seen, and the ground on which the centre is told."""

    checked_on: date
    reason: str
    ground: str
    given_by: str = ""
    given_on: date | None = None
    given_how: str = ""
    basis: str = ""
    team: str = ""


class NotAllowed(Exception):
    """The centre may not be told; `field` is what is missing."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def check_notice(notice: Notice, born_on: date | None, today: date) -> None:
    """Without a parent's permission (who, when, how) only a recorded safeguarding basis will do. Errors: NotAllowed."""
    if not notice.reason.strip():
        raise NotAllowed("reason", "Say why this family needs support")
    if notice.checked_on > today:
        raise NotAllowed("checked_on", "The day of the check must be today or in the past")
    if born_on is None or not born_on + CHECK_FROM <= notice.checked_on <= born_on + CHECK_UNTIL:
        raise NotAllowed("checked_on", "The 14-day check is made between 5 days and 8 weeks after the birth")
    if notice.ground == Ground.PERMISSION:
        _check_permission(notice, today)
    elif notice.ground != Ground.SAFEGUARDING or not notice.basis.strip():
        raise NotAllowed("basis", "Say what the safeguarding reason is")


def _check_permission(notice: Notice, today: date) -> None:
    if not notice.given_by.strip():
        raise NotAllowed("given_by", "Say which parent gave permission")
    if notice.given_on is None or notice.given_on > today:
        raise NotAllowed("given_on", "Enter the day on which permission was given, today or in the past")
    if not notice.given_how.strip():
        raise NotAllowed("given_how", "Say how permission was given: in person, by phone, in writing")


def fits_due_date(born_on: date, due_on: date | None) -> bool:
    """Can a child expected for that day have been born on this one?"""
    return due_on is not None and due_on - FARTHEST_BEFORE_DUE <= born_on <= due_on + FARTHEST_AFTER_DUE


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)
