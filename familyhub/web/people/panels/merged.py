"""Records that were found to be this one person, each with its page; and what a separation left to be looked at."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people import queries
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.queries import PersonPage

TITLE = "Merged records"
ORDER = 55
TEMPLATE = "people/panels/merged.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """One query. One that was separated stands here as long as something is to be looked at."""
    if not (asker.may(REVIEW.code) or asker.may(MERGE.code)):
        return None
    merges = queries.merges_of(page.person, page.records)
    return {"merges": merges} if merges else None
