"""Families not yet helped, for whoever leads a team; for whom somebody covers today."""

from __future__ import annotations

from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.components.words import counted
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals import queries
from familyhub.referrals.permissions import WORK
from familyhub.web.tray.lines import Line

TITLE = "Not yet helped"
ORDER = 15


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries at most."""
    late = queries.late_count(asker, now)
    found = []
    if late:
        words = "Not with a worker, not accepted or not reached in time"
        found.append(Line(f"{counted(late, 'request')} overdue", "/not-yet-helped/", None, "request", words))
    for away in accounts.covered_by(asker.number, day_of(now)) if asker.may(WORK.code) else []:
        until = f"until {away.last_day:%-d %B}" if away.last_day else "until further notice"
        found.append(Line(f"You cover for {away.name}", "/my-requests/", None, "request", until))
    return found
