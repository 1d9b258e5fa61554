"""The main job in a browser: asked for, decided, given, taken on, told to whoever asked."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest

from tests.journeys.typing import dated, fill, press
from tests.live import Site

pytestmark = pytest.mark.journey
REFERENCE = re.compile(
    r"\b[A-Z0-9]{2,4}-[A-Z0-9-]+\b|\b[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}-?[23456789ABCDEFGHJKMNPQRSTVWXYZ]{4}\b"
)
TODAY = date.today()


def the_referral(page: Any) -> None:
    fill(
        page,
        {
            "name": "Nora Sample",
            "job": "School nurse",
            "agency": "Retford Example Health",
            "source": "3C",
            "work_phone": "01632 960 001",
            "agreement": "agreed",
            "engage_safely": "Text first.",
            "people-0-role": "parent",
            "people-0-given": "Testina",
            "people-0-family": "Journeyer",
            "people-0-has_responsibility": "yes",
            "people-0-lives": "with",
        },
    )
    press(page, "Add another person")
    fill(
        page,
        {
            "people-1-role": "child",
            "people-1-given": "Tommy",
            "people-1-family": "Journeyer",
            "people-1-sex": "M",
            "people-1-lives": "with",
            **dated("people-1-born_on", TODAY - timedelta(days=1200)),
            "family_line": "1 Example Street",
            "family_postcode": "ZZ2 1AA",
            "family_phone": "07700 900 982",
            "needs": ["2"],
            "words_2": "Not talking yet at three",
            "evidence": "assessment",
            "assessment_kind": "EHAF",
            **dated("assessed_on", TODAY - timedelta(days=10)),
            "assessed_by": "Nora Sample",
            "story": "Testina is on her own with Tommy.",
            "level": "3",
            "own_label": "Tuesday clinic",
        },
    )


def request_of(officer: Any, words: str) -> str:
    """The address of the request on the board whose line holds these words."""
    officer.goto("/board/")
    return str(officer.get_by_role("link", name=re.compile(words)).first.get_attribute("href"))


def open_and_say_who_everybody_is(officer: Any, request: str) -> None:
    officer.goto(request)
    press(officer, "Open it to decide")
    for box in officer.locator('[name^="who-"][value="new"]').all():
        box.check(force=True)


def test_a_nurses_referral_becomes_help_and_she_reads_so(visit: Any, running: Site) -> None:
    nurse = visit("nobody")
    nurse.goto(running.referrer_link)
    nurse.get_by_role("button", name=re.compile("Continue|Open|Go on", re.I)).first.click()
    nurse.goto("/refer/new/")
    the_referral(nurse)
    press(nurse, "Send the referral")
    assert "/sent/" in nurse.url, nurse.locator("main").inner_text()

    officer = visit("officer")
    request = request_of(officer, "Tommy Journeyer")
    open_and_say_who_everybody_is(officer, request)
    fill(
        officer,
        {
            "outcome": "to_team",
            "level": "2",
        },
    )
    officer.locator('form[action$="/decide/"] [name="reason"]').fill("Two needs that universal services cannot meet")
    press(officer, "Decide, and open the next one")
    assert "Undo until" in officer.locator("main").inner_text()
    officer.goto(request)
    assert "Bassetlaw" in officer.locator("main").inner_text()

    coordinator = visit("coordinator here")
    coordinator.goto(request)
    worker_number = str(running.world.staff["worker here"].id)
    fill(coordinator, {"worker": worker_number})
    press(coordinator, "Give it to this worker")

    worker = visit("worker here")
    worker.goto("/my-requests/")
    worker.get_by_role("link", name=re.compile("Tommy Journeyer")).click()
    press(worker, "Accept")
    fill(worker, {"way": "phone", "result": "reached"})
    press(worker, "Record this attempt")
    assert "First contact made" in worker.locator("main").inner_text()

    nurse.goto("/refer/mine/")
    said = nurse.locator("main").inner_text()
    assert "Tuesday clinic" in said
    assert "Received" in said  # nothing of a decision is read while it can be undone
    assert "Journeyer" not in said


def test_a_father_asks_for_help_with_scripts_off(visit: Any) -> None:
    father = visit("nobody", width=360, scripts=False)
    father.goto("/")
    father.get_by_role("button", name="Ask for help").or_(father.get_by_role("link", name="Ask for help")).first.click()
    father.goto("/ask/new/")
    assert father.locator("a[data-exit]").count() >= 1
    fill(
        father,
        {
            "ways": ["call"],
            "leave_message": "no",
            "times": "weekdays",
            "phone": "07700 900 983",
            "given": "Samson",
            "family": "Fatherly",
            "children-0-is_born": "yes",
            "children-0-child_given": "Sol",
            **dated("children-0-born_on", TODAY - timedelta(days=300)),
            "words": "Money is short.",
            "postcode": "ZZ5 1AA",
        },
    )
    press(father, "Send")
    assert "/ask/sent/" in father.url, father.locator("main").inner_text()
    assert father.context.cookies() == [] or all(c["name"] != "familyhub" for c in father.context.cookies())
    officer = visit("officer")
    assert request_of(officer, "Sol Fatherly")


def keyed_to(page: Any, test: str, most: int = 200) -> None:
    """Tab until the thing in focus passes the test, as somebody without a mouse."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const e = document.activeElement; return {test}; }}"):
            return
    raise AssertionError(f"the keyboard never reached {test}")


def test_a_decision_by_keyboard_alone(visit: Any, running: Site) -> None:
    officer = visit("officer")
    number = running.world.families["waiting"].request
    officer.goto(f"/requests/{number}/")
    officer.keyboard.press("Alt+g")
    officer.wait_for_selector("#decide")
    officer.goto(f"/requests/{number}/")
    officer.keyboard.press("Tab")
    assert "Skip" in officer.evaluate("() => document.activeElement.textContent")
    officer.keyboard.press("Enter")
    keyed_to(officer, 'e.name === "outcome"')
    for _ in range(10):
        if officer.evaluate("() => document.activeElement.value") == "no_further_action":
            break
        officer.keyboard.press("ArrowDown")
    officer.keyboard.press("Space")
    keyed_to(officer, 'e.name === "reason"')
    officer.keyboard.type("Nothing more is needed")
    keyed_to(officer, 'e.tagName === "BUTTON" && e.textContent.trim() === "Decide, and open the next one"')
    visible = officer.evaluate(
        "() => { const s = getComputedStyle(document.activeElement);"
        " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
    )
    assert visible
    with officer.expect_navigation():
        officer.keyboard.press("Enter")
    officer.goto(f"/requests/{number}/")
    assert "No further action" in officer.locator("main").inner_text()


def test_words_typed_when_the_session_ended_come_back(visit: Any, running: Site) -> None:
    """The session is ended by the server's clock; the next POST is kept, and shown to the same person alone."""
    import time

    from django.conf import settings
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    from tests.conftest import DATABASE

    officer = visit("officer")
    number = running.world.families["there"].request
    there = running.world.families["elsewhere"].request
    officer.goto(f"/requests/{there}/")
    officer.locator("summary", has_text="Open it again").click()
    officer.locator('form[action$="/reopen/"] [name="words"]').fill("Words that took me an hour")
    with DATABASE.admin(running.database) as keys:
        key = running.sessions["officer"]
        row = keys.execute("SELECT session_data FROM django_session WHERE session_key = %s", [key]).fetchone()
        values = SessionStore().decode(row[0])
        values["hub_started"] = values["hub_used"] = time.time() - settings.ENVIRONMENT.absolute_seconds - 60
        encoded = SessionStore().encode(values)
        assert Session is not None
        keys.execute("UPDATE django_session SET session_data = %s WHERE session_key = %s", [encoded, key])
    press(officer, "Open it again")
    said = officer.locator("main").inner_text()
    assert "kept" in said.lower(), said
    again = visit("protection desk")
    again.goto(f"/requests/{there}/")
    assert "Words that took me an hour" not in again.content()
    with DATABASE.admin(running.database) as keys:
        values["hub_started"] = values["hub_used"] = time.time()
        keys.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date)"
            " VALUES (%s, %s, now() + interval '1 day')"
            " ON CONFLICT (session_key) DO UPDATE SET session_data = excluded.session_data",
            [key, SessionStore().encode(values)],
        )
    back = visit("officer")
    back.goto(f"/requests/{there}/")
    assert back.locator('form[action$="/reopen/"] [name="words"]').input_value() == "Words that took me an hour"
    assert number != there


def test_exit_this_page_leaves_and_leaves_nothing_behind(visit: Any) -> None:
    parent = visit("nobody", width=360)
    away: list[str] = []
    parent.context.route(
        "**/*bbc.co.uk/**", lambda route: (away.append(route.request.url), route.fulfill(body="Weather"))
    )
    parent.goto("/ask/")
    parent.goto("/ask/new/")
    parent.locator('[name="given"]').fill("Samson")
    parent.locator("a[data-exit]:not(.govuk-skip-link)").first.click()
    parent.wait_for_url("**bbc.co.uk/**")
    assert away
    parent.go_back()
    assert "/ask/new/" not in parent.url
    keys = parent.evaluate("() => [localStorage.length, sessionStorage.length]")
    assert keys == [0, 0]
    pressed = visit("nobody")
    pressed.context.route("**/*bbc.co.uk/**", lambda route: route.fulfill(body="Weather"))
    pressed.goto("/ask/new/")
    for _ in range(3):
        pressed.keyboard.press("Shift")
    pressed.wait_for_url("**bbc.co.uk/**")
