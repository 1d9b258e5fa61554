"""The hardest cases of the domain model (3.6) that are about one person or two, by their numbers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.people import actions, queries
from familyhub.people.events import IdentifierAdded, PeopleMerged, PeopleUnmerged
from familyhub.people.models import Address, Pair, Record, ToSettle
from familyhub.people.new import NewAddress, NewHousehold, NewIdentifier, NewName, NewTie, SearchWords
from familyhub.people.terms import FamilyRole, SettleOutcome, Visibility
from familyhub.reactions import number_under_query_makes_pair, people_merged_protect_address, people_unmerged_list_later
from tests.integration.people.invented import (
    NHS,
    NOW,
    TODAY,
    child,
    officer,
    registered,
    someone,
    staff,
    unborn,
    worker,
)
from tests.integration.people.test_merging import LATER, merged, sees, separated, two

pytestmark = pytest.mark.django_db


def test_edge_case_01_an_unborn_child_and_the_newborn_of_a_feed_become_one_with_both_histories() -> None:
    expected = registered(unborn(), at=NOW - timedelta(days=1))
    born = registered(child("Ben", "Example", born_on=date(2026, 11, 18)))
    merged(expected, born)
    with fence.enter(officer()):
        page = queries.person_for(officer(), expected.person, on=TODAY)
        [found] = queries.search(officer(), SearchWords("Ben", "Example"), on=TODAY)
    assert page is not None
    assert (page.born_on, page.identity.name, page.identity.is_unborn) == (date(2026, 11, 18), "Ben Example", False)
    assert set(page.records) == {expected.record, born.record}
    assert found.person == page.person


def test_edge_case_02_twins_who_are_recorded_as_siblings_cannot_be_merged() -> None:
    asker = officer()
    twins = NewHousehold((child("Twin 1"), child("Twin 2")), (NewTie(0, 1, "sibling"),))
    with fence.enter(asker):
        one, other = actions.register_household(new=twins, by=asker, at=NOW).people
    with pytest.raises(actions.Refused, match="two people"):
        merged(one, other)


def test_edge_case_09_a_number_that_is_somebody_elses_goes_to_review_and_merges_nobody() -> None:
    verified = NewIdentifier("nhs", NHS, "verified")
    registered(someone(identifiers=(verified,)))
    other = registered(someone("Tina", "Exampel", identifiers=()))
    asker = officer()
    with fence.enter(asker):
        assert actions.add_identifier(record=other.record, new=verified, by=asker, at=NOW) == "under_query"
        assert Pair.objects.count() == 0
    by = system("number_under_query_makes_pair", wide=frozenset({"people"}))
    event = IdentifierAdded(fence=other.person, about=other.person, kind="nhs", status="under_query")
    with fence.enter(by):
        for _ in range(2):
            number_under_query_makes_pair.react(event, by=by, at=NOW)
    with fence.enter(asker):
        row = Pair.objects.get()
        assert (row.reasons, row.state, row.source) == (["same NHS number"], "open", "matching")
        assert len({record.person_id for record in Record.objects.all()}) == 2


def test_edge_case_10_what_was_recorded_meanwhile_is_listed_for_somebody_to_look_at() -> None:
    one, other = two(uuid.uuid4(), uuid.uuid4())
    number = merged(one, other)
    asker, chief = officer(), staff("data_quality_officer")
    with fence.enter(asker):
        actions.add_name(record=other.record, name=NewName("Tuppence", "Exampel", "known_as"), by=asker, at=LATER)
    separated(number)
    by = system("people_unmerged_list_later", wide=frozenset({"people"}))
    said = {"merge": str(number), "merged_on": "2026-11-20", "unmerged_on": "2026-11-23"}
    event = PeopleUnmerged(fence=one.person, about=number, **said)  # type: ignore[arg-type]
    with fence.enter(by):
        for _ in range(2):
            people_unmerged_list_later.react(event, by=by, at=LATER)
    with fence.enter(chief):
        page = queries.merge_for(chief, number, on=TODAY)
        assert page is not None
        [line] = [line for line in page.left if "name" in line.words]
        assert (line.words, line.record) == ("A name was added (known as).", other.record)
        actions.settle_item(item=line.id, outcome=SettleOutcome.STAYS, words="", by=chief, at=LATER)
        with pytest.raises(actions.Refused, match="decided this already"):
            actions.settle_item(item=line.id, outcome=SettleOutcome.STAYS, words="", by=chief, at=LATER)
        assert ToSettle.objects.get(id=line.id).outcome == "stays"


def test_edge_case_14_a_death_on_one_record_is_a_death_of_the_person_and_the_twin_lives() -> None:
    one = registered(child("Tilly"), at=NOW - timedelta(days=1))
    other, twin, asker = registered(child("Tillie")), registered(child("Tom")), officer()
    with fence.enter(asker):
        Record.objects.filter(id=other.record).update(died_on=date(2026, 11, 1))
    merged(one, other)
    with fence.enter(asker):
        page = queries.person_for(asker, one.person, on=TODAY)
        named = queries.names_of(asker, [one.record, twin.record], on=TODAY)
    assert page and page.died_on == date(2026, 11, 1)
    assert named[one.record].age.startswith("died aged")
    assert not named[twin.record].age.startswith("died")


def test_edge_case_18_an_unnamed_child_resolves_to_a_known_one_and_the_words_are_kept() -> None:
    known = registered(child("Ben", "Example"), at=NOW - timedelta(days=1))
    unnamed = registered(child(names=(NewName("Baby at no. 12", ""),), born_on=None))
    merged(known, unnamed)
    assert sees(officer(), known.person) == {"Ben Example", "Baby at no. 12"}


def test_edge_case_21_a_young_mother_is_one_person_with_both_her_parts() -> None:
    asker, born = officer(), date(2011, 5, 1)
    alone = NewHousehold((child("Mia", born_on=born),), (), (FamilyRole.CHILD,))
    mother = NewHousehold(
        (child("Mia", born_on=born), child("Baby")), (NewTie(0, 1, "mother"),), (FamilyRole.CARER, FamilyRole.CHILD)
    )
    with fence.enter(asker):
        [as_child] = actions.register_household(new=alone, by=asker, at=NOW - timedelta(days=1)).people
        as_mother, _ = actions.register_household(new=mother, by=asker, at=NOW).people
    merged(as_child, as_mother)
    with fence.enter(asker):
        page = queries.person_for(asker, as_child.person, on=TODAY)
    assert page and len(page.families) == 2
    mine = {role for family in page.families for who, role in family.members if who.person == page.person}
    assert mine == {"child", "parent or carer"}
    assert [line.words for line in page.relationships] == ["child"]


def test_a_protected_address_of_one_is_protected_on_the_other_after_the_merge() -> None:
    desk, writer = uuid.uuid4(), officer()
    home = (NewAddress(line1="1 Sample Street", postcode="DN22 7AA"),)
    one = registered(someone(identifiers=(), addresses=home), at=NOW - timedelta(days=1))
    other = registered(someone("Tina", "Exampel", identifiers=(), addresses=home))
    with fence.enter(writer):
        row = Address.objects.get(record=one.record)
        actions.protect_address(address=row.id, visibility=Visibility.REFUGE, by=writer, at=NOW, see_protected=[desk])
    number = merged(one, other)
    plain = system("people_merged_protect_address", wide=frozenset({"people"}))
    by = replace(plain, holders=plain.holders | {desk})  # the worker sees what the desk does
    event = PeopleMerged(fence=one.person, about=number, merge=str(number))
    with fence.enter(by):
        people_merged_protect_address.react(event, by=by, at=NOW)
    with fence.enter(officer()):
        assert list(Address.objects.all()) == []
    with fence.enter(replace(officer(), holders=frozenset({desk}))):
        assert Address.objects.count() == 2


def test_whoever_is_given_a_person_by_a_record_of_theirs_keeps_the_right_one_when_they_are_two_again() -> None:
    one, other = two(uuid.uuid4(), uuid.uuid4())
    number = merged(one, other)
    team, asker = uuid.uuid4(), officer()
    with fence.enter(asker):
        grants.grant([team], queries.made_as(asker, [other.record]).values(), because="a request")
    assert sees(worker(team), one.person) == {"Testina Example", "Tina Exampel"}
    separated(number)
    assert [sees(worker(team), who.person) for who in (one, other)] == [set(), {"Tina Exampel"}]


def test_others_of_the_same_two_are_settled_with_the_pair_that_merged_them() -> None:
    one, other = two()
    asker, decider = officer(), staff("data_quality_officer")
    why = "Seen by both senders"
    with fence.enter(asker):
        pair = actions.notice(new=actions.NewPair(one.record, other.record), by=asker, at=NOW)
        assert pair and pair == actions.notice(new=actions.NewPair(other.record, one.record), by=asker, at=NOW)
        assert actions.say_same(pair=pair, why=why, by=asker, at=NOW) is None
    with fence.enter(decider):
        assert actions.say_same(pair=pair, why=why, by=decider, at=NOW)
        assert queries.bench(decider, NOW).count == 0
        assert actions.notice(new=actions.NewPair(one.record, other.record), by=decider, at=NOW) is None
