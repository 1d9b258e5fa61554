"""The story of a family: ordered and dated by when things happened, whenever they were typed."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.casework import actions
from familyhub.casework.actions import NewMeasure, NewNote, NewPart
from familyhub.casework.events.assessments import AssessmentAuthorised, AssessmentFinished, AssessmentOpened
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.casework.terms.measures import Stage
from familyhub.components import words
from familyhub.core import events, fence
from familyhub.core.events import timeline_of_subjects
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_casework_screens import text

ENTRY = re.compile(r'<li class="moj-timeline__item">.*?</li>', re.S)


def call(office: Office, child: Episode, days: int) -> None:
    """A call so many days ago, typed now."""
    new = NewNote(
        ContactKind.PHONE, NOW - timedelta(days=days), (NewPart(child.record_id, Part.SPOKEN),), f"{days} days ago"
    )
    with fence.enter(office.worker):
        actions.write_note(case=child.fence, new=new, by=office.worker, at=NOW)


def entries(office: Office, child: Episode, **chosen: str) -> list[str]:
    with fence.enter(office.worker):
        person = child.record.person_id
    page = browser(office.worker).get(f"/people/{person}/timeline/", chosen).content.decode()
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in ENTRY.findall(page)]


def test_what_is_typed_late_stands_at_its_day(office: Office, accepted: list[Episode]) -> None:
    child = accepted[0]
    for days in (3, 40, 1):
        call(office, child, days)
    for chosen in ({}, {"about": "casework"}, {"whose": "family", "about": "casework"}):
        told = [one for one in entries(office, child, **chosen) if one.startswith("Phone call")]
        when = [NOW - timedelta(days=days) for days in (1, 3, 40)]
        assert [words.moment(at) in one for at, one in zip(when, told, strict=True)] == [True] * 3, told
        assert all(f"(recorded on {words.day(NOW)})" in one for one in told)
    everything = entries(office, child)
    assert everything[-1].startswith("Phone call"), "forty days ago nobody had registered the child"
    assert "recorded on" not in next(one for one in everything if one.startswith("Early help began"))


def test_of_a_score_the_day_is_told_and_no_time(office: Office, accepted: list[Episode]) -> None:
    by, child, week = office.worker, accepted[0], TODAY - timedelta(days=7)
    call(office, child, 6)
    with fence.enter(by):
        new = NewMeasure(child.record_id, "sdq", Stage.BEFORE, Decimal(20), week)
        actions.record_measure(case=child.fence, new=new, by=by, at=NOW)
    told = entries(office, child, about="casework")
    [score] = [one for one in told if "measured" in one]
    assert f"{words.day(week)} (recorded on {words.day(TODAY)})" in score
    assert [one for one in told if one.startswith("Phone call")] == told[told.index(score) - 1 : told.index(score)]


def test_of_one_moment_what_was_written_last_stands_on_top(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    who = {"fence": child.fence, "about": child.id, "subjects": (child.record_id,), "title": "Early help assessment"}
    with fence.enter(by):
        for _ in range(6):
            events.record(AssessmentOpened(**who), by=by, at=NOW)  # type: ignore[arg-type]
            events.record(AssessmentFinished(**who), by=by, at=NOW)  # type: ignore[arg-type]
            events.record(AssessmentAuthorised(**who, is_signed=True), by=by, at=NOW)  # type: ignore[arg-type]
        told = [one.code for one in timeline_of_subjects([child.record_id], 18)]
        about = [one.code for one in events.timeline_about(child.id)][:18]
    assert (
        told
        == about
        == ["casework.assessment_authorised", "casework.assessment_finished", "casework.assessment_opened"] * 6
    )


def test_when_it_was_told_is_still_known(office: Office, accepted: list[Episode]) -> None:
    """Who wrote about somebody on a day is asked by the day of writing, whenever it happened."""
    child = accepted[0]
    call(office, child, 40)
    with fence.enter(office.worker):
        found = events.between([child.record_id], NOW - timedelta(hours=1), NOW, 50)
        told = [one for one in events.told(list(found)).values() if one.code == "casework.note_written"]
    assert [(one.at, one.when) for one in told] == [(NOW, NOW - timedelta(days=40))]


def test_the_story_of_many_entries_asks_as_much_as_that_of_few(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    with fence.enter(office.worker):
        address = f"/people/{child.record.person_id}/timeline/"
    asked = []
    for _ in range(2):
        for days in range(5):
            call(office, child, days)
        client.get(address)
        with CaptureQueriesContext(connection) as said:
            text(client.get(address))
        asked.append(len(said.captured_queries))
    assert asked[0] == asked[1] <= 32, asked  # transactions and savepoints of the tests included
