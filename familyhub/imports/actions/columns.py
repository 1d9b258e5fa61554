"""Is the header the published one? Order does not matter; a column more or less does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from familyhub.imports.feed_shelf import Column
from familyhub.imports.terms.feeds import Refused


def check_header(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The header's names. Errors: Refused naming what is missing, unknown or there twice.

    A column that nobody knows is refused with the file: it would be people's data that nobody asked for.
    """
    known = {column.name for column in columns}
    needed = [column.name for column in columns if column.is_needed]
    if missing := [name for name in needed if name not in header]:
        raise Refused(f"it lacks the columns {', '.join(missing)}", 1)
    if strange := [str(place) for place, name in enumerate(header, start=1) if name not in known]:
        raise Refused(f"column {', '.join(strange)} is not one that is published: take it out", 1)
    if twice := [name for name, count in Counter(header).items() if count > 1]:
        raise Refused(f"it has the column {', '.join(twice)} twice", 1)
    return list(header)
