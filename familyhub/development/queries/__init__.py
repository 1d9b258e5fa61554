"""Every read of the room, starting from who is asking."""

from familyhub.development.queries.alive import living_babies
from familyhub.development.queries.lists import (
    AreaCount,
    Line,
    Month,
    counts_by_area,
    known_by_area,
    months,
    newcomers,
    noticed,
)

__all__ = [
    "AreaCount",
    "Line",
    "Month",
    "counts_by_area",
    "known_by_area",
    "living_babies",
    "months",
    "newcomers",
    "noticed",
]
