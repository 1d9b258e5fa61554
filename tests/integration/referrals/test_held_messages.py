"""A letter to a family waits while an enquiry holds it, and goes when the decision maker has released it."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.messages.holding_back import is_held_back
from familyhub.messages.models import Message
from familyhub.messages.terms import Audience
from familyhub.referrals.actions.mash import acknowledge
from familyhub.referrals.actions.mash.duty import call_next
from familyhub.referrals.asked_at_sending import call_is_wanted
from familyhub.referrals.terms.requests import EnquiryOutcome
from tests.integration.referrals.conftest import NOW, Office
from tests.integration.referrals.test_mash import ALL, decide, enquiry_about, held_pair, maker

__all__ = ["maker"]


def letter(about: uuid.UUID, audience: Audience) -> Message:
    return Message(about=about, audience=audience.value, person_record=None)


def test_a_familys_letter_waits_and_a_professionals_does_not(office: Office, maker: Asker) -> None:
    hers, _, enquiry = held_pair(office)
    with fence.enter(ALL):
        assert is_held_back(letter(hers.contact, Audience.PERSON))
        assert not is_held_back(letter(hers.contact, Audience.REFERRER))
    decide(enquiry, EnquiryOutcome.EARLY_HELP, maker, "Go on")
    with fence.enter(ALL):
        assert not is_held_back(letter(hers.contact, Audience.PERSON))


@pytest.mark.parametrize("ends", ["acknowledged", "decided"])
def test_a_call_that_is_not_wanted_any_more_does_not_go(ends: str, office: Office, maker: Asker) -> None:
    from familyhub.messages.policy import Outgoing
    from familyhub.messages.terms import Way

    _, enquiry = enquiry_about()
    call = Outgoing(
        id=uuid.uuid4(),
        letter="duty_call",
        audience=Audience.STAFF,
        way=Way.EMAIL,
        about_kind="referrals.enquiry",
        about=enquiry,
        values={},
        made_at=NOW,
        now=NOW,
    )
    with fence.enter(ALL):
        assert call_is_wanted(call).ok
    if ends == "acknowledged":
        with fence.enter(maker):
            acknowledge(enquiry=enquiry, by=maker, at=NOW)
    else:
        decide(enquiry, EnquiryOutcome.ADVICE, maker)
    with fence.enter(ALL):
        assert not call_is_wanted(call).ok
        assert not call_next(enquiry=enquiry, by=ALL, at=NOW + timedelta(hours=1))
        assert not call_next(enquiry=uuid.uuid4(), by=ALL, at=NOW)
