"""Open one person's record with a reason: whoever is looked for is named exactly, and nothing is listed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.sharing import actions
from familyhub.sharing.permissions import OPEN
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.sharing.forms import OpenForm
from familyhub.web.stepup import fresh_factor

CODE = "sharing:open"


def asker_of(request: HttpRequest) -> Asker:
    """Who is asking."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    return asker


@needs(OPEN)
@fresh_factor
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_with_reason(request: HttpRequest) -> HttpResponse:
    """The form; then the record, or the page that says that nothing was opened."""
    if request.method != "POST":
        kept = drafts.initial_from_draft(request, CODE, None, OpenForm)
        return render(request, "sharing/open.html", {"form": OpenForm(initial=kept)})
    form = OpenForm(request.POST)
    if not form.is_valid():
        return render(request, "sharing/open.html", {"form": form}, status=422)
    try:
        return redirect(sent_once(request, CODE, lambda: _open(request, form)))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
        return render(request, "sharing/open.html", {"form": form}, status=409)


def _open(request: HttpRequest, form: OpenForm) -> str:
    done = actions.open_with_reason(wanted=form.wanted(), by=asker_of(request), at=timezone.now())
    if done.person is None:
        return reverse("sharing:opening", args=[done.opening])
    messages.success(request, "The record is open to you. Whoever holds it and information governance have been told")
    return reverse("people:person", args=[done.person])
