"""The page that asks for the second factor again, before something sensitive."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from familyhub.web import stepup
from familyhub.web.accounts.forms import CodeAgainForm
from familyhub.web.accounts.sign_in import safe_next


@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """A code from the app; then back to where the person came from. Tries are counted as at sign-in."""
    staff: Any = request.user
    form = CodeAgainForm(request.POST or None, user=staff)
    if request.method == "POST" and form.is_valid():
        form.save()
        stepup.rekey(request)
        return redirect(safe_next(request))
    return render(request, "account/step_up.html", {"form": form, "is_kept": "kept" in request.GET})
