"""Names with their use, and numbers with how far they are trusted."""

from __future__ import annotations

from typing import Any

from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.people.queries.page import IdentifierLine
from familyhub.people.terms import IDENTIFIER_WORDS, IdentifierKind

TITLE = "Names and numbers"
ORDER = 25
TEMPLATE = "people/panels/names.html"


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """No query: the page has read it."""
    return {
        "corrections": page.corrections,
        "names": page.names,
        "numbers": [
            {"kind": line.kind, "value": _grouped(line), "status": line.status, "is_verified": line.is_verified}
            for line in page.identifiers
        ],
    }


def _grouped(line: IdentifierLine) -> str:
    """An NHS number in its three groups, as it is read aloud."""
    value = line.value
    is_nhs = line.kind == IDENTIFIER_WORDS[IdentifierKind.NHS] and len(value) == 10
    return f"{value[:3]} {value[3:6]} {value[6:]}" if is_nhs else value
