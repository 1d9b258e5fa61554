"""Help ends with an outcome of each need, steps, goes back with its story; six months on somebody asks."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import Ending, NewNeed, NewVisit, Refused, deaths
from familyhub.casework.models import Episode, Visit
from familyhub.casework.terms.episodes import CloseReason, Tier
from familyhub.casework.terms.plans import NeedState, Sustained
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import end_of_day
from familyhub.core.events import timeline_about
from familyhub.people.events import PersonDied
from familyhub.people.queries.feeds import dead_among
from familyhub.reactions import person_died_tell_workers
from familyhub.referrals import actions as referrals
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.terms.requests import Outcome
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, Office, browser, receive_and_give
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

LATER = NOW + timedelta(days=40)
DIED = Ending(CloseReason.DIED, "Told by the hospital", died_on=NOW.date(), known_by="The hospital rang")
MET = (NeedState.MET, "At school every day")


def need(by: Asker, episode: Episode, *, whole: bool = False) -> uuid.UUID:
    new = NewNeed(None if whole else episode.record_id, "sf", "1", "School every day")
    with fence.enter(by):
        return actions.add_need(case=episode.fence, new=new, by=by, at=NOW)


def test_no_episode_closes_while_a_need_of_it_has_no_outcome(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    own, family = need(by, child), need(by, child, whole=True)
    with fence.enter(by), pytest.raises(Refused) as refused:
        actions.close(episode=child.id, new=Ending(CloseReason.NEEDS_MET, "Good"), by=by, at=LATER)
    assert str(refused.value) == "One need is still open: say of each what came of it"
    with fence.enter(by):
        actions.close(episode=child.id, new=Ending(CloseReason.NEEDS_MET, "Good", {own: MET}), by=by, at=LATER)
        states = {line.id: line.state for line in queries.needs_of(by, child.fence)}
        assert states == {own: NeedState.MET, family: NeedState.OPEN}  # a sibling's help goes on
        middle = Ending(CloseReason.NEEDS_MET, "Good")
        actions.close(episode=accepted[1].id, new=middle, by=by, at=LATER)
        with pytest.raises(Refused):
            actions.close(episode=accepted[2].id, new=middle, by=by, at=LATER)
        last = Ending(CloseReason.NEEDS_MET, "Good", {family: (NeedState.PARTLY, "Better on most days")})
        actions.close(episode=accepted[2].id, new=last, by=by, at=LATER)


def test_six_months_on_the_team_asks_if_it_has_lasted(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    with fence.enter(by):
        actions.close(episode=child.id, new=Ending(CloseReason.STEPPED_DOWN, "Good"), by=by, at=NOW)
        [check] = queries.checks_of(by, child.id)
        task = Task.objects.get(about=check.id)
    assert check.due_on == date(2027, 5, 20)
    assert (task.holder, task.due_at) == (child.team_id, end_of_day(check.due_on))
    page = text(browser(by).get(f"/checks/{check.id}/"))
    assert "asked on 20 May 2027" in page
    with fence.enter(by):
        actions.record_sustained(check=check.id, result=Sustained.YES, words="Rang mother", by=by, at=LATER)
        with pytest.raises(Refused):
            actions.record_sustained(check=check.id, result=Sustained.NO, words="Again", by=by, at=LATER)
        assert timeline_about(child.id)[0].sentence == "Six months on: it has lasted."
        who = queries.episode_for(by, child.id).who  # type: ignore[union-attr]
        grants.bar(who.person, because="declared", against=office.coordinator.number)  # type: ignore[union-attr]
    assert browser(office.coordinator).get(f"/checks/{check.id}/").status_code == 404


def test_nobody_is_asked_about_a_child_who_has_died_nor_when_help_goes_on(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    own = need(by, child)
    with fence.enter(by):
        actions.close(episode=child.id, new=DIED, by=by, at=NOW)
        assert queries.checks_of(by, child.id) == []
        assert [line.state for line in queries.needs_of(by, child.fence)] == [NeedState.WITHDRAWN]
        other = accepted[1]
        actions.close(episode=other.id, new=Ending(CloseReason.NEEDS_MET, "Good"), by=by, at=NOW)
        actions.reopen(episode=other.id, words="Back", by=by, at=LATER)
        [check] = queries.checks_of(by, other.id)
    assert check.result is Sustained.NOT_NEEDED
    assert own


def test_help_steps_down_and_says_so(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    with fence.enter(by):
        actions.step_tier(episode=child.id, tier=Tier.UNIVERSAL, words="Less is enough", by=by, at=LATER)
        assert queries.episode_for(by, child.id).tier is Tier.UNIVERSAL  # type: ignore[union-attr]
        assert timeline_about(child.id)[0].sentence == "Stepped down from tier 2 to tier 1."
        with pytest.raises(Refused):
            actions.step_tier(episode=child.id, tier=Tier.UNIVERSAL, words="x", by=by, at=LATER)


def test_whoever_takes_a_family_on_after_the_front_door_goes_on_with_its_story(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.coordinator, accepted[0]
    own = need(office.worker, child)
    with fence.enter(office.worker), pytest.raises(Refused):
        actions.hand_back(episode=child.id, words="Too much for us", by=office.worker, at=LATER)
    with fence.enter(by):
        assert actions.hand_back(episode=child.id, words="Needs another team", by=by, at=LATER) == 3
    for before in (office.worker, by):
        with fence.enter(before):
            assert queries.episode_for(before, child.id) is None
    with fence.enter(office.officer):
        decision = NewDecision(Outcome.TO_TEAM, "Needs another", level=2)
        referrals.decide(request=child.request, decision=decision, by=office.officer, at=LATER)
    worker = office.other_worker
    with fence.enter(by):
        referrals.give_to_worker(request=child.request, worker=worker.number, by=by, at=LATER)  # type: ignore[arg-type]
    with fence.enter(worker):
        done = actions.accept(request=child.request, by=worker, at=LATER)
        assert len(done.opened) == 3
        newer = Episode.objects.get(id__in=done.opened, record=child.record_id)
        assert newer.fence == child.fence
        assert [line.id for line in queries.needs_of(worker, newer.fence)] == [own]


def test_a_case_that_came_back_is_opened_to_nobody_while_its_children_are_helped_in_another(
    office: Office, accepted: list[Episode]
) -> None:
    by, child, later = office.coordinator, accepted[0], office.other_worker
    children = dict(zip(("Sis", "Demo", ""), (one.record_id for one in accepted), strict=True))
    with fence.enter(by):
        actions.hand_back(episode=child.id, words="Needs another team", by=by, at=LATER)
    with fence.enter(office.officer):
        decision = NewDecision(Outcome.TO_TEAM, "Needs another", level=2)
        referrals.decide(request=child.request, decision=decision, by=office.officer, at=LATER)
    got = receive_and_give(office, office.worker, records=children)  # type: ignore[arg-type]
    with fence.enter(office.worker):
        helped = actions.accept(request=got.request, by=office.worker, at=LATER).opened
        newer = {one.record_id: one.fence for one in Episode.objects.filter(id__in=helped)}
    assert set(newer) == set(children.values())
    assert child.fence not in newer.values()  # that request is not the one with which the case came back
    with fence.enter(by):
        referrals.give_to_worker(request=child.request, worker=later.number, by=by, at=LATER)  # type: ignore[arg-type]
    with fence.enter(later):
        done = actions.accept(request=child.request, by=later, at=LATER)
    assert (done.opened, set(done.helped_already)) == ((), set(children.values()))
    for one in (later, office.worker, by):
        with fence.enter(one):
            assert queries.case_for(one, child.fence) is None


def test_an_episode_is_closed_in_a_browser_with_what_came_of_each_need(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    own = need(office.worker, child)
    address = f"/episodes/{child.id}/close/"
    assert "1 need still open: say of each what came of it." in text(client.get(address))
    missing = send(client, address, reason="needs_met", words="Sleeps through")
    assert "One need is still open" in missing
    half = send(client, address, reason="needs_met", words="Sleeps through", **{f"state_{own}": "met"})
    assert "Enter what shows it" in half
    both = {f"state_{own}": "met", f"shown_{own}": "There each day"}
    closed = send(client, address, reason="needs_met", words="Sleeps through", **both)
    assert "The episode was closed" in closed and "Six months on" in closed


def test_closing_because_the_child_has_died_records_the_death_and_asks_for_its_day(
    office: Office, accepted: list[Episode]
) -> None:
    child, client = accepted[0], browser(office.worker)
    address = f"/episodes/{child.id}/close/"
    said = {"reason": "died", "words": "Help has ended"}
    missing = send(client, address, **said)
    assert "Enter the day on which the child died" in missing
    day = {"died_on_day": "1", "died_on_month": "11", "died_on_year": "2026"}
    other = send(client, address, **said | {"reason": "needs_met"}, **day)
    assert "choose “The child has died”" in other
    assert "Say how it is known" in send(client, address, **said, **day)
    assert "The episode was closed" in send(client, address, **said, **day, known_by="The hospital rang")
    with fence.enter(office.worker):
        assert dead_among([child.record_id]) == {child.record_id}


def test_visits_to_a_child_who_has_died_are_cancelled_and_of_others_somebody_decides(
    office: Office, accepted: list[Episode]
) -> None:
    by, child, sibling = office.worker, accepted[0], accepted[1]
    starts = datetime.now(tz=UTC) + timedelta(days=3)
    own = NewVisit((child.record_id,), (by.number,), starts, starts + timedelta(hours=1), place="The hub")  # type: ignore[arg-type]
    both = replace(
        own,
        visited=(child.record_id, sibling.record_id),
        starts_at=starts + timedelta(days=1),
        ends_at=starts + timedelta(days=1, hours=1),
    )
    with fence.enter(by):
        alone = actions.plan_visit(case=child.fence, new=own, by=by, at=NOW)
        shared = actions.plan_visit(case=child.fence, new=both, by=by, at=NOW)
        actions.close(episode=child.id, new=DIED, by=by, at=NOW)
        person = Episode.objects.get(id=child.id).record.person_id
        fences = [child.fence, person]
    eye = uuid.uuid4()  # the worker's own role sees every task; here it is let in
    grants.grant([eye], fences, because="tests")
    everything = system("tests", wide=frozenset({"people", "casework", "referrals", "hidden"}))
    everything = replace(everything, holders=everything.holders | {eye})
    with fence.enter(everything):
        event = PersonDied(fence=person, about=person, subjects=(person,))
        person_died_tell_workers.react(event, by=everything, at=NOW)
        states = dict(Visit.objects.filter(id__in=[alone, shared]).values_list("id", "state"))
        tasks = set(Task.objects.filter(holder=by.number, done_at__isnull=True).values_list("about", "words"))
    assert states == {alone: "cancelled", shared: "planned"}
    assert {(person, deaths.CANCELLED), (shared, deaths.DECIDE)} <= tasks
