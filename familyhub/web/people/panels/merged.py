"""Records that were found to be this one person, each with its page from which they can be separated."""

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
    """One query where there is more than one record, otherwise none."""
    if len(page.records) < 2 or not (asker.may(REVIEW.code) or asker.may(MERGE.code)):
        return None
    merges = queries.merges_of(page.records)
    return {"merges": merges} if merges else None
