"""A code shown once: the only way back to what a parent typed or sent, for nothing is kept on their phone.

The number under which things lie is worked out from the code and this deployment's secret, so that neither the
database nor the address of a page holds the code. 12 signs of 30 are 58 bits: not to be guessed within any limit.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid

from django.conf import settings

from familyhub.core.asker import Asker, Kind

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread
LENGTH = 12


def new_code() -> str:
    """Like 7KQ2-M9XD-RT4H."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[at : at + 4] for at in range(0, LENGTH, 4))


def plain_code(typed: str) -> str:
    """The signs alone, however they were typed; "" when it cannot be a code."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return signs if len(signs) == LENGTH and set(signs) <= set(SIGNS) else ""


def asker_with(code: str) -> Asker | None:
    """Whoever holds the code, who may read what lies under it and nothing else; None when it cannot be a code."""
    signs = plain_code(code)
    if not signs:
        return None
    key = b"ask.code:" + settings.SECRET_KEY.encode()
    number = uuid.UUID(bytes=hmac.digest(key, signs.encode(), hashlib.sha256)[:16])
    return Asker(kind=Kind.PUBLIC, number=number, holders=frozenset({number}), purpose="own request")
