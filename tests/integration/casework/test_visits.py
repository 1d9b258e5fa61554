"""Visits: planned, moved, gone to, written up; an alarm that names no family; and who may not know where."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.casework import actions, queries
from familyhub.casework.actions import Kept, NewDoorFact, NewNote, NewPart, NewVisit, NotThere, Refused, WriteUp
from familyhub.casework.models import Episode, VisitGoer
from familyhub.casework.terms.episodes import CloseReason, ContactKind, HandOverReason, Part, WhyNotSeen
from familyhub.casework.terms.visits import Door, Follows, VisitState
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import moment_of
from familyhub.demo.todays_visits import visit_today
from familyhub.people import queries as people
from familyhub.work.models import Task
from tests.integration.casework.conftest import Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_meetings import parents
from tests.integration.casework.test_plans import send

# tomorrow, since what lets a colleague in ends by the database's own clock
TODAY = datetime.now(UTC).date() + timedelta(days=1)
NOW = moment_of(TODAY, time(10))
SOON, LATER = NOW + timedelta(hours=3), NOW + timedelta(hours=4)


def mother_of(by: Asker, episode: Episode) -> uuid.UUID:
    with fence.enter(by):
        page = queries.case_for(by, episode.fence)
        return next(one.who.record for one in page.members if not one.is_child)  # type: ignore[union-attr]


def new_visit(by: Asker, episode: Episode, **more: Any) -> NewVisit:
    mother = mother_of(by, episode)
    return replace(NewVisit((mother, episode.record_id), (by.number,), SOON, LATER, home=mother), **more)  # type: ignore[arg-type]


def plan(by: Asker, episode: Episode, **more: Any) -> uuid.UUID:
    new = new_visit(by, episode, **more)
    with fence.enter(by):
        return actions.plan_visit(case=episode.fence, new=new, by=by, at=NOW)


def refused(by: Asker, episode: Episode, **more: Any) -> str:
    with pytest.raises(Refused) as said:
        plan(by, episode, **more)
    return str(said.value)


def seen(by: Asker, visit: uuid.UUID) -> Any:
    with fence.enter(by):
        return queries.visit_for(by, visit)


def note_of(by: Asker, episode: Episode, kind: ContactKind, at: Any, **part: Any) -> NewNote:
    """Each child accounted for in one way."""
    with fence.enter(by):
        page = queries.case_for(by, episode.fence)
    parts = [
        NewPart(one.who.record, part["part"], part.get("why"))
        if one.is_child and not one.who.is_unborn
        else NewPart(one.who.record, Part.ABOUT)
        for one in page.members  # type: ignore[union-attr]
    ]
    return NewNote(kind, at, tuple(parts), "We talked about bedtime.")


def seen_at(client: Client, address: str) -> str:
    """The words of a page."""
    return text(client.get(address))  # type: ignore[arg-type]


def test_a_planned_visit_stands_in_the_diaries_of_those_who_go_and_of_whoever_leads(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    with fence.enter(by):
        [line] = queries.diary_of(by, TODAY, TODAY)
        assert queries.team_diary(by, TODAY) == []
    assert (line.id, line.where, [one.name for one in line.goers]) == (visit, "Home of Testina Example", [by.name])
    with fence.enter(office.coordinator):
        [(_, [theirs])] = queries.team_diary(office.coordinator, TODAY)
        assert queries.diary_of(office.coordinator, TODAY, TODAY) == []
    assert theirs.id == visit
    for stranger in (office.elsewhere, office.officer):
        with fence.enter(stranger):
            assert queries.visit_for(stranger, visit) is None and queries.diary_of(stranger, TODAY, TODAY) == []
        assert browser(stranger).get(f"/visits/{visit}/").status_code in {403, 404}
    # a colleague who declared one of the family: the visit is not there, and nobody can send them
    with fence.enter(by):
        who = queries.episode_for(by, accepted[1].id).who  # type: ignore[union-attr]
        grants.bar(who.person, because="declared", against=office.coordinator.number)  # type: ignore[union-attr]
    with fence.enter(office.coordinator):
        assert queries.team_diary(office.coordinator, TODAY) == []
        assert queries.told_to(office.coordinator, [("casework.visit_planned", visit)]) == set()
        with pytest.raises(NotThere):
            actions.cancel_visit(visit=visit, words="x", by=office.coordinator, at=NOW)
    later = {"starts_at": LATER + timedelta(hours=2), "ends_at": LATER + timedelta(hours=3)}
    said = refused(by, child, goers=(office.coordinator.number,), **later)
    assert said.endswith("cannot visit this family: choose somebody else")


def test_what_cannot_be_planned_is_said_in_words(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    hour = timedelta(hours=1)
    assert "end after" in refused(by, child, ends_at=SOON)
    assert "begun already" in refused(by, child, starts_at=NOW - hour, ends_at=LATER)
    assert "Choose who goes" in refused(by, child, goers=())
    assert "Say where" in refused(by, child, home=None, place=" ")
    assert "family's team" in refused(by, child, goers=(office.elsewhere.number,))
    assert "20,000" not in refused(by, child, aim="x" * 200_000)
    with pytest.raises(NotThere):
        plan(by, child, visited=(uuid.uuid4(),))
    plan(by, child)
    assert refused(by, child, starts_at=SOON + hour / 2, ends_at=LATER + hour).startswith(
        f"{by.name} has another visit"
    )
    plan(by, child, starts_at=LATER, ends_at=LATER + hour)  # one after the other


def test_two_are_sent_where_two_are_said_to_go(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    mother = mother_of(by, child)
    with fence.enter(by):
        new = NewDoorFact(Door.TWO_WORKERS, "He shouted at the health visitor", TODAY, "Police, by phone", mother)
        fact = actions.record_door_fact(case=child.fence, new=new, by=by, at=NOW)
        dog = NewDoorFact(Door.DOG, "", TODAY, "Seen", None)
        actions.record_door_fact(case=child.fence, new=dog, by=by, at=NOW)
        for bad in (replace(new, words=""), replace(new, source=" "), replace(new, told_on=TODAY + timedelta(days=1))):
            with pytest.raises(Refused):
                actions.record_door_fact(case=child.fence, new=bad, by=by, at=NOW)
    assert "Two workers go to this family" in refused(by, child)
    elsewhere = {"home": None, "place": "Library"}
    hour = timedelta(hours=2)
    plan(by, child, **elsewhere)  # what holds at a home holds nowhere else
    visit = plan(by, child, why_one="He is away", starts_at=SOON + hour, ends_at=LATER + hour)
    page = seen(by, visit)
    assert [one.code for one in page.door] == [Door.TWO_WORKERS, Door.DOG] and page.why_one == "He is away"
    with fence.enter(by):
        actions.end_door_fact(fact=fact, words="He moved out", by=by, at=NOW)
    assert [one.code for one in seen(by, visit).door] == [Door.DOG]
    plan(by, child, starts_at=SOON + 2 * hour, ends_at=LATER + 2 * hour)


def test_a_colleague_who_goes_along_finds_the_familys_notes_by_their_words(
    office: Office, accepted: list[Episode]
) -> None:
    by, guest, child = office.worker, office.other_worker, accepted[0]
    note = note_of(by, child, ContactKind.PHONE, NOW - timedelta(days=3), part=Part.ABOUT)
    with fence.enter(by):
        actions.write_note(case=child.fence, new=note, by=by, at=NOW)
    with fence.enter(guest):
        assert queries.search_notes(guest, "bedtime") == []
    plan(by, child, goers=(by.number, guest.number))
    with fence.enter(guest):
        assert len(queries.search_notes(guest, "bedtime")) == 1


def test_two_who_are_kept_apart_do_not_meet_through_our_visits(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    mother, father = parents(office, child)
    with fence.enter(by):
        actions.keep_apart(case=child.fence, one=mother, other=father, words="An order", by=by, at=NOW)
    assert "visit each by themselves" in refused(by, child, visited=(mother, father))
    assert "kept apart from whoever lives there" in refused(by, child, visited=(father,), home=mother)
    plan(by, child, visited=(mother,), home=None, place="Quiet Library")
    late = {"starts_at": LATER, "ends_at": LATER + timedelta(hours=1), "home": None}
    assert "choose another" in refused(by, child, visited=(father,), place="quiet library", **late)
    plan(by, child, visited=(father,), place="Other Library", **late)


def test_a_protected_address_is_told_to_those_alone_who_may_know_it(
    office: Office, accepted: list[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    by, child = office.worker, accepted[0]
    hidden = people.Home(("1 Secret Street",), "ZZ2 1AB", True, uuid.uuid4())
    monkeypatch.setattr(people, "home_of", lambda record, on: hidden)
    assert "may not know this address" in refused(by, child)
    with fence.enter(by):
        grants.grant([by.number], [hidden.behind], because="the test's")  # type: ignore[list-item]
    visit = plan(by, child)
    page = seen_at(browser(by), f"/visits/{visit}/")
    assert "1 Secret Street" in page and "tell nobody where you go" in page
    assert "Secret Street" not in seen_at(browser(by), "/visits/")
    monkeypatch.setattr(people, "home_of", lambda record, on: None)
    assert "No address that you may see" in seen_at(browser(by), f"/visits/{visit}/")


def test_a_visit_is_moved_and_cancelled_and_both_stand(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    later = new_visit(by, child, starts_at=SOON + timedelta(minutes=10))
    with fence.enter(by):
        with pytest.raises(actions.ChangedMeanwhile):
            actions.move_visit(visit=visit, new=later, words="Late", by=by, at=NOW, version_seen=9)
        moved = actions.move_visit(visit=visit, new=later, words="The bus is late", by=by, at=NOW, version_seen=1)
    old = seen(by, visit)
    assert (old.line.state, old.replaced_by, old.ended_words) == (VisitState.CANCELLED, moved, "The bus is late")
    assert seen(by, moved).replaces == visit
    with fence.enter(by):
        actions.cancel_visit(visit=moved, words="She is ill", by=by, at=NOW)
        with pytest.raises(Refused):
            actions.check_in(visit=moved, by=by, at=SOON)
        with pytest.raises(Refused):
            actions.move_visit(visit=moved, new=later, words="x", by=by, at=NOW)
    plan(by, child)  # the time is free again


def test_check_in_and_out_and_then_it_is_to_be_written_up(office: Office, accepted: list[Episode]) -> None:
    by, mate, child = office.worker, office.other_worker, accepted[0]
    visit = plan(by, child, goers=(by.number, mate.number))
    with fence.enter(office.coordinator), pytest.raises(Refused):
        actions.check_in(visit=visit, by=office.coordinator, at=SOON)
    with fence.enter(by):
        with pytest.raises(Refused):
            actions.check_out(visit=visit, by=by, at=SOON)
        actions.check_in(visit=visit, by=by, at=SOON, both=True)
        with pytest.raises(Refused):
            actions.cancel_visit(visit=visit, words="No", by=by, at=SOON)
        actions.stay_longer(visit=visit, by=by, at=SOON)
        actions.check_out(visit=visit, by=by, at=LATER)
        with pytest.raises(Refused) as twice:
            actions.check_out(visit=visit, by=by, at=LATER)
    assert "checked out already" in str(twice.value)
    page = seen(by, visit)
    assert page.line.state is VisitState.PLANNED and page.line.is_in  # the colleague is there still
    assert page.line.ends_at == LATER + timedelta(minutes=30)
    with fence.enter(mate):
        actions.check_out(visit=visit, by=mate, at=LATER)
        assert Task.objects.filter(about=visit, done_at__isnull=True).get().holder == mate.number
    assert seen(by, visit).line.state is VisitState.OVER


def test_a_visit_is_written_up_and_each_child_is_counted_once_a_time_as_seen(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    new = WriteUp(note_of(by, child, ContactKind.HOME_VISIT, SOON, part=Part.ALONE))
    with fence.enter(by):
        with pytest.raises(Refused):
            actions.write_up(visit=visit, new=new, by=by, at=LATER)  # nobody checked in
        actions.check_in(visit=visit, by=by, at=SOON)
        actions.check_out(visit=visit, by=by, at=LATER)
        not_said = WriteUp(note_of(by, child, ContactKind.HOME_VISIT, SOON, part=Part.ABOUT))
        with pytest.raises(Refused):
            actions.write_up(visit=visit, new=not_said, by=by, at=LATER)
        note = actions.write_up(visit=visit, new=new, by=by, at=LATER)
        found = queries.children_seen(by, TODAY, TODAY)
        with pytest.raises(Refused):
            actions.write_up(visit=visit, new=new, by=by, at=LATER)
        assert not Task.objects.filter(about=visit, done_at__isnull=True).exists()
    assert {(one.child, one.alone, one.note) for one in found} == {(one.child, True, note) for one in found}
    assert len(found) == 2 and seen(by, visit).note == note
    with fence.enter(by):
        fixed = note_of(by, child, ContactKind.HOME_VISIT, SOON, part=Part.NOT_SEEN, why=WhyNotSeen.OUT)
        actions.correct_note(note=note, new=fixed, why="They were out", by=by, at=LATER)
        assert queries.children_seen(by, TODAY, TODAY) == []
    with fence.enter(office.elsewhere):
        assert queries.children_seen(office.elsewhere, TODAY, TODAY) == []


def test_when_nobody_opens_what_follows_is_said_and_no_card_is_left_where_it_is_not_safe(
    office: Office, accepted: list[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    note = note_of(by, child, ContactKind.NO_ACCESS, SOON, part=Part.NOT_SEEN, why=WhyNotSeen.OUT)
    with fence.enter(by):
        for follows in ((), (Follows.CARD,)):
            with pytest.raises(Refused):
                actions.write_up(visit=visit, new=WriteUp(note, follows), by=by, at=LATER)
        new = WriteUp(note, (Follows.AGAIN, Follows.WORRIED))
        actions.write_up(visit=visit, new=new, by=by, at=LATER)
        waits = list(Task.objects.filter(about=visit, done_at__isnull=True).order_by("words"))
    assert [one.holder == by.number for one in waits] == [False, True]
    page = seen(by, visit)
    assert page.line.state is VisitState.OVER and "I plan another visit" in page.follows


def test_handing_over_and_closing_cancel_what_nobody_goes_to_any_more(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    mine = plan(by, child)
    theirs = plan(office.worker, child, goers=(office.other_worker.number,))
    with fence.enter(by):
        new = actions.HandOver(child.team_id, office.other_worker.number, HandOverReason.WORKLOAD, "All is told")
        actions.hand_over(episode=child.id, new=new, by=by, at=NOW)
    other = office.other_worker
    assert seen(other, mine).line.state is VisitState.CANCELLED and seen(other, theirs).line.state is VisitState.PLANNED
    with fence.enter(other):
        assert Task.objects.filter(about=child.fence, words__startswith="Plan the visits anew").exists()
        for one in accepted:
            actions.close(episode=one.id, new=actions.Ending(CloseReason.FAMILY_CHOSE, "They asked"), by=other, at=NOW)
    assert seen(other, theirs).line.state is VisitState.CANCELLED


def test_a_moment_kept_by_a_device_is_reckoned_by_its_own_clock(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    visit = plan(by, child)
    wrong = timedelta(hours=7)
    kept = Kept(SOON + wrong, LATER + wrong, NOW)
    with fence.enter(by):
        actions.check_in(visit=visit, by=by, at=LATER, kept=kept)
        actions.check_out(visit=visit, by=by, at=LATER, kept=Kept(LATER + 2 * wrong, LATER + wrong, NOW))
        goer = VisitGoer.objects.get(visit=visit)
    assert (goer.in_at, goer.out_at, goer.is_doubtful) == (SOON, LATER, True)


def test_a_visit_from_diary_to_write_up_in_a_browser(
    office: Office, accepted: list[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    by, child, client = office.worker, accepted[0], browser(office.worker)
    mother = mother_of(by, child)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    page = client.get(f"/cases/{child.fence}/visits/plan/").content.decode()
    assert 'name="visited"' in page
    when = {"day_day": str(TODAY.day), "day_month": str(TODAY.month), "day_year": str(TODAY.year)}
    typed = when | {"visited": str(mother), "where": str(mother), "goers": str(by.number), "aim": "Bedtime"}
    said = send(client, f"/cases/{child.fence}/visits/plan/", **typed, time="15:00", until="14:00")
    assert "The visit must end after it begins" in said
    said = send(client, f"/cases/{child.fence}/visits/plan/", **typed, time="10:00", until="11:00")
    assert "Bedtime" in said and "Planned" in said, said
    with fence.enter(by):
        [line] = queries.diary_of(by, TODAY, TODAY)
    here = f"/visits/{line.id}/"
    assert "10am to 11am" in seen_at(client, "/visits/")
    assert "There now" in send(client, f"{here}in/") and "checked in already" in send(client, f"{here}in/", x="1")
    assert "Write it up" in send(client, f"{here}out/")
    long = send(client, f"{here}write-up/", kind="home_visit", words="x" * 200_000)
    assert "200000 characters" in long or "200,000 characters" in long


def test_the_demonstrations_visits_are_planned_refused_and_written_up(office: Office, accepted: list[Episode]) -> None:
    told = visit_today(office.worker, accepted[0].fence, NOW)
    assert told["refused"].startswith("Two workers go to this family")
    assert (told["planned"], told["children_seen"]) == (2, 2)
