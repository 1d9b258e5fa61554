"""A referrer's shared team address: named by them, proved by a link sent to it, so that cover sees the outcome."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.accounts import queries
from familyhub.accounts.actions import NotATeamAddress
from familyhub.components.fields import EmailLine
from familyhub.core.permissions import open_to_all
from familyhub.messages.policy import MessageRefused
from familyhub.referrals import actions
from familyhub.web.errors.views import too_many
from familyhub.web.referrer_link.views import begin_as, with_link
from familyhub.web.sending import REFERRER_TEAM, send_link

NOT_SHARED = "Enter a shared address at the same place of work, such as office@school.example, that is not your own"


class TeamForm(forms.Form):
    """The shared mailbox, or nothing to take it away."""

    email = EmailLine(called="your team’s shared email address", label="Your team’s shared address", required=False)


@with_link
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: HttpRequest) -> HttpResponse:
    """Name it, change it or take it away."""
    number = request.asker.number  # type: ignore[attr-defined]
    described = queries.referrer_described(number)
    form = TeamForm(request.POST or None, initial={"email": described.team_email if described else ""})
    page: dict[str, Any] = {"form": form, "described": described, "no_exit": True}
    if request.method != "POST" or not form.is_valid():
        return render(request, "refer/team.html", page, status=422 if request.method == "POST" else 200)
    if not ratelimit.consume(request, action="referrer_link", key=str(number)):
        return too_many(request)
    email = form.cleaned_data["email"].strip().lower()
    try:
        actions.change_team(referrer=number, email=email)
        if email:
            referrer = queries.referrer(number)
            path = reverse("referrer:team_link", args=[queries.token_for_team(referrer)])
            send_link(letter=REFERRER_TEAM, to=email, about=referrer.id, path=path, at=timezone.now())
    except (NotATeamAddress, MessageRefused):
        form.add_error("email", NOT_SHARED)
        return render(request, "refer/team.html", page, status=422)
    messages.success(request, f"A link is on its way to {email}" if email else "Nobody else reads your referrals now")
    return redirect("refer:home")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever reads the shared mailbox; looking at it opens nothing")
def team_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows a button, because mail scanners open links; POST agrees and opens the mailbox's own page."""
    referrer = queries.team_of_token(token)
    if referrer is None:
        return render(request, "referrer/link_over.html", status=410)
    if request.method != "POST":
        return render(request, "referrer/team_agree.html", {"email": referrer.team_email})
    mailbox = actions.share_with_team(referrer=referrer, at=timezone.now())
    return begin_as(request, mailbox)
