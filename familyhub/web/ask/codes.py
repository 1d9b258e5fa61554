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
from django.core import signing

from familyhub.core.asker import Asker, Kind

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is misread
LENGTH = 12
SALT = "ask.pass"
PASS_FOR = 1800  # seconds


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
    return _holder(uuid.UUID(bytes=hmac.digest(key, signs.encode(), hashlib.sha256)[:16]))


def pass_for(holder: Asker) -> str:
    """For the next page alone, hidden in a form: good for half an hour, and nobody works the code out from it."""
    return signing.dumps(str(holder.number), salt=SALT)


def asker_of_pass(said: str) -> Asker | None:
    """Whoever came with their code a moment ago; None when that is too long ago, or forged."""
    try:
        return _holder(uuid.UUID(signing.loads(said, salt=SALT, max_age=PASS_FOR)))
    except (signing.BadSignature, ValueError):
        return None


def _holder(number: uuid.UUID) -> Asker:
    return Asker(
        kind=Kind.PUBLIC, number=number, name="whoever asked", holders=frozenset({number}), purpose="own request"
    )
