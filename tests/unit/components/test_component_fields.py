from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from familyhub.components import fields

BORN = fields.DateParts(called="the child's date of birth", not_after=date(2026, 11, 24), not_before=date(2000, 1, 1))


def refusal(field: forms.Field, typed: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


@pytest.mark.parametrize(
    "typed", [("27", "3", "2021"), ("27", "03", "2021"), (" 27", "March", "2021"), ("27", "mar.", "2021")]
)
def test_a_date_is_read_kindly(typed: tuple[str, str, str]) -> None:
    assert BORN.clean(typed) == date(2021, 3, 27)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", "", ""), "Enter the child's date of birth, like 27 3 2021"),
        (("27", "3", ""), "The child's date of birth must include a year"),
        (("", "", "2021"), "The child's date of birth must include a day and a month"),
        (("31", "2", "2021"), "The child's date of birth must be a real date, like 27 3 2021"),
        (("32", "1", "2021"), "The child's date of birth must be a real date, like 27 3 2021"),
        (("27", "3", "21"), "The child's date of birth must have a year with 4 numbers, like 2021"),
        (("٣", "3", "2021"), "The child's date of birth must be a real date, like 27 3 2021"),
        (("25", "11", "2026"), "The child's date of birth must be on or before Tuesday 24 November 2026"),
        (("31", "12", "1999"), "The child's date of birth must be on or after Saturday 1 January 2000"),
    ],
)
def test_a_date_that_is_not_one_says_what_to_mend(typed: tuple[str, str, str], said: str) -> None:
    assert refusal(BORN, typed) == said


def test_an_empty_date_that_is_not_needed_is_nothing() -> None:
    assert fields.DateParts(called="the date", required=False).clean(("", "", "")) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("01632 960 001", "+441632960001"), ("+44 7700 900982", "+447700900982"), ("(07700) 900-982", "+447700900982")],
)
def test_a_phone_number_is_kept_one_way(typed: str, kept: str) -> None:
    field = fields.PhoneField(called="your phone number")
    assert field.clean(typed) == kept
    assert field.prepare_value("+441632960001") == "01632 960001"


@pytest.mark.parametrize("typed", ["0777 12", "call me", "1" * 40, "+"])
def test_a_phone_number_that_cannot_ring_is_refused(typed: str) -> None:
    said = "Enter your phone number with all its numbers, like 01632 960 001 or +44 7700 900 982"
    assert refusal(fields.PhoneField(called="your phone number"), typed) == said


def test_an_nhs_number_may_be_spaced_and_is_checked() -> None:
    field = fields.NHSNumberField()
    assert field.clean("943 476 5919") == field.clean("943-476-5919") == "9434765919"
    assert field.prepare_value("9434765919") == "943 476 5919"
    assert refusal(field, "943 476 5918") == "Check the NHS number: one of its numbers is mistyped"
    assert refusal(field, "94347") == "The NHS number must have 10 numbers, like 999 123 4560"
    assert refusal(field, "") == "Enter the NHS number"


@pytest.mark.parametrize("typed", ["dn227aa", "DN22 7AA", " dn 22 7 aa "])
def test_a_postcode_is_kept_as_the_post_writes_it(typed: str) -> None:
    assert fields.PostcodeField().clean(typed) == "DN22 7AA"


@pytest.mark.parametrize("typed", ["DN22", "DN22 7CA7", "12345", "DN22 7CI", "<b>"])
def test_half_a_postcode_is_refused(typed: str) -> None:
    assert refusal(fields.PostcodeField(called="the child's postcode"), typed) == (
        "Enter the child's postcode in full, like DN22 7AA"
    )


def test_words_are_stripped_counted_and_refuse_what_cannot_be_kept() -> None:
    field = fields.Words(called="what is happening", max_length=5)
    assert field.clean("  a\r\nbc\r\n ") == "a\nbc"
    assert refusal(field, "abcdef") == "What is happening must be 5 characters or fewer"
    assert refusal(field, "a\0b").startswith("What is happening has a character that cannot be kept")
    assert refusal(field, "  ") == "Enter what is happening"


def test_choices_name_what_to_choose() -> None:
    field = fields.Choice(called="a level", choices=[("1", "One")])
    assert refusal(field, "") == "Choose a level"
    assert refusal(field, "9") == "Choose a level from the list"
    assert refusal(fields.Choices(called="a need", choices=[("1", "One")]), ["9"]) == "Choose a need from the list"
    assert refusal(fields.Tick(label="Agreed", needed="Tick the box to go on"), False) == "Tick the box to go on"
    assert refusal(fields.EmailLine(called="your email address"), "x") == (
        "Enter your email address in full, like name@school.example"
    )
