"""Invitations and minutes reach each guest: a tray, a notice that names nobody, a copy handed over; never the other."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import Minutes, NewGuest, NewMeeting, Refused
from familyhub.casework.asked_at_sending import meeting_stands
from familyhub.casework.models import Episode
from familyhub.casework.queries import GuestLine
from familyhub.casework.terms.meetings import Attendance, GuestKind
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.messages import letter_shelf
from familyhub.messages.models import Message
from familyhub.messages.policy import Outgoing
from familyhub.messages.terms import ContactRule, Way
from familyhub.work.models import Task
from tests.integration.casework.conftest import NOW, Office, browser, typed
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_meetings import AFTER, HER_PLACE, HERS, HIS, HIS_PLACE, parents
from tests.integration.casework.test_plans import send

PARTNER = "hettie.sample@healthvisiting.example"


@pytest.fixture
def safe(monkeypatch: Any) -> None:
    """Email is known to be safe for everybody."""
    from familyhub.casework.actions import meeting_copies
    from familyhub.messages.policy import Reachable

    monkeypatch.setattr(meeting_copies, "reachable", lambda *told: Reachable(ContactRule.ALLOWED, "x@family.example"))


def call(office: Office, child: Episode, record: uuid.UUID, when: Any = HERS, place: str = HER_PLACE) -> uuid.UUID:
    guests = (
        NewGuest(GuestKind.FAMILY, record=record),
        NewGuest(GuestKind.STAFF, staff=office.coordinator.number),
        NewGuest(GuestKind.PARTNER, name="Hettie Sample", agency="Health visiting", email=PARTNER),
        NewGuest(GuestKind.PARTNER, name="Pat Placeholder", agency="School"),
    )
    with fence.enter(office.worker):
        new = NewMeeting(when, place, guests)
        return actions.call_meeting(case=child.fence, new=new, by=office.worker, at=NOW)


def guests(by: Asker, meeting: uuid.UUID) -> dict[str, GuestLine]:
    with fence.enter(by):
        page = queries.meeting_for(by, meeting)
        assert page is not None
        return {one.name: one for one in page.guests}


def sent_about(by: Asker, meeting: uuid.UUID) -> list[Message]:
    with fence.enter(by):
        return list(Message.objects.filter(about=meeting).order_by("letter"))


def test_each_guest_has_the_invitation_in_their_own_way(office: Office, accepted: list[Episode], safe: None) -> None:
    by, child, client = office.worker, accepted[0], browser(office.worker)
    mother, _ = parents(office, child)
    meeting = call(office, child, mother)
    assert "Send the invitations" in text(client.get(f"/meetings/{meeting}/"))
    page = send(client, f"/meetings/{meeting}/send/")
    assert "Sent to 4 guests" in page
    assert "into their tray" in guests(by, meeting)[office.coordinator.name].sent
    assert guests(by, meeting)["Pat Placeholder"].sent == f"to be handed over by {by.name}"
    assert "a notice that names nobody was sent" in guests(by, meeting)["Hettie Sample"].sent
    with fence.enter(office.coordinator):
        task = Task.objects.get(about=meeting, holder=office.coordinator.number)
    assert "You are asked to the meeting of 28 November" in task.words
    found = sent_about(by, meeting)
    assert [one.letter for one in found] == ["meeting_partner", "meeting_person", "meeting_staff"]
    assert [one.to_address for one in found][:2] == [PARTNER, ""] and found[1].person_record == mother
    assert all(sent_about(one, meeting) == [] for one in (office.officer, office.elsewhere))
    with fence.enter(by), pytest.raises(Refused, match="had it already"):
        actions.send_copies(meeting=meeting, by=by, at=NOW)


def test_no_letter_names_anybody_or_a_place(office: Office, accepted: list[Episode], safe: None) -> None:
    by, child = office.worker, accepted[0]
    mother, _ = parents(office, child)
    meeting = call(office, child, mother)
    with fence.enter(by):
        actions.send_copies(meeting=meeting, by=by, at=NOW)
    for one in sent_about(by, meeting):
        written = letter_shelf.write(one.letter, one.values, Way(one.way))
        whole = f"{written.subject} {written.words}"
        for secret in ("Testina", "Example", "Hettie", "Sample", HER_PLACE, child.reference, by.name):
            assert secret not in whole, one.letter
    assert "Saturday 28 November 2026" in whole or one.letter == "meeting_staff"


def test_nobody_is_told_of_the_meeting_of_whom_they_are_kept_apart_from(
    office: Office, accepted: list[Episode], safe: None
) -> None:
    by, child = office.worker, accepted[0]
    mother, father = parents(office, child)
    with fence.enter(by):
        actions.keep_apart(case=child.fence, one=mother, other=father, words="A court order", by=by, at=NOW)
    hers, his = call(office, child, mother), call(office, child, father, HIS, HIS_PLACE)
    with fence.enter(by):
        actions.send_copies(meeting=hers, by=by, at=NOW)
        actions.send_copies(meeting=his, by=by, at=NOW)
    assert {one.person_record for one in sent_about(by, hers)} == {None, mother}
    assert {one.person_record for one in sent_about(by, his)} == {None, father}


def test_where_nothing_is_known_to_be_safe_nothing_goes_and_it_is_handed_over(
    office: Office, accepted: list[Episode]
) -> None:
    by, child, client = office.worker, accepted[0], browser(office.worker)
    mother, _ = parents(office, child)
    meeting = call(office, child, mother)
    with fence.enter(by):
        actions.send_copies(meeting=meeting, by=by, at=NOW)
    assert "meeting_person" not in [one.letter for one in sent_about(by, meeting)]
    [hers] = [one for one in guests(by, meeting).values() if one.record]
    assert hers.sent == f"to be handed over by {by.name}" and hers.waits
    printed = text(client.get(f"/meetings/{meeting}/for/{hers.id}/"))
    assert "Print this page to hand it over" in printed
    page = send(
        client, f"/meetings/{meeting}/for/{hers.id}/given/", given_by="Ivy at the door", **typed("given_on", days=0)
    )
    assert "given on" in page and "by Ivy at the door" in page
    assert browser(office.elsewhere).get(f"/meetings/{meeting}/for/{hers.id}/given/").status_code == 404


def test_minutes_are_sent_once_they_are_written_and_an_invitation_goes_only_while_the_meeting_stands(
    office: Office, accepted: list[Episode], safe: None
) -> None:
    by, child = office.worker, accepted[0]
    mother, _ = parents(office, child)
    meeting = call(office, child, mother)
    with fence.enter(by):
        actions.send_copies(meeting=meeting, by=by, at=NOW)
    letter = sent_about(by, meeting)[0]
    going = Outgoing(
        id=letter.id,
        letter=letter.letter,
        audience=letter_shelf.letter(letter.letter).AUDIENCE,
        way=Way.EMAIL,
        about_kind=letter.about_kind,
        about=meeting,
        values=letter.values,
        made_at=NOW,
        now=NOW,
    )
    assert meeting_stands(going).ok
    took = {one.id: (Attendance.ATTENDED, "") for one in guests(by, meeting).values()}
    with fence.enter(by):
        actions.hold_meeting(meeting=meeting, new=Minutes(took, "School is going well."), by=by, at=AFTER)
    assert not meeting_stands(going).ok
    assert all(one.sent == "" for one in guests(by, meeting).values())
    with fence.enter(by):
        assert actions.send_copies(meeting=meeting, by=by, at=AFTER) == 4
    assert guests(by, meeting)["Hettie Sample"].sent == f"to be handed over by {by.name}"
    with fence.enter(office.coordinator):
        words = Task.objects.filter(about=meeting, holder=office.coordinator.number, done_at__isnull=True)
        assert "Read the minutes of 28 November" in words.get().words


def test_an_address_of_a_partner_is_one(office: Office, accepted: list[Episode]) -> None:
    from familyhub.web.casework.meeting_forms import parts_of

    whole = ("Hettie Sample", "Health, and more")
    assert parts_of("Hettie Sample, Health, and more, h@x.example") == (*whole, "h@x.example")
    assert parts_of("Hettie Sample, Health, and more") == (*whole, "")
    said = send(browser(office.worker), f"/cases/{accepted[0].fence}/meetings/call/", partners="Hettie, School, h@@x")
    assert "h@@x is not an email" in said
