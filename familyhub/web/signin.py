"""Who a request comes from, and how long a signed-in session may live."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from familyhub.accounts import policy
from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import Step
from familyhub.core.asker import NOBODY, Asker, Kind
from familyhub.sharing.partner_links import partner
from familyhub.web import drafts, known_devices

STARTED, USED = "hub_started", "hub_used"
REFERRER = "hub_referrer"
PARTNER = "hub_partner"  # the number of the one question that this session may answer
REFERRER_SECONDS = 7200
NOTED_EVERY = 5  # seconds: less often than this, a page does not write that the session was used


def now() -> float:
    """Seconds since the epoch."""
    return time.time()


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Did this session's own person give a second factor in it?"""
    user: Any = request.user
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def may_sign_in_here(address: str) -> bool:
    """With a password or passkey kept here: everybody, or administrators for emergencies alone."""
    return settings.ENVIRONMENT.local_sign_in or address.strip().lower() in settings.BREAK_GLASS


def came_by_directory(request: HttpRequest, user: Any) -> bool:
    """Did the council's own directory say in this session who this is?"""
    return any(record.get("method") == "directory" for record in get_authentication_records(request, user))


def step_of(request: HttpRequest) -> Step:
    """What whoever sends this request must still do before records open to them."""
    user: Any = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Step.SIGN_IN
    return policy.next_step(
        is_known=user.is_active,
        has_factor=has_proved_second_factor(request) or accounts.has_second_factor(user),
        has_proved_it=has_proved_second_factor(request),
        is_trained=accounts.is_trained(user, timezone.localdate()),
    )


def asker_from(request: HttpRequest) -> Asker:
    """Staff who proved both factors and are trained; a referrer with a link; otherwise nobody."""
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        if not has_proved_second_factor(request) or step_of(request) is not Step.READY:
            return NOBODY
        return accounts.asker_for(user, timezone.localdate())
    referrer = request.session.get(REFERRER)
    if referrer:
        number = uuid.UUID(referrer)
        return Asker(kind=Kind.REFERRER, number=number, holders=frozenset({number}), purpose="own referral")
    question = request.session.get(PARTNER)
    return partner(uuid.UUID(question)) if question else NOBODY


def begin(request: HttpRequest) -> None:
    """The session starts now: both limits count from here."""
    request.session[STARTED] = request.session[USED] = now()


@receiver(user_logged_in, dispatch_uid="familyhub.web.signin")
def _begin_at_sign_in(request: HttpRequest, user: Any, **_: Any) -> None:
    begin(request)
    request.session.pop(REFERRER, None)
    request.session.pop(PARTNER, None)  # one browser session is one person
    drafts.forget_unless(request, user.pk)


def signed_in_as(request: HttpRequest) -> tuple[Kind, uuid.UUID] | None:
    """Whose session this is by its cookie, whether or not they may see anything."""
    user: Any = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return Kind.STAFF, user.pk
    referrer = request.session.get(REFERRER)
    if referrer:
        return Kind.REFERRER, uuid.UUID(referrer)
    question = request.session.get(PARTNER)
    return (Kind.PARTNER, uuid.UUID(question)) if question else None


def limits_for(kind: Kind) -> policy.Limits:
    """A referrer's and a partner's session lives two hours at most."""
    told = settings.ENVIRONMENT
    if kind in {Kind.REFERRER, Kind.PARTNER}:
        return policy.Limits(min(told.idle_seconds, REFERRER_SECONDS), REFERRER_SECONDS)
    return policy.Limits(told.idle_seconds, told.absolute_seconds)


def is_live(values: Mapping[str, Any]) -> bool:
    """Is a stored staff session signed in, and within its limits?"""
    over = policy.is_over(now=now(), started=values.get(STARTED), used=values.get(USED), limits=limits_for(Kind.STAFF))
    return "_auth_user_id" in values and not over


class SessionLimits:
    """Ends a session after a time without use, and after a longest time however much it is used.

    What is posted after the end is kept for the person whose session it was (`web.drafts`). Pages are not stored by
    the browser, unless a view says otherwise itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Check the clock, then answer."""
        if request.path.startswith(settings.FENCE_EXEMPT_PATHS):
            return self.get_response(request)
        who = signed_in_as(request)
        if who:
            self._check(request, *who)
        response = self.get_response(request)
        known_devices.remember(request, response)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _check(self, request: HttpRequest, kind: Kind, number: uuid.UUID) -> None:
        started, used = request.session.get(STARTED), request.session.get(USED)
        if policy.is_over(now=now(), started=started, used=used, limits=limits_for(kind)):
            request.hub_ran_out = True  # type: ignore[attr-defined]
            logout(request)
            drafts.remember(request, kind, number)
        elif now() - float(used or 0) >= NOTED_EVERY:
            request.session[USED] = now()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Runs inside the fence and after the forgery check: a POST of somebody whose session ran out is kept."""
        asker: Asker | None = getattr(request, "asker", None)  # none where the fence is not entered
        if request.method != "POST" or asker is None or asker.is_somebody:
            return None
        return drafts.keep_refused_post(request, view, kwargs)
