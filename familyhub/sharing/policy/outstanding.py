"""Which agreements are to be seen to, why and by when, as plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from familyhub.sharing.terms.openings import (
    ANSWERED_WITHIN_DAYS,
    ENDS_SOON_DAYS,
    FOLLOWED_WITHIN_DAYS,
    Outstanding,
    Standing,
)

LEFT = {
    Standing.ASKED: Outstanding.ASKED,
    Standing.NOT_SOUGHT: Outstanding.NOT_SOUGHT,
    Standing.EXPIRED: Outstanding.EXPIRED,
    Standing.TO_ASK: Outstanding.TO_ASK,
}


@dataclass(frozen=True)
class Stands:
    """Where an agreement stands. `is_newest`: nothing of its kind was recorded later about this person; `is_followed`:
    what its withdrawal brought with it is done.
    """

    standing: Standing
    said_on: date | None = None
    until: date | None = None
    ended_on: date | None = None
    is_newest: bool = True
    is_followed: bool = False


def why_outstanding(one: Stands, today: date) -> Outstanding | None:
    """Why somebody is to see to it; None when nobody is."""
    if one.standing is Standing.WITHDRAWN:
        return None if one.is_followed else Outstanding.WITHDRAWN
    if not one.is_newest:
        return None
    if one.standing is Standing.GIVEN and one.until and (one.until - today).days <= ENDS_SOON_DAYS:
        return Outstanding.ENDS_SOON
    return LEFT.get(one.standing)


def due_on(why: Outstanding, one: Stands) -> date | None:
    """By when; None where no day says so."""
    if why is Outstanding.ASKED and one.said_on:
        return one.said_on + timedelta(days=ANSWERED_WITHIN_DAYS)
    if why is Outstanding.WITHDRAWN and one.ended_on:
        return one.ended_on + timedelta(days=FOLLOWED_WITHIN_DAYS)
    return one.until if why in {Outstanding.ENDS_SOON, Outstanding.EXPIRED} else None
