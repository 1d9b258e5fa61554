"""The record of sign-ins (ASVS 16.3.1): what Django and allauth announce at the door, written down.

What is typed as a password is never in reach of this: only who, what, when, how and from where.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.signals import authentication_step_completed
from allauth.mfa import signals as factor
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from familyhub.accounts import actions, queries
from familyhub.accounts.terms import SignIn

RAN_OUT = "hub_ran_out"


def where(request: HttpRequest | None) -> actions.Where:
    """Where this request comes from."""
    if request is None:
        return actions.Where()
    adapter = get_adapter(request)
    try:
        ip = adapter.get_client_ip(request)
    except PermissionDenied:  # a server that listens on a socket file knows no address
        ip = None
    return actions.Where(ip, adapter.get_http_user_agent(request))


def note(request: HttpRequest | None, what: SignIn, staff: Any, how: str = "", address: str = "") -> None:
    """Write it down."""
    at = timezone.now()
    actions.note_sign_in(what=what, staff=staff, at=at, where=where(request), how=how, address=address)


def _how(request: HttpRequest, user: Any) -> str:
    """The ways given so far in this session, in their order, each once."""
    records = get_authentication_records(request, user)
    ways = [str(r.get("type") or r["method"]) for r in records]
    return ",".join(dict.fromkeys(way for way in ways if way != "mfa"))


@receiver(user_logged_in, dispatch_uid="familyhub.web.sign_in_record.in")
def _signed_in(request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, SignIn.IN, user, _how(request, user))


@receiver(user_login_failed, dispatch_uid="familyhub.web.sign_in_record.failed")
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    address = str(credentials.get("email") or credentials.get("username") or "")
    note(request, SignIn.WRONG_PASSWORD, queries.staff_by_email(address), "password", address)


@receiver(factor.authentication_failed, dispatch_uid="familyhub.web.sign_in_record.factor_failed")
def _factor_failed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(request, SignIn.WRONG_FACTOR, user, authenticator.type)


@receiver(user_logged_out, dispatch_uid="familyhub.web.sign_in_record.out")
def _signed_out(request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        note(request, SignIn.ENDED if getattr(request, RAN_OUT, False) else SignIn.OUT, user)


@receiver(authentication_step_completed, dispatch_uid="familyhub.web.sign_in_record.again")
def _proved(request: HttpRequest, user: Any, method: str, **said: Any) -> None:
    if method == "mfa" and said.get("reauthenticated"):
        note(request, SignIn.PROVED, user, str(said.get("type") or ""))


@receiver(factor.authenticator_added, dispatch_uid="familyhub.web.sign_in_record.added")
def _added(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(request, SignIn.FACTOR_ADDED, user, authenticator.type)


@receiver(factor.authenticator_removed, dispatch_uid="familyhub.web.sign_in_record.removed")
def _removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    note(request, SignIn.FACTOR_REMOVED, user, authenticator.type)


@receiver(factor.authenticator_reset, dispatch_uid="familyhub.web.sign_in_record.renewed")
def _renewed(request: HttpRequest, user: Any, **_: Any) -> None:
    note(request, SignIn.CODES_RENEWED, user)
