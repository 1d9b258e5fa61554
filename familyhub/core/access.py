"""The access log: who looked at whom, when, on which screen, for what purpose. One row for each answer.

Written in the same transaction as the answer and before it is shown; if it cannot be written nothing is shown.
Only the database's insert right is used, so that the site itself can neither read nor change what it wrote.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

if TYPE_CHECKING:
    from familyhub.core.fence import Unit

SHOWN = "shown"


class NotLogged(Exception):
    """The access row could not be written, so the page may not be shown."""


def write(unit: Unit, *, method: str, outcome: str, asked: Iterable[object] = ()) -> None:
    """One row for this unit of work. `asked` are the ids in the address of a refused page. Errors: NotLogged."""
    subjects: list[uuid.UUID] = sorted(unit.subjects)
    try:
        with connections[unit.using].cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_access (kind, asker, purpose, screen, method, outcome, subjects, asked, request)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s::uuid[], %s, %s)",
                [
                    unit.asker.kind.value,
                    unit.asker.number,
                    unit.asker.purpose,
                    unit.screen,
                    method,
                    outcome,
                    subjects,
                    " ".join(str(value)[:40] for value in asked)[:200],
                    unit.request_id,
                ],
            )
    except DatabaseError as error:
        raise NotLogged("the access log cannot be written") from error
