"""How a form asks when something is on, and the standard's rule (RFC 5545) for the same. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
ONCE, OTHER = "once", "other"
REPEATS = {
    "weekly": "Every week",
    "2-weekly": "Every two weeks",
    "1": "First of the month",
    "2": "Second of the month",
    "3": "Third of the month",
    "4": "Fourth of the month",
    "-1": "Last of the month",
    ONCE: "Once, on its first day",
    OTHER: "By a rule of its own (kept as it is)",
}
BY_DAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.I)
Schedule = dict[str, Any]
RULE = ("freq", "interval", "byday", "bymonthday")


def asked_of(schedule: Schedule) -> tuple[str, list[str]]:
    """(how often, on which days) of a rule, as the form has them; `other` for one that the form does not know."""
    found = BY_DAY.findall(str(schedule.get("byday", "")).upper())
    days, nths = [day for _, day in found], {nth.lstrip("+") for nth, _ in found}
    freq, interval = schedule.get("freq"), int(schedule.get("interval") or 1)
    if not any(schedule.get(key) for key in RULE):
        return ONCE, []
    if freq == "WEEKLY" and interval <= 2 and nths <= {""} and not schedule.get("bymonthday"):
        return ("weekly" if interval == 1 else "2-weekly"), days
    is_nth = freq == "MONTHLY" and interval == 1 and len(nths) == 1 and not schedule.get("bymonthday")
    if is_nth and next(iter(nths)) in REPEATS:
        return next(iter(nths)), days
    return OTHER, days


def rule_of(repeats: str, days: Sequence[str]) -> Schedule:
    """The rule for what the form says; {} for once."""
    if repeats == ONCE:
        return {}
    if repeats in ("weekly", "2-weekly"):
        return {"freq": "WEEKLY", "interval": 1 if repeats == "weekly" else 2, "byday": ",".join(days)}
    return {"freq": "MONTHLY", "interval": 1, "byday": ",".join(f"{repeats}{day}" for day in days)}


def clock_of(typed: str) -> str | None:
    """ "9.30am", "14:00" or "2pm" as "HH:MM"; None for what is no time, or a bare number that could be either."""
    found = CLOCK.fullmatch(typed.strip())
    if not found or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None
