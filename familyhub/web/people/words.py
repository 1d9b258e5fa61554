"""Words for a person's page."""

from __future__ import annotations

import phonenumbers

WAY_WORDS = {"voice": "call", "text": "text", "message": "leave a message", "email": "email", "post": "write by post"}
ANSWERS = {"yes": "yes", "no": "no", "unknown": "not known"}


def answer(said: str) -> str:
    """Yes, no or not known: nothing is inferred from an unknown."""
    return ANSWERS[said]


def spoken(number: str) -> str:
    """A phone number as people write it; abroad with its country's code."""
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(read, style.NATIONAL if read.country_code == 44 else style.INTERNATIONAL)
