"""What the referrer's page lists. The referrals screens say what it is: this floor knows of no referral.

They set `rows` once, at start-up, to a function that gives the asker's own referrals as lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from familyhub.core.asker import Asker


@dataclass(frozen=True)
class OwnReferral:
    """One line: what the referrer may know of their own referral, and no more."""

    reference: str
    sent_at: datetime
    stands: str
    kind: str
    href: str


Rows = Callable[[Asker], Sequence[OwnReferral]]
_rows: list[Rows] = []
NEW = "referral_start"


def list_with(rows: Rows) -> None:
    """Say what lists a referrer's referrals; the last to say so counts."""
    _rows[:] = [rows]


def shown(asker: Asker) -> Sequence[OwnReferral]:
    """The asker's own referrals, newest first."""
    return _rows[0](asker) if _rows else ()


def new_url() -> str:
    """Where a new referral begins, "" where there is no such screen."""
    try:
        return reverse(NEW)
    except NoReverseMatch:
        return ""
