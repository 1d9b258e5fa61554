"""Another record that may be the same person: so that a worry on one is not missed on the other."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from familyhub.core.asker import Asker
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.queries import PersonPage

TITLE = "May be the same person as"
ORDER = 5
TEMPLATE = "people/panels/maybe_same.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """No query: the page has read it. Nothing for those who do not see both."""
    if not page.maybe:
        return None
    may_review = asker.may(REVIEW.code) or asker.may(MERGE.code)
    return {
        "lines": [
            {
                "other": line.other,
                "reasons": ", ".join(line.reasons) or "somebody was not sure",
                "href": reverse("people:pair", args=[line.pair]) if may_review else "",
            }
            for line in page.maybe
        ]
    }
