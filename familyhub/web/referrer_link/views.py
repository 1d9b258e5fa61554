"""A professional who refers has no account: a link to the work address proves the address, and opens their own page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import actions, queries
from familyhub.components.fields import EmailLine
from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, open_to_all
from familyhub.messages.policy import MessageRefused
from familyhub.web import drafts, signin
from familyhub.web.errors.views import too_many
from familyhub.web.sending import REFERRER, send_link

NOT_WORK = (
    "Enter the email address that you use at work. An address of a free mail service does not show where you work"
)
NOT_AN_ADDRESS = "Enter your work email address in full, like name@school.example"


class AddressForm(forms.Form):
    """The work address alone: no name, no agency, nothing about a family."""

    email = EmailLine(called="your work email address", label="Your work email address")


@require_http_methods(["GET", "POST"])
@open_to_all("a professional without an account asks for a link here")
def start(request: HttpRequest) -> HttpResponse:
    """Asks for the work address and sends the link; the same answer for every work address."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "referrer/start.html", {"form": form})
    email = form.cleaned_data["email"].strip().lower()
    if not ratelimit.consume(request, action="referrer_link", key=email):
        return too_many(request)
    try:
        referrer = actions.welcome_referrer(email=email, at=timezone.now())
    except actions.NotAWorkAddress:
        form.add_error("email", NOT_WORK)
        return render(request, "referrer/start.html", {"form": form})
    path = reverse("referrer:link", args=[queries.token_for_referrer(referrer)])
    try:
        send_link(letter=REFERRER, to=referrer.email, about=referrer.id, path=path, at=timezone.now())
    except MessageRefused:
        form.add_error("email", NOT_AN_ADDRESS)
        return render(request, "referrer/start.html", {"form": form})
    return render(request, "referrer/sent.html", {"email": email, "is_demo": settings.DEMO})


@require_http_methods(["GET", "POST"])
@open_to_all("whoever holds the signed link; looking at it opens nothing")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, because mail scanners open links; POST opens the session."""
    referrer = queries.referrer_of_token(token)
    if referrer is None:
        return render(request, "referrer/link_over.html", status=410)
    if request.method == "GET":
        return render(request, "referrer/continue.html", {"email": referrer.email})
    actions.prove_referrer(referrer=referrer, at=timezone.now())
    return begin_as(request, referrer)


def begin_as(request: HttpRequest, referrer: Any) -> HttpResponse:
    """This browser is this referrer from now on."""
    if request.user.is_authenticated:
        logout(request)  # one browser session is one person
    drafts.forget_unless(request, referrer.id)
    request.session.cycle_key()
    request.session[signin.REFERRER] = str(referrer.id)
    signin.begin(request)
    return redirect("refer:home")


def with_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A referrer whose link is open; somebody whose link is not goes to ask for one. Others: as for any page."""
    guarded = for_kind(Kind.REFERRER)(view)

    @wraps(guarded)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.asker.is_somebody and not request.user.is_authenticated:  # type: ignore[attr-defined]
            return redirect("referrer:start")
        return guarded(request, *args, **kwargs)

    return asked


@require_POST
@open_to_all("leaving must always work")
def leave(request: HttpRequest) -> HttpResponse:
    """The link's session ends; the browser is told to forget what it kept of us."""
    logout(request)
    response = redirect("referrer:start")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
