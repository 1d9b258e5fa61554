"""From what is typed to what is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familyhub.people import typed


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Zoë   O'Example ", "zoe oexample"),
        ("Anne-Marie", "anne marie"),
        ("ŁUCJA Straße", "lucja strasse"),
        ("Twin 1", "twin 1"),
        ("محمد", "محمد"),
        ("--", ""),
    ],
)
def test_a_name_for_comparing(text: str, plain: str) -> None:
    assert typed.plain(text) == plain


@given(st.text())
def test_what_is_plain_stays_so(text: str) -> None:
    once = typed.plain(text)
    assert typed.plain(once) == once


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("dn227aa", "DN22 7AA"),
        (" NG4 2aa ", "NG4 2AA"),
        ("S80 1AA", "S80 1AA"),
        ("W1A0AX", "W1A 0AX"),
        ("NG18", None),
        ("", None),
        ("1AA NG1", None),
    ],
)
def test_a_postcode(text: str, postcode: str | None) -> None:
    assert typed.postcode_of(text) == postcode


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("943 476 5919", "9434765919"),
        ("943-476-5919", "9434765919"),
        ("9434765918", None),
        ("94347659", None),
        ("", None),
    ],
)
def test_an_nhs_number_is_checked_by_its_last_digit(text: str, number: str | None) -> None:
    assert typed.nhs_of(text) == number


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("phone", "07700 900123", "+447700900123"),
        ("phone", "+44 1632 960001", "+441632960001"),
        ("phone", "123", None),
        ("phone", "ask her", None),
        ("email", " t@home.example ", "t@home.example"),
        ("email", "t@home", None),
        ("email", "two words@home.example", None),
    ],
)
def test_a_phone_number_and_an_email_address(kind: str, text: str, value: str | None) -> None:
    assert typed.contact_value_of(kind, text) == value
