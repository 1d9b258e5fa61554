"""Supervision: those two and their line; what is about a family for those of them who hold the case."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from familyhub.casework import actions
from familyhub.casework.actions import HandOver, NotThere, Refused
from familyhub.casework.actions.supervising import NewTalk, Point, hold_supervision
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.core import fence
from familyhub.work.models import Task
from familyhub.workforce import queries
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

WEEK = timedelta(days=7)
CALM, STORY = "Carries it calmly", "Zweifel about the nights"


def talk(office: Office, child: Episode, **more: Any) -> uuid.UUID:
    by, worker = office.coordinator, office.worker.number
    assert worker
    at = more.pop("at", NOW)
    points = more.pop("points", (Point(child.fence, STORY, "Ask for a sleep visit", None, TODAY + WEEK),))
    said = {"happened_on": TODAY, "next_on": TODAY + 4 * WEEK, "words": CALM, "points": points} | more
    with fence.enter(by):
        return hold_supervision(new=NewTalk(worker, child.team_id, **said), by=by, at=at)


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def test_those_two_and_their_line_read_it_and_of_a_family_whoever_holds_the_case(
    office: Office, accepted: list[Episode]
) -> None:
    made = talk(office, accepted[0])
    for asker, is_read in ((office.worker, True), (office.coordinator, True), (office.manager, True)):
        page = text(browser(asker).get(f"/supervision/{made}/"))
        assert (CALM in page and STORY in page) is is_read
    for asker in (office.other_worker, office.elsewhere):
        assert browser(asker).get(f"/supervision/{made}/").status_code == 404
    with fence.enter(office.worker):
        [task] = Task.objects.filter(about_kind="workforce.decision", holder=office.worker.number, done_at=None)
        assert accepted[0].reference in task.words
    done = send(browser(office.worker), f"/supervision/decisions/{task.about}/", words="Visited")
    assert "It was kept" in done and "Visited" in done
    talk(
        office,
        accepted[0],
        happened_on=TODAY - WEEK,
        points=(Point(accepted[0].fence, STORY, "Again", None, TODAY + WEEK),),
    )
    with fence.enter(office.coordinator):
        other = HandOver(accepted[0].team_id, office.other_worker.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=accepted[0].id, new=other, by=office.coordinator, at=NOW)
    page = text(browser(office.worker).get(f"/supervision/{made}/"))
    assert CALM in page and STORY not in page and accepted[0].reference not in page
    with fence.enter(office.coordinator):
        assert not Task.objects.filter(about_kind="workforce.decision", done_at=None).exists()


def test_what_cannot_be_written_so_is_refused(office: Office, accepted: list[Episode]) -> None:
    child = accepted[0]
    later = Point(child.fence, STORY, "Ring", None, TODAY - WEEK)
    for problem, more in (
        ("after it was held", {"happened_on": TODAY + WEEK}),
        ("in the future", {"next_on": TODAY}),
        ("talked about", {"words": "", "points": ()}),
        ("in the past", {"points": (later,)}),
        ("by when", {"points": (Point(None, "", "Ring"),)}),
    ):
        with pytest.raises(Refused, match=problem):
            talk(office, child, **more)
    with pytest.raises(NotThere):
        talk(office, child, points=(Point(uuid.uuid4(), STORY),))
    for asker in (office.worker, office.elsewhere):
        with fence.enter(asker), pytest.raises(NotThere):
            new = NewTalk(office.worker.number, child.team_id, TODAY, TODAY + WEEK, CALM)  # type: ignore[arg-type]
            hold_supervision(new=new, by=asker, at=NOW)
    talk(office, child)
    with pytest.raises(Refused, match="already"):
        talk(office, child)


def test_it_is_written_down_in_a_browser_and_the_manager_sees_what_is_overdue(
    office: Office, accepted: list[Episode]
) -> None:
    today = timezone.localdate()  # a browser's day is today
    before, late = today - 6 * WEEK, today - 2 * WEEK
    soon = Point(accepted[0].fence, STORY, "Ring", None, late)
    talk(office, accepted[0], happened_on=before, next_on=late, at=timezone.now() - 6 * WEEK, points=(soon,))
    name = office.worker.name
    listed = text(browser(office.manager).get("/supervision/"))
    assert "1 supervision overdue" in listed and name in listed
    assert "was due" in text(browser(office.manager).get("/workload/"))
    client, address = browser(office.coordinator), f"/supervision/of/{office.worker.number}/"
    day = boxes("happened_on", today) | boxes("next_on", today + 4 * WEEK)
    point = {"case_1": str(accepted[0].fence), "decided_2": "Read the new guide", "who_2": "worker"}
    bad = send(client, address, **day, **point, words=CALM)
    assert "Write what was said about this family" in bad and "Enter by when" in bad
    point |= {"words_1": STORY} | boxes("due_2", today + WEEK)
    kept = send(client, address, **day, **point, words=CALM)
    assert "Supervision was written down" in kept and STORY in kept and "Read the new guide" in kept
    assert "overdue" not in text(browser(office.manager).get("/supervision/"))
    with fence.enter(office.manager):
        assert queries.worker_led(office.manager, office.elsewhere.number, TODAY) is None  # type: ignore[arg-type]
