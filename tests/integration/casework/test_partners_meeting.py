"""The monthly partners meeting: each child for those who need to hear it, and nothing tells the others."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.casework import actions, queries
from familyhub.casework.actions import (
    HandOver,
    Held,
    NewItem,
    NewOutcome,
    NewPartnersMeeting,
    NewSeat,
    NotThere,
    Owner,
    Refused,
    Said,
)
from familyhub.casework.actions.partners_later import let_hear
from familyhub.casework.models import Episode
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.casework.terms.partners import Basis, SeatAttendance, SeatRole
from familyhub.casework.terms.plans import OwnerKind
from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker
from familyhub.demo.partners_met import meet_partners
from familyhub.people.queries import names_of
from familyhub.work.models import Task
from tests.integration.casework.conftest import Office, browser, typed
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_plans import send

NOW, TODAY = timezone.now(), timezone.localdate()  # a member's sight ends by the database's clock
SOON = NOW + timedelta(days=4)
AFTER = SOON + timedelta(hours=2)
WHY = "Zweisilbig few words for his age"
ONCE = re.compile(r'csrfmiddlewaretoken" value="[^"]+|nonce="[^"]+|nonce-[^"\' ]+')


def somebody(role: str) -> Asker:
    number, _ = accounts.holders_of_roles([role], TODAY)[role][0]
    return accounts.asker_of(number, TODAY)


@pytest.fixture
def members(office: Office) -> SimpleNamespace:
    return SimpleNamespace(midwife=somebody("midwife"), visitor=somebody("health_visitor"))


def call(office: Office, members: SimpleNamespace, when: Any = SOON) -> uuid.UUID:
    leads = office.coordinator
    seats = (
        NewSeat(SeatRole.MIDWIFE, members.midwife.number),
        NewSeat(SeatRole.HEALTH_VISITOR, members.visitor.number),
        NewSeat(SeatRole.PORTAGE, None, "Porta Sample", "Portage service"),
    )
    [(team, _), *_] = queries.teams_convened(leads, TODAY)
    with fence.enter(leads):
        new = NewPartnersMeeting(team, when, "Example Hall", seats)
        return actions.call_partners_meeting(new=new, by=leads, at=NOW)


def seat_of(by: Asker, meeting: uuid.UUID, role: SeatRole) -> uuid.UUID:
    with fence.enter(by):
        return next(one.id for one in queries.seats_of(by, meeting) if one.role is role)


def put(by: Asker, child: Episode, meeting: uuid.UUID, *roles: SeatRole) -> uuid.UUID:
    needs = {seat_of(by, meeting, role): "Sees him next week" for role in roles}
    with fence.enter(by):
        new = NewItem(WHY, Basis.AGREED, "", needs)
        return actions.put_child(episode=child.id, meeting=meeting, new=new, by=by, at=NOW)


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return ONCE.sub("", answer.content.decode())


def name_of(by: Asker, child: Episode) -> str:
    with fence.enter(by):
        return names_of(by, [child.record_id])[child.record_id].name


def test_a_member_without_a_need_reads_the_same_page_whatever_is_on_the_agenda(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    meeting, by = call(office, members), office.worker
    address, visitor, midwife = f"/partners-meetings/{meeting}/", browser(members.visitor), browser(members.midwife)
    seat = seat_of(members.visitor, meeting, SeatRole.HEALTH_VISITOR)
    own = f"{address}for/{seat}/"
    before = [page_of(visitor, one) for one in ("/", "/partners-meetings/", address, own)]
    items = [put(by, child, meeting, SeatRole.MIDWIFE) for child in accepted[:2]]
    assert [page_of(visitor, one) for one in ("/", "/partners-meetings/", address, own)] == before
    assert name_of(by, accepted[0]) in page_of(midwife, address)
    for item in items:
        assert visitor.get(f"/agenda-items/{item}/").status_code == 404
        assert WHY in page_of(midwife, f"/agenda-items/{item}/")
        assert midwife.get(f"/agenda-items/{item}/said/").status_code == 404
    with fence.enter(members.midwife):
        assert queries.episode_for(members.midwife, accepted[0].id) is None
        assert names_of(members.midwife, [accepted[0].record_id]) == {}
        with pytest.raises(NotThere):
            actions.take_off(item=items[0], by=members.midwife, at=NOW)
    with fence.enter(office.elsewhere):
        assert queries.agenda_item_for(office.elsewhere, items[0]) is None


def test_a_member_is_named_later_and_reads_it_until_some_days_after(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    meeting, by = call(office, members), office.worker
    item = put(by, accepted[0], meeting, SeatRole.MIDWIFE)
    visitor, address = browser(members.visitor), f"/agenda-items/{item}/put-to/"
    seat = seat_of(by, meeting, SeatRole.HEALTH_VISITOR)
    assert visitor.get(f"/agenda-items/{item}/").status_code == 404
    for other in (visitor, browser(members.midwife), browser(office.elsewhere)):
        assert other.get(address).status_code in {403, 404} and other.post(address).status_code in {403, 404}
    worker = browser(by)
    page = page_of(worker, f"/agenda-items/{item}/")
    assert "Put to one more member" in page and "Midwi" not in page_of(worker, address).split("Member</legend>")[-1]
    assert "Enter why they need to hear it" in send(worker, address, seat=str(seat), words="")
    assert "They read it from now on" in send(worker, address, seat=str(seat), words="Sees him from Monday")
    assert WHY in page_of(visitor, f"/agenda-items/{item}/") and name_of(by, accepted[0]) in page_of(
        visitor, f"/partners-meetings/{meeting}/"
    )
    with fence.enter(by):
        told = [one.sentence for one in events.timeline_of_subjects([accepted[0].record_id], 5)]
        assert any("Put to one more member" in sentence for sentence in told)
        with pytest.raises(Refused, match="named already"):
            let_hear(item=item, seat=seat, words="Again", by=by, at=NOW)
        with pytest.raises(NotThere):
            let_hear(item=item, seat=uuid.uuid4(), words="Who", by=by, at=NOW)
        porta = next(one.id for one in queries.seats_of(by, meeting) if one.role is SeatRole.PORTAGE)
        with pytest.raises(Refused, match="any more"):
            let_hear(item=item, seat=porta, words="Late", by=by, at=NOW + timedelta(days=90))
        actions.take_off(item=item, by=by, at=NOW)
    assert visitor.get(f"/agenda-items/{item}/").status_code == 404


def test_what_was_agreed_lands_in_trays_and_the_members_sight_ends(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    meeting, by = call(office, members), office.worker
    item = put(by, accepted[0], meeting, SeatRole.MIDWIFE, SeatRole.PORTAGE)
    due = AFTER.date() + timedelta(days=9)
    theirs = NewOutcome("Weigh him", Owner(OwnerKind.STAFF, members.midwife.number), due)
    ours = NewOutcome("Ring the nursery", Owner(OwnerKind.STAFF, by.number), due)
    wrong = NewOutcome("Visit", Owner(OwnerKind.STAFF, members.visitor.number), due)
    with fence.enter(by):
        with pytest.raises(Refused, match="not begun"):
            actions.say_item(item=item, new=Said("Growing"), by=by, at=NOW)
        with pytest.raises(Refused, match="not put to them"), fence.enter(by):
            actions.say_item(item=item, new=Said("Growing", (wrong,)), by=by, at=AFTER)
        actions.say_item(item=item, new=Said("Growing", (theirs, ours)), by=by, at=AFTER)
        with pytest.raises(Refused, match="already"):
            actions.say_item(item=item, new=Said("Shrinking"), by=by, at=AFTER)
    with fence.enter(members.midwife):
        [task] = Task.objects.filter(holder=members.midwife.number, about_kind="casework.agreed")
        assert "agreed" in task.words and name_of(by, accepted[0]) not in task.words
        grants.cut([members.midwife.number], because=f"agenda {meeting}")  # as if the days after the meeting were over
        assert queries.agenda_item_for(members.midwife, item) is not None  # needed until it is done
        actions.finish_agreed(agreed=task.about, words="4.2 kg", by=members.midwife, at=AFTER)
        assert queries.agenda_item_for(members.midwife, item) is None
    with fence.enter(by):
        lines = queries.agenda_item_for(by, item).line.agreed  # type: ignore[union-attr]
        assert {(one.words, one.is_done, one.may_finish) for one in lines} == {
            ("Weigh him", True, False),
            ("Ring the nursery", False, True),
        }
        other = HandOver(accepted[0].team_id, office.other_worker.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=accepted[0].id, new=other, by=by, at=AFTER)
    with fence.enter(office.other_worker):
        [passed] = Task.objects.filter(holder=office.other_worker.number, about_kind="casework.agreed", done_at=None)
        actions.finish_agreed(agreed=passed.about, words="Rang", by=office.other_worker, at=AFTER)


def test_a_meeting_is_closed_with_who_was_there_and_the_minutes_are_each_members_own(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    meeting, leads = call(office, members), office.coordinator
    put(office.worker, accepted[0], meeting, SeatRole.PORTAGE)
    who = name_of(office.worker, accepted[0])
    with fence.enter(leads):
        page: Any = queries.partners_meeting_for(leads, meeting)
        assert "Early years adviser" in page.missing and len(page.missing) == 3
        with pytest.raises(Refused, match="names a child"):
            new = Said(f"{who.split()[0]} came up")
            actions.say_item(item=page.standing[0].id, new=new, by=leads, at=AFTER)
        actions.say_item(item=page.standing[0].id, new=Said("Births are up"), by=leads, at=AFTER)
        took = {seat.id: SeatAttendance.ATTENDED for seat in page.seats}
        held = Held(took, AFTER.date() + timedelta(days=28))
        actions.close_partners_meeting(meeting=meeting, new=held, by=leads, at=AFTER, version_seen=page.version)
        with pytest.raises(actions.ChangedMeanwhile):
            actions.close_partners_meeting(meeting=meeting, new=held, by=leads, at=AFTER, version_seen=page.version)
        with pytest.raises(Refused, match="on that day already"):
            call(office, members)
    seats = {role: seat_of(leads, meeting, role) for role in (SeatRole.PORTAGE, SeatRole.MIDWIFE)}
    sent = browser(leads)
    theirs, others = (page_of(sent, f"/partners-meetings/{meeting}/for/{seat}/") for seat in seats.values())
    assert who in theirs and who not in others and "Births are up" in theirs and "Births are up" in others
    assert (
        browser(members.midwife).get(f"/partners-meetings/{meeting}/for/{seats[SeatRole.PORTAGE]}/").status_code == 404
    )
    assert browser(members.midwife).get(f"/partners-meetings/{meeting}/close/").status_code == 404
    with fence.enter(leads):
        assert Task.objects.filter(about=meeting, done_at=None).get().words == "Call the next partners meeting"


def test_whoever_is_barred_from_the_child_is_barred_from_the_item_and_cancelling_ends_it(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    meeting, by = call(office, members), office.worker
    item = put(by, accepted[0], meeting, SeatRole.MIDWIFE, SeatRole.HEALTH_VISITOR)
    with fence.enter(by):
        child = names_of(by, [accepted[0].record_id])[accepted[0].record_id].person
        grants.bar(child, because="declared", against=members.visitor.number)
        grants.bar(child, because="declared", against=office.coordinator.number)
    for asker, is_read in ((members.midwife, True), (members.visitor, False), (office.coordinator, False)):
        with fence.enter(asker):
            page: Any = queries.partners_meeting_for(asker, meeting)
            assert bool(page.children) is is_read is (queries.agenda_item_for(asker, item) is not None)
    with fence.enter(office.coordinator):
        actions.cancel_partners_meeting(meeting=meeting, words="Snow", by=office.coordinator, at=NOW)
    with fence.enter(members.midwife):
        assert queries.agenda_item_for(members.midwife, item) is None
        assert queries.partners_meeting_for(members.midwife, meeting).state == "cancelled"  # type: ignore[union-attr]
    with fence.enter(by):
        assert queries.agenda_item_for(by, item) is not None  # of the case
        with pytest.raises(NotThere):
            actions.cancel_partners_meeting(meeting=meeting, words="x", by=by, at=NOW)


def test_a_meeting_is_called_and_a_child_put_to_it_in_a_browser(
    office: Office, members: SimpleNamespace, accepted: list[Episode]
) -> None:
    leads, child = browser(office.coordinator), accepted[0]
    when = typed("day", days=40) | {"time": "14:30", "team": str(child.team_id)}
    assert "Invite somebody" in send(leads, "/partners-meetings/call/", **when, place="Hall")
    kept = leads.get("/partners-meetings/call/").content.decode()
    assert f'value="{when["day_year"]}"' in kept and "Hall" in kept  # what was typed comes back, the day's boxes too
    asked = {"staff_midwife": str(members.midwife.number), "name_portage_worker": "Porta Sample, Portage"}
    called = send(leads, "/partners-meetings/call/", **when, place="Hall", **asked)
    assert "The partners meeting was called" in called and "Porta Sample" in called
    assert "Nobody yet: health visitor" in called
    worker = browser(office.worker)
    address = f"/episodes/{child.id}/partners-meeting/"
    boxes = re.findall(r'name="(need_[^"]+)"', worker.get(address).content.decode())
    bad = send(worker, address, why=WHY, basis="not_told", **{boxes[0]: "Books the birth"})
    assert "Say why it is talked about" in bad
    done = send(worker, address, why=WHY, basis="agreed", **{boxes[0]: "Books the birth"})
    assert "The child was put to the meeting" in done and "Books the birth" in done
    assert "was put to this meeting already" in send(worker, address, why=WHY, basis="agreed", **{boxes[0]: "Again"})
    assert "Put to the partners meeting" in text(worker.get(f"/episodes/{child.id}/"))
    listed = worker.get("/partners-meetings/").content.decode()
    assert re.search(r"/agenda-items/[0-9a-f-]{36}/", listed) is None  # the list says nothing of what is on them


def test_the_month_of_the_demonstration_tells_one_member_alone(office: Office, accepted: list[Episode]) -> None:
    told = meet_partners(office.coordinator, office.worker, accepted[0].fence, NOW)
    assert len(told["members"]) == 6 and told["missing"] == []
    assert len(told["children_the_midwife_reads"]) == 1 and told["children_the_health_visitor_reads"] == []
    assert told["supervision"] == {"next_on": TODAY + timedelta(weeks=4), "families": 1, "decisions": 1}
