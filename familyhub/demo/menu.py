"""What a manager of the demonstration has put on the menu of interventions."""

from __future__ import annotations

from datetime import datetime

from familyhub.casework import actions
from familyhub.core import fence
from familyhub.core.asker import Asker

MENU = (
    ("Bedtime visits", "A worker is there at bedtime on three evenings, and looks with the family at what helps"),
    ("Money and benefits check", "One talk with an adviser, with the letters on the table"),
    ("Morning plan for school", "Who does what before school, on one sheet on the fridge, looked at each week"),
    ("Parenting course of eight weeks", "In a group at the family hub, with a creche"),
    ("Speech and language drop-in", "With a therapist, without an appointment"),
    ("Stay and play", "Each week at the family hub, for children under five and whoever cares for them"),
)


def seed_menu(by: Asker, now: datetime) -> None:
    """For the whole county."""
    with fence.enter(by):
        for name, about in MENU:
            actions.put_on_menu(name=name, about=about, by=by, at=now)
