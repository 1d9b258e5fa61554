"""What the three papers say: the copy, the letter with its envelope, and the staff's own copy. Plain data for print."""

from __future__ import annotations

from datetime import date
from typing import Any

from familyhub.casework.queries.releases import ReleasePage
from familyhub.casework.terms.releases import STANDING_WORDS

AUTHOR = "Family hub and early help service"
NOT_GIVEN = "For staff alone. Never give this to anybody outside: it holds what was left out."


def _day(on: date) -> str:
    return f"{on:%-d %B %Y}"


def copy_of(page: ReleasePage, on: date) -> dict[str, Any]:
    """The copy as its reader reads it."""
    parts = [
        {
            "title": part["title"],
            "passages": [
                {"heading": one["heading"], "paras": [{"words": para, "why": ""} for para in one["paras"]]}
                for one in part["passages"]
            ],
        }
        for part in page.copy
    ]
    return {
        "title": f"{page.title}: copy {page.number}",
        "author": AUTHOR,
        "mark": f"Made for {page.to.name}, {_day(on)}, {page.number}",
        "for_whom": f"Made for {page.to.name} on {_day(on)}.",
        "opening": [STANDING_WORDS],
        "parts": parts,
    }


def letter_of(page: ReleasePage, on: date) -> dict[str, Any]:
    """The letter and the envelope: the recipient's own name, and their own open address where post is safe."""
    to = [page.to.name, *page.family.post]
    envelope = to if page.family.post else [page.to.name, "By hand"]
    return {
        "title": f"Your copy {page.number}",
        "author": AUTHOR,
        "address": to,
        "envelope": envelope,
        "date": _day(on),
        "opening": [
            f"Here is the copy that we made for you. Its number is {page.number}; it stands on every page.",
            STANDING_WORDS,
            "Keep it where nobody else reads it. If you did not expect it, or it is not for you, tell us.",
        ],
    }


def staff_copy_of(page: ReleasePage, on: date) -> dict[str, Any]:
    """Everything that the document says, marked: what the recipient reads, and what they do not and why."""
    assert page.cut is not None  # whoever asks has looked
    parts = [
        {
            "title": part.title,
            "passages": [
                {
                    "heading": one.heading,
                    "paras": [{"words": line.words, "why": line.why_words} for line in one.lines],
                }
                for one in part.passages
            ],
        }
        for part in page.cut.parts
    ]
    facts = [{"words": f"{whose}: {words}", "why": ""} for whose, words in page.family.facts]
    why = [
        {"words": f"{one.name}: {page.family.knows.why.get(one.person, '')}", "why": ""} for one in page.family.people
    ]
    family = {
        "title": "The family, and what no copy holds",
        "passages": [
            {"heading": "Of whom this recipient may know", "paras": why},
            {"heading": "Places, numbers and names", "paras": facts},
        ],
    }
    return {
        "title": f"{page.title}: staff copy of {page.number}",
        "author": AUTHOR,
        "mark": f"STAFF COPY, not to be given, {_day(on)}, {page.number}",
        "for_whom": f"What {page.to.name} reads and does not read.",
        "opening": [NOT_GIVEN],
        "parts": [*parts, family],
    }
