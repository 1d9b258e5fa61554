"""Registering, changing and reading people, as the role that the site uses."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from familyhub.core import events, fence, grants
from familyhub.core.asker import NOBODY, Asker, public
from familyhub.people import actions, queries
from familyhub.people.models import Address, Identifier, Name, Person, Record, SearchKey
from familyhub.people.new import (
    NewAddress,
    NewContactPoint,
    NewHousehold,
    NewIdentifier,
    NewName,
    NewSafeContact,
    NewTie,
    SearchWords,
)
from familyhub.people.terms import FamilyRole, Way
from tests.integration.people.invented import (
    NHS,
    NOW,
    OTHER_NHS,
    SYSTEM,
    TODAY,
    child,
    officer,
    registered,
    someone,
    unborn,
    worker,
)

pytestmark = pytest.mark.django_db


def page(asker: Asker, person: uuid.UUID) -> queries.PersonPage:
    with fence.enter(asker):
        shown = queries.person_for(asker, person, on=TODAY)
    assert shown is not None
    return shown


def sentences(asker: Asker, person: uuid.UUID) -> list[str]:
    with fence.enter(asker):
        return sorted(told.sentence for told in events.timeline_of_subjects([person]))


def test_the_page_of_a_person_says_what_is_known() -> None:
    made, asker = registered(someone()), officer()
    with fence.enter(asker) as unit:
        shown = queries.person_for(asker, made.person, on=TODAY)
    assert shown is not None
    assert (shown.person, shown.records, shown.status) == (made.person, (made.record,), "active")
    assert (shown.identity.name, shown.identity.age, shown.identity.sex) == ("Testina Example", "30 years", "female")
    assert [(line.name, line.use) for line in shown.names] == [("Testina Example", "legal name")]
    assert [(line.kind, line.value, line.status) for line in shown.identifiers] == [("NHS number", NHS, "not verified")]
    assert [(line.lines, line.postcode, line.is_protected) for line in shown.addresses] == [
        (("1 Sample Street", "Retford"), "DN22 7AA", False)
    ]
    assert [(line.value, line.may_voice, line.may_text) for line in shown.contact_points] == [
        ("+447700900123", "yes", "unknown")
    ]
    assert (shown.safe_contact.known, shown.relationships, shown.families) == ("unknown", (), ())
    assert unit.subjects == {made.person}


def test_a_person_does_not_exist_for_whom_nothing_was_granted() -> None:
    team = uuid.uuid4()
    person = registered(someone(), team).person
    assert page(worker(team), person).person == person
    for asker in (worker(uuid.uuid4()), public("self-referral"), NOBODY):
        with fence.enter(asker):
            assert queries.person_for(asker, person, on=TODAY) is None
            assert (list(Person.objects.all()), list(Name.objects.all()), list(SearchKey.objects.all())) == ([], [], [])


def test_names_of_many_records_take_the_same_two_questions() -> None:
    asker = officer()
    with fence.enter(asker):
        made = actions.register_many(new=[child(), *[someone() for _ in range(9)]], by=asker, at=NOW)
    for records in ([made[0].record], [each.record for each in made]):
        with fence.enter(asker), CaptureQueriesContext(connection) as asked:
            names = queries.names_of(asker, records, on=TODAY)
        assert (len(asked), set(names)) == (2, set(records))
    assert names[made[0].record] == queries.Named(
        made[0].person, made[0].record, "Tilly Example", "3 years 4 months", "female", False, 3
    )
    with fence.enter(worker(uuid.uuid4())):
        assert queries.names_of(worker(), records, on=TODAY) == {}


def test_nothing_is_stored_of_people_who_cannot_be_right() -> None:
    asker = officer()
    with pytest.raises(actions.Refused) as refused, fence.enter(asker):
        actions.register_many(new=[someone(), someone(born_on=date(2030, 1, 1))], by=asker, at=NOW)
    assert [problem.field for problem in refused.value.problems] == ["born_on"]
    with fence.enter(asker):
        assert list(Record.objects.all()) == []


def test_an_unborn_baby_is_registered_up_to_40_weeks_before_the_due_date_and_keeps_its_record_at_birth() -> None:
    asker = officer()
    with pytest.raises(actions.Refused, match="40 weeks"), fence.enter(asker):
        actions.register(new=unborn(due_on=date(2027, 8, 28)), by=asker, at=NOW)
    team = uuid.uuid4()
    made = registered(unborn(due_on=date(2027, 8, 27)), team)
    assert page(asker, made.person).identity.name == "Unborn baby"
    assert page(asker, made.person).identity.age == "unborn, due in 280 days"
    birth = actions.Birth(born_on=date(2027, 8, 20), sex="M", name=NewName("Ben", "Example"))
    born_at = datetime(2027, 8, 21, 9, 0, tzinfo=UTC)
    with fence.enter(asker):
        actions.baby_born(record=made.record, birth=birth, by=asker, at=born_at)
        with pytest.raises(actions.Refused, match="born already"):
            actions.baby_born(record=made.record, birth=birth, by=asker, at=born_at)
        row = Record.objects.get(id=made.record)
        (shown,) = queries.search(asker, SearchWords("Ben", "Example", date(2027, 8, 20)), on=date(2027, 8, 21))
    assert (row.person_id, row.kind, row.born_on, row.due_on, row.sex) == (
        made.person,
        "person",
        date(2027, 8, 20),
        None,
        "M",
    )
    assert (shown.record, shown.age) == (made.record, "1 day")
    assert sentences(worker(team), made.person) == ["An unborn baby was registered.", "The baby was born."]


def test_a_birth_in_the_future_is_refused() -> None:
    made, asker = registered(unborn()), officer()
    with pytest.raises(actions.Refused, match="today or in the past"), fence.enter(asker):
        actions.baby_born(record=made.record, birth=actions.Birth(born_on=date(2026, 11, 21)), by=asker, at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "unborn", "due_on": TODAY, "born_on": TODAY, "born_accuracy": "exact"},
        {"kind": "person", "due_on": TODAY},
        {"kind": "unborn", "due_on": TODAY, "sex": "F"},
        {"kind": "person", "born_on": TODAY, "born_accuracy": "unknown"},
        {"kind": "person", "born_on": TODAY, "born_accuracy": "exact", "died_on": date(2020, 1, 1)},
    ],
)
def test_the_database_holds_what_a_record_may_say(wrong: dict[str, object]) -> None:
    made = registered(someone())
    with pytest.raises(IntegrityError), fence.enter(officer()), transaction.atomic():
        Record(fence=made.person, person_id=made.person, source="1", made_at=NOW, **wrong).save(force_insert=True)


def test_an_nhs_number_is_one_persons_alone_only_once_verified() -> None:
    asker, verified = officer(), NewIdentifier("nhs", NHS, "verified")
    first, second, third = (registered(someone(identifiers=())).record for _ in range(3))
    with fence.enter(asker):
        for record in (first, second):
            stored = actions.add_identifier(record=record, new=NewIdentifier("nhs", NHS), by=asker, at=NOW)
            assert stored == "unverified"
        assert actions.add_identifier(record=first, new=verified, by=asker, at=NOW) == "verified"
        assert actions.add_identifier(record=third, new=verified, by=asker, at=NOW) == "under_query"
        other = NewIdentifier("nhs", OTHER_NHS, "verified")
        assert actions.add_identifier(record=third, new=other, by=asker, at=NOW) == "verified"
        assert Identifier.objects.filter(value=NHS).count() == 4
        with pytest.raises(actions.Refused):
            actions.add_identifier(record=first, new=NewIdentifier("nhs", "9434765918"), by=asker, at=NOW)


def test_a_number_of_somebody_hidden_is_stored_under_query_and_nothing_is_told() -> None:
    registered(someone(identifiers=(NewIdentifier("nhs", NHS, "verified"),)))
    team, mine = uuid.uuid4(), worker()
    made = registered(someone(identifiers=()), team)
    asker = Asker(mine.kind, mine.number, holders=frozenset({team}), permissions=mine.permissions)
    with fence.enter(asker):
        new = NewIdentifier("nhs", NHS, "verified")
        assert actions.add_identifier(record=made.record, new=new, by=asker, at=NOW) == "under_query"
    assert sentences(asker, made.person) == ["NHS number added: under query.", "This person was registered."]


def test_an_address_ends_the_one_before_only_when_told() -> None:
    made, asker = registered(someone()), officer()
    second = NewAddress(line1="2 Sample Street", postcode="NG18 1AE", valid_from=TODAY)
    with fence.enter(asker):
        actions.add_address(record=made.record, new=second, by=asker, at=NOW)
        assert list(Address.objects.filter(valid_to__isnull=True).values_list("postcode", flat=True)) != ["NG18 1AE"]
        third = NewAddress(line1="3 Sample Street", postcode="S80 1AA", valid_from=date(2026, 12, 1))
        actions.add_address(record=made.record, new=third, by=asker, at=NOW, ends_previous=True)
        live = Address.objects.filter(valid_to__isnull=True).values_list("postcode", flat=True)
        assert list(live) == ["S80 1AA"]
        with pytest.raises(actions.Refused, match="full postcode"):
            actions.add_address(record=made.record, new=NewAddress(postcode="S80"), by=asker, at=NOW)


def test_relationships_say_what_was_told_and_infer_no_responsibility() -> None:
    team, asker = uuid.uuid4(), officer()
    household = NewHousehold(
        people=(someone(), child(), someone("Fabian", "Sample")),
        ties=(
            NewTie(0, 1, "mother", "yes", "birth certificate seen", "yes"),
            NewTie(2, 1, "father"),
        ),
        roles=(FamilyRole.CARER, FamilyRole.CHILD, FamilyRole.CARER),
    )
    with fence.enter(asker):
        made = actions.register_household(new=household, by=asker, at=NOW)
    mother, daughter, father = made.people
    assert [
        (r.other.name, r.words, r.parental_responsibility, r.lives_with)
        for r in page(asker, daughter.person).relationships
    ] == [("Fabian Sample", "father", "unknown", "unknown"), ("Testina Example", "mother", "yes", "yes")]
    assert [(r.other.name, r.words) for r in page(asker, father.person).relationships] == [("Tilly Example", "child")]
    (family,) = page(asker, father.person).families
    assert family.id == made.family
    assert sorted((who.name, role) for who, role in family.members) == [
        ("Fabian Sample", "parent or carer"),
        ("Testina Example", "parent or carer"),
        ("Tilly Example", "child"),
    ]
    # the two people granted to this team show each other; the third does not exist there
    with fence.enter(SYSTEM):
        grants.grant([team], [mother.person, daughter.person], because="allocated")
    seen = page(worker(team), daughter.person)
    assert [r.other.name for r in seen.relationships] == ["Testina Example"]
    assert sorted(who.name for who, _ in seen.families[0].members) == ["Testina Example", "Tilly Example"]
    assert "Fabian" not in repr(seen)


def test_responsibility_needs_words_on_how_it_is_known_and_two_people() -> None:
    asker, first, second = officer(), registered(someone()).record, registered(child()).record
    with fence.enter(asker):
        for pair, tie in (((first, second), NewTie(0, 1, "mother", "yes")), ((first, first), NewTie(0, 1, "mother"))):
            with pytest.raises(actions.Refused):
                actions.relate(first=pair[0], second=pair[1], tie=tie, by=asker, at=NOW)
        with pytest.raises(actions.Refused):
            actions.register_household(new=NewHousehold((someone(),), (NewTie(0, 1),)), by=asker, at=NOW)
        with pytest.raises(actions.NoSuchPerson):
            actions.relate(first=first, second=uuid.uuid4(), tie=NewTie(0, 1), by=asker, at=NOW)
        tie = NewTie(0, 1, "mother", "yes", "said so herself", "yes")
        actions.relate(first=first, second=second, tie=tie, by=asker, at=NOW)
        family = actions.make_family(members=[(first, FamilyRole.CARER)], by=asker, at=NOW)
        actions.add_member(family=family, record=second, role=FamilyRole.CHILD, by=asker, at=NOW)
        with pytest.raises(actions.NoSuchPerson):
            actions.add_member(family=uuid.uuid4(), record=second, role=FamilyRole.CHILD, by=asker, at=NOW)
        person = Record.objects.get(id=second).person_id
    assert [r.parental_responsibility for r in page(asker, person).relationships] == ["yes"]
    assert len(page(asker, person).families[0].members) == 2


def test_a_public_form_registers_a_household_that_it_may_not_read_back() -> None:
    asker = public("self-referral")
    household = NewHousehold(
        people=(someone(safe_contact=NewSafeContact("yes", "Text only")), child()),
        ties=(NewTie(0, 1, "mother"),),
        roles=(FamilyRole.CARER, FamilyRole.CHILD),
    )
    with fence.enter(asker):
        made = actions.register_household(new=household, by=asker, at=NOW)
        assert list(Record.objects.all()) == []
    assert page(officer(), made.people[0].person).safe_contact.words == "Text only"


def test_somebody_who_may_not_see_a_person_may_not_change_them_either() -> None:
    record, asker = registered(someone()).record, worker(uuid.uuid4())
    with fence.enter(asker):
        for act in (
            lambda: actions.add_name(record=record, name=NewName("A", "B"), by=asker, at=NOW),
            lambda: actions.add_address(record=record, new=NewAddress(line1="1"), by=asker, at=NOW),
            lambda: actions.set_safe_contact(record=record, new=NewSafeContact(), by=asker, at=NOW),
            lambda: actions.protect_address(address=record, visibility="refuge", by=asker, at=NOW),
        ):
            with pytest.raises(actions.NoSuchPerson):
                act()


def test_where_somebody_lives_routes_and_an_unborn_baby_lives_where_the_mother_does() -> None:
    asker = officer()
    household = NewHousehold(
        people=(someone(), unborn(), child(), child("Tom")),
        ties=(NewTie(0, 1, "mother"), NewTie(0, 2, "mother", lives_with="yes"), NewTie(0, 3, "mother")),
    )
    with fence.enter(asker):
        made = actions.register_household(new=household, by=asker, at=NOW).people
        where = [queries.address_for_routing(each.record, TODAY) for each in made]
        earlier = queries.address_for_routing(made[0].record, date(2020, 1, 1))
        unknown = queries.address_for_routing(uuid.uuid4(), TODAY)
    assert where == [queries.RoutingAddress("DN22 7AA", None, False)] * 3 + [None]
    assert (earlier, unknown) == (None, None)


def test_nobody_is_contacted_whose_rules_are_unknown_or_forbid_it() -> None:
    asker = officer()
    email = NewContactPoint("email", "testina@home.example", may_write="yes")
    phone = NewContactPoint("phone", "01632 960001", may_voice="yes", from_hour=10, to_hour=14)
    made = registered(someone(contact_points=(email, phone)))

    def asked(way: Way, at: datetime = NOW) -> tuple[bool, str]:
        with fence.enter(asker):
            answer = queries.may_contact(made.record, way, at)
        return answer.allowed, answer.reason

    assert asked(Way.EMAIL) == (False, "rules_unknown")
    with fence.enter(asker):
        actions.set_safe_contact(
            record=made.record, new=NewSafeContact("yes", "Mornings", (Way.TEXT,)), by=asker, at=NOW
        )
        assert queries.may_contact(made.record, Way.EMAIL, NOW).to == "testina@home.example"
    assert asked(Way.EMAIL) == (True, "allowed")
    assert asked(Way.TEXT) == (False, "forbidden")
    assert asked(Way.MESSAGE) == (False, "rules_unknown")
    assert asked(Way.POST) == (False, "rules_unknown")
    assert asked(Way.VOICE) == (False, "outside_hours")
    assert asked(Way.VOICE, datetime(2026, 11, 20, 10, 0, tzinfo=UTC)) == (True, "allowed")
    with fence.enter(worker()):
        assert queries.may_contact(made.record, Way.EMAIL, NOW).reason == "rules_unknown"


def test_a_phone_added_later_is_found_and_one_that_is_unsafe_is_found_no_more() -> None:
    made, asker = registered(someone(contact_points=())), officer()
    number = NewContactPoint("phone", "01632 960002")
    with fence.enter(asker):
        actions.add_contact_point(record=made.record, new=number, by=asker, at=NOW)
        assert len(queries.search(asker, SearchWords(phone="01632 960002"), on=TODAY)) == 1
        unsafe = NewContactPoint("phone", "01632 960002", may_voice="no")
        actions.add_contact_point(record=made.record, new=unsafe, by=asker, at=NOW)
        assert queries.search(asker, SearchWords(phone="01632 960002"), on=TODAY) == []
        with pytest.raises(actions.Refused, match="email"):
            actions.add_contact_point(record=made.record, new=NewContactPoint("email", "x"), by=asker, at=NOW)
        email = NewContactPoint("email", "t@home.example", visibility="restricted")
        actions.add_contact_point(record=made.record, new=email, by=asker, at=NOW)
    assert [line.is_protected for line in page(asker, made.person).contact_points] == [True, False, False]
    assert [line.is_protected for line in page(officer(), made.person).contact_points] == [False, False]


def test_a_name_needs_letters() -> None:
    made, asker = registered(someone()), officer()
    with pytest.raises(actions.Refused), fence.enter(asker):
        actions.add_name(record=made.record, name=NewName("-", "?"), by=asker, at=NOW)


def test_two_records_of_one_person_are_read_as_one_and_part_again() -> None:
    asker, team = officer(), uuid.uuid4()
    kept, other = registered(someone(), team), registered(someone("Tina", "Placeholder", identifiers=()), team)
    with fence.enter(asker):
        assert Record.objects.filter(id=other.record).update(person=kept.person) == 1
        assert SearchKey.objects.filter(id=other.record).update(person=kept.person) == 1
    for reader in (asker, worker(team)):
        shown = page(reader, kept.person)
        assert set(shown.records) == {kept.record, other.record}
        assert sorted(line.name for line in shown.names) == ["Testina Example", "Tina Placeholder"]
        with fence.enter(reader):
            found = queries.search(reader, SearchWords(born_on=date(1996, 4, 9)), on=TODAY)
            assert [each.person for each in found] == [kept.person]
            assert queries.person_for(reader, other.person, on=TODAY) is None
            assert {named.person for named in queries.names_of(reader, [kept.record, other.record]).values()} == {
                kept.person
            }
    with fence.enter(asker):
        assert Record.objects.filter(id=other.record).update(person=other.person) == 1
    assert [line.name for line in page(asker, kept.person).names] == ["Testina Example"]


def test_a_verified_number_of_two_new_people_at_once_is_one_persons() -> None:
    asker, verified = officer(), (NewIdentifier("nhs", NHS, "verified"),)
    with fence.enter(asker):
        actions.register_many(new=[child(identifiers=verified), child("Tom", identifiers=verified)], by=asker, at=NOW)
        assert sorted(Identifier.objects.values_list("status", flat=True)) == ["under_query", "verified"]


def test_everybodys_page_takes_the_same_number_of_questions() -> None:
    asker = officer()
    counts = []
    for number in (1, 12):
        people = (someone(identifiers=()), *(child(f"Child{n}") for n in range(number)))
        roles = (FamilyRole.CARER, *(FamilyRole.CHILD for _ in range(number)))
        ties = tuple(NewTie(0, n + 1, "mother") for n in range(number))
        with fence.enter(asker):
            made = actions.register_household(new=NewHousehold(people, ties, roles), by=asker, at=NOW)
        with fence.enter(asker), CaptureQueriesContext(connection) as asked:
            shown = queries.person_for(asker, made.people[0].person, on=TODAY)
        assert shown is not None
        counts.append((len(asked), len(shown.relationships), len(shown.families[0].members)))
    assert counts == [(8, 1, 2), (8, 12, 13)]
