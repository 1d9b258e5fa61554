"""Meetings: two where two parents are kept apart, and neither learns of the other's time, place or presence."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import Minutes, NewGuest, NewMeeting, NewOutcome, NotThere, Owner, Refused
from familyhub.casework.models import CaseMember, Episode
from familyhub.casework.terms.meetings import Attendance, GuestKind
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.people import actions as people
from familyhub.people.new import NewName, NewPerson
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, TODAY, Office, browser, typed
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

HERS, HIS = NOW + timedelta(days=8), NOW + timedelta(days=10, hours=3)
AFTER = NOW + timedelta(days=20)
HER_PLACE, HIS_PLACE = "Quietplace Children's Centre", "Farplace Library"
HER_DAY, HIS_DAY = "28 November", "30 November"


def parents(office: Office, episode: Episode) -> tuple[uuid.UUID, uuid.UUID]:
    """The mother of the case, and a father who is of it too."""
    by = office.worker
    with fence.enter(by):
        mother = next(
            one.who.record
            for one in queries.case_for(by, episode.fence).members  # type: ignore[union-attr]
            if not one.is_child
        )
        new = NewPerson(names=(NewName("Fredrick", "Example"),), sex="M")
        [made] = people.register_many(new=[new], by=by, at=NOW)
        father = made.record
        grants.grant([by.number, office.coordinator.number], [made.person], because="the test's")  # type: ignore[list-item]
        CaseMember(fence=episode.fence, record_id=father, is_child=False, at=NOW).save(force_insert=True)
    return mother, father


def meet(by: Asker, episode: Episode, record: uuid.UUID, when: object, place: str) -> uuid.UUID:
    guests = (
        NewGuest(GuestKind.FAMILY, record=record),
        NewGuest(GuestKind.STAFF, staff=by.number),
        NewGuest(GuestKind.PARTNER, name="Hettie Sample", agency="Health visiting"),
    )
    with fence.enter(by):
        return actions.call_meeting(case=episode.fence, new=NewMeeting(when, place, guests), by=by, at=NOW)  # type: ignore[arg-type]


def copy_for(by: Asker, meeting: uuid.UUID, record: uuid.UUID) -> str:
    with fence.enter(by):
        page = queries.meeting_for(by, meeting)
        guest = next(one.id for one in page.guests if one.record == record)  # type: ignore[union-attr]
    answer = browser(by).get(f"/meetings/{meeting}/for/{guest}/")
    assert answer.status_code == 200
    return answer.content.decode() + text(answer)


def test_neither_parent_learns_when_where_or_that_the_other_meets_us(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    mother, father = parents(office, child)
    with fence.enter(by):
        actions.keep_apart(case=child.fence, one=mother, other=father, words="A court order", by=by, at=NOW)
    both = (NewGuest(GuestKind.FAMILY, record=mother), NewGuest(GuestKind.FAMILY, record=father))
    with fence.enter(by), pytest.raises(Refused) as refused:
        actions.call_meeting(case=child.fence, new=NewMeeting(HERS, HER_PLACE, both), by=by, at=NOW)
    assert "one meeting with each" in str(refused.value)
    hers, his = meet(by, child, mother, HERS, HER_PLACE), meet(by, child, father, HIS, HIS_PLACE)
    with pytest.raises(Refused):
        meet(by, child, mother, HIS - timedelta(hours=1), HIS_PLACE)
    told = (
        "School is going well. Fredrick was asked to come too. Testina was asked to come too. "
        f"Her father sees us at {HIS_PLACE}. Her mother sees us at {HER_PLACE}. "
        f"We also meet on {HIS_DAY}. We also meet on {HER_DAY}."
    )
    for meeting, when in ((hers, HERS), (his, HIS)):
        decided = (NewOutcome(f"Tell Fredrick and Testina of {HER_PLACE} and {HIS_PLACE}", staff(by), AFTER.date()),)
        with fence.enter(by):
            page = queries.meeting_for(by, meeting)
            took = {one.id: (Attendance.ATTENDED, "") for one in page.guests}  # type: ignore[union-attr]
            minutes = Minutes(took, told, "Ask Fredrick apart", decided, AFTER.date())
            actions.hold_meeting(meeting=meeting, new=minutes, by=by, at=when + timedelta(hours=1))
    for record, meeting, own, other in ((mother, hers, "Testina", "Fredrick"), (father, his, "Fredrick", "Testina")):
        copy = copy_for(by, meeting, record)
        place, day = (HIS_PLACE, HIS_DAY) if record == mother else (HER_PLACE, HER_DAY)
        assert "School is going well" in copy and own in copy
        assert [word for word in (other, place, day, "Ask Fredrick apart", "court order") if word in copy] == []
    assert "father" not in copy_for(by, hers, mother) and "mother" not in copy_for(by, his, father)


def staff(by: Asker) -> Owner:
    return Owner(OwnerKind.STAFF, by.number)


def test_a_meeting_says_how_the_family_took_part_and_its_decisions_are_in_trays(
    office: Office, accepted: list[Episode]
) -> None:
    by, child = office.worker, accepted[0]
    with fence.enter(by):
        mother = next(one.who.record for one in queries.case_for(by, child.fence).members if not one.is_child)  # type: ignore[union-attr]
    meeting = meet(by, child, mother, HERS, HER_PLACE)
    with fence.enter(by):
        guests = queries.meeting_for(by, meeting).guests  # type: ignore[union-attr]
        ways = {GuestKind.FAMILY: (Attendance.VIEWS, "I want mornings"), GuestKind.PARTNER: (Attendance.APOLOGIES, "")}
        took = {one.id: ways.get(one.kind, (Attendance.ATTENDED, "")) for one in guests}
        early = Minutes(took, "We met")
        with pytest.raises(Refused):
            actions.hold_meeting(meeting=meeting, new=early, by=by, at=NOW)
        decided = NewOutcome("Ring the school", staff(by), AFTER.date())
        new = Minutes(took, "We met", "", (decided,), AFTER.date())
        actions.hold_meeting(meeting=meeting, new=new, by=by, at=HERS + timedelta(hours=1))
        page = queries.meeting_for(by, meeting)
        waits = Task.objects.filter(about=page.decisions[0].id, done_at__isnull=True)  # type: ignore[union-attr]
        assert waits.get().holder == by.number
        actions.finish_decision(decision=page.decisions[0].id, words="Rang", by=by, at=AFTER)  # type: ignore[union-attr]
        assert not waits.exists()
        assert {one.attendance_label for one in page.guests} == {"Sent their views", "Sent apologies", "Was there"}  # type: ignore[union-attr]
        with pytest.raises(Refused):
            actions.hold_meeting(meeting=meeting, new=new, by=by, at=AFTER)
        who = queries.episode_for(by, accepted[1].id).who  # type: ignore[union-attr]
        grants.bar(who.person, because="declared", against=office.coordinator.number)  # type: ignore[union-attr]
    with fence.enter(office.coordinator):
        assert queries.meetings_of(office.coordinator, child.fence) == []
        assert queries.told_to(office.coordinator, [("casework.meeting_called", meeting)]) == set()
        with pytest.raises(NotThere):
            actions.cancel_meeting(meeting=meeting, words="x", by=office.coordinator, at=AFTER)
    assert browser(office.coordinator).get(f"/meetings/{meeting}/").status_code == 404


def test_a_meeting_is_called_and_cancelled_in_a_browser(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    address = f"/cases/{child.fence}/meetings/call/"
    when = typed("day", days=40) | {"time": "14:30"}
    assert "Enter the place" in send(client, address, **when, place="", partners="Hettie Sample, Health visiting")
    assert "Invite somebody" in send(client, address, **when, place=HER_PLACE, partners="")
    called = send(client, address, **when, place=HER_PLACE, partners="Hettie Sample, Health visiting")
    assert "The meeting was called" in called and "Hettie Sample, Health visiting: invited" in called
    with fence.enter(office.worker):
        meeting = queries.meetings_of(office.worker, child.fence)[0].id
    early = send(client, f"/meetings/{meeting}/minutes/", shared="")
    assert "Enter the minutes" in early and "Choose how Hettie Sample took part" in early
    assert "(cancelled)" in send(client, f"/meetings/{meeting}/cancel/", words="Snow")
    assert TODAY


def test_what_was_begun_about_two_who_are_kept_apart_is_found_again(office: Office, accepted: list[Episode]) -> None:
    by, child, client = office.worker, accepted[0], browser(office.worker)
    mother, father = parents(office, child)
    with fence.enter(by):
        actions.keep_apart(case=child.fence, one=mother, other=father, words="A court order", by=by, at=NOW)
        [line] = queries.kept_apart(by, child.fence)
    address = f"/cases/{child.fence}/apart/{line.id}/"
    assert client.post(f"/drafts/casework:let_together/{line.id}/", {"words": "It has ended"}).status_code == 204
    tray = client.get("/").content.decode()
    assert f'href="{address}"' in tray and "Not keeping two people apart any more" in tray
    assert "It has ended" in client.get(address).content.decode()
