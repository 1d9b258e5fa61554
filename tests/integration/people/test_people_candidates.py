"""Who somebody may already be: in order, in words, with how likely it is. Every test runs as the role of the site."""

from __future__ import annotations

import re
import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.people import actions, queries
from familyhub.people.new import NewAddress, NewContactPoint, NewIdentifier, NewName, NewPerson
from tests.integration.people.invented import NHS, NOW, OTHER_NHS, SYSTEM, TODAY, child, officer, registered, someone

pytestmark = pytest.mark.django_db
HOME = NewAddress(line1="4 Sample Close", town="Retford", postcode="DN22 7AB")
ELSEWHERE = NewAddress(line1="90 Placeholder Row", town="Newark", postcode="NG24 1AA")
BORN = date(2019, 3, 7)


def maybe(new: NewPerson, asker: Asker | None = None) -> list[queries.Found]:
    asker = asker or officer()
    with fence.enter(asker):
        return queries.candidates(asker, new, on=TODAY)


def test_a_twin_is_shown_as_one_who_could_be_a_twin_and_is_not_taken_for_the_other() -> None:
    first = registered(child("Ada", "Sample", born_on=BORN, addresses=(HOME,)))
    [shown] = maybe(child("Beatrix", "Sample", born_on=BORN, addresses=(HOME,)))
    assert shown.person == first.person
    assert shown.reasons == "same birth date, same surname, same address; forename differs: could be a twin"
    assert (shown.is_likely, shown.likely.startswith("possible")) == (False, True)


def test_a_sibling_of_another_year_is_less_likely_than_the_child_themselves() -> None:
    child_themselves = registered(child("Robert", "Sample", sex="M", born_on=BORN, addresses=(HOME,)))
    registered(child("Rodney", "Sample", sex="M", born_on=date(2021, 1, 30), addresses=(HOME,)))
    found = maybe(child("Bob", "Sample", sex="M", born_on=BORN, addresses=(HOME,)))
    assert (found[0].person, found[0].is_likely) == (child_themselves.person, True)
    assert found[0].reasons == "same birth date, same surname, forename in another form, same address"
    assert not any(one.is_likely for one in found[1:])


def test_somebody_who_moved_and_is_called_by_a_short_name_comes_first() -> None:
    asker = officer()
    with fence.enter(asker):
        moved = actions.register_many(
            new=[child("Margaret", "Specimen", born_on=BORN, addresses=(HOME,))], by=asker, at=NOW
        )[0]
        actions.add_address(record=moved.record, new=ELSEWHERE, by=asker, at=NOW)
    registered(child("Margot", "Specimen", born_on=date(2019, 3, 9), addresses=(ELSEWHERE,)))
    found = maybe(child("Maggie", "Specimen", born_on=BORN, addresses=(HOME,)))
    assert (found[0].person, found[0].is_likely) == (moved.person, True)
    assert "address" in found[0].reasons and "differs" not in found[0].reasons


@pytest.mark.parametrize(
    "typed",
    [
        someone("Example", "Testina", identifiers=()),
        someone(born_on=date(1996, 9, 4), identifiers=()),
        someone("Testina", "Placeholder", identifiers=()),
        someone("Tina", "Exampel", identifiers=(), addresses=(), contact_points=()),
        someone("Testina", "Example", identifiers=(), addresses=(), contact_points=(), born_on=None),
        someone("T", "Other", born_on=None, addresses=(), contact_points=()),
    ],
    ids=["swapped names", "day and month", "new surname", "name and date alone", "name alone", "number alone"],
)
def test_somebody_is_shown_whatever_went_wrong_with_what_was_typed(typed: NewPerson) -> None:
    made = registered(someone())
    assert [one.person for one in maybe(typed)] == [made.person]


def test_a_verified_number_with_the_same_birth_date_is_very_likely() -> None:
    number = (NewIdentifier("nhs", NHS, "verified"),)
    made = registered(someone(identifiers=number))
    [shown] = maybe(someone(identifiers=number))
    assert (shown.person, shown.likely) == (made.person, "very likely (99 in 100)")


def test_a_previous_name_and_a_previous_address_count() -> None:
    asker = officer()
    made = registered(someone("Testina", "Example", addresses=(HOME,), identifiers=(), contact_points=()))
    with fence.enter(asker):
        actions.add_name(record=made.record, name=NewName("Testina", "Specimen", use="previous"), by=asker, at=NOW)
    [shown] = maybe(someone("Testina", "Specimen", addresses=(HOME,), identifiers=(), contact_points=()))
    assert (shown.person, shown.name, shown.is_likely) == (made.person, "Testina Example", True)
    assert "same surname" in shown.reasons


@pytest.mark.parametrize("see_protected", [False, True])
def test_a_protected_address_or_number_does_not_raise_the_score(see_protected: bool) -> None:
    reader = officer()
    hidden_home = NewAddress(line1="9 Hidden Row", town="Worksop", postcode="S80 1AA", visibility="refuge")
    hidden_phone = NewContactPoint("phone", "07700 900111", visibility="restricted")
    typed = someone(
        "Tastina", "Example", identifiers=(), addresses=(NewAddress(line1="9 Hidden Row", postcode="S80 1AA"),)
    )
    typed = NewPerson(**{**vars(typed), "contact_points": (NewContactPoint("phone", "07700 900111"),)})
    scores = []
    for homes, points in (((), ()), ((hidden_home,), (hidden_phone,))):
        with fence.enter(SYSTEM):
            made = actions.register_many(
                new=[someone(identifiers=(), addresses=homes, contact_points=points)],
                by=SYSTEM, at=NOW, see_protected=[reader.number] if see_protected and reader.number else [],
            )[0]  # fmt: skip
        [shown] = maybe(typed, reader)
        scores.append((shown.person == made.person, shown.postcode, shown.why, shown.probability))
        with fence.enter(SYSTEM):
            grants.bar(made.person, because="not for the second round")
    assert scores[0] == scores[1]


def test_somebody_sealed_is_no_candidate_and_the_same_is_asked_as_if_there_were_nobody() -> None:
    asker = officer()
    new = someone(identifiers=())

    def asked() -> list[str]:
        with fence.enter(asker) as unit, CaptureQueriesContext(connection) as said:
            assert queries.candidates(asker, new, on=TODAY) == []
        assert unit.subjects == set()
        return [re.sub(r"[0-9a-f]{32}", "a key", query["sql"]) for query in said]

    before = asked()
    made = registered(someone())
    with fence.enter(SYSTEM):
        grants.bar(made.person, because="sealed")
    assert asked() == before


def test_several_are_looked_for_with_as_many_questions_as_one() -> None:
    asker, counts = officer(), []
    new = [someone(f"Testina{letter}", "Example", identifiers=()) for letter in "abcdefgh"]
    with fence.enter(asker):
        made = actions.register_many(new=new, by=asker, at=NOW)
    for many in (1, 8):
        wanted = {uuid.uuid4(): one for one in new[:many]}
        with fence.enter(asker) as unit, CaptureQueriesContext(connection) as said:
            looked = queries.look(asker, wanted, also=[made[0].person], on=TODAY)
        counts.append(len(said))
        assert [found[0].name for found in looked.found.values()] == [f"{n.names[0].given} Example" for n in new[:many]]
        assert unit.subjects >= {one.person for found in looked.found.values() for one in found}
    assert counts == [3, 3]
    assert looked.named[made[0].person].name == "Testinaa Example"


def test_what_speaks_for_a_pair_is_kept_with_how_likely_it_is() -> None:
    asker = officer()
    made = registered(child("Ada", "Sample", born_on=BORN, addresses=(HOME,)))
    twin = child("Beatrix", "Sample", born_on=BORN, addresses=(HOME,))
    with fence.enter(asker):
        alike = queries.why_alike(asker, twin, [made.record, uuid.uuid4()])
    assert set(alike) == {made.record}
    assert alike[made.record].reasons[-1] == "forename differs: could be a twin"
    assert alike[made.record].probability == maybe(twin)[0].probability


def test_of_two_with_one_number_neither_is_sure() -> None:
    for given, number in (("Testina", NHS), ("Testino", OTHER_NHS)):
        registered(someone(given, identifiers=(NewIdentifier("nhs", number),), contact_points=()))
    found = maybe(someone(identifiers=(), contact_points=()))
    assert [one.name for one in found] == ["Testina Example", "Testino Example"]
    assert sum(one.probability or 0 for one in found) <= 1.000001
