"""Rules of the directory: what is shown, what is masked, when something is on."""

from familyhub.directory.policy.asking import Meant, meant
from familyhub.directory.policy.masking import looks_like_refuge, mask, says_postcode
from familyhub.directory.policy.sessions import Session, days_of, next_sessions, sessions
from familyhub.directory.policy.showing import (
    STALE_DAYS,
    is_free,
    is_paused,
    is_shown,
    is_stale,
    standard_status,
)

__all__ = [
    "Meant",
    "meant",
    "STALE_DAYS",
    "Session",
    "days_of",
    "is_free",
    "is_paused",
    "is_shown",
    "is_stale",
    "looks_like_refuge",
    "mask",
    "next_sessions",
    "says_postcode",
    "sessions",
    "standard_status",
]
