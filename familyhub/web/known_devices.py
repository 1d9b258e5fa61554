"""Browsers in which somebody signed in before: wrong passwords elsewhere do not lock them out here (goal 6.3.1).

The cookie opens nothing. It holds a random number and a keyed digest of the address, signed.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from familyhub.accounts.actions.sign_ins import digest_of

COOKIE = "__Host-familyhub-known" if settings.SESSION_COOKIE_SECURE else "familyhub-known"
SALT = "familyhub.known-device"
KEPT_SECONDS = 90 * 86400
SIGNED_IN = "hub_signed_in_now"


@receiver(user_logged_in, dispatch_uid="familyhub.web.known_devices")
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    setattr(request, SIGNED_IN, user.email)


def device_of(request: HttpRequest, address: str) -> str:
    """The number of this browser if the person with that address signed in here within 90 days, or ""."""
    try:
        whose, number = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number) if whose == digest_of(address) else ""


def remember(request: HttpRequest, response: HttpResponseBase) -> None:
    """After a sign-in, this browser is known."""
    address = getattr(request, SIGNED_IN, "")
    if not address:
        return
    number = device_of(request, address) or secrets.token_urlsafe(12)
    value = signing.dumps([digest_of(address), number], salt=SALT)
    response.set_cookie(
        COOKIE, value, KEPT_SECONDS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )
