"""Two records that are one person: merged by two people, separated by one, and nothing else is rewritten."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker
from familyhub.people import actions, queries
from familyhub.people.models import Merge, MergedRecord, Person, Record, SearchKey, ToSettle
from familyhub.people.new import NewAddress, NewIdentifier, NewName, NewSafeContact, NewTie, Registered, SearchWords
from familyhub.people.terms import Way
from tests.integration.people.invented import (
    NHS,
    NOW,
    OTHER_NHS,
    TODAY,
    child,
    officer,
    registered,
    someone,
    staff,
    worker,
)

pytestmark = pytest.mark.django_db
WHY = "The same mother, seen by both senders"
LATER = NOW + timedelta(days=3)


def proposal(by: Asker | None = None) -> actions.Proposal:
    asker = by or officer()
    return actions.Proposal(asker.number, asker.name, NOW, WHY)


def merged(first: Registered, second: Registered, by: Asker | None = None) -> uuid.UUID:
    asker = by or officer()
    with fence.enter(asker):
        return actions.merge(first=first.record, second=second.record, proposed=proposal(), by=asker, at=NOW)


def separated(merge: uuid.UUID, by: Asker | None = None) -> None:
    asker = by or officer()
    with fence.enter(asker):
        actions.separate(merge=merge, why="They are cousins of one name", by=asker, at=LATER)


def sees(asker: Asker, person: uuid.UUID) -> set[str]:
    """The names on the person's page; nothing where it is not there."""
    with fence.enter(asker):
        page = queries.person_for(asker, person, on=TODAY)
    return {line.name for line in page.names} if page else set()


def two(*teams: uuid.UUID) -> tuple[Registered, Registered]:
    """The first was known a day before the other, so that it is the one that is kept."""
    holders = [(team,) for team in teams] or [(), ()]
    one = registered(someone(identifiers=()), *holders[0], at=NOW - timedelta(days=1))
    return one, registered(someone("Tina", "Exampel", identifiers=()), *holders[1])


def test_a_merge_moves_the_record_and_what_it_is_found_by_and_says_so_on_both_timelines() -> None:
    one, other = two()
    number = merged(one, other)
    asker = officer()
    with fence.enter(asker):
        assert {row.person_id for row in Record.objects.all()} == {one.person}
        assert {row.fence for row in Record.objects.all()} == {one.person, other.person}
        assert {row.person for row in SearchKey.objects.all()} == {one.person}
        assert Person.objects.get(id=other.person).status == "merged"
        row = MergedRecord.objects.get()
        assert (row.merge_id, row.record_id, row.moved_from_id, row.moved_to_id) == (
            number,
            other.record,
            other.person,
            one.person,
        )
        found = queries.search(asker, SearchWords("Tina", "Exampel"), on=TODAY)
        assert [each.person for each in found] == [one.person]
        said = [told.sentence for told in events.timeline_of_subjects([one.person, other.person])]
    assert said.count("Two records were found to be the same person and merged.") == 2
    assert sees(asker, one.person) == {"Testina Example", "Tina Exampel"}
    assert sees(asker, other.person) == set()


def test_whoever_holds_one_reads_both_also_what_is_granted_later_and_no_longer_than_they_hold_it() -> None:
    first, second, third = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    one, other = two(first, second)
    number = merged(one, other)
    both = {"Testina Example", "Tina Exampel"}
    assert [sees(worker(team), one.person) for team in (first, second, third)] == [both, both, set()]
    grants.grant([third], [one.person], because="a request")
    assert sees(worker(third), one.person) == both
    grants.revoke([third], [one.person], because="a request")
    grants.revoke([second], [other.person], because="people: registered")
    assert [sees(worker(team), one.person) for team in (first, second, third)] == [both, set(), set()]
    separated(number)
    assert [sees(worker(first), who.person) for who in (one, other)] == [{"Testina Example"}, set()]


def test_what_is_barred_on_one_is_barred_on_both_until_they_are_separated() -> None:
    one, other = two()
    relative, later = officer(), officer()
    grants.bar(other.person, because="declared relation 1", against=relative.number)
    number = merged(one, other)
    grants.bar(one.person, because="declared relation 2", against=later.number)
    for asker in (relative, later):
        assert [sees(asker, who.person) for who in (one, other)] == [set(), set()]
        with fence.enter(asker):
            assert queries.search(asker, SearchWords("Testina", "Example"), on=TODAY) == []
            assert list(Record.objects.all()) == []
    assert grants.barred_from([one.person]) != []
    separated(number)
    assert [sees(relative, who.person) for who in (one, other)] == [{"Testina Example"}, set()]
    assert [sees(later, who.person) for who in (one, other)] == [set(), {"Tina Exampel"}]


def hidden_and_open(desk: uuid.UUID, team: uuid.UUID) -> tuple[Registered, Registered]:
    shut, plain = registered(someone("Hidden", "Example", identifiers=())), registered(child("Open", "Example"), team)
    asker = officer()
    with fence.enter(asker):
        actions.hide_person(record=shut.record, see=[desk], by=asker, at=NOW)
    return shut, plain


def test_a_hidden_person_stays_hidden_from_whoever_worked_with_the_other_and_the_other_is_hidden_too() -> None:
    desk, team, county = uuid.uuid4(), uuid.uuid4(), officer()
    shut, plain = hidden_and_open(desk, team)
    duty, colleague = staff("duty_manager", desk), staff("duty_manager", desk)
    grants.grant([desk], [plain.person], because="the desk looks")
    with fence.enter(duty):
        actions.merge(first=shut.record, second=plain.record, proposed=proposal(colleague), by=duty, at=NOW)
    whole = {"Hidden Example", "Open Example"}
    assert sees(duty, plain.person) == whole
    assert sees(worker(team), plain.person) == {"Open Example"}
    assert sees(county, plain.person) == set()
    asker = worker(team)
    with fence.enter(asker):
        assert list(Merge.objects.all()) == [] and list(MergedRecord.objects.all()) == []
        assert [row.sentence for row in events.timeline_of_subjects([plain.person]) if "merged" in row.sentence] == []
    late = uuid.uuid4()
    grants.grant([late], [plain.person], because="a request")
    assert sees(worker(late), plain.person) == {"Open Example"}


def test_two_people_agree_and_each_of_them_sees_both() -> None:
    one, other = two()
    asker = officer()
    with fence.enter(asker), pytest.raises(actions.Refused, match="somebody else has to agree"):
        actions.merge(first=one.record, second=other.record, proposed=proposal(asker), by=asker, at=NOW)
    proposer = officer()
    grants.bar(one.person, because="declared relation", against=proposer.number)
    with fence.enter(asker), pytest.raises(actions.Refused, match="proposed again"):
        actions.merge(first=one.record, second=other.record, proposed=proposal(proposer), by=asker, at=NOW)
    blind = worker(uuid.uuid4())
    with fence.enter(blind), pytest.raises(actions.NoSuchPerson):
        actions.merge(first=one.record, second=other.record, proposed=proposal(), by=blind, at=NOW)


def test_two_verified_numbers_that_differ_are_two_people() -> None:
    one = registered(someone(identifiers=(NewIdentifier("nhs", NHS, "verified"),)))
    other = registered(someone(identifiers=(NewIdentifier("nhs", OTHER_NHS, "verified"),)))
    with pytest.raises(actions.Refused, match="they differ"):
        merged(one, other)


def test_people_who_are_related_to_each_other_are_two() -> None:
    one, other = two()
    asker = officer()
    with fence.enter(asker):
        actions.relate(first=one.record, second=other.record, tie=NewTie(0, 1, "sibling"), by=asker, at=NOW)
    with pytest.raises(actions.Refused, match="related to each other"):
        merged(one, other)


def test_edge_case_15_a_sealed_identity_is_never_merged_and_says_no_more_than_nobody() -> None:
    one, other = two()
    grants.bar(other.person, because="sealed")
    nobody = replace(other, record=uuid.uuid4())
    said = []
    for who in (other, nobody):
        with pytest.raises(actions.NoSuchPerson):
            merged(one, who)
        said.append(True)
    assert said == [True, True]
    with fence.enter(officer()):
        assert Merge.objects.count() == 0


def test_edge_case_16_staff_merge_nobody_whom_they_declared() -> None:
    one, other = two()
    relative = officer()
    grants.bar(other.person, because="declared relation", against=relative.number)
    with pytest.raises(actions.NoSuchPerson):
        merged(one, other, relative)


def test_the_strictest_rule_of_contact_holds_for_a_merged_person_and_what_is_told_now_replaces_both() -> None:
    one, other = two()
    asker = officer()
    with fence.enter(asker):
        actions.set_safe_contact(record=other.record, new=NewSafeContact("no", "", (Way.VOICE,)), by=asker, at=NOW)
        later = NOW + timedelta(hours=1)
        actions.set_safe_contact(record=one.record, new=NewSafeContact("yes", "", ()), by=asker, at=later)
    number = merged(one, other)
    with fence.enter(asker):
        page = queries.person_for(asker, one.person, on=TODAY)
        assert page and (page.safe_contact.known, page.safe_contact.forbids) == ("no", ("voice",))
        assert not queries.may_contact(one.record, Way.VOICE, NOW).allowed
        told = NewSafeContact("yes", "After school", ())
        actions.set_safe_contact(record=one.record, new=told, by=asker, at=LATER)
        assert queries.may_contact(one.record, Way.VOICE, NOW).allowed
    separated(number)
    with fence.enter(asker):
        page = queries.person_for(asker, other.person, on=TODAY)
        assert page and page.safe_contact.words == "After school"


def test_edge_case_10_merged_in_error_and_separated_each_later_item_goes_with_its_record() -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    one, other = two(first, second)
    number = merged(one, other)
    asker = officer()
    with fence.enter(asker):
        for who, line in ((one, "1 Kept Street"), (other, "2 Returned Street")):
            actions.add_address(record=who.record, new=NewAddress(line1=line), by=asker, at=NOW)
        actions.add_name(record=other.record, name=NewName("Tuppence", "Exampel", "known_as"), by=asker, at=NOW)
        everything = queries.person_for(asker, one.person, on=TODAY)
    assert everything and len(everything.addresses) == 4
    separated(number)
    for team, who, line in ((first, one, "1 Kept Street"), (second, other, "2 Returned Street")):
        holder = worker(team)
        with fence.enter(holder):
            page = queries.person_for(holder, who.person, on=TODAY)
        assert page and page.status == "active"
        assert {address.lines[0] for address in page.addresses} == {"1 Sample Street", line}
    assert sees(worker(second), other.person) == {"Tina Exampel", "Tuppence Exampel"}
    assert sees(worker(first), one.person) == {"Testina Example"}
    assert sees(worker(first), other.person) == set()
    with fence.enter(asker):
        row = Merge.objects.get(id=number)
        assert (row.ended_at, row.ended_why) == (LATER, "They are cousins of one name")
        said = [told.sentence for told in events.timeline_of_subjects([one.person, other.person])]
        with pytest.raises(actions.Refused, match="separated already"):
            actions.separate(merge=number, why="They are cousins of one name", by=asker, at=LATER)
    assert said.count("Two records that had been merged were separated: they are two people.") == 2


def test_different_dates_of_birth_are_left_for_a_person_to_decide() -> None:
    one, other = registered(someone(identifiers=())), registered(someone(born_on=date(1996, 9, 4), identifiers=()))
    merged(one, other)
    with fence.enter(officer()):
        assert [row.kind for row in ToSettle.objects.all()] == ["one_each"]


def test_what_was_carried_along_by_a_merge_that_ended_comes_back_too() -> None:
    """B went into A, and both into C. When B was not A, B is nobody's; A stays with C."""
    one, other = two()
    third = registered(someone("Tee", "Example", identifiers=()))
    inner = merged(one, other)
    merged(third, one)
    separated(inner)
    with fence.enter(officer()):
        now = {row.id: row.person_id for row in Record.objects.all()}
        kinds = list(ToSettle.objects.filter(merge=inner).values_list("kind", flat=True))
    assert now[other.record] == other.person
    assert now[one.record] == now[third.record]
    assert kinds == ["other_merge"]
    team = uuid.uuid4()
    grants.grant([team], [other.person], because="a request")
    assert sees(worker(team), other.person) == {"Tina Exampel"}
    assert sees(worker(team), now[one.record]) == set()


def test_no_statement_of_a_merge_reads_or_writes_a_table_of_another_room() -> None:
    one, other = two()
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as said:
        separated(merged(one, other))
    text = " ".join(query["sql"] for query in said.captured_queries).lower()
    assert [room for room in ("referrals_", "sharing_", "documents_", "messages_", "work_") if room in text] == []
