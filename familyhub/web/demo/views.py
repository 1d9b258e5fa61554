"""One press signs in as anybody of the demonstration, second factor included. Makes nothing; refuses real people."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from familyhub.core.permissions import open_to_all, signed_in
from familyhub.demo import people_at_work, signin, waiting_links
from familyhub.web.accounts.sign_in import safe_next

why = open_to_all("the demonstration: everybody in it is invented")


@why
def everybody(request: HttpRequest) -> HttpResponse:
    """Every role with the people who have it."""
    return render(request, "demo/everybody.html", {"roles": people_at_work.by_role_title()})


@why
def outbox(request: HttpRequest) -> HttpResponse:
    """Links in letters, and texts: in the demonstration no mail leaves this machine."""
    return render(request, "demo/outbox.html", {"letters": waiting_links.waiting(), "texts": waiting_links.texts()})


@require_POST
@why
def sign_in(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Signed in with both factors."""
    if not signin.sign_in_as(request, number):
        raise Http404
    return redirect("/")


@require_POST
@signed_in
def again(request: HttpRequest) -> HttpResponse:
    """The second factor once more, for what is sensitive."""
    signin.prove_again(request)
    return redirect(safe_next(request))
