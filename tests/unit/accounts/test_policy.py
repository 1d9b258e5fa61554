"""The rules of accounts."""

from __future__ import annotations

from datetime import date

import pytest

from familyhub.accounts import policy
from familyhub.accounts.terms import HoldingKind, Step

LIMITS = policy.Limits(idle=1800, absolute=43200)
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("is_known", "has_factor", "has_proved_it", "is_trained", "step"),
    [
        (False, True, True, True, Step.SIGN_IN),
        (True, False, True, True, Step.ENROL),
        (True, True, False, True, Step.PROVE),
        (True, True, True, False, Step.TRAIN),
        (True, True, True, True, Step.READY),
    ],
)
def test_the_next_step_is_the_first_thing_missing(
    is_known: bool, has_factor: bool, has_proved_it: bool, is_trained: bool, step: Step
) -> None:
    found = policy.next_step(
        is_known=is_known, has_factor=has_factor, has_proved_it=has_proved_it, is_trained=is_trained
    )
    assert found is step


@pytest.mark.parametrize(
    ("now", "started", "used", "over"),
    [
        (1000.0, 0.0, 0.0, False),
        (1799.9, 0.0, 0.0, False),
        (1800.0, 0.0, 0.0, True),
        (43199.0, 0.0, 43000.0, False),
        (43200.0, 0.0, 43199.0, True),
        (1.0, None, 0.0, True),
        (1.0, 0.0, None, True),
    ],
)
def test_a_session_is_over_at_either_limit_and_without_a_beginning(
    now: float, started: float | None, used: float | None, over: bool
) -> None:
    assert policy.is_over(now=now, started=started, used=used, limits=LIMITS) is over


@pytest.mark.parametrize(
    ("address", "is_work"),
    [
        ("nurse@school.example", True),
        (" Nurse@NHS.example ", True),
        ("parent@gmail.com", False),
        ("parent@GMAIL.com", False),
        ("nobody", False),
        ("@school.example", False),
        ("x@localhost", False),
    ],
)
def test_a_work_address_says_where_somebody_works(address: str, is_work: bool) -> None:
    assert policy.is_work_address(address) is is_work


def test_acting_holders_are_named_as_such() -> None:
    assert policy.words_for("Ivy Sample", HoldingKind.SUBSTANTIVE) == "Ivy Sample"
    assert policy.words_for("Ivy Sample", HoldingKind.ACTING) == "Ivy Sample (acting)"


@pytest.mark.parametrize(
    ("begins", "ends", "held"),
    [
        (date(2026, 11, 20), None, True),
        (date(2026, 11, 21), None, False),
        (date(2026, 1, 1), date(2026, 11, 20), False),
        (date(2026, 1, 1), date(2026, 11, 21), True),
    ],
)
def test_a_period_holds_until_the_day_before_its_end(begins: date, ends: date | None, held: bool) -> None:
    assert policy.holds(begins, ends, DAY) is held


def test_a_period_ends_once_and_not_before_it_began() -> None:
    assert policy.can_end(DAY, None, DAY)
    assert not policy.can_end(DAY, DAY, DAY)
    assert not policy.can_end(DAY, None, date(2026, 11, 19))
