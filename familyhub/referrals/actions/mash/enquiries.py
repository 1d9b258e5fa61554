"""The enquiry at hand: locked with its request, in one order, and how urgent it is."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.events import Event
from familyhub.referrals.actions.enquiring import NoSuchEnquiry, locked_enquiry, move_enquiry
from familyhub.referrals.actions.steps import NoSuchRequest, NotNow, locked
from familyhub.referrals.belonging import records_of
from familyhub.referrals.events.mash import EnquiryColoured
from familyhub.referrals.models import Enquiry
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.terms.mash import COLOUR_LABELS, COLOUR_RANKS
from familyhub.referrals.terms.requests import ENQUIRY_LABELS, Colour, EnquiryState


def at_hand(number: uuid.UUID, version_seen: int | None = None) -> Enquiry:
    """The enquiry with its request, both locked: the request first, as joining does.

    Errors: NoSuchEnquiry, ChangedMeanwhile.
    """
    request = Enquiry.objects.filter(id=number).values_list("request", flat=True).first()
    if request is None:
        raise NoSuchEnquiry(str(number))
    try:
        whole = locked(request, None)
    except NoSuchRequest as gone:
        raise NoSuchEnquiry(str(number)) from gone
    enquiry = locked_enquiry(number, version_seen)
    enquiry.request = whole
    return enquiry


def check_undecided(enquiry: Enquiry) -> None:
    """Errors: NotNow."""
    state = EnquiryState(enquiry.state)
    if not mash_policy.can_gather(state):
        raise NotNow(f"The enquiry is {ENQUIRY_LABELS[state].lower()}: this step is not open to it any more")


def tell(kind: Callable[..., Event], enquiry: Enquiry, *, by: Asker, at: datetime, **said: object) -> None:
    """Record what happened to the enquiry, behind its own fence, on its request's timeline."""
    event = kind(
        fence=enquiry.fence,
        about=enquiry.request_id,
        subjects=records_of(enquiry.request_id),
        reference=enquiry.request.reference,
        **said,
    )
    events.record(event, by=by, at=at)


def set_colour(*, enquiry: uuid.UUID, colour: Colour, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """How urgent it is. Errors: NoSuchEnquiry, ChangedMeanwhile, NotNow."""
    row = at_hand(enquiry, version_seen)
    check_undecided(row)
    give_colour(row, colour, by=by, at=at)


def give_colour(row: Enquiry, colour: Colour, *, by: Asker, at: datetime) -> None:
    """A locked enquiry is this urgent."""
    row.colour, row.rank = colour.value, COLOUR_RANKS[colour.value]
    move_enquiry(row, EnquiryState(row.state), by=by, at=at, words=f"{COLOUR_LABELS[colour]}")
    tell(EnquiryColoured, row, by=by, at=at, colour=colour.value)
