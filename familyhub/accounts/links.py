"""Signed links: an invitation, a new password, a referrer's way in. Each is bound to one person and one purpose.

An invitation and a reset die with the password that they replace, so each works once.
"""

from __future__ import annotations

import hashlib
import uuid

from django.core import signing

from familyhub.accounts.models import Referrer, Staff
from familyhub.accounts.terms import LINK_LIVES, Purpose


def _mark(staff: Staff) -> str:
    """Changes whenever the password does, and says nothing about it."""
    return hashlib.sha256(f"{staff.id}:{staff.password}".encode()).hexdigest()[:32]


def token_for_staff(staff: Staff, purpose: Purpose) -> str:
    """The signed part of a link for this member of staff."""
    return signing.dumps([str(staff.id), _mark(staff)], salt=purpose.value)


def staff_of_token(token: str, purpose: Purpose) -> Staff | None:
    """Whose link this is, or None when it is forged, too old, used, for another purpose, or of a closed account."""
    try:
        number, mark = signing.loads(token, salt=purpose.value, max_age=LINK_LIVES[purpose])
        staff = Staff.objects.filter(id=uuid.UUID(number), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return staff if staff and _mark(staff) == mark else None


def token_for_referrer(referrer: Referrer) -> str:
    """The signed part of a referrer's link."""
    return signing.TimestampSigner(salt=Purpose.REFERRER.value).sign(referrer.id.hex)


def token_for_team(referrer: Referrer) -> str:
    """The signed part of the link to the shared mailbox that this referrer named."""
    return signing.dumps([referrer.id.hex, referrer.team_email], salt=Purpose.TEAM.value)


def team_of_token(token: str) -> Referrer | None:
    """Whose team it proves; None when it is forged, too old, or another mailbox was named since."""
    try:
        number, email = signing.loads(token, salt=Purpose.TEAM.value, max_age=LINK_LIVES[Purpose.TEAM])
        return Referrer.objects.filter(id=uuid.UUID(hex=number), team_email=email).exclude(team_email="").first()
    except (signing.BadSignature, ValueError, TypeError):
        return None


def referrer_of_token(token: str) -> Referrer | None:
    """Whose link this is, or None when it is forged, too old or of nobody."""
    signer = signing.TimestampSigner(salt=Purpose.REFERRER.value)
    try:
        number = uuid.UUID(hex=signer.unsign(token, max_age=LINK_LIVES[Purpose.REFERRER]))
    except (signing.BadSignature, ValueError):
        return None
    return Referrer.objects.filter(id=number).first()
