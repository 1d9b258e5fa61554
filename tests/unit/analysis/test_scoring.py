"""The live scorer: who is shown, who is linked alone, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from familyhub.analysis.matching import Home, Known, Scored, rank, score

HERE = Home("12", "Acre Lane", "Exampleton", "QX1 1AA")
ELSEWHERE = Home("3", "Larch Road", "Exampleton", "QX1 2AB")
CHILD = Known(given="Testina", family="Example", born_on=date(2020, 3, 4), sex="F", homes=(HERE,))
NUMBER, NEXT_NUMBER = "9434765919", "9434765870"


def traced(known: Known, number: str = NUMBER) -> Known:
    """With a number that was traced."""
    return replace(known, nhs_number=number, nhs_is_verified=True)


def both_ways(a: Known, b: Known) -> Scored:
    """The score, which must not depend on who comes first."""
    one, other = score(a, b), score(b, a)
    assert one.probability == pytest.approx(other.probability, abs=1e-5)
    return one


def test_the_same_child_is_likely_and_is_not_linked_alone() -> None:
    found = both_ways(CHILD, CHILD)
    assert found.probability > 0.99 and found.is_shown and not found.is_automatic
    assert found.reasons == ("same birth date", "same surname", "same forename", "same address")


def test_a_sibling_is_not_shown() -> None:
    sibling = replace(CHILD, given="Mocka", born_on=date(2017, 10, 9))
    found = both_ways(CHILD, sibling)
    assert found.probability < 0.01 and not found.is_shown
    assert found.reasons[-1] == "forename differs: could be a sibling or another of the family"


def test_a_twin_is_shown_and_said_to_be_one() -> None:
    found = both_ways(CHILD, replace(CHILD, given="Mocka"))
    assert found.is_shown and not found.is_automatic and found.probability < 0.7
    assert found.reasons[-1] == "forename differs: could be a twin"


def test_birth_order_tells_twins_apart() -> None:
    first, second = replace(CHILD, birth_order=1), replace(CHILD, given="Mocka", birth_order=2)
    assert both_ways(first, second).probability < 0.05


def test_a_parent_of_the_same_name_is_unlikely_and_said_to_be_one() -> None:
    found = both_ways(CHILD, replace(CHILD, born_on=date(1990, 8, 9)))
    assert found.probability < 0.3
    assert found.reasons[-1] == "birth date differs: could be parent and child of one name"


def test_where_the_year_alone_is_the_same_it_is_said_that_day_and_month_differ() -> None:
    one = replace(CHILD, born_on=date(1988, 1, 10))
    found = both_ways(one, replace(one, born_on=date(1988, 2, 1)))
    assert "same birth year, day and month differ" in found.reasons


def test_one_person_who_moved_is_known_by_the_previous_address() -> None:
    moved = replace(CHILD, family="Exampel", homes=(ELSEWHERE, replace(HERE, is_current=False)))
    found = both_ways(CHILD, moved)
    assert found.probability > 0.99
    assert found.reasons == ("same birth date", "surname sounds alike", "same forename", "previous address matches")


def test_a_previous_name_counts_as_much_as_the_present_one() -> None:
    married = replace(CHILD, family="Sample", other_names=(("Testina", "Example"),))
    assert both_ways(CHILD, married).probability > 0.99 > score(CHILD, replace(CHILD, family="Sample")).probability / 2


def test_forename_and_surname_exchanged_are_one_person() -> None:
    assert both_ways(CHILD, replace(CHILD, given="Example", family="Testina")).probability > 0.99


def test_an_estimated_date_of_birth_neither_contradicts_nor_proves() -> None:
    told = replace(CHILD, born_on=date(2020, 1, 1), born_is_estimated=True)
    assert score(CHILD, told).probability > 0.9
    assert not score(traced(CHILD), traced(replace(CHILD, born_is_estimated=True))).is_automatic


def test_a_phone_of_the_family_does_not_make_siblings_one() -> None:
    calls, email = ("07700 900123",), ("home@family.example",)
    child = replace(CHILD, phones=calls, emails=email)
    sibling = replace(child, given="Mocka", born_on=date(2017, 10, 9), phones=("+447700900123",))
    assert not both_ways(child, sibling).is_shown


def test_a_verified_number_with_the_same_date_of_birth_links_alone() -> None:
    assert score(traced(CHILD), traced(replace(CHILD, homes=(ELSEWHERE,), family="Sample"))).is_automatic


@pytest.mark.parametrize(
    "other",
    [
        replace(traced(CHILD), nhs_is_verified=False),
        traced(CHILD, NEXT_NUMBER),
        traced(replace(CHILD, born_on=date(2020, 3, 5))),
        traced(replace(CHILD, given="Mocka")),
        traced(replace(CHILD, given="Twin 1")),
        traced(replace(CHILD, given="")),
        traced(replace(CHILD, sex="M")),
    ],
    ids=[
        "not verified",
        "other number",
        "other birth date",
        "other forename",
        "a twin's number",
        "no name",
        "other sex",
    ],
)
def test_anything_less_does_not_link_alone(other: Known) -> None:
    assert not score(traced(CHILD), other).is_automatic


def test_another_place_in_the_birth_order_vetoes() -> None:
    first, second = (replace(traced(CHILD), birth_order=order) for order in (1, 2))
    assert not score(first, second).is_automatic


def test_the_same_number_is_always_shown() -> None:
    stranger = Known(given="Dummy", family="Notreal", born_on=date(1960, 1, 2), nhs_number=NUMBER)
    assert score(traced(CHILD), stranger).is_shown


def test_a_baby_without_a_name_is_neither_twin_more_than_the_other() -> None:
    twins = [CHILD, replace(CHILD, given="Mocka")]
    one, other = rank(replace(CHILD, given="Twin 1"), twins)
    assert one.probability == other.probability <= 0.5 and one.is_shown and other.is_shown


def test_a_better_candidate_makes_another_less_likely() -> None:
    twin = replace(CHILD, given="Mocka")
    alone, beside = rank(twin, [CHILD])[0], rank(twin, [CHILD, twin])[0]
    assert beside.probability < 0.01 < alone.probability


def test_an_adopted_child_is_nobodys_automatic_link() -> None:
    before = traced(CHILD)
    after = traced(replace(CHILD, family="Pretend", homes=(ELSEWHERE,)), NEXT_NUMBER)
    found = both_ways(before, after)
    assert not found.is_automatic and found.probability < 0.1


def test_how_common_a_name_is_counts() -> None:
    pair = (Known(given="Testina", family="Example", born_on=date(2020, 3, 4)),) * 2
    rare, common = (rank(pair[0], [pair[1]], None, lambda code, value, s=s: s)[0] for s in (0.00001, 0.02))
    assert rare.probability > common.probability


def test_nothing_known_is_nobody() -> None:
    assert rank(CHILD, []) == []
    assert both_ways(Known(), Known()).probability < 0.001
