"""What is alike, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from familyhub.analysis.matching.comparing import BY_CODE
from familyhub.analysis.matching.facts import is_nhs_number, name_of, number_of, place_of
from familyhub.analysis.matching.known import Home
from familyhub.analysis.matching.spelling import heard, is_one_slip, likeness, plain

WORD = some.text("abcdeo ", max_size=8)


def level(code: str, a: object, b: object) -> str:
    """The name of the level."""
    comparison = BY_CODE[code]
    return comparison.levels[comparison.compare(a, b)]


@pytest.mark.parametrize(
    "a,b,wanted",
    [
        ("maria", "maria", "usual"),
        ("elizabeth", "beth", "form"),
        ("samuel", "sam", "form"),
        ("mary jane", "mary", "form"),
        ("jonh", "john", "close"),
        ("catherine", "kathrine", "close"),
        ("j", "john", "initial"),
        ("j", "mary", "different"),
        ("olivia", "george", "different"),
        ("", "george", "missing"),
    ],
)
def test_forenames(a: str, b: str, wanted: str) -> None:
    assert level("given", a, b) == level("given", b, a) == wanted


@pytest.mark.parametrize(
    "a,b,wanted",
    [
        ("example", "example", "usual"),
        ("example", "exampel", "close"),
        ("example sample", "sample", "part"),
        ("vanderexample", "van der example", "close"),
        ("example", "pretend", "different"),
    ],
)
def test_surnames(a: str, b: str, wanted: str) -> None:
    assert level("family", a, b) == level("family", b, a) == wanted


@pytest.mark.parametrize(
    "a,b,wanted",
    [
        ((2020, 3, 4), (2020, 3, 4), "usual"),
        ((2020, 3, 4), (2020, 4, 3), "swapped"),
        ((2020, 3, 4), (2021, 3, 4), "slip"),
        ((2020, 3, 14), (2020, 3, 29), "two parts"),
        ((2020, 1, 1), (2020, 9, 29), "two parts"),
        ((2020, 3, 4), (2020, 11, 29), "year"),
        ((2020, 3, 4), (1988, 11, 29), "different"),
        ((2020, 3, 4), None, "missing"),
    ],
)
def test_dates_of_birth(a: tuple[int, int, int], b: tuple[int, int, int] | None, wanted: str) -> None:
    assert level("born", a, b) == level("born", b, a) == wanted


def test_a_name_in_another_script_is_the_same_name() -> None:
    assert plain("Оксана Шевченко") == "oksana shevchenko"
    assert plain("Ελένη") == "eleni" and plain("Łukasz O'Neill-Źródło") == "lukasz oneill zrodlo"


def test_words_that_stand_where_there_is_no_name_are_none() -> None:
    assert [name_of(text) for text in ("Twin 1", "Baby", "UNKNOWN", "Testina")] == ["", "", "", "testina"]


def test_a_house_number_in_front_of_the_street_is_taken_from_there() -> None:
    assert place_of(Home(street="12a High St", postcode="qx1 1aa")) == ("12a", "high street", "QX11AA", "")


def test_a_number_of_one_digit_stands_for_none() -> None:
    assert number_of("000 000 0000") == "" and number_of("943 476 5919") == "9434765919"
    assert is_nhs_number("9434765919") and not is_nhs_number("9434765918") and not is_nhs_number("943476591")


@given(WORD, WORD)
def test_likeness_is_the_same_both_ways_round_and_between_0_and_1(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) <= 1
    assert is_one_slip(a, b) == is_one_slip(b, a)


@given(WORD)
def test_a_word_is_like_itself(word: str) -> None:
    assert likeness(word, word) == 1 and heard(word) == heard(word) and not is_one_slip(word, word)


def test_likeness_is_that_of_jaro_and_winkler() -> None:
    assert round(likeness("martha", "marhta"), 3) == 0.961
    assert round(likeness("dwayne", "duane"), 3) == 0.84
    assert likeness("olivia", "george") == 0
