"""When a listing is shown, as what, and when somebody should look at it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from familyhub.directory.terms import Status

STALE_DAYS = 92
"""Three months: then its owner is asked whether it is still so."""
FREE = re.compile(r"\s*(it is |this is |the service is )?(free|no charge|no cost|£0(\.00)?)\b", re.I)
NOT_ALL = re.compile(r"\bfree\b.{0,40}\b(for (members|under|children under)|first|trial)\b|\bbut\b|£\s*[1-9]", re.I)


@dataclass(frozen=True)
class Days:
    """Temporarily closed from `paused_from` up to but not on `paused_until`; over from `shown_until` on."""

    paused_from: date | None = None
    paused_until: date | None = None
    shown_until: date | None = None

    def are_open(self, on: date) -> bool:
        """Is it neither closed for now nor over on that day?"""
        return not is_paused(self.paused_from, self.paused_until, on) and (
            self.shown_until is None or on < self.shown_until
        )


def is_shown(status: str, publish_on: date | None, expire_on: date | None, today: date) -> bool:
    """Published, begun, and not over."""
    begun = publish_on is None or publish_on <= today
    return status == Status.PUBLISHED and begun and (expire_on is None or today < expire_on)


def is_paused(paused_from: date | None, paused_until: date | None, today: date) -> bool:
    """Temporarily closed on that day."""
    return paused_from is not None and paused_from <= today and (paused_until is None or today < paused_until)


def is_stale(assured: date | None, changed: date, today: date) -> bool:
    """Has nobody confirmed or changed it for three months?"""
    return max(assured or changed, changed) + timedelta(days=STALE_DAYS) < today


def is_free(costs: Sequence[dict[str, Any]], fees: str) -> bool | None:
    """Free for everybody? None where nobody has said."""
    amounts = [cost["amount"] for cost in costs if "amount" in cost]
    if amounts:
        return not any(amounts)
    if not fees.strip():
        return None
    return bool(FREE.match(fees)) and not NOT_ALL.search(fees)
