"""Records that may be one person, for those who decide: one line with how many."""

from __future__ import annotations

from datetime import datetime

from familyhub.components.words import counted
from familyhub.core.asker import Asker
from familyhub.people import queries
from familyhub.people.queries.pairs import MOST_COUNTED
from familyhub.web.tray.lines import Line

TITLE = "Same person?"
ORDER = 50


def lines(asker: Asker, now: datetime) -> list[Line]:
    """One query at most."""
    count = queries.count_undecided(asker)
    if not count:
        return []
    words = f"{MOST_COUNTED} pairs or more" if count >= MOST_COUNTED else counted(count, "pair")
    return [Line(f"{words} of records to compare", "/people/review/", None, "pair", "They may be the same person")]
