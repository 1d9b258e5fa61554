"""Step-up: what is sensitive asks for the second factor again when it was given more than 15 minutes ago.

    @needs(permissions.GIVE)
    @fresh_factor
    def give(request): …

What was typed is not lost: a POST that meets the gate is kept as a draft for the person who typed it (`web.drafts`),
and after the second factor the form comes back with their words (`drafts.initial_from_draft`), to be sent again by
hand. Nothing is ever sent by itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, overload

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from familyhub.accounts import actions
from familyhub.core.asker import Asker
from familyhub.web import drafts, signin

FRESH_SECONDS = 900
PROVED = "hub_proved"
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@receiver(authentication_step_completed, dispatch_uid="familyhub.web.stepup")
def _note_time(request: HttpRequest, user: Any, method: str, **_: Any) -> None:
    if method == "mfa":
        request.session[PROVED] = [str(user.pk), signin.now()]


def has_fresh_factor(request: HttpRequest) -> bool:
    """Did this session's own person give a second factor within the last 15 minutes?"""
    who, at = request.session.get(PROVED, ("", 0.0))
    user: Any = request.user
    is_theirs = who == str(user.pk) and signin.has_proved_second_factor(request)
    return is_theirs and 0 <= signin.now() - at < FRESH_SECONDS


def note_proof(request: HttpRequest, **said: Any) -> None:
    """This session gave a second factor just now: it says so, and gets a new key."""
    record_authentication(request, request.user, "mfa", reauthenticated=True, **said)
    rekey(request)


def rekey(request: HttpRequest) -> None:
    """More was proved: a key that somebody saw before is worth nothing now."""
    old = request.session.session_key
    request.session.cycle_key()
    actions.rekey_session(old or "", request.session.session_key or "")


@overload
def fresh_factor(view: View) -> View: ...
@overload
def fresh_factor(*, back: Callable[..., str]) -> Callable[[View], View]: ...
def fresh_factor(view: Any = None, *, back: Callable[..., str] | None = None) -> Any:
    """The gate, below `@needs`. `back` is for a view whose form stands on another page: what stands in the address
    goes in, the address of that page comes out.
    """
    if view is None:
        return lambda it: _gated(it, back)
    return _gated(view, back)


def _gated(view: View, back: Callable[..., str] | None) -> View:
    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if has_fresh_factor(request):
            return view(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"}:
            return _ask(request.get_full_path())
        _keep(request, kwargs)
        return _ask(back(**kwargs) if back else request.path, kept="yes")

    gated.is_sensitive = True  # type: ignore[attr-defined]
    return gated  # type: ignore[return-value]


def _ask(after: str, **more: str) -> HttpResponseBase:
    return redirect(f"{reverse('step_up')}?{urlencode({'next': after, **more})}")


def _keep(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Under the name of its address and the first id in it, as `drafts.initial_from_draft` asks for it."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    match = request.resolver_match
    if match is None or asker.kind not in drafts.KEPT_KINDS or not drafts.typed(request.POST):
        return
    about = next((value for value in kwargs.values() if isinstance(value, uuid.UUID)), None)
    drafts.keep(request, match.view_name, about)
