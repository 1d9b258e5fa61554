"""The access log: who looked at whom, when, on which screen, for what purpose. One row for each answer.

Written in the same transaction as the answer and before it is shown; if it cannot be written nothing is shown.
Only the log's insert right is used, so that the site itself can neither read nor change what it wrote.

A look that a grant with an end allowed is written under that grant's reason; a refusal of what is barred to the one who
asked is written as barred. Both are worked out by the statement itself, the same for every row.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

if TYPE_CHECKING:
    from familyhub.core.fence import Unit

SHOWN, BARRED = "shown", "barred"
INSERT = """
INSERT INTO core_access (kind, asker, purpose, screen, method, outcome, subjects, asked, request)
SELECT %(kind)s, %(asker)s::uuid, coalesce((
        SELECT g.because FROM core_grant g
        WHERE g.fence = ANY (%(subjects)s::uuid[]) AND g.holder = %(asker)s::uuid
            AND g.since <= now() AND g.until > now() ORDER BY g.until DESC LIMIT 1
    ), %(purpose)s), %(screen)s, %(method)s, CASE WHEN EXISTS (
        SELECT 1 FROM core_bar b
        WHERE b.fence = ANY (%(refused)s::uuid[]) AND b.against = %(asker)s::uuid
            AND (b.until IS NULL OR b.until > now())
    ) THEN %(barred)s ELSE %(outcome)s END, %(subjects)s::uuid[], %(asked)s, %(request)s::uuid
"""


class NotLogged(Exception):
    """The access row could not be written, so the page may not be shown."""


def write(unit: Unit, *, method: str, outcome: str, asked: Iterable[object] = ()) -> None:
    """One row for this unit of work. `asked` are the ids in the address of a refused page. Errors: NotLogged."""
    ids = list(asked)
    values = {
        "kind": unit.asker.kind.value,
        "asker": unit.asker.number,
        "purpose": unit.asker.purpose,
        "screen": unit.screen,
        "method": method,
        "outcome": outcome,
        "barred": BARRED,
        "subjects": sorted(unit.subjects),
        "refused": [value for value in ids if isinstance(value, uuid.UUID)],
        "asked": " ".join(str(value)[:40] for value in ids)[:200],
        "request": unit.request_id,
    }
    try:
        with connections[unit.using].cursor() as cursor:
            cursor.execute(INSERT, values)
    except DatabaseError as error:
        raise NotLogged("the access log cannot be written") from error
