"""What a partner's link and its code open, and until when."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from familyhub.sharing.partner_links import parts_of_link, signed
from familyhub.sharing.policy import partners as policy
from familyhub.sharing.terms.partners import LinkState

AT = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
SECRET = "A" * 32


def test_what_a_link_opens() -> None:
    assert policy.link_state(None, AT + timedelta(minutes=1), AT) is LinkState.OPEN
    assert policy.link_state(None, AT, AT) is LinkState.EXPIRED
    assert policy.link_state(AT, AT + timedelta(days=1), AT) is LinkState.WITHDRAWN
    assert policy.is_open(None, AT + timedelta(minutes=1), AT)
    assert not policy.is_open(AT, AT + timedelta(minutes=1), AT)


def test_a_code_works_once_for_a_short_time_and_few_tries() -> None:
    assert policy.code_holds(AT, 4, None, AT + timedelta(minutes=14))
    assert not policy.code_holds(AT, 4, AT, AT)
    assert not policy.code_holds(AT, 5, None, AT)
    assert not policy.code_holds(AT, 0, None, AT + timedelta(minutes=15))


def test_a_word_signed_for_one_purpose_opens_no_other() -> None:
    number = uuid.uuid4()
    word = signed("one.purpose", number, SECRET)
    assert parts_of_link("one.purpose", word) == (number, SECRET)
    assert parts_of_link("another.purpose", word) is None
    assert parts_of_link("one.purpose", word + "x") is None
