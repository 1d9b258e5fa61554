"""The word in a partner's link: the number of what they are asked and a secret, signed for one purpose and no other,
so that a guess is refused before anything is read.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid

from django.core import signing

from familyhub.core.asker import Asker, Kind

WORD = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{32})")


def new_secret() -> str:
    """Kept nowhere but in the letter."""
    return secrets.token_urlsafe(24)


def signed(salt: str, number: uuid.UUID, secret: str) -> str:
    """The word in the link's address."""
    return signing.Signer(salt=salt).sign(f"{number.hex}.{secret}")


def parts_of_link(salt: str, word: str) -> tuple[uuid.UUID, str] | None:
    """The number and the secret, or None for a word that we did not sign for this."""
    try:
        found = WORD.fullmatch(signing.Signer(salt=salt).unsign(word))
    except signing.BadSignature:
        return None
    return (uuid.UUID(hex=found[1]), found[2]) if found else None


def digest(text: str) -> str:
    """What is kept in place of a secret: SHA-256, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def partner(number: uuid.UUID) -> Asker:
    """Whoever holds the link: sees what lies behind its fence, and nothing else."""
    return Asker(
        kind=Kind.PARTNER, number=number, name="partner", holders=frozenset({number}), purpose="asked by a link"
    )
