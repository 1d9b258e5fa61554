"""The line from which two are linked with nobody looking: raised by two people, turned off by one, at once."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events, fence
from familyhub.core.asker import Asker
from familyhub.people.actions.errors import Refused
from familyhub.people.actions.merging import check
from familyhub.people.events import LineChanged, LineProposed
from familyhub.people.models import LinkingLine
from familyhub.people.policy import line as policy
from familyhub.people.policy.merging import words_problem
from familyhub.people.policy.records import Problem
from familyhub.people.queries.line import REMEMBERED, year_of_lines


def propose_line(*, line: float, why: str, by: Asker, at: datetime) -> uuid.UUID:
    """Somebody thinks that pairs as likely as this may be linked alone. Nothing changes yet. Errors: Refused.

    What the year's own pairs say of it is kept with it, so that whoever confirms sees what was seen.
    """
    check(policy.line_problem(line), words_problem(why, "why"))
    if LinkingLine.objects.filter(confirmed_at__isnull=True, dropped_at__isnull=True).exists():
        raise Refused([Problem("line", "A change waits already: confirm it or drop it first")])
    [told] = [one for one in year_of_lines(at).lines if one.line == line]
    row = _new(line, why, by, at)
    row.linked, row.low, row.high = told.linked, told.low, told.high
    row.save(force_insert=True)
    events.record(LineProposed(fence=row.id, about=row.id, line=str(line)), by=by, at=at)
    return row.id


def _new(line: float | None, why: str, by: Asker, at: datetime) -> LinkingLine:
    if by.number is None:
        raise Refused([Problem("line", "Only somebody who signed in changes this")])
    row = LinkingLine(id=uuid.uuid4(), line=line, why=why.strip(), proposed_at=at)
    row.proposed_by, row.proposed_name = by.number, by.name
    return row


def _waiting(change: uuid.UUID) -> LinkingLine:
    rows = LinkingLine.objects.select_for_update().filter(confirmed_at__isnull=True, dropped_at__isnull=True)
    row = rows.filter(id=change).first()
    if row is None:
        raise Refused([Problem("line", "Somebody has decided this already")])
    return row


def confirm_line(*, change: uuid.UUID, by: Asker, at: datetime) -> None:
    """A second person agrees: it holds from now on. Errors: Refused."""
    row = _waiting(change)
    check(policy.confirm_problem(row.proposed_by, by.number))
    row.confirmed_by, row.confirmed_name, row.confirmed_at = by.number, by.name, at
    row.save(update_fields=["confirmed_by", "confirmed_name", "confirmed_at"])
    fence.forget(REMEMBERED)
    events.record(LineChanged(fence=row.id, about=row.id, line=str(row.line)), by=by, at=at)


def drop_line(*, change: uuid.UUID, by: Asker, at: datetime) -> None:
    """It is not wanted, by whoever proposed it or anybody else. Errors: Refused."""
    row = _waiting(change)
    row.dropped_name, row.dropped_at = by.name, at
    row.save(update_fields=["dropped_name", "dropped_at"])


def turn_line_off(*, why: str, by: Asker, at: datetime) -> None:
    """From now on a verified NHS number with the same date of birth alone links by itself. One person, at once, for
    waiting makes more wrong links. Errors: Refused.
    """
    check(words_problem(why, "why"))
    row = _new(None, why, by, at)
    row.confirmed_by, row.confirmed_name, row.confirmed_at = by.number, by.name, at
    row.save(force_insert=True)
    fence.forget(REMEMBERED)
    events.record(LineChanged(fence=row.id, about=row.id, line=""), by=by, at=at)
