"""Requests for help that name this person."""

from __future__ import annotations

from typing import Any

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.referrals import queries
from familyhub.referrals.permissions import SEE
from familyhub.referrals.queries import RequestAbout
from familyhub.referrals.terms.requests import Lane, State

TITLE = "Requests for help"
ORDER = 50
TEMPLATE = "people/panels/requests.html"
COLUMNS = [
    Column("Reference", short=True),
    Column("Where it is"),
    Column("Named as"),
    Column("From"),
    Column("Received", short=True),
]


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """One query; nothing for those who may see no request at all."""
    if not asker.may(SEE.code):
        return None
    lines = queries.requests_about(asker, page.records)
    return {"table": Table("Requests for help", COLUMNS, [_row(line) for line in lines], caption_hidden=True)}


def _row(line: RequestAbout) -> list[object]:
    return [
        link(line.reference, f"/requests/{line.id}/"),
        _where(line),
        line.named_as,
        line.sender,
        short_day(line.received_at),
    ]


def _where(line: RequestAbout) -> object:
    if line.is_over:
        return status(line.state_label, "stopped")
    if line.lane is Lane.MASH and line.state is State.ESCALATED:
        return status("MASH concern", "urgent")
    holder = line.worker or line.team
    return status(f"{line.state_label}{f': {holder}' if holder else ''}", "doing")
