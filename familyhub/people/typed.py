"""From what somebody typed to what is stored and compared: names, postcodes, numbers, addresses."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import mul

import phonenumbers
from nhs_number.validate import is_valid as is_valid_nhs_number

from familyhub.people.terms import ContactKind, IdentifierKind

TEN_DIGITS = re.compile("[0-9]{10}").fullmatch
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
# letters that do not come apart into a letter and a mark
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
# an English name needs none of the rest: each letter is itself, an apostrophe nothing, any other mark a space
ASCII = {n: chr(n).lower() if chr(n).isalnum() else None if chr(n) in "'`" else " " for n in range(128)}
WEIGHTS = range(10, 0, -1)
"""Of the ten digits; their weighted sum is a multiple of 11, and of their codes too, because 48 x 55 is one."""
CHI_ENDS = "32"
# of a batch of rows the same names and numbers are asked for again and again
REMEMBERED = 20_000
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """A name for comparing: no accents, no case, apostrophes joined, other marks as spaces."""
    if text.isascii():
        return " ".join(text.translate(ASCII).split())
    folded = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    kept = "".join(" " if not c.isalnum() else c for c in folded if not unicodedata.combining(c) and c not in "'’`")
    return " ".join(kept.split())


@lru_cache(maxsize=REMEMBERED)
def postcode_of(text: str) -> str | None:
    """As printed ("DN22 7AA"), or None when it has not the form of a postcode."""
    joined = "".join(text.split()).upper()
    return f"{joined[:-3]} {joined[-3:]}" if POSTCODE.fullmatch(joined) else None


@lru_cache(maxsize=REMEMBERED)
def nhs_of(text: str) -> str | None:
    """The ten digits of an NHS number whose check digit is right (modulus 11), or None."""
    digits = text if TEN_DIGITS(text) else re.sub(r"[\s-]", "", text)
    if not TEN_DIGITS(digits) or sum(map(mul, WEIGHTS, digits.encode())) % 11:
        return None
    # a Scottish number begins with a date, which the library looks at
    return digits if digits >= CHI_ENDS or is_valid_nhs_number(digits) else None


def phone_of(text: str) -> str | None:
    """The number in the international form, or None when it cannot be a phone number. Read as a British one."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email_of(text: str) -> str | None:
    """The address without spaces around it, or None."""
    trimmed = text.strip()
    return trimmed if EMAIL.fullmatch(trimmed) else None


def contact_value_of(kind: str, text: str) -> str | None:
    """A phone number or email address as it is stored, or None."""
    return phone_of(text) if kind == ContactKind.PHONE else email_of(text)


def identifier_of(kind: str, text: str) -> str | None:
    """A number as it is stored, or None when it cannot be one."""
    return nhs_of(text) if kind == IdentifierKind.NHS else "".join(text.split()).upper() or None
