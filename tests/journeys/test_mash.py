"""A concern in the MASH lane on a phone, without JavaScript: taken, coloured, decided, action recorded."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.typing import press
from tests.live import Site

pytestmark = pytest.mark.journey


def test_a_decision_maker_takes_a_concern_on_a_phone_without_javascript(visit: Any, running: Site) -> None:
    enquiry = running.world.enquiries["open"].enquiry
    page = visit("decision maker", width=360, scripts=False)
    page.goto(f"/mash/{enquiry}/")
    press(page, "I have it")
    assert "has it." in page.inner_text("main")
    page.get_by_label("Red", exact=True).check()
    press(page, "Set the colour")
    press(page, "Decide")
    assert "Enter the reason for this decision" in page.inner_text("main")
    page.get_by_label("Referral to children's social care").check()
    page.get_by_label("Reason", exact=True).fill("School and health asked; the risk is clear")
    press(page, "Decide")
    assert "Decided: Referral to children's social care" in page.inner_text("main")
    press(page, "Close the enquiry")
    assert "Record when action began, or say why none did" in page.inner_text("main")
