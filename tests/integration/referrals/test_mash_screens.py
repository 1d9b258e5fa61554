"""The MASH workspace by its screen: decided with a colour, passed on, and its people found."""

from __future__ import annotations

import re
import uuid

import pytest

from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.referrals.actions import mash
from familyhub.referrals.models import Acknowledgement, Enquiry
from familyhub.referrals.queries import mash as workspace
from familyhub.referrals.terms.requests import Colour, EnquiryOutcome
from tests.integration.casework.conftest import browser
from tests.integration.referrals.conftest import Office
from tests.integration.referrals.test_mash import ALL, LATER, enquiry_about, maker

__all__ = ["maker"]


def hidden_of(page: str, action: str) -> dict[str, str]:
    """The hidden boxes of the form that goes there, without its token."""
    form = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.S)
    assert form, action
    found = re.findall(r'<input[^>]*type="hidden"[^>]*>', form[0])
    boxes = {name: one for one in found for name in re.findall(r'name="(\w+)"', one)}
    return {name: (re.findall(r'value="([^"]*)"', one) or [""])[0] for name, one in boxes.items()}


def post(by: Asker, enquiry: uuid.UUID, step: str, **typed: str) -> tuple[int, str]:
    """Send one form of the workspace as it stands, filled so; what the page says afterwards."""
    client, address = browser(by), f"/mash/{enquiry}/{step}/"
    hidden = hidden_of(client.get(f"/mash/{enquiry}/").content.decode(), f"/mash/{enquiry}/decide/")
    answer = client.post(address, hidden | typed, follow=True)
    return answer.status_code, answer.content.decode()


DECIDED = {"outcome": "advice", "reason": "Spoken with the school"}


def test_nobody_decides_without_a_colour_and_whoever_decides_has_it(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    code, said = post(maker, enquiry, "decide", **DECIDED)
    assert code == 422 and "Choose a colour" in said and "Spoken with the school" in said
    code, said = post(maker, enquiry, "decide", **DECIDED, colour="green")
    assert code == 200 and f"{maker.name} has it." in said
    with fence.enter(ALL):
        row = Enquiry.objects.get(id=enquiry)
        assert (row.colour, row.state) == ("green", "decided")
        assert Acknowledgement.objects.get(enquiry=enquiry).by == maker.number
    with fence.enter(maker):
        assert workspace.nobody_answered(maker, LATER) == 0


def test_a_colour_that_was_set_is_there_when_it_is_decided_and_what_was_typed_stays(
    office: Office, maker: Asker
) -> None:
    _, enquiry = enquiry_about()
    _, said = post(maker, enquiry, "colour", colour="amber", reason="The school rang")
    assert "The school rang" in said
    assert re.search(r'<input[^>]*value="amber"[^>]*checked', said)


def test_an_action_refuses_a_decision_without_any_colour(office: Office, maker: Asker) -> None:
    _, enquiry = enquiry_about()
    decision = mash.NewEnquiryDecision(EnquiryOutcome.ADVICE, "Spoken with the school")
    with fence.enter(maker):
        with pytest.raises(mash.NeedsColour):
            mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=LATER)
        mash.set_colour(enquiry=enquiry, colour=Colour.RED, by=maker, at=LATER)
        mash.decide_enquiry(enquiry=enquiry, decision=decision, by=maker, at=LATER)
