"""The rules of casework."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from familyhub.casework.policy import episodes as policy
from familyhub.casework.terms.episodes import LONGEST, ContactKind, Part, Tier, WhyNotSeen

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(("level", "tier"), [(1, 1), (2, 2), (3, 2), (4, 3), (None, 2)])
def test_the_tier_follows_the_level_of_need(level: int | None, tier: int) -> None:
    assert policy.tier_of(level) is Tier(tier)


def test_an_episode_changes_hands_while_it_is_open_to_somebody_else_with_words() -> None:
    assert policy.hand_over_problem(is_open=False, same=False, words="x").startswith("This episode is closed")
    assert policy.hand_over_problem(is_open=True, same=True, words="x") == "They work with this family already"
    assert policy.hand_over_problem(is_open=True, same=False, words=" ").startswith("Say what")
    assert policy.hand_over_problem(is_open=True, same=False, words="x") == ""


def test_an_episode_closes_once_and_with_words() -> None:
    assert policy.close_problem(is_open=False, words="x") == "This episode is closed already"
    assert policy.close_problem(is_open=True, words="") == "Say what came of the help"
    assert policy.close_problem(is_open=True, words="x") == ""


def test_a_closed_episode_opens_again_unless_another_is_open() -> None:
    assert policy.reopen_problem(is_open=True, has_other=False, words="x") == "This episode is open"
    assert policy.reopen_problem(is_open=False, has_other=True, words="x").startswith("This child has another")
    assert policy.reopen_problem(is_open=False, has_other=False, words="") == "Say why it is opened again"
    assert policy.reopen_problem(is_open=False, has_other=False, words="x") == ""


def test_a_note_has_words_that_fit_and_are_no_spreadsheet() -> None:
    assert policy.words_problem("  ") == "Say what happened"
    assert policy.words_problem("x" * 200_000).startswith("The note has 200,000 characters and can hold 20,000")
    assert policy.words_problem("a\tb\tc\n" * 4).startswith("This looks like part of a spreadsheet")
    assert policy.words_problem("a\tb\tc\n" * 3) == ""
    assert policy.words_problem("x" * LONGEST) == ""


def test_a_contact_has_been() -> None:
    assert policy.moment_problem(NOW, NOW) == ""
    assert policy.moment_problem(NOW + timedelta(minutes=1), NOW) == "The contact cannot be in the future"


@pytest.mark.parametrize(
    ("kind", "part", "why", "is_child", "problem"),
    [
        ("home_visit", Part.ALONE, None, True, ""),
        ("home_visit", Part.ABOUT, None, True, "Say if they were seen alone, with others there, or not seen"),
        ("home_visit", Part.SPOKEN, None, False, ""),
        ("home_visit", Part.NOT_SEEN, None, True, "Say why they were not seen"),
        ("home_visit", Part.NOT_SEEN, WhyNotSeen.ILL, True, ""),
        ("phone", Part.SEEN, None, False, "Nobody is seen face to face in this kind of contact"),
        ("phone", Part.SPOKEN, None, True, ""),
    ],
)
def test_face_to_face_each_child_is_accounted_for(
    kind: str, part: Part, why: WhyNotSeen | None, is_child: bool, problem: str
) -> None:
    assert policy.seen_problem(ContactKind(kind), part, why, is_child=is_child) == problem


def test_who_was_seen_is_said_without_a_name() -> None:
    parts = [Part.ALONE, Part.WITH_OTHERS, Part.SEEN, Part.NOT_SEEN, Part.ABOUT]
    assert policy.seen_words(parts) == "3 seen face to face, 1 of them alone; 1 not seen"
    assert policy.seen_words([Part.SEEN]) == "1 seen face to face"
    assert policy.seen_words([Part.NOT_SEEN]) == "1 not seen"
    assert policy.seen_words([Part.SPOKEN]) == ""
