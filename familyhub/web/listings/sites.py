"""Which site of the register a listing's place is: what is on there stands on its hub's page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.permissions import EDIT
from familyhub.places import queries as places
from familyhub.web.asking import asker_of
from familyhub.web.listings.one import found_or_404

Place = tuple[uuid.UUID, str, uuid.UUID | None]


class SitesForm(forms.Form):
    """One choice for each place of a listing."""

    def __init__(self, known: Sequence[Place], sites: Sequence[tuple[str, str]], data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for number, name, site in known:
            self.fields[number.hex] = Choice(
                called=f"which site {name} is",
                label=name or "A place without a name",
                choices=[("", "None of our sites"), *sites],
                initial=str(site or ""),
                required=False,
                widget=forms.Select,
            )


@needs(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """The places of a listing that may be told. A masked or hidden one is nobody's site."""
    standing = found_or_404(request, listing)
    known = queries.sites_of(listing)
    sites = [
        (str(one.id), ", ".join(part for part in (one.name, one.district) if part))
        for one in places.sites(timezone.localdate())
    ]
    form = SitesForm(known, sites, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        for number, _name, was in known:
            chosen = form.cleaned_data[number.hex]
            if chosen != str(was or ""):
                actions.tie_location(location=number, site=uuid.UUID(chosen) if chosen else None, by=asker_of(request))
        messages.success(request, "Saved. What is on at a hub’s sites stands on its page")
        return redirect("listings:one", listing=listing)
    context = {"standing": standing, "form": form, "has_places": bool(known)}
    return render(request, "listings/site.html", context, status=422 if request.method == "POST" else 200)
