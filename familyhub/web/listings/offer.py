"""The core offer (S0-10): what every hub promises; and of one hub what it keeps, by which services, and its spokes."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice, Line, Words
from familyhub.components.tables import Column, Table, link, status
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.directory import actions, queries
from familyhub.directory.actions import CannotOffer
from familyhub.directory.permissions import EDIT
from familyhub.directory.terms import TAXONOMIES
from familyhub.places import actions as places_actions
from familyhub.places import queries as places
from familyhub.places.actions import CannotChangeHub, NewSpoke
from familyhub.places.terms import HubOffer, SpokeKind
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.listings.ways import ways

LISTING = "directory.service"
HUBS = [Column("Hub"), Column("District"), Column("Keeps"), Column("Gaps", numeric=True)]
either = require_http_methods(["GET", "HEAD", "POST"])


class PromiseForm(forms.Form):
    """What every hub promises from today."""

    name = Line(called="what is promised", label="What every hub promises", max_length=200)
    about = Words(called="what it means", label="What it means for a family", max_length=1000, rows=3, required=False)
    kind = Choice(called="the kind of support", label="Kind of support", required=False, widget=forms.Select)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(term.code, term.name) for term in TAXONOMIES["kinds-of-support"].terms]
        self.fields["kind"].choices = [("", "None of these"), *kinds]  # type: ignore[attr-defined]


class ServiceForm(forms.Form):
    """A published listing, and what it is to the hub."""

    service = Line(called="the listing", label="Listing: its name in full, or its number", max_length=300)
    to = Choice(called="what it is to this hub", label="What it is to this hub", widget=forms.Select)

    def __init__(self, hub: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].choices = hub  # type: ignore[attr-defined]

    def clean_service(self) -> uuid.UUID:
        """The number of the one listing of that name. Errors: ValidationError for none or several."""
        found = queries.shown_as(self.cleaned_data["service"], timezone.localdate())
        if not found:
            raise forms.ValidationError("Enter the name of a published listing as it stands there", code="unknown")
        if len(found) > 1:
            raise forms.ValidationError("Several listings have this name: enter the number of one", code="several")
        return found[0][0]


@needs(EDIT)
@either
def offer(request: HttpRequest) -> HttpResponse:
    """What every hub promises, and how much of it each keeps."""
    asker, today = asker_of(request), timezone.localdate()
    begun = drafts.initial_from_draft(request, "listings:offer", None, PromiseForm)
    form = PromiseForm(request.POST if request.method == "POST" and "act" not in request.POST else None, initial=begun)
    if request.method == "POST" and _offered(request, form, asker, today):
        _sent(request, "listings:offer")
        return redirect("listings:offer")
    promises = queries.core_offer(today)
    context = {
        "promises": promises,
        "form": form,
        "hubs": _hubs(len(promises), today),
        "ways": ways(asker, "listings:offer"),
    }
    return render(request, "listings/offer.html", context, status=422 if form.errors else 200)


def _offered(request: HttpRequest, form: PromiseForm, asker: Asker, today: date) -> bool:
    """Is it done? What cannot be is said beside the form or above the page."""
    now = timezone.now()
    try:
        if "act" in request.POST:
            actions.end_promise(item=_number(request.POST["act"]), by=asker, on=today, at=now)
            messages.success(request, "It is promised no more")
        elif form.is_valid():
            actions.promise(**form.cleaned_data, by=asker, on=today, at=now)
            messages.success(request, "Every hub promises it from today")
        else:
            return False
    except CannotOffer as refused:
        if form.is_bound:
            form.add_error("name", str(refused))
            return False
        messages.warning(request, f"Nothing was changed: {refused}")
    return True


def _hubs(promised: int, today: date) -> Table | None:
    kept = queries.offer_counts(today)
    rows: list[list[object]] = [
        [
            link(one.name, reverse("listings:hub_offer", args=[one.id])),
            one.district.name if one.district else "Across districts",
            f"{kept.get(one.id, 0)} of {promised}",
            promised - kept.get(one.id, 0),
        ]
        for one in places.hub_offers(today)
    ]
    return Table("Hubs", HUBS, rows, caption_hidden=True) if rows else None


@needs(EDIT)
@either
def hub(request: HttpRequest, network: uuid.UUID) -> HttpResponse:
    """One hub: each promise with what keeps it, the gaps first told; its spokes; one listing more."""
    asker, today = asker_of(request), timezone.localdate()
    found = places.hub_offer(network, today)
    if found is None:
        raise Http404
    kept = queries.offer_at(network, today)
    choices = [(f"keeps:{one.promise.id}", f"Keeps: {one.promise.name}") for one in kept] + [("spoke", "A spoke of it")]
    begun = drafts.initial_from_draft(request, "listings:hub_offer", network, ServiceForm(choices))
    sent = request.POST if request.method == "POST" and "act" not in request.POST else None
    form = ServiceForm(choices, sent, initial=begun)
    if request.method == "POST" and _hub_changed(request, form, found, asker):
        _sent(request, "listings:hub_offer", network)
        return redirect("listings:hub_offer", network=network)
    context = {
        "line": found.line,
        "kept": kept,
        "gaps": [one.promise.name for one in kept if not one.by],
        "spokes": found.spokes,
        "form": form,
        "gap": status("Nothing keeps it yet", "soon"),
    }
    return render(request, "listings/hub_offer.html", context, status=422 if form.errors else 200)


def _sent(request: HttpRequest, code: str, about: uuid.UUID | None = None) -> None:
    """What was typed was taken, unless another button of the page was pressed."""
    if "act" not in request.POST:
        drafts.drop(request, code, about)


def _hub_changed(request: HttpRequest, form: ServiceForm, found: HubOffer, asker: Asker) -> bool:
    """Is it done? What cannot be is said beside the form or above the page."""
    now = timezone.now()
    try:
        if "act" in request.POST:
            messages.success(request, _ended(request.POST["act"], found, asker, now))
        elif form.is_valid():
            messages.success(request, _added(form, found, asker, now))
        else:
            return False
    except (CannotOffer, CannotChangeHub) as refused:
        if form.is_bound:
            form.add_error("service", f"Nothing was changed: {refused}")
            return False
        messages.warning(request, f"Nothing was changed: {refused}")
    return True


def _added(form: ServiceForm, found: HubOffer, by: Asker, at: datetime) -> str:
    service, (what, _, item) = form.cleaned_data["service"], form.cleaned_data["to"].partition(":")
    network, today = found.line.id, timezone.localdate(at)
    if what == "keeps":
        actions.keep_promise(item=_number(item), network=network, service=service, by=by, on=today, at=at)
        return f"{found.line.name} keeps it by this service from today"
    name = queries.shown_as(str(service), today)[0][1]
    spoke = NewSpoke(SpokeKind.SERVICE, name[:120], reference_kind=LISTING, reference=service)
    places_actions.add_spoke(network=network, spoke=spoke, by=by, from_day=today)
    return f"{name} is a spoke of {found.line.name} from today"


def _ended(act: str, found: HubOffer, by: Asker, at: datetime) -> str:
    what, _, number = act.partition(":")
    network, today = found.line.id, timezone.localdate(at)
    if what == "kept":
        actions.stop_keeping(kept=_number(number), network=network, by=by, on=today, at=at)
        return "It keeps the promise no more"
    if not places_actions.remove_spoke(network=network, spoke=_number(number), by=by, from_day=today):
        raise CannotChangeHub("it became a spoke only today, or is one no more")
    return "It is a spoke no more"


def _number(text: str) -> uuid.UUID:
    """Errors: CannotOffer."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise CannotOffer("what was pressed is not there any more") from error
