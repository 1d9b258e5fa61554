"""The rules, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familyhub.people.near import near_keys
from familyhub.people.new import (
    NewAddress,
    NewContactPoint,
    NewIdentifier,
    NewName,
    NewPerson,
    NewTie,
    PointRules,
    SafeRules,
)
from familyhub.people.policy import records as policy
from familyhub.people.policy.records import Life
from familyhub.people.terms import Way

TODAY = date(2026, 11, 20)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
ADULT = NewPerson(names=(NewName("Testina", "Example"),), born_on=date(1996, 4, 9))
UNBORN = NewPerson(kind="unborn", due_on=date(2027, 3, 1))


def fields(new: NewPerson) -> list[str]:
    return [problem.field for problem in policy.problems_with(new, TODAY)]


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2026, 11, 20), "0 days"),
        (date(2026, 11, 19), "1 day"),
        (date(2026, 11, 7), "13 days"),
        (date(2026, 11, 6), "2 weeks"),
        (date(2026, 8, 21), "13 weeks"),
        (date(2026, 8, 20), "3 months"),
        (date(2025, 11, 21), "11 months"),
        (date(2025, 11, 20), "1 year"),
        (date(2025, 10, 20), "1 year 1 month"),
        (date(2023, 7, 1), "3 years 4 months"),
        (date(2021, 1, 1), "5 years"),
        (date(1996, 4, 9), "30 years"),
    ],
)
def test_an_age_as_people_say_it(born_on: date, words: str) -> None:
    assert policy.age_words(born_on, TODAY) == words


@pytest.mark.parametrize(
    ("life", "words"),
    [
        (Life(), "age not known"),
        (Life(born_on=date(2020, 1, 1), is_estimated=True), "about 6 years"),
        (Life(born_on=date(1950, 1, 1), died_on=date(2000, 1, 1)), "died aged 50 years"),
        (Life(due_on=date(2026, 11, 21)), "unborn, due in 1 day"),
        (Life(due_on=date(2026, 12, 20)), "unborn, due in 30 days"),
        (Life(due_on=TODAY), "unborn, due today"),
        (Life(due_on=date(2026, 11, 18)), "unborn, was due 2 days ago"),
    ],
)
def test_whose_age(life: Life, words: str) -> None:
    assert policy.whose_age(life, TODAY) == words


def test_somebody_born_on_29_february_has_the_birthday_on_1_march_of_other_years() -> None:
    born = date(2008, 2, 29)
    assert policy.years_old(born, date(2026, 2, 28)) == 17
    assert policy.years_old(born, date(2026, 3, 1)) == 18
    assert policy.years_old(born, date(2028, 2, 28)) == 19
    assert policy.years_old(born, date(2028, 2, 29)) == 20


@given(DAYS, DAYS)
def test_years_and_months_never_disagree(born: date, on: date) -> None:
    if born > on:
        return
    years, months = policy.years_old(born, on), policy.months_old(born, on)
    assert months // 12 == years
    assert policy.birthday_in(born, born.year + years) <= on < policy.birthday_in(born, born.year + years + 1)


@given(DAYS, DAYS)
def test_nobody_grows_younger(born: date, on: date) -> None:
    assert policy.years_old(born, on) <= policy.years_old(born, on + timedelta(days=1))
    assert policy.months_old(born, on) <= policy.months_old(born, on + timedelta(days=1))


@given(st.integers(min_value=-400, max_value=400))
def test_a_due_date_may_be_28_days_past_and_280_ahead(days: int) -> None:
    assert (policy.due_problem(TODAY + timedelta(days=days), TODAY) is None) == (-28 <= days <= 280)


@given(DAYS)
def test_a_birth_is_plausible_within_120_years(born: date) -> None:
    assert (policy.birth_problem(born, TODAY) is None) == (date(1905, 11, 20) < born <= TODAY)


@pytest.mark.parametrize(
    ("life", "on", "child", "cohort", "with_send"),
    [
        (Life(due_on=date(2027, 1, 1)), TODAY, True, True, True),
        (Life(), TODAY, None, None, None),
        (Life(born_on=date(2008, 11, 21)), TODAY, True, True, True),
        (Life(born_on=date(2008, 11, 20)), TODAY, False, True, True),
        (Life(born_on=date(2007, 11, 20)), TODAY, False, False, True),
        (Life(born_on=date(2001, 11, 20)), TODAY, False, False, False),
    ],
)
def test_who_is_a_child_and_whom_a_hub_serves(
    life: Life, on: date, child: bool | None, cohort: bool | None, with_send: bool | None
) -> None:
    assert policy.is_child_on(life, on) is child
    assert policy.is_in_cohort(life, on, has_send=False) is cohort
    assert policy.is_in_cohort(life, on, has_send=True) is with_send


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        (ADULT, []),
        (UNBORN, []),
        (NewPerson(names=(NewName("Baby at number 12"),)), []),
        (NewPerson(), ["names"]),
        (NewPerson(names=(NewName(" - "),)), ["names"]),
        (NewPerson(kind="unborn"), ["due_on"]),
        (NewPerson(kind="unborn", due_on=TODAY, born_on=TODAY, sex="F"), ["born_on", "sex"]),
        (NewPerson(names=ADULT.names, born_on=date(2026, 11, 21)), ["born_on"]),
        (NewPerson(names=ADULT.names, born_on=date(1900, 1, 1), due_on=TODAY), ["born_on", "due_on"]),
        (NewPerson(names=ADULT.names, identifiers=(NewIdentifier("nhs", "9434765918"),)), ["identifiers"]),
        (NewPerson(names=ADULT.names, identifiers=(NewIdentifier("upn", "a 1"),)), []),
        (NewPerson(names=ADULT.names, identifiers=(NewIdentifier("upn", " "),)), ["identifiers"]),
        (NewPerson(names=ADULT.names, addresses=(NewAddress(postcode="NG"),)), ["addresses"]),
        (NewPerson(names=ADULT.names, addresses=(NewAddress(line1="No fixed address"),)), []),
        (NewPerson(names=ADULT.names, contact_points=(NewContactPoint("phone", "12"),)), ["contact_points"]),
        (NewPerson(names=ADULT.names, contact_points=(NewContactPoint("email", "t@home.example"),)), []),
    ],
)
def test_what_cannot_be_right_is_named_by_its_field(new: NewPerson, wrong: list[str]) -> None:
    assert fields(new) == wrong


@pytest.mark.parametrize(
    ("hours", "is_right"),
    [((None, None), True), ((9, 17), True), ((0, 24), True), ((17, 9), False), ((9, None), False), ((9, 25), False)],
)
def test_hours_are_of_one_day(hours: tuple[int | None, int | None], is_right: bool) -> None:
    point = NewContactPoint("phone", "01632 960001", from_hour=hours[0], to_hour=hours[1])
    assert (policy.contact_point_problem(point) is None) is is_right


def test_what_is_wrong_with_a_phone_and_with_an_email_address_is_said_differently() -> None:
    phone = policy.contact_point_problem(NewContactPoint("phone", "x"))
    email = policy.contact_point_problem(NewContactPoint("email", "x"))
    assert phone and "phone number" in phone.words
    assert email and "email address" in email.words


@pytest.mark.parametrize(
    ("tie", "field"),
    [
        (NewTie(0, 1, "mother"), None),
        (NewTie(0, 1, "mother", "yes", "birth certificate"), None),
        (NewTie(0, 1, "mother", "no"), None),
        (NewTie(0, 1, "mother", "yes", " "), "evidence"),
        (NewTie(0, 0), "relationships"),
        (NewTie(0, 2), "relationships"),
        (NewTie(-1, 1), "relationships"),
    ],
)
def test_a_tie_is_between_two_people_and_responsibility_has_a_source(tie: NewTie, field: str | None) -> None:
    problem = policy.tie_problem(tie, of=2)
    assert (problem.field if problem else None) == field


def test_without_a_date_of_birth_its_accuracy_is_unknown() -> None:
    assert (NewPerson(born_accuracy="exact").accuracy, ADULT.accuracy) == ("unknown", "exact")


def test_the_keys_of_somebody_new_hold_nothing_that_is_protected() -> None:
    new = NewPerson(
        names=(NewName("Zoë", "O'Example-Sample"), NewName("Zoe", "Placeholder")),
        born_on=date(2020, 2, 3),
        identifiers=(NewIdentifier("nhs", "943 476 5919"), NewIdentifier("upn", "A1")),
        addresses=(
            NewAddress(postcode="ng18 1ae"),
            NewAddress(postcode="DN22 7AA", visibility="refuge"),
            NewAddress(postcode="DN22 7AA"),
            NewAddress(line1="No postcode"),
        ),
        contact_points=(
            NewContactPoint("phone", "01632 960001"),
            NewContactPoint("phone", "01632 960002", may_voice="no"),
            NewContactPoint("phone", "01632 960003", may_text="no"),
            NewContactPoint("phone", "01632 960004", visibility="restricted"),
            NewContactPoint("email", "z@home.example"),
        ),
    )
    assert [key for key in policy.search_keys(new) if key not in near_keys(policy.plain_names(new))] == [
        "d:2020-02-03",
        "n:9434765919",
        "p:NG181AE",
        "t:+441632960001",
        "w:oexample",
        "w:placeholder",
        "w:sample",
        "w:zoe",
    ]
    assert policy.plain_names(new) == ["zoe oexample sample", "zoe placeholder"]
    assert policy.search_keys(UNBORN) == []


YES, NO, UNKNOWN = (PointRules("there", answer) for answer in ("yes", "no", "unknown"))
KNOWN = SafeRules("yes")


@pytest.mark.parametrize(
    ("rules", "points", "hour", "answer"),
    [
        (None, [YES], 9, (False, "rules_unknown", "")),
        (SafeRules(), [YES], 9, (False, "rules_unknown", "")),
        (SafeRules("no"), [YES], 9, (False, "rules_unknown", "")),
        (SafeRules("yes", frozenset({"email"})), [YES], 9, (False, "forbidden", "")),
        (SafeRules("yes", frozenset({"post"})), [YES], 9, (True, "allowed", "there")),
        (KNOWN, [], 9, (False, "nothing_to_reach", "")),
        (KNOWN, [NO], 9, (False, "forbidden", "")),
        (KNOWN, [NO, UNKNOWN], 9, (False, "rules_unknown", "")),
        (KNOWN, [NO, YES], 9, (True, "allowed", "there")),
        (KNOWN, [PointRules("there", "yes", 9, 17)], 8, (False, "outside_hours", "")),
        (KNOWN, [PointRules("there", "yes", 9, 17)], 9, (True, "allowed", "there")),
        (KNOWN, [PointRules("there", "yes", 9, 17)], 17, (False, "outside_hours", "")),
        (KNOWN, [PointRules("there", "yes", 9, None)], 23, (True, "allowed", "there")),
    ],
)
def test_what_is_not_known_to_be_safe_is_not_allowed(
    rules: SafeRules | None, points: list[PointRules], hour: int, answer: tuple[bool, str, str]
) -> None:
    said = policy.contactability(rules, points, Way.EMAIL, hour)
    assert (said.allowed, said.reason, said.to) == answer
    assert "there" not in repr(said)
