"""Every write of the room, a verb each. A verb may take many: one transaction and one statement a table a batch."""

from familyhub.development.actions.births import BirthNotice, Mother, register_births
from familyhub.development.actions.booking import Booking, register_pregnancy
from familyhub.development.actions.checking import notify_check
from familyhub.development.actions.moving import MoveNotice, note_moves
from familyhub.development.actions.totals import count_births, tell_total

__all__ = [
    "BirthNotice",
    "Booking",
    "Mother",
    "MoveNotice",
    "count_births",
    "note_moves",
    "notify_check",
    "register_births",
    "register_pregnancy",
    "tell_total",
]
