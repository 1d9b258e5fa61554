"""Signing in with the council's own directory: code flow with PKCE, state and nonce, each used once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login as sign_in_as
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from familyhub.accounts import actions
from familyhub.accounts.terms import SignIn
from familyhub.core.permissions import open_to_all, signed_in
from familyhub.web import sign_in_record, stepup
from familyhub.web.accounts.sign_in import BACKEND, safe_next
from familyhub.web.directory import provider, tokens
from familyhub.web.errors.views import too_many

BEGUN = "hub_directory"
LIVES_SECONDS = 600
signing_in = open_to_all("somebody who signs in is nobody yet")


class NotTheSame(Exception):
    """Somebody else answered at the directory than the person who is signed in here."""


def _back(request: HttpRequest) -> str:
    return settings.ENVIRONMENT.site_url.rstrip("/") + reverse("directory:back")


def _go(request: HttpRequest, *, is_again: bool) -> HttpResponse:
    try:
        told = provider.metadata()
    except provider.NotReached as error:
        return _refused(request, str(error))
    begun = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
    request.session[BEGUN] = {**begun, "at": time.time(), "next": safe_next(request), "again": is_again}
    digest = hashlib.sha256(begun["verifier"].encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": settings.ENVIRONMENT.oidc_client_id,
        "redirect_uri": _back(request),
        "scope": "openid email profile",
        "state": begun["state"],
        "nonce": begun["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if is_again:
        asked |= {"prompt": "login", "max_age": "0"}
    joint = "&" if "?" in told.authorization_endpoint else "?"
    return redirect(f"{told.authorization_endpoint}{joint}{urlencode(asked)}")


@require_GET
@signing_in
def start(request: HttpRequest) -> HttpResponse:
    """To the directory, which asks who it is."""
    if not ratelimit.consume(request, action="login", user=None):
        return too_many(request)
    return _go(request, is_again=False)


@require_GET
@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """The same for somebody who is signed in and must show once more that it is them."""
    return _go(request, is_again=True)


@require_GET
@signing_in
def back(request: HttpRequest) -> HttpResponse:
    """From the directory, with a code. Whatever is wrong, the same page says so, and the record says what."""
    begun = request.session.pop(BEGUN, None)
    try:
        claims = _claims(request, begun)
        staff = actions.person_of_directory(vouched=_vouched(claims), at=timezone.now())
        if begun["again"] and staff.pk != request.user.pk:
            raise NotTheSame
    except (tokens.NotBelieved, provider.NotReached) as error:
        return _refused(request, str(error))
    except (actions.NotInvited, actions.BoundToAnother, NotTheSame) as error:
        return _refused(request, type(error).__name__)
    is_multi = tokens.said_multi_factor(claims, _accepted())
    if begun["again"]:
        return _prove(request, begun["next"], is_multi)
    return _sign_in(request, staff, begun["next"], is_multi)


def _claims(request: HttpRequest, begun: dict[str, Any] | None) -> dict[str, Any]:
    """What the directory says, once the answer is to what this very browser asked. Errors: NotBelieved, NotReached."""
    told, given = request.GET, settings.ENVIRONMENT
    if begun is None or not hmac.compare_digest(told.get("state", "").encode(), begun["state"].encode()):
        raise tokens.NotBelieved("state")
    if not 0 <= time.time() - begun["at"] < LIVES_SECONDS:
        raise tokens.NotBelieved("begun too long ago")
    if told.get("iss", given.oidc_issuer) != given.oidc_issuer:
        raise tokens.NotBelieved("answered by another issuer")
    if "error" in told or not told.get("code"):
        raise tokens.NotBelieved("the directory refused")
    token = provider.token_for(code=told["code"], verifier=begun["verifier"], back=_back(request))
    expected = tokens.Expected(
        given.oidc_issuer, given.oidc_client_id, begun["nonce"], time.time(), is_again=begun["again"]
    )
    return tokens.claims_of(token, _keys, expected)


def _keys(name: str) -> list[dict[str, Any]]:
    known = provider.keys()
    return known if any(key.get("kid") == name for key in known) else provider.keys(unknown=name)


def _accepted() -> frozenset[str]:
    return frozenset(word.strip() for word in settings.ENVIRONMENT.oidc_multi_factor.split(",") if word.strip())


def _vouched(claims: dict[str, Any]) -> actions.Vouched:
    address = tokens.vouched_address(claims, is_always_proved=settings.ENVIRONMENT.oidc_proves_addresses)
    return actions.Vouched(claims["iss"], claims["sub"], address)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    sign_in_record.note(request, SignIn.REFUSED, request.user if request.user.is_authenticated else None, why)
    return render(request, "account/directory_refused.html", {"name": settings.ENVIRONMENT.oidc_name}, status=400)


def _prove(request: HttpRequest, after: str, is_multi: bool) -> HttpResponse:
    if not is_multi:
        return _refused(request, "one factor alone")
    stepup.note_proof(request, type="directory")
    return redirect(after)


def _sign_in(request: HttpRequest, staff: Any, after: str, is_multi: bool) -> HttpResponse:
    """With both factors given at the directory, that is all; otherwise our own second factor is asked, or set up."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, staff, "directory")
    if not is_multi:
        return perform_login(request, Login(user=staff, redirect_url=after))  # type: ignore[no-any-return]
    record_authentication(request, staff, "mfa", type="directory")
    sign_in_as(request, staff, backend=BACKEND)
    actions.note_session(request)
    return redirect(after)
