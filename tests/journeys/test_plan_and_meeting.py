"""A plan is agreed and looked at again, and a meeting called and written up, by keyboard alone at both widths."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from familyhub.casework import actions
from familyhub.casework.actions import NewGuest, NewMeeting
from familyhub.casework.models import Episode
from familyhub.casework.terms.meetings import GuestKind
from familyhub.core import fence
from familyhub.demo import two_fathers
from familyhub.demo.two_fathers import Hands
from tests.journeys.test_access_with_a_reason import looked_at
from tests.journeys.test_casework import tab_to
from tests.leaks.made_once import connected_to
from tests.live import Site

pytestmark = pytest.mark.journey
Case = tuple[uuid.UUID, uuid.UUID]
LATER = timezone.localdate() + timedelta(days=60)
SURNAMES = {1280: "Wideplan", 360: "Narrowplan"}


@pytest.fixture
def helped(running: Site, django_db_blocker: Any) -> Iterator[Callable[[str], Case]]:
    """A family of one's own that is helped here: its case and one child's episode."""

    def made(surname: str) -> Case:
        askers = running.world.askers
        hands = Hands(*(askers[one] for one in ("officer", "coordinator here", "worker here")))
        now = timezone.now()
        with django_db_blocker.unblock(), connected_to(running.database):
            request = two_fathers.refer(hands.officer, "ZZ2 1AA", now, family=surname)
            case = two_fathers.accept(request, hands, now)
            with fence.enter(hands.worker):
                episode = Episode.objects.filter(fence=case).values_list("id", flat=True)[0]
        return case, episode

    yield made


def follow(page: Any, name: str) -> None:
    """Reach it by Tab, press Enter, and be on the page to which it leads."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Any, name: str, words: str) -> None:
    tab_to(page, name)
    page.keyboard.type(words)


def choose(page: Any, name: str, downs: int = 0) -> None:
    """Of radios or a list: the first, or so many further."""
    tab_to(page, name)
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def date_in(page: Any, name: str) -> None:
    for part, number in (("day", LATER.day), ("month", LATER.month), ("year", LATER.year)):
        write(page, f"{name}_{part}", str(number))


def add_action(page: Any, words: str) -> None:
    follow(page, "Add an action")
    choose(page, "goal")
    write(page, "words", words)
    tab_to(page, "owner")
    page.keyboard.press("ArrowDown")
    date_in(page, "due_on")
    follow(page, "Add")


def said(page: Any) -> str:
    return str(page.locator("main").inner_text())


@pytest.mark.parametrize("width", [1280, 360])
def test_a_plan_is_agreed_and_looked_at_again(visit: Any, helped: Callable[[str], Case], width: int) -> None:
    case, episode = helped(SURNAMES[width])
    page = visit("worker here", width=width)
    page.goto(f"/episodes/{episode}/")
    follow(page, "Add a need")
    choose(page, "whose")
    tab_to(page, "code")
    page.keyboard.press("ArrowDown")
    write(page, "words", "Calm bedtimes")
    follow(page, "Add the need")
    follow(page, "Begin a plan")
    follow(page, "Begin")
    follow(page, "The plan as a whole")
    write(page, "family_words", "We want quiet evenings")
    write(page, "contingency", "Ring the worker the same day")
    tab_to(page, "owner")
    page.keyboard.press("ArrowDown")
    date_in(page, "review_on")
    follow(page, "Save")
    follow(page, "Add a goal")
    choose(page, "need")
    write(page, "words", "In bed by eight")
    follow(page, "Add")
    add_action(page, "A bedtime chart together")
    follow(page, "Agree the plan")
    follow(page, "Agree")
    looked_at(page, f"plan-{width}")
    assert "Agreed" in said(page) and "A bedtime chart together" in said(page)
    follow(page, "A bedtime chart together")
    follow(page, "Say how far it has come")
    choose(page, "state")
    write(page, "words", "The chart hangs in the kitchen")
    follow(page, "Save")
    follow(page, "A bedtime chart together")
    assert "The chart hangs in the kitchen" in said(page)
    follow(page, "Family plan")
    follow(page, "Begin the next version")
    follow(page, "Begin")
    assert "Family plan 2" in said(page) and "In bed by eight" in said(page)
    add_action(page, "A story every night")
    follow(page, "The plan as a whole")
    date_in(page, "review_on")
    follow(page, "Save")
    follow(page, "Agree the plan")
    follow(page, "Agree")
    looked_at(page, f"plan-again-{width}")
    assert "Family plan 2" in said(page) and "Plan 1" in said(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_meeting_is_called_and_written_up(visit: Any, helped: Callable[[str], Case], width: int) -> None:
    case, _ = helped(f"Meet{SURNAMES[width]}")
    page = visit("worker here", width=width)
    page.goto(f"/cases/{case}/meetings/")
    follow(page, "Call a meeting")
    date_in(page, "day")
    write(page, "time", "10:30")
    write(page, "place", "Quiet Corner Library")
    tab_to(page, "family")
    page.keyboard.press("Space")
    write(page, "partners", "Tess Sample, Pretend School")
    follow(page, "Call it")
    assert "Quiet Corner Library" in said(page) and "Tess Sample, Pretend School" in said(page)
    looked_at(page, f"meeting-{width}")
    follow(page, "Invitation for Tess Sample")
    assert "Pretend School" in said(page) or "Quiet Corner Library" in said(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_the_minutes_of_a_meeting_are_written(
    visit: Any, running: Site, helped: Callable[[str], Case], django_db_blocker: Any, width: int
) -> None:
    case, _ = helped(f"Minutes{SURNAMES[width]}")
    worker, earlier = running.world.askers["worker here"], timezone.now() - timedelta(hours=2)
    with django_db_blocker.unblock(), connected_to(running.database), fence.enter(worker):
        guests = (NewGuest(GuestKind.PARTNER, name="Tess Sample", agency="Pretend School"),)
        new = NewMeeting(earlier + timedelta(hours=1), "Quiet Corner Library", guests)
        meeting = actions.call_meeting(case=case, new=new, by=worker, at=earlier)
    page = visit("worker here", width=width)
    page.goto(f"/meetings/{meeting}/")
    follow(page, "Write the minutes")
    for who in page.locator('select[name^="how_"]').all():
        tab_to(page, who.get_attribute("name"))
        page.keyboard.press("ArrowDown")
    write(page, "shared", "We spoke about quiet evenings")
    write(page, "decided_1", "The school keeps a place at breakfast club")
    tab_to(page, "who_1")
    page.keyboard.press("ArrowDown")
    date_in(page, "due_1")
    follow(page, "Save the minutes")
    looked_at(page, f"minutes-{width}")
    assert "We spoke about quiet evenings" in said(page)
    assert "The school keeps a place at breakfast club" in said(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
