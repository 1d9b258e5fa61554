"""What waits for somebody: every source's lines, each source under its title."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.core.registry import Shelf

SOURCES = Shelf("familyhub.web.tray.sources", needs=("TITLE", "ORDER", "lines"))

# where the page of an object of each kind is; a kind that is not here has no page of its own yet
ADDRESSES = {
    "referrals.request": "/requests/{}/",
    "referrals.not_reached": "/not-reached/{}/",
    "referrals.added": "/added/{}/",
    "casework.episode": "/episodes/{}/",
    "casework.meeting": "/meetings/{}/",
    "casework.decision": "/decisions/{}/",
    "casework.partners_meeting": "/partners-meetings/{}/",
    "casework.agreed": "/agreed/{}/",
    "workforce.supervision": "/supervision/{}/",
    "workforce.decision": "/supervision/decisions/{}/",
    "workforce.audit": "/audits/{}/",
    "workforce.audit_action": "/audits/actions/{}/",
    "casework.assessment": "/assessments/{}/",
    "casework.contribution": "/assessments/{}/",
    "casework.plan": "/plans/{}/",
    "casework.action": "/actions/{}/",
    "casework.carer": "/young-carers/{}/",
    "casework.service": "/involved/{}/",
    "casework.support": "/supports/{}/",
    "casework.check": "/checks/{}/",
    "casework.visit": "/visits/{}/",
    "casework.case_visits": "/cases/{}/visits/",
    "casework.alarm": "/visits/alarms/{}/",
    "person": "/people/{}/",
    "people.death": "/people/{}/",
    "people.death_review": "/people/{}/",
    "people.pair": "/people/review/{}/",
    "sharing.opening": "/opened/{}/",
    "sharing.agreement": "/agreements/{}/",
    "sharing.reads_week": "/reads/{}/",
    "sharing.reads_line": "/reads/of/{}/",
}


@dataclass(frozen=True)
class Line:
    """One line of a tray. `href` is empty where there is nothing to open; `due_at` is None where nothing is due."""

    title: str
    href: str
    due_at: datetime | None
    kind: str
    words: str
    is_overdue: bool = False


@dataclass(frozen=True)
class Part:
    """One source's part of the tray."""

    code: str
    title: str
    lines: tuple[Line, ...]


def address_of(kind: str, number: uuid.UUID) -> str:
    """Where the object is, or an empty text."""
    return ADDRESSES[kind].format(number) if kind in ADDRESSES else ""


def tray_of(asker: Asker, now: datetime) -> list[Part]:
    """Every source's part in the sources' own order, empty ones too: the page says what to do next."""
    modules = sorted(SOURCES.load().items(), key=lambda item: (item[1].ORDER, item[0]))
    return [Part(code, module.TITLE, tuple(module.lines(asker, now))) for code, module in modules]
