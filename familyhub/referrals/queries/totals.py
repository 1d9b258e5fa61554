"""Totals of requests for those who read no request (S0-03): counted for the whole county, small numbers left out.

Two tables that share nothing but their whole, over the last twelve months that have ended: nothing that is left out of
one can be worked out from the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection

from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import LONDON, day_of
from familyhub.core.small_numbers import Counts, without_small
from familyhub.referrals.permissions import TOTALS
from familyhub.referrals.terms.requests import LANE_LABELS, OUTCOME_LABELS, Lane, Outcome

MONTHS = 12
NO_PLACE, UNDECIDED = "Not known", "Not decided yet"
COUNTING = replace(system("count requests"), wide=frozenset({"referrals"}))
SQL = """
SELECT to_char(r.received_at AT TIME ZONE 'Europe/London', 'YYYY-MM'), r.lane, r.district,
    (SELECT d.outcome FROM referrals_decision d WHERE d.request_id = r.id ORDER BY d.at DESC LIMIT 1), count(*)
FROM referrals_request r WHERE r.received_at >= %s AND r.received_at < %s GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True)
class Totals:
    """Requests that arrived from `first` to the day before `end`: by month and lane, by district and outcome."""

    first: date
    end: date
    by_month: Counts
    by_district: Counts


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before this day's month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def totals(asker: Asker, now: datetime, districts: Mapping[str, str]) -> Totals | None:
    """None for those who may not read them. `districts`: names by code. One query, past the asker's own sight."""
    if not asker.may(TOTALS.code):
        return None
    end = months_before(day_of(now), 0)
    first = months_before(end, MONTHS)
    by_month: dict[tuple[str, str], int] = {}
    by_district: dict[tuple[str, str], int] = {}
    for month, lane, district, outcome, number in _counted(first, end):
        _add(by_month, (_month(month), LANE_LABELS[Lane(lane)]), number)
        decided = OUTCOME_LABELS[Outcome(outcome)] if outcome else UNDECIDED
        _add(by_district, (districts.get(district, NO_PLACE), decided), number)
    months = [f"{months_before(end, back):%B %Y}" for back in range(MONTHS, 0, -1)]
    places = [*dict.fromkeys(districts.values()), NO_PLACE]
    outcomes = [*(OUTCOME_LABELS[outcome] for outcome in Outcome), UNDECIDED]
    lanes = [LANE_LABELS[lane] for lane in Lane]
    return Totals(first, end, without_small(by_month, months, lanes), without_small(by_district, places, outcomes))


def _counted(first: date, end: date) -> list[tuple[str, str, str, str | None, int]]:
    edges = [datetime(day.year, day.month, 1, tzinfo=LONDON) for day in (first, end)]
    with fence.enter(COUNTING), connection.cursor() as cursor:
        cursor.execute(SQL, edges)
        return list(cursor.fetchall())


def _month(code: str) -> str:
    return f"{date.fromisoformat(code + '-01'):%B %Y}"


def _add(counts: dict[tuple[str, str], int], key: tuple[str, str], number: int) -> None:
    counts[key] = counts.get(key, 0) + number
