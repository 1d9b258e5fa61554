"""How to engage safely, then the ways there are."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.people.queries.page import ContactLine
from familyhub.web.people.words import WAY_WORDS, answer, spoken

TITLE = "Contact"
ORDER = 10
TEMPLATE = "people/panels/contact.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """No query: the page has read it."""
    safe = page.safe_contact
    return {
        "is_known": safe.known == "yes",
        "words": safe.words,
        "never": [WAY_WORDS[way] for way in safe.forbids if way in WAY_WORDS],
        "points": [_point(point) for point in page.contact_points],
    }


def _point(point: ContactLine) -> dict[str, Any]:
    rules = [("Call", point.may_voice), ("Text", point.may_text), ("Leave a message", point.may_leave_message)]
    if point.kind != "phone":
        rules = [("Write", point.may_write)]
    return {
        "value": spoken(point.value) if point.kind == "phone" else point.value,
        "is_protected": point.is_protected,
        "rules": [f"{words}: {answer(said)}" for words, said in rules],
    }
