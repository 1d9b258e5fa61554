"""The first page: everybody goes from here to where their work is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse

from familyhub.core.asker import Asker, Kind
from familyhub.core.permissions import open_to_all
from familyhub.web.frame import navigation

# Words, hint, and the name of the address; one that this copy does not have is left out.
WAYS_IN: tuple[tuple[str, str, str], ...] = (
    ("I would like help for my family", "For parents, carers and young people", "ask:start"),
    ("I refer a family", "For schools, health, police, charities and others; no account needed", "referrer:start"),
    ("I work here", "Sign in", "account_login"),
    ("Look around", "The demonstration: sign in with one press", "demo"),
)


def _ways_in() -> list[dict[str, str]]:
    found = []
    for text, hint, name in WAYS_IN:
        try:
            found.append({"text": text, "hint": hint, "href": reverse(name)})
        except NoReverseMatch:
            continue
    return found


@open_to_all("the front page")
def start(request: HttpRequest) -> HttpResponse:
    """Staff go to the first page of their navigation, a referrer to their own referrals, others choose."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    if asker.kind is Kind.STAFF:
        return redirect(navigation(asker, request.path)[0]["href"])
    if asker.kind is Kind.REFERRER:
        return redirect("refer:home")
    if request.user.is_authenticated:
        return redirect("sign_in_next")
    return render(request, "start.html", {"ways_in": _ways_in()})


urlpatterns = [path("", start, name="start")]
