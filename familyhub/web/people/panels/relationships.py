"""What others are to this person, with parental responsibility as it was said."""

from __future__ import annotations

from typing import Any

from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.people.queries import PersonPage
from familyhub.people.queries.page import RelationLine
from familyhub.people.terms import RELATIONSHIP_WORDS, RelationshipKind

TITLE = "Relationships"
ORDER = 30
TEMPLATE = "people/panels/relationships.html"
# between these two it makes no sense to speak of parental responsibility, unless somebody did
EQUALS = {words[0] for words in RELATIONSHIP_WORDS.values() if words[0] == words[1]}
# the other one is in this person's care: the responsibility that is spoken of is this person's
IN_CARE = {words[1] for kind, words in RELATIONSHIP_WORDS.items() if kind != RelationshipKind.OTHER} - EQUALS
LIVES = {"yes": "Lives with them", "no": "Does not live with them", "unknown": "Not known whether they live together"}


def context(asker: Asker, page: PersonPage) -> dict[str, Any]:
    """No query: the page has read it."""
    name = page.identity.name
    return {
        "lines": [_line(line, name) for line in page.relationships],
        "earlier": [_line(line, name) for line in page.earlier_relationships],
    }


def _line(line: RelationLine, name: str) -> dict[str, Any]:
    return {
        "other": line.other,
        "words": line.words,
        "responsibility": said(line, name),
        "lives": LIVES[line.lives_with],
        "tie": line,
    }


def said(line: RelationLine, name: str) -> str:
    """Who has parental responsibility for whom, as it was said; empty where nobody would ask."""
    if line.words in EQUALS and line.parental_responsibility == "unknown":
        return ""
    who = name if line.words in IN_CARE else line.other.name
    words = {
        "yes": f"{who} has parental responsibility",
        "no": f"{who} does not have parental responsibility",
        "unknown": f"Not known whether {who} has parental responsibility",
    }[line.parental_responsibility]
    since = f" since {short_day(line.since)}" if line.since else ""
    how = ": ".join(part for part in (line.known_by, line.evidence) if part)
    return f"{words}{since} ({how})" if how else f"{words}{since}"
