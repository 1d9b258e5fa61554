"""Phone numbers as they are stored and compared: E.164. Which of them can take a text message."""

from __future__ import annotations

import re

import phonenumbers

TYPED = re.compile(r"[+0-9 ().\-\u2010-\u2015\u00a0]{6,40}")  # no letters: "0800 FLOWERS" is nobody's number here
DRAMA = re.compile(r"\+447700900[0-9]{3}")  # Ofcom keeps these free for invented people; no network has them
REGIONS = frozenset({"GB", "GG", "JE", "IM"})


def uk_mobile_of(text: str) -> str | None:
    """The British mobile number in E.164, read as British unless it says a country; None for anything else.

    A landline, a foreign number, a pager, a personal number, letters or an extension are no mobile number.
    """
    if not TYPED.fullmatch(text.strip()):
        return None
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    written = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if DRAMA.fullmatch(written):
        return written
    is_mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    return written if is_mobile and phonenumbers.region_code_for_number(number) in REGIONS else None
