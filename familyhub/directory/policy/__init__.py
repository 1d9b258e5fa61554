"""Rules of the directory: what is shown, what is masked, when something is on."""

from familyhub.directory.policy.asking import Meant, meant, without_postcode
from familyhub.directory.policy.danger import dangers_in
from familyhub.directory.policy.masking import looks_like_refuge, mask
from familyhub.directory.policy.opening import Standing, Stands, coming, opening_gaps, promised, standing, week_of
from familyhub.directory.policy.sessions import Session, by_day, days_of, is_ended, next_on, next_sessions, sessions
from familyhub.directory.policy.showing import (
    STALE_DAYS,
    Days,
    is_free,
    is_paused,
    is_shown,
    is_stale,
)

__all__ = [
    "STALE_DAYS",
    "Days",
    "Meant",
    "Session",
    "Standing",
    "Stands",
    "by_day",
    "coming",
    "dangers_in",
    "days_of",
    "is_ended",
    "is_free",
    "is_paused",
    "is_shown",
    "is_stale",
    "looks_like_refuge",
    "mask",
    "meant",
    "next_on",
    "next_sessions",
    "opening_gaps",
    "promised",
    "sessions",
    "standing",
    "week_of",
    "without_postcode",
]
