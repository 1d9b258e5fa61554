"""A provider's link: the digest that is kept, how long it opens, and what a reminder waits for. Plain Python."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, timedelta

from familyhub.directory.policy.showing import STALE_DAYS

LINK_LIVES = timedelta(days=30)
"""Long enough for a small charity to find an evening for it."""
TAKEN_AFTER = timedelta(days=1)
"""So long after a link is over what is sent from a page that it opened is still taken: somebody was typing."""
FEEDBACK_KEPT = timedelta(days=90)
"""So long after it was dealt with the words of feedback are kept; then they are emptied."""

RUN = 6
"""So many words in a row are somebody else's."""


def digest(secret: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_opens(withdrawn_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    """Not withdrawn and not over."""
    return withdrawn_at is None and now < expires_at


def repeats(written: str, words: str) -> bool:
    """Do an editor's words hold what somebody wrote to us: six words in a row, or all of a short message?"""
    told, own = (" ".join(re.findall(r"\w+", text.lower())) for text in (written, words))
    parts = told.split()
    runs = (" ".join(parts[start : start + RUN]) for start in range(max(1, len(parts) - RUN + 1)))
    return bool(parts) and any(f" {run} " in f" {own} " for run in runs)


def reminder_is_due(is_stale: bool, reminded_on: date | None, today: date) -> bool:
    """Once a period: of one that is stale, and of which nobody was reminded for three months."""
    return is_stale and (reminded_on is None or reminded_on + timedelta(days=STALE_DAYS) < today)
