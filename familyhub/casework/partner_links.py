"""A partner's link to contribute: the ask's number and a secret, signed for this purpose and no other."""

from __future__ import annotations

import hashlib
import re
import uuid

from django.core import signing

from familyhub.core.asker import Asker, Kind

SALT = "casework.contribution"
WORD = re.compile(r"([0-9a-f]{32})\.([A-Za-z0-9_-]{32})")


def signed(number: uuid.UUID, secret: str) -> str:
    """The word in the link's address."""
    return signing.Signer(salt=SALT).sign(f"{number.hex}.{secret}")


def parts_of_link(word: str) -> tuple[uuid.UUID, str] | None:
    """The number and the secret, or None for a word that we did not sign for this."""
    try:
        found = WORD.fullmatch(signing.Signer(salt=SALT).unsign(word))
    except signing.BadSignature:
        return None
    return (uuid.UUID(hex=found[1]), found[2]) if found else None


def digest(text: str) -> str:
    """What is kept in place of a secret."""
    return hashlib.sha256(text.encode()).hexdigest()


def contributor(number: uuid.UUID) -> Asker:
    """Whoever holds the link: sees what lies behind its fence, and nothing else."""
    return Asker(
        kind=Kind.PARTNER, number=number, name="partner", holders=frozenset({number}), purpose="asked to contribute"
    )
