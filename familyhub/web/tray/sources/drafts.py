"""What somebody typed and has not sent: theirs alone, kept 30 days."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from familyhub.casework import queries as casework
from familyhub.components.words import clock_time, short_day
from familyhub.core import drafts
from familyhub.core.asker import Asker
from familyhub.core.drafts import Kept
from familyhub.web.tray.kept_forms import NOT_WORK, PAGES, TITLES
from familyhub.web.tray.lines import Line

TITLE = "Not sent yet"
ORDER = 90
MOST = 20
# what lies in a case and has no address without it
CASES = {"casework:end_door_fact": casework.cases_of_door_facts, "casework:let_together": casework.cases_kept_apart}


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query, and one for each form that stands on a page of two numbers; newest first. What was typed is not told
    here, only where it is.
    """
    kept = [one for one in drafts.all_kept(asker) if one.code not in NOT_WORK][:MOST]
    cases = {code: _cases(asker, code, kept) for code in CASES}
    return [
        Line(
            title=TITLES.get(one.code, "A form that you began"),
            href=_address(one, cases),
            due_at=None,
            kind="draft",
            words=f"Kept {short_day(one.kept_at)}, {clock_time(one.kept_at)}",
        )
        for one in kept
    ]


def _cases(asker: Asker, code: str, kept: Sequence[Kept]) -> dict[uuid.UUID, uuid.UUID]:
    """In which case each of these things lies."""
    numbers = [one.about for one in kept if one.code == code and one.about]
    return CASES[code](asker, numbers) if numbers else {}


def _address(one: Kept, cases: Mapping[str, Mapping[uuid.UUID, uuid.UUID]]) -> str:
    """Where the form stands; empty where it has no page of its own."""
    numbers = [cases.get(one.code, {}).get(one.about), one.about] if one.about else []
    try:
        address = reverse(PAGES.get(one.code, one.code), args=[number for number in numbers if number])
    except NoReverseMatch:
        return ""
    if one.code not in TITLES:
        return ""
    return f"{address}?kept={one.id}" if one.key else address
