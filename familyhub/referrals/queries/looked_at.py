"""Is a family being looked at by the front door? A bare yes or no, for the rooms that help it: never why.

The same words stand for whatever the reason is (`docs/adr/0018`); who asks learns neither the enquiry nor the request.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import connection

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.referrals.terms.requests import ENQUIRY_UNDECIDED, State

# a hold lies behind the request's fence, the people behind their own: neither may decide whether a visit is stopped
ASKED = system("is it being looked at", wide=frozenset({"referrals", "people", "hidden"}))
SQL = """
    SELECT DISTINCT near.about FROM (
        SELECT mine.id AS about, coalesce(q.joined_to_id, q.id) AS whole
        FROM people_record mine JOIN people_record r ON r.person_id = mine.person_id
        JOIN referrals_subject s ON s.record_id = r.id
        JOIN referrals_contact c ON c.id = s.contact_id
        JOIN referrals_request q ON q.id = c.request_id
        WHERE mine.id = ANY (%(numbers)s)
        UNION ALL
        SELECT q.id, coalesce(q.joined_to_id, q.id) FROM referrals_request q WHERE q.id = ANY (%(numbers)s)
    ) AS near JOIN referrals_request w ON w.id = near.whole
    WHERE w.state = %(in_lane)s
        OR EXISTS (SELECT 1 FROM referrals_hold h WHERE h.request_id = w.id AND h.released_at IS NULL)
        OR EXISTS (SELECT 1 FROM referrals_enquiry e WHERE e.request_id = w.id AND e.state = ANY (%(undecided)s))
"""


def being_looked_at(numbers: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these requests, and of these records by any request that names the person, are held now: one query."""
    wanted = sorted(set(numbers))
    if not wanted:
        return set()
    undecided = [state.value for state in ENQUIRY_UNDECIDED]
    with fence.enter(ASKED), connection.cursor() as cursor:
        cursor.execute(SQL, {"numbers": wanted, "in_lane": State.ESCALATED.value, "undecided": undecided})
        return {number for (number,) in cursor.fetchall()}
