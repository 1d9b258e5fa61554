"""A death is recorded once, those who work with the family are told without a name, and a wrong one is undone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.people import actions, queries
from familyhub.people.events import DeathUndone, PersonDied
from familyhub.people.terms import Way
from familyhub.places.deaths import AfterDeath, BadDeaths, after_death, parse_after_death
from familyhub.reactions import death_undone_tasks_end, person_died_review_begins, person_died_tell_workers
from familyhub.work import actions as work
from familyhub.work.models import Task
from tests.integration.people.invented import NOW, child, someone, staff
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, key_in, stored

pytestmark = pytest.mark.django_db
EYE = uuid.uuid4()  # the worker's own role sees every task; here it is let in
ALL = system("test", wide=frozenset({"people", "referrals", "casework", "hidden"}))
SYSTEM = replace(ALL, holders=ALL.holders | {EYE})
TYPED = {"died_on_day": "1", "died_on_month": "11", "died_on_year": "2026", "known_by": "The hospital rang"}


def told(event_of: uuid.UUID) -> PersonDied:
    return PersonDied(fence=event_of, about=event_of, subjects=(event_of,))


def open_tasks(person: uuid.UUID) -> dict[uuid.UUID, str]:
    with fence.enter(SYSTEM):
        rows = Task.objects.filter(about=person, done_at__isnull=True)
        return dict(rows.values_list("holder", "words"))


def test_a_death_is_recorded_after_a_second_look_and_stops_messages() -> None:
    client, officer = browser("front_door_officer")
    tilly = stored(child(), officer)
    address = f"/people/{tilly.person}/died/"
    assert address in text(client.get(f"/people/{tilly.person}/"))
    missed = client.post(address, TYPED | {"form_key": key_in(text(client.get(address)))})
    assert missed.status_code == 422
    assert "tick that it is this person" in text(missed)
    assert "The hospital rang" in text(missed)
    done = client.post(address, TYPED | {"is_sure": "on", "form_key": key_in(text(missed))}, follow=True)
    page = text(done)
    assert "The death was recorded" in page
    assert "The hospital rang" in page
    assert "Has died: nothing is sent" in page
    assert "Bereavement contact" in page
    assert "Not configured: ask your manager" in page
    assert "This person has died." in page
    with fence.enter(officer):
        assert queries.may_contact(tilly.record, Way.POST, NOW).reason == "forbidden"


def test_a_day_before_the_birth_is_refused_beside_its_field() -> None:
    client, officer = browser("front_door_officer")
    tilly = stored(child(), officer)
    address = f"/people/{tilly.person}/died/"
    typed = TYPED | {"died_on_year": "2019", "is_sure": "on", "form_key": key_in(text(client.get(address)))}
    refused = client.post(address, typed)
    assert refused.status_code == 409
    assert "The date of death is before the date of birth" in text(refused)


def test_whoever_holds_open_work_is_told_without_a_name_and_the_review_is_asked_for() -> None:
    _, officer = browser("front_door_officer")
    client, holder = browser("front_door_officer")
    reviewer, duty = browser("duty_manager")
    tilly = stored(child(), officer, holder.number, EYE)
    with fence.enter(officer):
        task = work.NewTask(holder.number, tilly.person, "person", tilly.person, "Look at this")  # type: ignore[arg-type]
        work.open_task(task, by=officer, at=NOW)
        actions.has_died(record=tilly.record, died_on=date(2026, 11, 1), known_by="Told", by=officer, at=NOW)
    assert reviewer.get(f"/people/{tilly.person}/").status_code == 404
    for _ in range(2):  # safe to repeat
        with fence.enter(SYSTEM):
            person_died_tell_workers.react(told(tilly.person), by=SYSTEM, at=NOW)
            person_died_review_begins.react(told(tilly.person), by=SYSTEM, at=NOW)
    with fence.enter(SYSTEM):
        words = sorted(Task.objects.filter(about=tilly.person).values_list("about_kind", "words"))
    assert words == [
        ("people.death", person_died_tell_workers.WORDS),
        ("people.death_review", person_died_review_begins.WORDS),
        ("person", "Look at this"),
    ]
    assert not any("Tilly" in said for _, said in words)
    assert officer.number not in open_tasks(tilly.person)
    page = text(reviewer.get(f"/people/{tilly.person}/"))
    assert "You are asked to begin the child death review." in page
    assert "It is out of your tray" in text(reviewer.post(f"/people/{tilly.person}/died/read/", follow=True))
    assert duty.number not in open_tasks(tilly.person)
    assert "I have read this" in text(client.get(f"/people/{tilly.person}/"))
    client.post(f"/people/{tilly.person}/died/read/")
    assert open_tasks(tilly.person) == {holder.number: "Look at this"}


def test_an_adult_is_not_for_the_review_and_an_authority_that_names_no_post_asks_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, officer = browser("front_door_officer")
    browser("duty_manager")
    tilly, adult = stored(child(), officer, EYE), stored(someone(identifiers=()), officer, EYE)
    with fence.enter(officer):
        for one in (tilly, adult):
            actions.has_died(record=one.record, died_on=date(2026, 11, 1), known_by="Told", by=officer, at=NOW)
    with fence.enter(SYSTEM):
        person_died_review_begins.react(told(adult.person), by=SYSTEM, at=NOW)
        monkeypatch.setattr(person_died_review_begins, "after_death", lambda code: AfterDeath())
        person_died_review_begins.react(told(tilly.person), by=SYSTEM, at=NOW)
    assert open_tasks(adult.person) == {} == open_tasks(tilly.person)


def test_a_wrong_death_is_undone_by_somebody_else_with_a_reason() -> None:
    client, officer = browser("front_door_officer")
    other, _ = browser("front_door_officer")
    tilly = stored(child(), officer, EYE)
    address = f"/people/{tilly.person}/died/"
    with fence.enter(officer):
        actions.has_died(record=tilly.record, died_on=date(2026, 11, 1), known_by="Told", by=officer, at=NOW)
    with fence.enter(SYSTEM):
        work.open_task(
            work.NewTask(uuid.uuid4(), tilly.person, "people.death_review", tilly.person, "Begin"), by=SYSTEM, at=NOW
        )
        grants.grant([uuid.uuid4()], [tilly.person], because=person_died_review_begins.BECAUSE)
    assert "recorded by mistake" not in text(client.get(f"/people/{tilly.person}/"))
    own = client.post(address, {"why": "Another child", "form_key": key_in(text(client.get(address)))})
    assert "You recorded it yourself" in text(own)
    assert "recorded by mistake" in text(other.get(f"/people/{tilly.person}/"))
    undone = other.post(address, {"why": "Another child", "form_key": key_in(text(other.get(address)))}, follow=True)
    assert "Undone. Visits that were cancelled stay cancelled" in text(undone)
    assert "Record a death" in text(undone)
    with fence.enter(SYSTEM):
        event = DeathUndone(fence=tilly.person, about=tilly.person, subjects=(tilly.person,))
        death_undone_tasks_end.react(event, by=SYSTEM, at=NOW)
        person_died_tell_workers.react(told(tilly.person), by=SYSTEM, at=NOW)  # comes late: nothing to tell
        assert not grants.given_for(person_died_review_begins.BECAUSE, [tilly.person])
    assert open_tasks(tilly.person) == {}
    with fence.enter(officer):
        page = queries.person_for(officer, tilly.person)
        assert page and page.died_on is None and page.status == "active"
        with pytest.raises(actions.Refused):
            actions.undo_death(record=tilly.record, why="Again", by=officer, at=NOW)


def test_the_merged_half_of_somebody_who_died_is_dead_too() -> None:
    _, officer = browser("front_door_officer")
    one, other = stored(someone(identifiers=()), officer), stored(someone(identifiers=()), officer)
    with fence.enter(officer):
        actions.has_died(record=one.record, died_on=date(2026, 11, 1), known_by="Told", by=officer, at=NOW)
        pair = actions.notice(new=actions.NewPair(one.record, other.record, ()), by=officer, at=NOW)
        actions.say_same(pair=pair, why="The same number and birthday", by=officer, at=NOW)
    with fence.enter(second := staff("data_quality_officer")):
        actions.say_same(pair=pair, why="The same number and birthday", by=second, at=NOW)
        for record in (one.record, other.record):
            assert queries.may_contact(record, Way.POST, NOW).reason == "forbidden"


def test_what_an_authority_says_is_read_or_refused_with_the_name_of_the_file() -> None:
    raw = {"child_death_review": {"role": "duty_manager"}, "bereavement": {"name": "Specimen Care", "phone": "0115"}}
    assert parse_after_death(raw, "x") == AfterDeath("duty_manager", "Specimen Care", "0115", "")
    with pytest.raises(BadDeaths, match=r"x\.toml"):
        parse_after_death({"bereavement": "nobody"}, "x.toml")
    with pytest.raises(BadDeaths):
        after_death("nowhere")
