"""What the welcome letter asks of this room when it is sent: has a death arrived that is not worked yet?"""

from __future__ import annotations

from familyhub.development.queries import living_babies
from familyhub.imports.births.staged import records_told_dead
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld


def no_death_waits(message: Outgoing) -> Verdict:
    """Right while a baby of this birth lives of whom no death is staged."""
    alive = living_babies(message.about)
    return OK if alive - records_told_dead(alive) else withheld("it is not right to send this any more")
