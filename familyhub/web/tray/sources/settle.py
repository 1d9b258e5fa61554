"""What merges and separations left for a person to decide: one line with how many."""

from __future__ import annotations

from datetime import datetime

from familyhub.components.words import counted
from familyhub.core.asker import Asker
from familyhub.people import queries
from familyhub.web.tray.lines import Line

TITLE = "After merging and separating"
ORDER = 51


def lines(asker: Asker, now: datetime) -> list[Line]:
    """Two queries at most; where all is of one merge the line leads there."""
    left = queries.left_to_look_at(asker)
    if not left:
        return []
    words = f"{counted(sum(one.count for one in left), 'thing')} to be looked at"
    href = f"/people/merges/{left[0].merge}/" if len(left) == 1 else "/people/review/#left"
    return [Line(words, href, None, "settle", "Two records were merged or separated")]
