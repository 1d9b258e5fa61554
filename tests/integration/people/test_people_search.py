"""Who is found, by what, by whom. Every test runs as the role that the site uses."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from familyhub.core import fence, grants
from familyhub.core.asker import NOBODY, Asker, public, system
from familyhub.people import actions, queries
from familyhub.people.models import SearchKey
from familyhub.people.near import asked_keys
from familyhub.people.new import NewAddress, NewContactPoint, NewName, SearchWords
from tests.integration.people.invented import NHS, NOW, SYSTEM, TODAY, child, officer, registered, someone, worker

pytestmark = pytest.mark.django_db
SIGNATURE = "search.people(text, text, date, text, text, text, text[], integer)"
ALL_WORDS = SearchWords("Testina", "Example", date(1996, 4, 9), NHS, "DN22 7AA", "07700 900123")


def found(asker: Asker, **words: object) -> list[uuid.UUID]:
    with fence.enter(asker):
        return [each.person for each in queries.search(asker, SearchWords(**words), on=TODAY)]  # type: ignore[arg-type]


def raw(asker: Asker) -> list[tuple[object, ...]]:
    """The database's own function, past the first fence."""
    with fence.enter(asker), connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM search.people('testina', 'example', '1996-04-09', %s, 'DN227AA', '+447700900123', %s, 20)",
            [NHS, asked_keys("testina example")],
        )
        return cursor.fetchall()


@pytest.mark.parametrize(
    "words",
    [
        {"given": "Testina", "family": "Example"},
        {"given": "TESTINA", "family": "éxample"},
        {"given": "Tastina", "family": "Exampel"},
        {"given": "Example", "family": "Testina"},
        {"given": "Tess", "family": "Example"},
        {"given": "T", "family": "Example"},
        {"given": "Tost", "family": "Exam", "born_on": date(1996, 4, 9)},
        {"given": "Tostina", "family": "Placeholder-Example"},
        {"given": "Testina", "born_on": date(1996, 9, 4)},
        {"family": "Example", "born_on": date(1998, 4, 9)},
        {"family": "Example"},
        {"given": "Testina"},
        {"born_on": date(1996, 4, 9)},
        {"given": "Testyna", "born_on": date(1996, 4, 9)},
        {"nhs": "943 476 5919"},
        {"postcode": "dn22 7aa"},
        {"phone": "07700900123"},
    ],
)
def test_a_person_is_found_by_each_thing_known_of_them(words: dict[str, object]) -> None:
    person = registered(someone()).person
    registered(child("Boris", "Specimen", born_on=date(2020, 1, 1)))
    assert found(officer(), **words) == [person]


@pytest.mark.parametrize("words", [{}, {"nhs": "943 476 5918"}, {"postcode": "nonsense"}, {"phone": "x"}])
def test_words_that_say_nothing_find_nobody(words: dict[str, object]) -> None:
    registered(someone())
    assert found(officer(), **words) == []


@pytest.mark.parametrize(
    "words",
    [
        {"given": "Bob", "family": "Specimen"},
        {"given": "Bobby", "born_on": date(1990, 5, 1)},
        {"given": "Bob"},
        {"given": "Specimen", "family": "Rob"},
    ],
)
def test_a_short_form_of_the_name_finds_the_full_one(words: dict[str, object]) -> None:
    person = registered(someone("Robert", "Specimen", born_on=date(1990, 5, 1))).person
    registered(someone("Boris", "Sample", identifiers=(), born_on=date(1990, 5, 1)))
    assert found(officer(), **words)[0] == person


def test_what_is_shown_of_the_person_found() -> None:
    made, asker = registered(someone()), officer()
    with fence.enter(asker) as unit:
        (shown,) = queries.search(asker, ALL_WORDS, on=TODAY)
    assert shown == queries.Found(
        person=made.person,
        record=made.record,
        name="Testina Example",
        age="30 years",
        sex="female",
        postcode="DN22 7AA",
        why=("same NHS number", "same date of birth", "same name", "same postcode", "same phone number"),
    )
    assert unit.subjects == {made.person}


def test_the_likeliest_comes_first_and_a_similar_name_says_so() -> None:
    spelt = registered(someone("Jhon", "Smyth", born_on=date(1990, 1, 1), identifiers=(), contact_points=())).person
    exact = registered(someone("John", "Smith", born_on=date(1990, 1, 1), identifiers=(), contact_points=())).person
    asker = officer()
    with fence.enter(asker):
        first, second = queries.search(asker, SearchWords("John", "Smith"), on=TODAY)
    assert (first.person, first.why) == (exact, ("same name",))
    assert (second.person, second.why) == (spelt, ("similar name",))


def test_a_shared_date_of_birth_alone_does_not_show_people_with_quite_another_name() -> None:
    registered(someone("Boris", "Specimen"))
    assert found(officer(), given="Yolanda", family="Quick", born_on=date(1996, 4, 9)) == []


def test_nobody_asking_finds_nobody() -> None:
    registered(someone())
    assert raw(NOBODY) == []


def test_a_worker_of_another_team_finds_nobody_and_of_the_team_finds_them() -> None:
    team = uuid.uuid4()
    person = registered(someone(), team).person
    assert raw(worker(uuid.uuid4())) == []
    assert found(worker(uuid.uuid4()), given="Testina", family="Example") == []
    assert [row[0] for row in raw(worker(team))] == [person]
    with fence.enter(SYSTEM):
        grants.revoke([team], [person], because="people: registered")
    assert raw(worker(team)) == []


def test_a_public_form_and_the_system_find_nobody_in_the_site() -> None:
    registered(someone(), by=public("self-referral"))
    assert raw(public("self-referral")) == []
    assert raw(system("front door")) == []


def test_a_barred_person_is_not_there_for_whom_the_bar_is_against() -> None:
    person, aunt, colleague = registered(someone()).person, officer(), officer()
    with fence.enter(SYSTEM):
        grants.bar(person, because="declared relation", against=aunt.number)
    assert raw(aunt) == []
    assert [row[0] for row in raw(colleague)] == [person]
    with fence.enter(SYSTEM):
        grants.bar(person, because="sealed")
    assert raw(colleague) == []


def test_hidden_people_do_not_take_the_place_of_those_who_may_be_seen() -> None:
    team, asker = uuid.uuid4(), officer()
    with fence.enter(asker):
        actions.register_many(new=[child() for _ in range(40)], by=asker, at=NOW)
    mine = registered(child(), team).person
    assert found(worker(team), given="Tilly", family="Example") == [mine]
    assert len(found(officer(), given="Tilly", family="Example")) == 20


def test_somebody_without_the_permission_finds_nobody() -> None:
    registered(someone())
    asker = Asker(kind=officer().kind, number=uuid.uuid4(), wide=frozenset({"people"}))
    assert found(asker, family="Example") == []


def test_another_name_and_another_number_find_the_same_person() -> None:
    asker, made = officer(), registered(someone())
    with fence.enter(asker):
        actions.add_name(record=made.record, name=NewName("Łucja", "Placeholder", use="known_as"), by=asker, at=NOW)
    assert found(officer(), given="Lucja", family="Placeholder") == [made.person]
    with fence.enter(asker):
        assert queries.search(asker, SearchWords(family="Example"), on=TODAY)[0].name == "Łucja Placeholder"


def test_an_unsafe_or_restricted_phone_and_a_protected_postcode_are_no_keys() -> None:
    new = someone(
        addresses=(NewAddress(line1="9 Hidden Row", postcode="NG18 1AE", visibility="refuge"),),
        contact_points=(
            NewContactPoint("phone", "07700 900111", may_text="no"),
            NewContactPoint("phone", "07700 900112", visibility="restricted"),
        ),
    )
    made = registered(new)
    for words in ({"postcode": "NG18 1AE"}, {"phone": "07700 900111"}, {"phone": "07700 900112"}):
        assert found(officer(), **words) == []
    with fence.enter(officer()):
        keys = SearchKey.objects.get(id=made.record).keys
    assert [key for key in keys if key[:2] in ("p:", "t:")] == []


def test_candidates_are_shown_before_somebody_is_made_twice_and_twins_stay_two() -> None:
    first, asker = registered(child("Ada", "Sample")), officer()
    twin = child("Ida", "Sample")
    with fence.enter(asker):
        (shown,) = queries.candidates(asker, twin, on=TODAY)
    assert (shown.person, shown.why) == (first.person, ("same birth date", "same surname", "forename nearly the same"))
    second = registered(twin)
    assert second.person != first.person
    assert set(found(officer(), family="Sample", born_on=date(2023, 7, 1))) == {first.person, second.person}


def test_the_site_may_run_the_function_and_not_change_it() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION search.other() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(proowner), prosecdef, proconfig, proacl::text FROM pg_proc"
            " WHERE proname = 'people' AND pronamespace = 'search'::regnamespace"
        )
        owner, is_definer, config, rights = cursor.fetchone()
    assert (owner, is_definer) == ("fhtest_search", True)
    assert "search_path=pg_catalog, public, pg_temp" in config
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('fhtest_owner', %s, 'EXECUTE')", [SIGNATURE])
        assert cursor.fetchone() == (False,)


def test_the_search_role_reads_keys_shields_grants_and_bars_and_nothing_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege('fhtest_search', oid, 'SELECT') ORDER BY relname"
        )
        readable = {row[0] for row in cursor.fetchall()}
    assert {name for name in readable if name.startswith(("people_", "core_"))} == {
        "core_bar",
        "core_grant",
        "people_searchkey",
        "people_shield",
    }


def test_a_search_asks_the_database_the_same_number_of_times_for_one_and_for_many() -> None:
    asker = officer()
    counts = []
    for number in (1, 19):
        with fence.enter(asker):
            actions.register_many(new=[child() for _ in range(number)], by=asker, at=NOW)
        with fence.enter(asker), CaptureQueriesContext(connection) as asked:
            queries.search(asker, SearchWords("Tilly", "Example"), on=TODAY)
        counts.append(len(asked))
    assert counts == [3, 3]
