"""The page that asks for the second factor again, before something sensitive."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from familyhub.accounts import queries
from familyhub.web import signin, stepup
from familyhub.web.accounts.forms import CodeAgainForm
from familyhub.web.accounts.passkeys import answer_of, options_for
from familyhub.web.accounts.sign_in import safe_next


@require_http_methods(["GET", "POST"])
def step_up(request: HttpRequest) -> HttpResponse:
    """A code, a passkey or the council's directory; then back to where the person came from.

    Tries are counted as at sign-in.
    """
    staff: Any = request.user
    answer = answer_of(request, staff)
    form = CodeAgainForm(request.POST if request.method == "POST" and not answer else None, user=staff)
    sent = answer or form
    if sent.is_bound and sent.is_valid():
        sent.save()
        stepup.rekey(request)
        return redirect(safe_next(request))
    page = {
        "form": form,
        "passkey_form": answer,
        "options": options_for(staff),
        "has_app": queries.has_second_factor(staff),
        "directory": settings.DIRECTORY and signin.came_by_directory(request, staff),
        "directory_name": settings.ENVIRONMENT.oidc_name,
        "is_kept": "kept" in request.GET,
    }
    return render(request, "account/step_up.html", page)
