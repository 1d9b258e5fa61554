"""In two browsers at once: a worker and whoever leads the team write one plan; and one worker two notes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.test_access_with_a_reason import looked_at
from tests.journeys.typing import dated, fill, press
from tests.live import Site

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 360])
def test_two_who_write_one_plan_make_one_of_both(visit: Any, running: Site, width: int) -> None:
    worker, leads = visit("worker here", width=width), visit("coordinator here", width=width)
    worker.goto(f"/cases/{running.world.cases['here'].case}/plan/")
    press(worker, "Begin")
    words = f"{worker.url.rstrip('/')}/words/"
    for page in (worker, leads):
        page.goto(words)
    fill(worker, {"family_words": f"Calm mornings, at {width}"})
    changed = {"family_words": f"Quiet evenings, at {width}", "contingency": f"Ring the duty team, at {width}"}
    fill(leads, changed | dated("review_on", timezone.localdate() + timedelta(days=width // 20)))
    press(leads, "Save")
    expect(leads.locator("main")).to_contain_text("The words of the plan were kept")
    press(worker, "Save")
    main = worker.locator("main")
    for said in ("Somebody else changed this since you opened it", "Saved meanwhile", "They alone changed this"):
        expect(main).to_contain_text(said)
    expect(worker.locator('[name="family_words"]')).to_have_value(f"Calm mornings, at {width}")
    expect(worker.locator('[name="contingency"]')).to_have_value(f"Ring the duty team, at {width}")
    looked_at(worker, f"both-{width}")
    press(worker, "Save")
    expect(main).to_contain_text(f"Calm mornings, at {width}")
    expect(main).to_contain_text(f"Ring the duty team, at {width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_two_notes_in_two_tabs_are_both_there_the_next_day(visit: Any, running: Site, width: int) -> None:
    first, case = visit("worker here", width=width), running.world.cases["here"].case
    address = f"/cases/{case}/note/?another=1"
    first.goto(address)
    second = first.context.new_page()
    second.goto(first.url)
    for tab, words in ((first, f"Of the morning, at {width}"), (second, f"Of the evening, at {width}")):
        with tab.expect_response(lambda answer: "/drafts/casework:write/" in answer.url and answer.status == 204):
            tab.get_by_label("What happened").fill(words)
    second.goto(first.url.replace("?another=1", ""))
    expect(second.get_by_label("What happened")).to_have_value(f"Of the evening, at {width}")
    looked_at(second, f"notes-{width}")
    second.get_by_role("link", name="Go on with the note that you began").first.click()
    expect(second.get_by_label("What happened")).to_have_value(f"Of the morning, at {width}")
