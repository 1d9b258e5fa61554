"""Which request a sitter opens, and where a page has 10 rows and where 1,000."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff
from familyhub.cli.trial.database import NotMade
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.demo.bulk.offices import email_of
from familyhub.demo.bulk.work_tables import CROWDED_ROWS, QUIET_ROWS, few_and_many
from familyhub.places.authority import read_authority
from familyhub.referrals import queries
from familyhub.referrals.models import Request
from familyhub.referrals.permissions import DECIDE
from familyhub.referrals.terms.requests import Lane, State

# the request that is opened: as many contacts and people in every county, so that its page is the same
CONTACTS, PEOPLE = 2, 6
AT_THE_DOOR_OF_HUNDRED = 5
MOST_TRIED = 50
Address = tuple[str, str]


def _asker(sitter: str) -> Asker:
    return accounts.asker_of(Staff.objects.get(email=email_of(sitter)).id, timezone.localdate())


def request_to_open(sitter: str) -> uuid.UUID:
    """A request that waits for them, of the usual shape. Errors: NotMade."""
    asker = _asker(sitter)
    with fence.enter(asker):
        for number in _waiting(asker):
            page = queries.request_for(asker, number)
            named = [len(contact.subjects) for contact in page.contacts] if page else []
            if len(named) == CONTACTS and sum(named) == PEOPLE:
                return number
    raise NotMade(f"no request of the usual shape waits for {sitter}")


def _waiting(asker: Asker) -> list[uuid.UUID]:
    """Early help requests to decide, else those that wait in the asker's teams: the longest waiting first."""
    rows = Request.objects.filter(lane=Lane.EARLY_HELP.value)
    if asker.may(DECIDE.code):
        rows = rows.filter(state=State.RECEIVED.value)
    else:
        rows = rows.filter(state=State.ALLOCATED_TO_TEAM.value, team__in=asker.holders - {asker.number})
    several = rows.filter(Exists(Request.objects.filter(joined_to=OuterRef("id"))))
    return list(several.order_by("received_at", "id").values_list("id", flat=True)[:MOST_TRIED])


def few_and_many_rows(requests: int) -> dict[str, dict[str, Address]]:
    """For each page, who opens it and where, with 10 rows and with 1,000 (a small county's board has fewer)."""
    few, many = f"{QUIET_ROWS} rows", f"{CROWDED_ROWS} rows"
    at_door = requests * AT_THE_DOOR_OF_HUNDRED // 100
    quiet = read_authority(settings.ENVIRONMENT.authority).districts[-1].code
    officer = _asker("officer")
    with fence.enter(officer):
        numbers = [Request.objects.get(reference=reference).id for reference in few_and_many(requests)]
    return {
        "board": {
            few: ("officer", f"/board/?district={quiet}"),
            many if at_door > CROWDED_ROWS else f"{at_door} rows": ("officer", "/board/"),
        },
        "decision page": {
            words: ("officer", f"/requests/{number}/") for words, number in zip((few, many), numbers, strict=True)
        },
        "work tray": {few: ("quiet", "/"), many: ("crowded", "/")},
    }
