"""The menu of interventions that an authority offers: a line is put on it, or taken off; old plans keep their words."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.models import Offer
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

LONGEST_MENU = 100


def put_on_menu(*, name: str, about: str, by: Asker, at: datetime) -> uuid.UUID:
    """A line of the menu from today on. Returns its number. Errors: Refused."""
    there = Offer.objects.filter(valid_to__isnull=True)
    refuse("" if name.strip() else "Give it the name that families know", "name")
    refuse("This is on the menu already" if there.filter(name__iexact=name.strip()).exists() else "", "name")
    refuse("The menu is full: take something off first" if there.count() >= LONGEST_MENU else "")
    row = Offer(id=uuid.uuid4(), name=name.strip(), about=about.strip(), valid_from=day_of(at))
    row.save(force_insert=True)
    return row.id


def take_off_menu(*, offer: uuid.UUID, by: Asker, at: datetime) -> None:
    """No new action names it from today on. Errors: NotThere."""
    if not Offer.objects.filter(id=offer, valid_to__isnull=True).update(valid_to=day_of(at)):
        raise NotThere(str(offer))
