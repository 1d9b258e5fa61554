"""Every read of the room, starting from who is asking."""

from familyhub.development.queries.alive import living_babies
from familyhub.development.queries.lists import Line, Month, months, newcomers, noticed

__all__ = ["Line", "Month", "living_babies", "months", "newcomers", "noticed"]
