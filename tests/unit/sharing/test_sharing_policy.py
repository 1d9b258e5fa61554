"""How long an opening lasts, by when it is reviewed and by whom, and what must be said."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from familyhub.core.clocks import LONDON
from familyhub.sharing.events import AccessOpened, AccessReviewed
from familyhub.sharing.policy import openings as policy
from familyhub.sharing.terms.openings import OpenReason, ReviewOutcome

AT = datetime(2026, 12, 23, 16, 0, tzinfo=UTC)
ME = uuid.uuid4()


def test_an_opening_lasts_three_hours() -> None:
    assert policy.ends_at(AT) - AT == timedelta(hours=3)


@pytest.mark.parametrize(
    ("opened", "last_day"),
    [
        (AT, (2027, 1, 4)),  # 24, 29, 30 and 31 December, then 4 January: Boxing Day is kept on Monday the 28th
        (datetime(2026, 11, 20, 10, 0, tzinfo=UTC), (2026, 11, 27)),
        (datetime(2027, 3, 25, 23, 30, tzinfo=UTC), (2027, 4, 5)),  # over Easter
    ],
)
def test_a_review_is_due_at_the_end_of_the_fifth_working_day(opened: datetime, last_day: tuple[int, int, int]) -> None:
    due = policy.review_by(opened).astimezone(LONDON)
    assert (due - timedelta(seconds=1)).timetuple()[:3] == last_day
    assert (due.hour, due.minute) == (0, 0)


def test_it_is_overdue_from_that_moment_until_it_is_reviewed() -> None:
    assert not policy.is_overdue(AT, None, AT - timedelta(seconds=1))
    assert policy.is_overdue(AT, None, AT)
    assert not policy.is_overdue(AT, AT, AT + timedelta(days=9))


@pytest.mark.parametrize("words", ["", "too short", "a" * 19, "   a      b     c        d    e   "])
def test_a_code_alone_says_too_little(words: str) -> None:
    with pytest.raises(policy.TooFewWords, match="at least 20"):
        policy.check_words(words)


def test_twenty_characters_are_enough() -> None:
    assert policy.check_words(f"  {'a' * 20} ") == "a" * 20


def test_nobody_reviews_their_own_and_nobody_unknown_does() -> None:
    for reviewer in (ME, None):
        with pytest.raises(policy.OwnOpening):
            policy.check_reviewer(ME, reviewer)
    other = uuid.uuid4()
    assert policy.check_reviewer(ME, other) == other


def test_nobody_looks_after_what_they_declared() -> None:
    for by in (ME, None):
        with pytest.raises(policy.OwnRelation):
            policy.check_other(ME, by)
    other = uuid.uuid4()
    assert policy.check_other(ME, other) == other


def test_a_review_that_asked_for_more_goes_on() -> None:
    assert [policy.ends_review(outcome) for outcome in ReviewOutcome] == [True, True, False]


def test_reasons_on_grants_and_bars_fit_their_column() -> None:
    assert max(len(policy.because_of(ME, reason)) for reason in OpenReason) <= 80
    assert len(policy.because_of_relation(ME)) <= 80


def test_sentences_name_nobody() -> None:
    said = {"fence": ME, "about": ME}
    opened = AccessOpened(**said, reason="emergency", person="x", opened_by="y")
    assert opened.sentence() == "The record was opened with a reason: emergency."
    reviewed = AccessReviewed(**said, outcome="not_justified", is_over=True)
    assert reviewed.sentence() == "Opening the record was reviewed: not justified."
