"""What somebody waits for from others, and for whoever leads a team the signatures that wait."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from familyhub.casework.models import Assessment
from familyhub.casework.permissions import MANAGE, SEE, WORK
from familyhub.casework.queries.question_sets import set_called
from familyhub.core.asker import Asker

MOST = 50
# what I asked a partner for my assessment, what I finished and another is to sign, which of my actions refer onward
MINE = """
    (SELECT 'contribution', a.assessment, a.agency, a.due_at FROM casework_contributionask a
     WHERE a.tells = %(me)s AND a.answered_at IS NULL AND a.withdrawn_at IS NULL ORDER BY a.due_at LIMIT %(most)s)
    UNION ALL
    (SELECT 'signature', s.id, '', s.sign_due_at FROM casework_assessment s
     WHERE s.finished_by = %(me)s AND s.state = 'finished' ORDER BY s.sign_due_at LIMIT %(most)s)
    UNION ALL
    SELECT 'onward', mine.id, '', NULL::timestamptz
    FROM (SELECT id FROM casework_planaction WHERE owner_id = %(me)s AND referred_to <> '' AND NOT is_dropped
          UNION SELECT a.id FROM casework_planaction a JOIN casework_plan l ON l.id = a.plan_id
          WHERE l.lead_id = %(me)s AND a.referred_to <> '' AND NOT a.is_dropped) AS mine
"""
# those of them that wait for a reply: asked where there are any, since the fences of so many tables take long to plan
ONWARD = """
    SELECT 'reply', p.thread, p.referred_to, p.due_on::timestamptz
    FROM casework_planaction p JOIN casework_plan plan ON plan.id = p.plan_id AND plan.published_at IS NOT NULL
    WHERE p.id = ANY (%(onward)s)
      AND NOT EXISTS (SELECT 1 FROM casework_plan later WHERE later.case = plan.case
          AND later.published_at IS NOT NULL AND later.number > plan.number)
      AND EXISTS (SELECT 1 FROM casework_episode e WHERE e.fence = plan.case AND e.closed_on IS NULL)
      AND coalesce((SELECT s.state FROM casework_actionstep s WHERE s.thread = p.thread
          ORDER BY s.at DESC, s.id DESC LIMIT 1), 'open') IN ('open', 'waiting')
    ORDER BY p.due_on, p.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class WaitingLine:
    """Something that another is to do: `what` is contribution, signature or reply; `whom` as far as it is said."""

    what: str
    about: uuid.UUID
    whom: str
    due_at: datetime | None


def waiting_for_others(asker: Asker) -> list[WaitingLine]:
    """What this asker waits for, the earliest due first: those who work with families ask. Two queries at most."""
    if not (asker.may(SEE.code) and asker.may(WORK.code)) or asker.number is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MINE, {"me": asker.number, "most": MOST})
        rows = cursor.fetchall()
        onward = [number for what, number, _, _ in rows if what == "onward"]
        found = [WaitingLine(*row) for row in rows if row[0] != "onward"]
        if onward:
            cursor.execute(ONWARD, {"onward": onward, "most": MOST})
            found += [WaitingLine(*row) for row in cursor.fetchall()]
    return found


@dataclass(frozen=True)
class UnsignedLine:
    """An assessment that waits for a signature."""

    id: uuid.UUID
    title: str
    finished_by: str
    finished_at: datetime | None
    due_at: datetime | None
    is_overdue: bool


def signatures_waiting(asker: Asker, now: datetime) -> list[UnsignedLine]:
    """Those of the teams that this asker leads, the longest due first. One query."""
    if not asker.may(MANAGE.code):
        return []
    rows = Assessment.objects.filter(state="finished").order_by("sign_due_at", "id")[:MOST]
    return [
        UnsignedLine(
            id=row.id,
            title=set_called(row.set_code, row.set_version).title,
            finished_by=row.finished_by_name,
            finished_at=row.finished_at,
            due_at=row.sign_due_at,
            is_overdue=row.sign_due_at is not None and row.sign_due_at < now,
        )
        for row in rows
    ]
