"""What somebody waits for, and a signature that is overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from familyhub.accounts import actions as absences
from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import AbsenceKind
from familyhub.casework import actions, queries
from familyhub.casework.actions import HandOver, assessing_end, escalating
from familyhub.casework.actions.case_tasks import compartment_follows
from familyhub.casework.actions.sight import restricted_of
from familyhub.casework.models import Assessment, Episode
from familyhub.casework.queries.waiting import signatures_waiting, waiting_for_others
from familyhub.casework.terms.episodes import TIER_LABELS, HandOverReason, Tier
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.referrals.actions.allocation_sight import end_cover_everywhere
from familyhub.work import actions as work
from familyhub.work.actions import NewTask
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_assessments import ask, begin, finish
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_notes import write
from tests.integration.casework.test_plans import agree, drawn_up

LATER = NOW + timedelta(days=9)


def test_what_others_are_to_do_stands_in_the_tray_until_they_have(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    number = begin(office, child)
    ask(office, number)
    plan, *_ = drawn_up(office, child)
    agree(office, plan)
    with fence.enter(by):
        waits = {one.what for one in waiting_for_others(by)}
    assert waits >= {"contribution"}
    assert not finish(office, number)
    with fence.enter(by):
        assert "signature" in {one.what for one in waiting_for_others(by)}
    tray = text(browser(by).get("/"))
    assert "Waiting for others" in tray and "The signature on your assessment" in tray
    for other in (office.other_worker, office.elsewhere):
        with fence.enter(other):
            assert waiting_for_others(other) == []


def test_an_overdue_signature_goes_to_the_team_above_once(office: Office, accepted: list[Episode]) -> None:
    number = begin(office, accepted[0])
    assert not finish(office, number)
    clock = office.coordinator  # the clock's own connection sees nothing of a test that is taken back
    with fence.enter(clock):
        assert escalating.escalate_signatures(by=clock, at=NOW) == 0
        assert escalating.escalate_signatures(by=clock, at=LATER) == 1
        assert escalating.escalate_signatures(by=clock, at=LATER) == 0
    with fence.enter(office.manager):
        [line] = signatures_waiting(office.manager, LATER)
        assert line.is_overdue and line.finished_by == office.worker.name
        held = Task.objects.filter(about=number, done_at=None).values_list("holder", flat=True)
        assert len(held) == 2 and set(held) <= office.manager.holders
    with fence.enter(office.elsewhere):
        assert signatures_waiting(office.elsewhere, LATER) == []
    assert "Signatures that wait" in text(browser(office.coordinator).get("/workload/"))
    with fence.enter(office.worker):
        assert Assessment.objects.get(id=number).state == "finished"


def test_the_level_that_an_assessment_found_points_to_a_tier(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    number = begin(office, child)
    finish(office, number, "4")
    address = f"/episodes/{child.id}/"
    assert "points to another tier" not in text(browser(by).get(address))
    with fence.enter(office.coordinator):
        assessing_end.authorise(assessment=number, by=office.coordinator, at=NOW)
    page = text(browser(by).get(address))
    assert f"points to another tier. {TIER_LABELS[Tier.SPECIALIST]}" in page
    with fence.enter(by):
        actions.step_tier(episode=child.id, tier=Tier.SPECIALIST, words="As it was found", by=by, at=NOW)
    assert "points to another tier" not in text(browser(by).get(address))


def test_the_compartment_goes_along_and_whoever_else_wrote_in_it_stays_within_the_team(
    office: Office, accepted: list[Episode]
) -> None:
    by, leads, other, child = office.worker, office.coordinator, office.other_worker, accepted[0]
    number = write(leads, child.fence, "Told in confidence at the gate", is_restricted=True)
    with fence.enter(by):
        task = NewTask(by.number, restricted_of(child.fence), "casework.action", uuid4(), "Do what the plan says")  # type: ignore[arg-type]
        asked = work.open_task(task, by=by, at=NOW)
    with fence.enter(leads):
        new = HandOver(child.team_id, other.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=child.id, new=new, by=leads, at=NOW)
        assert queries.note_for(leads, number) is not None
    with fence.enter(by):
        assert queries.note_for(by, number) is None
    with fence.enter(other):
        assert queries.note_for(other, number) is not None
        assert Task.objects.get(id=asked).holder == by.number
        clock = system("tests")
        assert compartment_follows(episode=child.id, by=replace(clock, holders=other.holders), at=NOW) == 1
        assert Task.objects.get(id=asked).holder == other.number
        assert compartment_follows(episode=child.id, by=clock, at=NOW) == 0


def other_leader(office: Office) -> Asker:
    """Who leads another team, and may sign."""
    found = accounts.holders_of_roles(["cluster_coordinator"], TODAY)["cluster_coordinator"]
    return accounts.asker_of(next(one for one, _ in found if one != office.coordinator.number), TODAY)


def away(office: Office, cover: Asker, last_day: date | None = None) -> UUID:
    by = office.coordinator
    new = absences.NewAbsence(by.number, AbsenceKind.SICK, TODAY, last_day, cover.number)  # type: ignore[arg-type]
    with fence.enter(by):
        return absences.record_absence(new=new, by=by, at=NOW)


def holders(office: Office, number: UUID) -> set[UUID]:
    with fence.enter(office.manager):
        return set(Task.objects.filter(about=number, done_at=None).values_list("holder", flat=True))


def test_an_overdue_signature_goes_to_whoever_covers_before_the_team_above(
    office: Office, accepted: list[Episode]
) -> None:
    cover, team = other_leader(office), accepted[0].team_id
    above = accounts.team_above(team)
    absence = away(office, cover)
    number = begin(office, accepted[0])
    assert not finish(office, number)
    clock = replace(system("tests"), holders=office.coordinator.holders)

    def round_at(at: datetime) -> int:
        with fence.enter(clock):
            return escalating.escalate_signatures(by=clock, at=at)

    assert browser(cover).get(f"/assessments/{number}/").status_code == 404
    assert [round_at(LATER), round_at(LATER)] == [1, 0]
    assert holders(office, number) == {team, cover.number}
    assert "You cover for" in text(browser(cover).get("/"))
    assert "Authorise" in text(browser(cover).get(f"/assessments/{number}/"))
    late = LATER + timedelta(days=9)
    assert [round_at(late), round_at(late)] == [1, 0]
    assert holders(office, number) == {team, cover.number, above}
    with fence.enter(office.coordinator):
        absences.end_absence(absence=absence, by=office.coordinator, at=NOW + timedelta(days=1))
        assert end_cover_everywhere(absence=absence) >= 1
    assert browser(cover).get(f"/assessments/{number}/").status_code == 404
    assert round_at(late) == 0
    assert holders(office, number) == {team, above}


def test_a_cover_who_may_not_sign_or_not_see_the_family_is_not_asked(office: Office, accepted: list[Episode]) -> None:
    team = accepted[0].team_id
    number = begin(office, accepted[0])
    assert not finish(office, number)
    clock = replace(system("tests"), holders=office.coordinator.holders)
    related = other_leader(office)
    for cover in (office.other_worker, related):
        with transaction.atomic():
            away(office, cover)
            grants.bar(accepted[0].fence, because="declared relation", against=related.number)
            with fence.enter(clock):
                assert escalating.escalate_signatures(by=clock, at=LATER) == 1
            assert holders(office, number) == {team, accounts.team_above(team)}
            assert browser(cover).get(f"/assessments/{number}/").status_code == 404
            transaction.set_rollback(True)


def test_who_was_asked_to_cover_sees_the_family_no_more_once_it_is_another_teams(
    office: Office, accepted: list[Episode]
) -> None:
    cover, child = other_leader(office), accepted[0]
    away(office, cover)
    number = begin(office, child)
    assert not finish(office, number)
    clock = replace(system("tests"), holders=office.coordinator.holders)
    with fence.enter(clock):
        assert escalating.escalate_signatures(by=clock, at=LATER) == 1
    assert browser(cover).get(f"/assessments/{number}/").status_code == 200
    there = next(one.team for one in accounts.places_served(TODAY) if one.team not in {child.team_id, *cover.holders})
    with fence.enter(office.coordinator):
        actions.hand_over(
            episode=child.id, new=HandOver(there, None, HandOverReason.MOVED, "Moved"), by=office.coordinator, at=LATER
        )
    assert browser(cover).get(f"/assessments/{number}/").status_code == 404
