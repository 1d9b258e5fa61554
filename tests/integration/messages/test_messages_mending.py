"""Messages that were given up: who sees them, and what can be done, once each."""

from __future__ import annotations

import uuid
from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.accounts import actions as accounts
from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker, Kind, Reach, system
from familyhub.messages import actions, queries
from familyhub.messages.models import Attempt, Message
from familyhub.messages.terms import Way
from familyhub.people import actions as people
from familyhub.people.new import NewContactPoint, NewName, NewPerson, NewSafeContact

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = system("test")


def asker(*wide: str, holders: tuple[uuid.UUID, ...] = (), **permissions: Reach) -> Asker:
    number = uuid.uuid4()
    return Asker(
        kind=Kind.STAFF,
        number=number,
        holders=frozenset({number, *holders}),
        wide=frozenset(wide),
        permissions={code.replace("_", "."): reach for code, reach in permissions.items()},
    )


def an_officer() -> Asker:
    return asker("messages", "outbox", "people", messages_mend=Reach.COUNTY, messages_see=Reach.COUNTY)


def an_administrator() -> Asker:
    return asker("outbox", messages_mend=Reach.COUNTY)


EVERYTHING = asker("messages", "outbox", "people")


def given_up(**other: object) -> uuid.UUID:
    given: dict[str, object] = {
        "letter": "referral_outcome",
        "fence": uuid.uuid4(),
        "about_kind": "referrals.contact",
        "about": uuid.uuid4(),
        "to_address": "nora.nurse@school.example",
        "values": {"reference": "FH-7K3M", "link": "/my-referrals/open/abc"},
    }
    new = actions.NewMessage(**(given | other))  # type: ignore[arg-type]
    with fence.enter(EVERYTHING):
        number = actions.send(new, by=SYSTEM, at=NOW)
        if new.is_hidden:
            grants.grant([EVERYTHING.number], [new.fence], because="test")  # type: ignore[list-item]
        changed = Message.objects.filter(id=number).update(state="dead", reason="no such address", next_try_at=None)
        assert changed == 1
    return number


def row(number: uuid.UUID) -> Message:
    with fence.enter(EVERYTHING):
        return Message.objects.get(id=number)


def seen(who: Asker) -> list[uuid.UUID]:
    with fence.enter(who):
        lines = [line.id for line in queries.dead_letters(who).lines]
        assert queries.count_dead(who) == len(lines)
        assert all(queries.dead_letter(who, one, NOW) for one in lines)
        return lines


def told(number: uuid.UUID) -> list[str]:
    with fence.enter(EVERYTHING):
        return [line.sentence for line in events.timeline_about(Message.objects.get(id=number).about)]


def test_the_front_door_sees_all_and_whole_the_administrator_letters_of_accounts_and_masked() -> None:
    work, account = given_up(), given_up(letter="staff_invitation", about_kind="staff")
    assert set(seen(an_officer())) == {work, account}
    assert seen(an_administrator()) == [account]
    for who, shown in ((an_officer(), "nora.nurse@school.example"), (an_administrator(), "n•••@school.example")):
        with fence.enter(who):
            whole = queries.dead_letter(who, account, NOW)
        assert whole is not None and whole.letter.address == shown


@pytest.mark.parametrize("who", [asker("messages", messages_see=Reach.COUNTY), asker(), Asker(kind=Kind.NOBODY)])
def test_whoever_may_not_mend_sees_none(who: Asker) -> None:
    number = given_up()
    with fence.enter(who):
        assert queries.dead_letters(who).lines == () and queries.count_dead(who) == 0
        assert queries.dead_letter(who, number, NOW) is None
        with pytest.raises(actions.NotGivenUp):
            actions.send_again(message=number, by=who, at=NOW)


def test_a_barred_message_is_neither_listed_nor_counted_nor_mended() -> None:
    sealed, own = uuid.uuid4(), uuid.uuid4()
    first, second = given_up(fence=sealed), given_up(fence=own)
    officer = an_officer()
    with fence.enter(SYSTEM):
        grants.bar(sealed, because="sealed")
        grants.bar(own, because="declared interest", against=officer.number)
    assert seen(officer) == []
    assert seen(an_officer()) == [second]
    for number in (first, second):
        with fence.enter(officer):
            assert queries.dead_letter(officer, number, NOW) is None
            with pytest.raises(actions.NotGivenUp):
                actions.set_aside(message=number, reason="told by phone", by=officer, at=NOW)


def test_a_hidden_message_is_there_for_a_grant_alone() -> None:
    behind, desk = uuid.uuid4(), uuid.uuid4()
    number = given_up(fence=behind, is_hidden=True)
    with fence.enter(SYSTEM):
        grants.grant([desk], [behind], because="protection desk")
    assert seen(an_officer()) == []
    nothing = asker(messages_mend=Reach.COUNTY)  # a county-wide right to nothing opens nothing
    assert seen(nothing) == []
    assert seen(asker(holders=(desk,), messages_mend=Reach.COUNTY)) == [number]


def test_messages_are_hidden_later_by_whoever_holds_what_they_tell_of() -> None:
    behind = uuid.uuid4()
    number = given_up(fence=behind)
    desk = asker("messages", messages_mend=Reach.COUNTY, messages_see=Reach.COUNTY)
    with fence.enter(SYSTEM):
        grants.grant([desk.number], [behind], because="protection desk")  # type: ignore[list-item]
    with fence.enter(desk):
        assert actions.hide(fences=[behind]) == 1
    assert seen(an_officer()) == []
    assert seen(desk) == [number]


def a_parent(*points: NewContactPoint) -> uuid.UUID:
    new = NewPerson(
        names=(NewName("Testina", "Example"),), contact_points=points, safe_contact=NewSafeContact(known="yes")
    )
    with fence.enter(SYSTEM):
        return people.register(new=new, by=SYSTEM, at=NOW)


def to_a_parent(*points: NewContactPoint) -> uuid.UUID:
    values = {"reference": "FH-7K3M"}
    return given_up(letter="request_received", to_address="", values=values, person_record=a_parent(*points))


EMAIL = NewContactPoint("email", "testina@home.example", may_write="yes")


def test_a_message_to_somebody_whom_the_reader_may_not_see_is_not_there() -> None:
    number = to_a_parent(EMAIL)
    assert seen(an_officer()) == [number]
    assert seen(asker("messages", messages_mend=Reach.COUNTY, messages_see=Reach.COUNTY)) == []


def test_no_line_has_a_name_and_none_to_a_person_has_an_address() -> None:
    to_a_parent(EMAIL)
    officer = an_officer()
    with fence.enter(officer) as unit:
        [line] = queries.dead_letters(officer).lines
        assert (line.to_whom, line.way, line.address, line.reason) == ("the family", "email", "", "no such address")
        assert len(unit.subjects) == 1  # who reads it has read of that person
    assert {field.name for field in fields(line)}.isdisjoint({"name", "person", "person_record"})


def test_send_again_starts_its_tries_anew_once() -> None:
    number, officer = given_up(), an_officer()
    with fence.enter(officer):
        actions.send_again(message=number, by=officer, at=NOW)
        with pytest.raises(actions.NotGivenUp):
            actions.send_again(message=number, by=officer, at=NOW)
    kept = row(number)
    assert (kept.state, kept.reason, kept.refusals, kept.next_try_at) == ("waiting", "", 0, NOW)
    assert seen(officer) == []
    assert told(number) == ["“News of your request” to whoever asked for help is sent again by email."]
    with fence.enter(officer):
        assert queries.dead_letter(officer, number, NOW) is not None  # whoever opened it finds what became of it


@pytest.mark.parametrize(
    ("points", "ways"),
    [
        ((EMAIL, NewContactPoint("phone", "07700 900123", may_text="yes")), {"text": "text message"}),
        ((EMAIL, NewContactPoint("phone", "07700 900123", may_text="no")), {}),
        ((EMAIL, NewContactPoint("phone", "07700 900123")), {}),
        ((EMAIL, NewContactPoint("phone", "01632 960123", may_text="yes")), {}),
        ((EMAIL,), {}),
    ],
)
def test_another_way_is_offered_only_where_it_is_safe(
    points: tuple[NewContactPoint, ...], ways: dict[str, str]
) -> None:
    number, officer = to_a_parent(*points), an_officer()
    with fence.enter(officer):
        whole = queries.dead_letter(officer, number, NOW)
        assert whole is not None and whole.ways == ways
        if not ways:
            with pytest.raises(actions.CannotGo):
                actions.send_another_way(message=number, way=Way.TEXT, by=officer, at=NOW)
            return
        new = actions.send_another_way(message=number, way=Way.TEXT, by=officer, at=NOW)
        with pytest.raises(actions.NotGivenUp):
            actions.send_another_way(message=number, way=Way.TEXT, by=officer, at=NOW)
    first, second = row(number), row(new)
    assert (first.state, first.reason) == ("set aside", "sent another way")
    assert (second.state, second.way, second.to_address, second.person_record) == (
        "waiting",
        "text",
        "",
        first.person_record,
    )
    assert (second.letter, second.about, second.fence, second.values) == (
        first.letter,
        first.about,
        first.fence,
        first.values,
    )


def somebody_on_duty(mobile: str = "") -> uuid.UUID:
    with fence.enter(SYSTEM):
        staff = accounts.add_staff(email="duty.sample@hub.example", name="Duty Sample", by=SYSTEM, at=NOW)
        accounts.set_work_mobile(staff=staff, number=mobile, by=SYSTEM, at=NOW)
    return staff.id


def call(staff: uuid.UUID, **other: object) -> list[Message]:
    wanted: dict[str, object] = {"about_kind": "mash.enquiry", "about": uuid.uuid4(), "link": "/requests/"}
    duty = actions.DutyCall(staff=staff, fence=uuid.uuid4(), **(wanted | other))  # type: ignore[arg-type]
    with fence.enter(SYSTEM):
        numbers = actions.call_duty(call=duty, by=SYSTEM, at=NOW)
    return [row(number) for number in numbers]


def test_a_duty_call_goes_by_email_and_by_text_where_the_mobile_is_known() -> None:
    both = call(somebody_on_duty("07700 900123"))
    assert [(one.way, one.to_address) for one in both] == [
        ("email", "duty.sample@hub.example"),
        ("text", "+447700900123"),
    ]
    assert all(one.values == {"link": "/requests/"} and one.wide == "messages" for one in both)


def test_a_duty_call_goes_by_email_alone_without_a_mobile_and_not_at_all_to_a_closed_account() -> None:
    staff = somebody_on_duty()
    assert [one.way for one in call(staff)] == ["email"]
    with fence.enter(SYSTEM):
        accounts.close_account(staff=accounts.staff.Staff.objects.get(id=staff), by=SYSTEM, at=NOW)
    assert call(staff) == []


def test_a_duty_call_that_failed_by_email_can_go_by_text() -> None:
    somebody_on_duty("07700 900123")
    link = {"link": "/requests/"}
    number, officer = given_up(letter="duty_call", to_address="duty.sample@hub.example", values=link), an_officer()
    with fence.enter(officer):
        new = actions.send_another_way(message=number, way=Way.TEXT, by=officer, at=NOW)
    assert row(new).to_address == "+447700900123"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201, "x" * 10_000])
def test_setting_aside_needs_a_reason_of_a_line_or_two(reason: str) -> None:
    number, officer = given_up(), an_officer()
    with fence.enter(officer), pytest.raises(actions.CannotGo):
        actions.set_aside(message=number, reason=reason, by=officer, at=NOW)
    assert row(number).state == "dead"


def test_what_was_set_aside_keeps_its_reason_and_the_event_does_not() -> None:
    number, officer = given_up(), an_officer()
    with fence.enter(officer):
        actions.set_aside(message=number, reason="told Nora by phone", by=officer, at=NOW)
    assert (row(number).state, row(number).reason) == ("set aside", "told Nora by phone")
    with fence.enter(EVERYTHING):
        assert list(Attempt.objects.filter(message=number).values_list("step", "detail")) == [
            ("aside", "told Nora by phone")
        ]
    assert told(number) == [
        "“News of your request”, which did not reach whoever asked for help by email, was set aside."
    ]


@pytest.mark.parametrize("count", [1, 10, 60])
def test_the_list_asks_as_much_for_60_as_for_1(count: int) -> None:
    for _ in range(count):
        given_up()
        to_a_parent(EMAIL)
    officer = an_officer()
    with fence.enter(officer):
        with CaptureQueriesContext(connection) as asked:
            page = queries.dead_letters(officer)
        assert len(page.lines) == min(2 * count, 50) and page.has_more is (2 * count > 50)
        assert len(asked) <= 4
        with CaptureQueriesContext(connection) as asked:
            assert queries.count_dead(officer) == min(2 * count, 100)
        assert len(asked) == 1


def test_the_receipts_say_what_was_sent_and_withheld_and_why() -> None:
    about, behind = uuid.uuid4(), uuid.uuid4()
    where = {"about": about, "fence": behind}
    sent, withheld, dead = given_up(**where), given_up(**where), given_up(**where)
    with fence.enter(EVERYTHING):
        Message.objects.filter(id=sent).update(state="sent", reason="", sent_at=NOW + timedelta(minutes=1))
        Message.objects.filter(id=withheld).update(state="withheld", reason="the link in it has run out")
    assert dead
    given_up(about=about, about_kind="another kind")
    officer = an_officer()
    with fence.enter(officer), CaptureQueriesContext(connection) as asked:
        rows = queries.sent_and_withheld(officer, "referrals.contact", [about])
    assert len(asked) == 1
    assert sorted((one.end, one.words, one.reason, one.to, one.way) for one in rows) == [
        ("failed", "given up", "no such address", "n•••@school.example", "email"),
        ("sent", "sent", "", "n•••@school.example", "email"),
        ("withheld", "not sent", "the link in it has run out", "n•••@school.example", "email"),
    ]
    assert {one.title for one in rows} == {"News of your request"}
    for nobody in (an_administrator(), asker("messages")):
        with fence.enter(nobody):
            assert queries.sent_and_withheld(nobody, "referrals.contact", [about]) == []


def test_the_receipt_of_a_message_to_a_person_has_no_address() -> None:
    number, officer = to_a_parent(EMAIL), an_officer()
    about = row(number).about
    with fence.enter(officer):
        [receipt] = queries.sent_and_withheld(officer, "referrals.contact", [about])
    assert (receipt.to_whom, receipt.to) == ("the family", "")
