"""Two listings that may be one: side by side, which stays, and which fields it has from the other."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.actions.listings import NoSuchListing
from familyhub.directory.permissions import EDIT
from familyhub.directory.queries import Standing
from familyhub.directory.standard.differences import differences
from familyhub.web.asking import asker_of
from familyhub.web.listings import wording
from familyhub.web.listings.one import found_or_404

MOST_SAID = 400
CLOSED = "One of the two is closed or joined already. Nothing was changed"
either = require_http_methods(["GET", "HEAD", "POST"])


class JoinForm(forms.Form):
    """Which stays, and for each field that differs, whose words. The first is `listing`, the second `other`."""

    def __init__(self, *args: Any, names: tuple[str, str], told: list[wording.Told], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = [("first", f"The first: {names[0]}"), ("second", f"The second: {names[1]}")]
        self.fields["stays"] = Choice(called="which stays", label="Which one stays?", choices=sides, initial="first")
        for one in told:
            self.fields[f"field_{one.field}"] = Choice(
                called=f"whose “{one.label}”",
                label=one.label,
                choices=[("first", _said(one.before)), ("second", _said(one.after))],
                initial="first" if one.before else "second",
                small=True,
            )

    def taken(self) -> frozenset[str]:
        """The fields that the one that stays has from the other."""
        stays = self.cleaned_data["stays"]
        said = {name[6:]: whose for name, whose in self.cleaned_data.items() if name.startswith("field_")}
        return frozenset(field for field, whose in said.items() if whose != stays)


def _said(lines: list[tuple[str, bool]]) -> str:
    words = "; ".join(line for line, _ in lines)
    if not words:
        return "Nothing"
    return words if len(words) <= MOST_SAID else f"{words[: MOST_SAID - 1]}…"


def _told(first: Standing, second: Standing) -> list[wording.Told]:
    told = wording.told(one.as_json() for one in differences(first.document, second.document))
    return [one for one in told if one.field not in ("status", "sensitivity")]


@needs(EDIT)
@either
def join(request: HttpRequest, listing: uuid.UUID, other: uuid.UUID) -> HttpResponse:
    """Two listings side by side; or, joined already, the button that parts them."""
    first, second = found_or_404(request, listing), found_or_404(request, other)
    if listing == other:
        raise Http404
    if request.method == "POST" and "part" in request.POST:
        return _part(request, listing)
    told = _told(first, second)
    form = JoinForm(request.POST or None, names=(first.name, second.name), told=told)
    if request.method == "POST" and form.is_valid():
        return _joined(request, listing, other, form)
    context = {"first": first, "second": second, "form": form, "is_same": not told}
    return render(request, "listings/join.html", context, status=422 if request.method == "POST" else 200)


def _joined(request: HttpRequest, first: uuid.UUID, second: uuid.UUID, form: JoinForm) -> HttpResponse:
    stays, goes = (first, second) if form.cleaned_data["stays"] == "first" else (second, first)
    try:
        actions.join(stays=stays, goes=goes, taken=form.taken(), by=asker_of(request), at=timezone.now())
    except NoSuchListing:
        messages.info(request, CLOSED)
    else:
        messages.success(request, "They are one listing now. The other is closed and leads here")
    return redirect("listings:one", listing=stays)


def _part(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    try:
        stays = actions.part(joined=uuid.UUID(request.POST["part"]), by=asker_of(request), at=timezone.now())
    except (ValueError, NoSuchListing):
        messages.info(request, "They are two listings already")
        return redirect("listings:one", listing=listing)
    messages.success(request, "They are two listings again, as they were")
    return redirect("listings:one", listing=stays)


@needs(EDIT)
@either
def join_change(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """A listing that a feed would add may be one that is here: it is taken in, and joined on the next page."""
    found = queries.change_for(asker_of(request), proposal)
    if found is None:
        raise Http404
    if request.method != "POST" or not found.is_waiting or found.twin is None:
        return redirect("listings:change", proposal=proposal)
    taken = actions.take_in(change=proposal, by=asker_of(request), at=timezone.now())
    messages.info(request, "It was taken in as a draft, which nobody sees. Choose now what stays")
    return redirect(reverse("listings:join", args=[found.twin, taken]))
