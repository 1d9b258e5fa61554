"""Who a request comes from, and how long a signed-in session may live."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core.asker import NOBODY, Asker, Kind

STARTED, USED = "hub_started", "hub_used"
REFERRER = "hub_referrer"


def has_second_factor(request: HttpRequest) -> bool:
    """Did this session prove a second factor? allauth writes each method used into the session."""
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)


def asker_from(request: HttpRequest) -> Asker:
    """Staff who proved both factors and are trained; a referrer with a link; otherwise nobody."""
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        today = timezone.localdate()
        if not user.is_active or not has_second_factor(request) or not accounts.is_trained(user, today):
            return NOBODY
        return accounts.asker_for(user, today)
    referrer = request.session.get(REFERRER)
    if referrer:
        number = uuid.UUID(referrer)
        return Asker(kind=Kind.REFERRER, number=number, holders=frozenset({number}), purpose="own referral")
    return NOBODY


class SessionLimits:
    """Ends a signed-in session after a time without use, and after a longest time however much it is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Check the clock, then answer."""
        user: Any = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            now = time.time()
            started = request.session.setdefault(STARTED, now)
            used = request.session.get(USED, now)
            if now - used > settings.ENVIRONMENT.idle_seconds or now - started > settings.ENVIRONMENT.absolute_seconds:
                logout(request)
            else:
                request.session[USED] = now
        return self.get_response(request)
