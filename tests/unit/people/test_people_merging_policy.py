"""The rules of one person or two."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from familyhub.people.policy.merging import (
    Claim,
    Move,
    Whole,
    is_undecided,
    kept_of,
    merge_problem,
    person_now,
    second_problem,
    strictest,
    words_problem,
)

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
A, B, C = (uuid.UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Whole(A), Whole(B), None),
        (Whole(A), Whole(A), "They are one person already"),
        (Whole(A, frozenset({"1"})), Whole(B, frozenset({"2"})), "they differ"),
        (Whole(A, frozenset({"1"})), Whole(B), None),
        (Whole(A, related_to=frozenset({B})), Whole(B), "related to each other"),
        (Whole(A), Whole(B, related_to=frozenset({A})), "related to each other"),
        (Whole(A, related_to=frozenset({C})), Whole(B), None),
    ],
)
def test_what_speaks_against_a_merge(first: Whole, second: Whole, said: str | None) -> None:
    problem = merge_problem(first, second)
    assert (problem is None) is (said is None)
    assert said is None or (problem and said in problem.words)


def test_two_people_agree_and_say_why() -> None:
    assert second_problem(A, B) is None
    assert second_problem(A, A) is not None and second_problem(None, B) is not None and second_problem(A, None)
    assert words_problem("the same mother") is None
    assert words_problem("  yes      ") is not None


def test_the_elder_is_kept_unless_it_is_hidden() -> None:
    both = [(NOW, A), (NOW - timedelta(days=1), B)]
    assert kept_of(both, []) == (B, A)
    assert kept_of(both, [B]) == (A, B)
    assert kept_of(both, [A, B]) == (B, A)


def test_a_record_is_who_the_moves_that_hold_make_it() -> None:
    assert person_now(B, []) == B
    assert person_now(B, [Move(B, A), Move(A, C)]) == C
    assert person_now(B, [Move(A, C), Move(B, A)]) == C
    assert person_now(B, [Move(A, C)]) == B


def test_moves_undone_in_any_order_give_back_the_beginning() -> None:
    chance = random.Random(4)
    for _ in range(200):
        chain = [uuid.uuid4() for _ in range(6)]
        moves = [Move(one, other) for one, other in zip(chain, chain[1:], strict=False)]
        while moves:
            moves.pop(chance.randrange(len(moves)))
            reached = person_now(chain[0], moves)
            assert reached == chain[0] or any(move.moved_to == reached for move in moves)
        assert person_now(chain[0], moves) == chain[0]


def test_a_claim_holds_against_others_until_it_runs_out() -> None:
    claim = Claim(A, NOW + timedelta(minutes=1))
    assert claim.holds_against(B, NOW)
    assert not claim.holds_against(A, NOW)
    assert not claim.holds_against(B, NOW + timedelta(minutes=2))
    assert not Claim().holds_against(B, NOW)
    assert not Claim(A, None).holds_against(B, NOW)


@pytest.mark.parametrize(
    ("known", "forbids", "said"),
    [
        ([], [], ("unknown", ())),
        (["yes"], [["post"]], ("yes", ("post",))),
        (["yes", "no"], [[], ["voice"]], ("no", ("voice",))),
        (["yes", "unknown"], [["text"], ["post"]], ("unknown", ("post", "text"))),
        (["yes", "yes"], [[], []], ("yes", ())),
    ],
)
def test_the_strictest_rule_holds(
    known: list[str], forbids: list[list[str]], said: tuple[str, tuple[str, ...]]
) -> None:
    assert strictest(known, forbids) == said


def test_what_is_decided_is_not_decided_again() -> None:
    assert [is_undecided(state) for state in ("open", "proposed", "same", "different")] == [True, True, False, False]
