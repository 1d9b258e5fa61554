"""When a partner's link and its code open anything."""

from __future__ import annotations

from datetime import datetime, timedelta

from familyhub.sharing.terms.partners import LinkState

CODE_LIVES = timedelta(minutes=15)
CODE_TRIES = 5


def link_state(withdrawn_at: datetime | None, expires_at: datetime, now: datetime) -> LinkState:
    """What the link opens now."""
    if withdrawn_at is not None:
        return LinkState.WITHDRAWN
    return LinkState.EXPIRED if now >= expires_at else LinkState.OPEN


def is_open(withdrawn_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    """Does the link open anything now?"""
    return link_state(withdrawn_at, expires_at, now) is LinkState.OPEN


def code_holds(made_at: datetime, tries: int, used_at: datetime | None, now: datetime) -> bool:
    """Can this code still prove an address?"""
    return used_at is None and tries < CODE_TRIES and now - made_at < CODE_LIVES
