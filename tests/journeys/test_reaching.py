"""Nobody is lost between giving and reaching: attempts, the question, a transfer, a sender who takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.typing import follow, press
from tests.live import Site

pytestmark = pytest.mark.journey


def words(page: Any) -> str:
    return str(page.locator("main").inner_text())


def test_an_attempt_is_recorded_and_the_coordinator_answers_if_the_worry_has_grown(visit: Any, running: Site) -> None:
    worker = visit("worker there", width=360)
    worker.goto(f"/requests/{running.world.families['there'].request}/")
    worker.get_by_label("By phone").check()
    worker.get_by_label("No answer").check()
    press(worker, "Record this attempt")
    assert worker.locator(".govuk-error-summary").count() == 0
    assert words(worker).lower().count("by phone, no answer") == 2
    leader = visit("coordinator there", scripts=False)
    leader.goto("/not-yet-helped/")
    follow(leader, leader.locator(f'a[href="/not-reached/{running.world.question}/"]'))
    assert "Has the worry grown?" in words(leader)
    leader.get_by_label("No: the same worker tries again").check()
    leader.get_by_label("Why", exact=True).fill("The school saw them on Friday")
    press(leader, "Answer")
    assert "Families who cannot be reached" not in words(leader)


def test_out_of_area_stays_in_sight_until_the_receipt(visit: Any, running: Site) -> None:
    officer = visit("officer", scripts=False)
    officer.goto("/board/")
    officer.get_by_role("link", name="What was passed to another authority").click()
    line = officer.locator(f'a[href="/transfers/{running.world.transfer}/"]')
    line.click()
    officer.get_by_label("Which authority").fill("Pretend City Council")
    officer.get_by_label("By secure email").check()
    officer.get_by_label("The family agreed").check()
    officer.get_by_label("What was passed on").fill("The whole referral")
    press(officer, "Record it")
    officer.get_by_label("Who there said that they have it").fill("Pat Placeholder")
    press(officer, "They have it")
    officer.goto("/transfers/")
    assert line.count() == 0


def test_a_sender_takes_back_what_they_sent(visit: Any, running: Site) -> None:
    nurse = visit("other nurse", width=360)
    nurse.goto("/refer/mine/")
    nurse.get_by_role("link", name="take it back").first.click()
    nurse.get_by_label("The family moved").check()
    press(nurse, "Take it back")
    assert "You took back what you sent. Nothing more is expected from you." in words(nurse)
