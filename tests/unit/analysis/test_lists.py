"""Whole lists: a small town in which everybody is found and nobody is linked to family."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from familyhub.analysis.matching.facts import Facts, facts_of
from familyhub.analysis.matching.known import Home, Known
from familyhub.analysis.matching.linking import Linked, compete, link
from familyhub.analysis.matching.measuring import Truth, measure, truth_of
from familyhub.analysis.matching.model import delivered, model_from
from familyhub.analysis.matching.pairs import Pairs, candidates
from familyhub.demo.town import Rates, make_town


def described(row: dict[str, str]) -> Facts:
    """A row of the town as it is compared."""
    born = date.fromisoformat(row["date_of_birth"]) if row["date_of_birth"] else None
    home = Home(row["house_number"], row["street"], row["town"], row["postcode"])
    return facts_of(
        Known(row["given_name"], row["family_name"], row["middle_name"], born_on=born, sex=row["sex"], homes=(home,))
    )


@pytest.fixture(scope="module")
def matched() -> tuple[Linked, Truth]:
    """A small town, matched."""
    town = make_town(5, 400)
    left, right = ([described(row) for row in rows] for rows in (town.register, town.incoming))
    linked = link(left, right, delivered())
    return linked, truth_of([row["person"] for row in town.register], [row["person"] for row in town.incoming])


def test_nearly_everybody_is_found_and_few_are_linked_wrongly(matched: tuple[Linked, Truth]) -> None:
    figures = measure(*matched)
    assert figures["recall"] >= 0.98 and figures["wrong_per_100_new"] <= 1.5
    assert figures["shown_recall"] >= 0.99 and figures["recall_at_5"] >= 0.99
    assert figures["true_pairs"] == figures["new_people"] == 400


def test_nobody_is_linked_twice(matched: tuple[Linked, Truth]) -> None:
    linked, _ = matched
    pairs = linked.pairs.some(linked.is_linked)
    assert len(set(pairs.right.tolist())) == len(pairs) == len(set(pairs.left.tolist()))


def test_without_numbers_nothing_is_automatic(matched: tuple[Linked, Truth]) -> None:
    assert not matched[0].is_automatic.any()


def test_what_was_learned_is_a_model_again(matched: tuple[Linked, Truth]) -> None:
    learned = matched[0].model
    assert model_from(learned.told()) == learned
    for shares in learned.shares.values():
        for row in shares.values():
            assert sum(row) == pytest.approx(1, abs=2e-3)


def test_a_model_with_a_share_too_few_is_refused() -> None:
    data = delivered().told()
    data["who"] = {**data["who"], "sex": {"same": [1.0], "kin": [0.5, 0.5]}}
    with pytest.raises(ValueError, match="sex, same: 1 shares for 2 levels"):
        model_from(data)


def test_the_same_lists_give_the_same_links(matched: tuple[Linked, Truth]) -> None:
    people = [described(row) for row in make_town(6, 40).incoming]
    one, other = (link(people, None, delivered()).probability for _ in range(2))
    assert np.array_equal(one, other)


def test_a_town_is_the_same_for_its_seed_and_differs_for_another() -> None:
    assert make_town(3, 50).incoming == make_town(3, 50).incoming != make_town(4, 50).incoming


def test_a_town_has_twins_namesakes_and_sealed_pasts() -> None:
    town = make_town(3, 300, Rates(adopted=0.02))
    known = {row["person"] for row in town.register}
    new = [row["person"] for row in town.incoming if row["person"] not in known]
    ties = {town.tie(one, other) for one in new for other in known if town.people[one].home == town.people[other].home}
    assert {"twins", "siblings", "parent and child", "parent and child of one name", "partners"} <= ties
    sealed = list(town.sealed.items())
    assert len(sealed) == 6 and {town.tie(*pair) for pair in sealed} == {"sealed adoption and its past"}


def test_many_lists_compare_only_who_shares_something() -> None:
    one = Known("Testina", "Example", born_on=date(2020, 3, 4))
    people = [
        facts_of(replace(one, given=f"g{n}x{n}", family=f"f{n}y", born_on=date(1950 + n % 60, 1, 1)))
        for n in range(400)
    ]
    pairs = candidates(people, people)
    assert 400 <= len(pairs) < 60_000


def test_two_candidates_of_one_person_share_the_chance_between_them() -> None:
    pairs = Pairs(np.array([0, 1]), np.array([0, 0]))
    alone = compete(pairs.some(np.array([0])), np.array([0.8]), (np.arange(2), np.arange(1)), 0.0)
    both = compete(pairs, np.array([0.8, 0.8]), (np.arange(2), np.arange(1)), 0.0)
    assert alone[0] == pytest.approx(0.8) and both.tolist() == pytest.approx([4 / 9, 4 / 9])


def test_two_entries_of_one_person_do_not_stand_against_each_other() -> None:
    pairs = Pairs(np.array([0, 1]), np.array([0, 0]))
    both = compete(pairs, np.array([0.8, 0.8]), (np.array([0, 0]), np.arange(1)), 0.0)
    assert both.tolist() == pytest.approx([0.8, 0.8])


def test_figures_of_a_known_case() -> None:
    """Three known, four incoming: two right links, one wrong link of somebody new, one missed."""
    truth = truth_of(["a", "b", "c"], ["a", "b", "new", "c"])
    yes, no = True, False
    linked = Linked(
        Pairs(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 3])),
        np.array([0.9, 0.8, 0.7, 0.1]),
        np.array([yes, yes, yes, no]),
        np.array([yes, no, no, no]),
        np.array([yes, yes, yes, yes]),
        delivered(),
    )
    figures = measure(linked, truth)
    wanted = {
        "precision": 0.6667,
        "recall": 0.6667,
        "f1": 0.6667,
        "wrong_per_100_new": 100.0,
        "auto_wrong_per_100_new": 0.0,
        "shown_recall": 1.0,
        "review_per_100": 75.0,
        "recall_at_1": 1.0,
        "true_pairs": 3,
        "new_people": 1,
    }
    assert {key: figures[key] for key in wanted} == wanted


def test_figures_of_one_list() -> None:
    """Three entries of one person and one of another: three true pairs, two of them linked."""
    truth = truth_of(["a", "a", "a", "b"], None)
    all_of = np.array([True, True, False])
    linked = Linked(
        Pairs(np.array([0, 1, 2]), np.array([1, 2, 3])),
        np.array([0.9, 0.8, 0.3]),
        all_of,
        ~all_of & False,
        all_of,
        delivered(),
    )
    figures = measure(linked, truth)
    assert (figures["precision"], figures["recall"], figures["true_pairs"], figures["new_people"]) == (
        1.0,
        0.6667,
        3,
        1,
    )
    assert figures["review_per_100"] == 75.0 and figures["recall_at_1"] == 1.0


def test_no_links_have_no_precision() -> None:
    nothing = np.zeros(0, bool)
    empty = Linked(
        Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64)), np.zeros(0), nothing, nothing, nothing, delivered()
    )
    figures = measure(empty, truth_of(["a"], ["b"]))
    assert (figures["precision"], figures["recall"], figures["f1"]) == (None, None, 0.0)
