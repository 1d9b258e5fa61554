"""Write a listing: begin one, edit one, and say how much of where it is may be said."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.permissions import needs
from familyhub.directory import actions
from familyhub.directory.new import NewListing
from familyhub.directory.permissions import EDIT
from familyhub.directory.queries import Standing
from familyhub.directory.standard.differences import differences
from familyhub.directory.terms import Sensitivity, Status
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.listings import whole as page
from familyhub.web.listings import wording
from familyhub.web.listings.document import cleaned
from familyhub.web.listings.forms import NewForm, SensitivityForm
from familyhub.web.listings.one import found_or_404
from familyhub.web.refer.whole import Whole

NEW, EDITED, PLACE = "listings:new", "listings:edit", "listings:place"
either = require_http_methods(["GET", "HEAD", "POST"])


@needs(EDIT)
@either
def new(request: HttpRequest) -> HttpResponse:
    """Its name and how much of its place may be said; the rest on the next page, for that decides what is asked."""
    if request.method != "POST":
        return render(request, "listings/new.html", {"form": NewForm(initial=_kept(request, NEW, NewForm))})
    form = NewForm(request.POST)
    if form.is_valid():
        try:
            return redirect(sent_once(request, NEW, lambda: _begin(request, form.cleaned_data)))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
    return render(request, "listings/new.html", {"form": form}, status=422)


def _kept(request: HttpRequest, code: str, form: Any, about: uuid.UUID | None = None) -> dict[str, Any]:
    return drafts.initial_from_draft(request, code, about, form)


def _begin(request: HttpRequest, said: dict[str, Any]) -> str:
    number = uuid.uuid4()
    by = {"id": str(uuid.uuid4()), "name": said["by"], "description": said["by"]}
    document = cleaned({"id": str(number), "name": said["name"], "organization": by})
    listing = NewListing(document=document, status=Status.DRAFT, sensitivity=Sensitivity(said["sensitivity"]))
    actions.write_listing(listing=listing, by=asker_of(request), at=timezone.now())
    return reverse(EDITED, args=[number])


@needs(EDIT)
@either
def edit(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """The form. What somebody else wrote meanwhile is shown beside it; nothing typed is lost."""
    standing = found_or_404(request, listing)
    shown = page.days_shown(standing)
    document, sensitivity = standing.document, standing.listing.sensitivity
    if request.method != "POST":
        typed = page.typed_before(request, EDITED, listing)
        whole = page.listing_page(document, sensitivity, typed, shown)
        return _page(request, standing, whole.unchecked() if typed else whole, is_kept=typed is not None)
    if page.pressed(request.POST):
        return _page(request, standing, page.redrawn(document, sensitivity, request.POST, shown))
    if "later" in request.POST:
        drafts.keep(request, EDITED, listing)
        messages.success(request, "Kept for you for 30 days. Nothing was changed")
        return redirect("listings:one", listing=listing)
    whole = page.listing_page(document, sensitivity, request.POST, shown)
    made = page.checked(whole, document, timezone.localdate())
    if made is not None and page.is_meanwhile(request, standing):
        whole.refuse(page.MEANWHILE)
        return _page(request, standing, whole, meanwhile=_between(document, made))
    if made is not None:
        answer = _saved(request, standing, whole, made)
        if answer:
            return answer
    return _page(request, standing, whole)


def _between(now: dict[str, Any], typed: dict[str, Any]) -> list[wording.Told]:
    return wording.told(one.as_json() for one in differences(now, typed))


def _saved(request: HttpRequest, standing: Standing, whole: Whole, made: dict[str, Any]) -> HttpResponse | None:
    """The answer; None where the key was used with other words."""
    listing = replace(standing.listing, document=made, **whole.said("shown"))

    def save() -> str:
        actions.write_listing(listing=listing, by=asker_of(request), at=timezone.now())
        return reverse("listings:one", args=[standing.id])

    try:
        answer = redirect(sent_once(request, EDITED, save, about=standing.id))
    except KeyReused:
        whole.sent_before()
        return None
    messages.success(request, "Saved. What it said before stands in its history")
    return answer


def _page(
    request: HttpRequest, standing: Standing, whole: Whole, *, is_kept: bool = False, meanwhile: Any = ()
) -> HttpResponse:
    context = {
        "standing": standing,
        "form": whole,
        "version": page.version_of(standing),
        "is_kept": is_kept,
        "meanwhile": meanwhile,
        "sensitivity": standing.listing.sensitivity.value,
    }
    return render(request, "listings/edit.html", context, status=422 if whole.total_error_count() else 200)


@needs(EDIT)
@either
def place(request: HttpRequest, listing: uuid.UUID) -> HttpResponse:
    """How much of where it is may be said. What may not be said is taken out of its history too."""
    standing = found_or_404(request, listing)
    form = SensitivityForm(request.POST or None, initial={"sensitivity": standing.listing.sensitivity.value})
    if request.method == "POST" and form.is_valid():
        sensitivity = Sensitivity(form.cleaned_data["sensitivity"])
        actions.set_sensitivity(service=listing, sensitivity=sensitivity, by=asker_of(request), at=timezone.now())
        messages.success(request, "Saved")
        return redirect("listings:one", listing=listing)
    context = {"standing": standing, "form": form}
    return render(request, "listings/place.html", context, status=422 if request.method == "POST" else 200)
