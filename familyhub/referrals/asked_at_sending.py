"""What messages ask of the front door at the moment of sending (`settings.LETTER_ASKS`, `settings.HELD_BACK`)."""

from __future__ import annotations

import uuid

from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.messages.policy import OK, Outgoing, Verdict, withheld
from familyhub.people import queries as people
from familyhub.referrals.models import Acknowledgement, Contact, Enquiry, Hold, InformationRequest, Request, Subject
from familyhub.referrals.terms.requests import ENQUIRY_UNDECIDED, State
from familyhub.sharing.policy import partners as partner_policy

ASKED = system("what waits at the front door", wide=frozenset({"referrals", "people", "hidden"}))
UNDECIDED = [state.value for state in ENQUIRY_UNDECIDED]


def call_is_wanted(message: Outgoing) -> Verdict:
    """A call to the duty list goes as long as nobody has the enquiry."""
    with fence.enter(ASKED):
        if Acknowledgement.objects.filter(enquiry=message.about).exists():
            return withheld("somebody has it already")
        is_decided = Enquiry.objects.filter(id=message.about).exclude(state__in=UNDECIDED).exists()
    return withheld("it was decided") if is_decided else OK


def link_is_open(message: Outgoing) -> Verdict:
    """A partner's link goes as long as it opens something."""
    with fence.enter(ASKED):
        row = InformationRequest.objects.filter(id=message.about).first()
    if row is None or not partner_policy.is_open(row.withdrawn_at, row.expires_at, message.now):
        return withheld("the link in it is closed")
    return OK


def is_held_back(about: uuid.UUID, record: uuid.UUID | None) -> bool:
    """Does an open enquiry hold what this message to a family is about, or anything about the same person?"""
    with fence.enter(ASKED):
        requests = _requests(about, record)
        if Hold.objects.filter(request__in=requests, released_at__isnull=True).exists():
            return True
        in_lane = Request.objects.filter(id__in=requests, state=State.ESCALATED.value).exists()
        return in_lane or Enquiry.objects.filter(request__in=requests, state__in=UNDECIDED).exists()


def _requests(about: uuid.UUID, record: uuid.UUID | None) -> set[uuid.UUID]:
    """The request that the message is about, by itself or by its contact, and those that name the person."""
    contacts = Contact.objects.filter(id=about).values_list("request", "request__joined_to")
    persons = people.households_of([record]) if record else []
    named = Subject.objects.filter(record__person__in=persons).values_list(
        "contact__request", "contact__request__joined_to"
    )
    found = {about}
    for request, joined_to in [*contacts, *named[:200]]:
        found.add(joined_to or request)
    return found
