"""The menu of interventions, for whoever edits it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework import actions, queries
from familyhub.casework.permissions import MENU, SEE
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.plan_forms import OfferForm
from familyhub.web.casework.taking import Sheet, take

CODE = "casework:menu"


@needs(MENU)
@require_http_methods(["GET", "HEAD", "POST"])
def menu(request: HttpRequest) -> HttpResponse:
    """What is on it, and a form for one more."""
    form = OfferForm(request.POST or None, initial=drafts.initial_from_draft(request, CODE))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.put_on_menu(name=said["name"], about=said["about"], by=asker_of(request), at=timezone.now())
        return "It is on the menu", reverse(CODE)

    if request.method != "POST":
        return render(request, "casework/menu.html", _context(form))
    return take(request, Sheet(CODE, None, "", "", "", form, act, "casework/menu.html", _context(form)))


def _context(form: OfferForm) -> dict[str, object]:
    return {"form": form, "offers": queries.menu(timezone.localdate()), "take_off": "Take it off"}


@needs(SEE)
def read(request: HttpRequest) -> HttpResponse:
    """What is on it, for whoever plans with a family."""
    offers = queries.menu(timezone.localdate())
    return render(request, "casework/menu_read.html", {"offers": offers, "may_edit": asker_of(request).may(MENU.code)})


@needs(MENU)
@require_POST
def take_off(request: HttpRequest, offer: uuid.UUID) -> HttpResponse:
    """No new action names it."""
    try:
        actions.take_off_menu(offer=offer, by=asker_of(request), at=timezone.now())
    except actions.NotThere as gone:
        raise Http404 from gone
    messages.success(request, "It was taken off the menu")
    return redirect(CODE)
