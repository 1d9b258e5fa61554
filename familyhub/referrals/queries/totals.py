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
from familyhub.core.small_numbers import LEAST, Counts, without_small
from familyhub.referrals.permissions import TOTALS
from familyhub.referrals.terms.requests import LANE_LABELS, OUTCOME_LABELS, EnquiryState, Lane, Outcome

MONTHS = 12
NO_PLACE, UNDECIDED = "Not known", "Not decided yet"
COUNTING = replace(system("count requests"), wide=frozenset({"referrals"}))
SQL = """
SELECT to_char(r.received_at AT TIME ZONE 'Europe/London', 'YYYY-MM'), r.lane, r.district,
    (SELECT d.outcome FROM referrals_decision d WHERE d.request_id = r.id ORDER BY d.at DESC LIMIT 1), count(*)
FROM referrals_request r
WHERE r.received_at >= %s AND r.received_at < %s AND r.joined_to_id IS NULL GROUP BY 1, 2, 3, 4
"""
# a contact is one arrival, a request what the service does about it, an enquiry what the MASH asks: three numbers
KINDS = """
SELECT (SELECT count(*) FROM referrals_contact c WHERE c.received_at >= %(from)s AND c.received_at < %(to)s),
    (SELECT count(*) FROM referrals_request r
     WHERE r.received_at >= %(from)s AND r.received_at < %(to)s AND r.joined_to_id IS NULL),
    (SELECT count(*) FROM referrals_enquiry e
     WHERE e.opened_at >= %(from)s AND e.opened_at < %(to)s AND e.state <> %(joined)s)
"""


@dataclass(frozen=True)
class Kinds:
    """How many arrived, how many requests they came to, how many MASH enquiries; None is a number left out."""

    contacts: int | None
    requests: int | None
    enquiries: int | None


@dataclass(frozen=True)
class Totals:
    """Requests that arrived from `first` to the day before `end`: by month and lane, by district and outcome.

    `kinds` are of the whole county and all months, so that no cell of the tables can be worked out from them.
    """

    first: date
    end: date
    kinds: Kinds
    by_month: Counts
    by_district: Counts


def months_before(day: date, months: int) -> date:
    """The first of the month so many months before this day's month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def totals(asker: Asker, now: datetime, districts: Mapping[str, str]) -> Totals | None:
    """None for those who may not read them. `districts`: names by code. Two queries, past the asker's own sight."""
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
    kinds = Kinds(*(number if number == 0 or number >= LEAST else None for number in counted_kinds(first, end)))
    return Totals(
        first, end, kinds, without_small(by_month, months, lanes), without_small(by_district, places, outcomes)
    )


def _edges(first: date, end: date) -> list[datetime]:
    return [datetime(day.year, day.month, 1, tzinfo=LONDON) for day in (first, end)]


def counted_kinds(first: date, end: date) -> tuple[int, int, int]:
    """Contacts, requests and MASH enquiries of these months, each counted once: what was joined counts as one."""
    begin, to = _edges(first, end)
    with fence.enter(COUNTING), connection.cursor() as cursor:
        cursor.execute(KINDS, {"from": begin, "to": to, "joined": EnquiryState.JOINED.value})
        contacts, requests, enquiries = cursor.fetchone()
        return contacts, requests, enquiries


def _counted(first: date, end: date) -> list[tuple[str, str, str, str | None, int]]:
    edges = _edges(first, end)
    with fence.enter(COUNTING), connection.cursor() as cursor:
        cursor.execute(SQL, edges)
        return list(cursor.fetchall())


def _month(code: str) -> str:
    return f"{date.fromisoformat(code + '-01'):%B %Y}"


def _add(counts: dict[tuple[str, str], int], key: tuple[str, str], number: int) -> None:
    counts[key] = counts.get(key, 0) + number
