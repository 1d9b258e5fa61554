"""Coming back: to a form that was not finished, or to see what became of one that was sent. A code opens either.

The code is shown once, on the page that answers the press of a button: it is in no address, in no cookie and nowhere
on the phone. What was typed lies encrypted under a number worked out from it. Reading it takes it away.
"""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.components import fields
from familyhub.core import drafts, fence
from familyhub.core.asker import Asker
from familyhub.core.permissions import open_to_all
from familyhub.referrals.actions.reading_back import OwnRequest, ShownBefore, let_read
from familyhub.web.ask import changing, codes
from familyhub.web.ask import request as asking
from familyhub.web.drafts import typed

FORM = "ask:new"
NOT_FOUND = "We have nothing under that code. Check each sign. A code for a form that was not finished works once."
TOO_MANY = "That was tried too often. Wait an hour, or ask again from the start."


class CodeForm(forms.Form):
    """The code, as it was written down."""

    code_typed = fields.Line(called="your code", label="Your code", help_text="Like 7KQ2-M9XD-RT4H", max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code_typed"].widget.attrs["autocomplete"] = "off"


def keep(request: HttpRequest) -> HttpResponse:
    """Keep what was typed and show the code that opens it, once."""
    code = codes.new_code()
    holder = _holder(code)
    with fence.enter(holder):
        drafts.keep(holder, FORM, typed(request.POST), at=timezone.now())
    return render(request, "ask/kept.html", {"code": code})


def code_for(own: OwnRequest) -> dict[str, str]:
    """The code with which a parent reads what became of it, or that it was shown already."""
    code = codes.new_code()
    holder = _holder(code)
    try:
        with fence.enter(holder):
            let_read(own=own, reader=holder.number)  # type: ignore[arg-type]
    except ShownBefore:
        return {"shown_before": "yes"}
    return {"code": code}


def _holder(code: str) -> Asker:
    holder = codes.asker_with(code)
    if holder is None:
        raise ValueError("a new code is always a code")
    return holder


@open_to_all("Whoever holds the code may read what lies under it; without one there is an empty form")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def back(request: HttpRequest) -> HttpResponse:
    """The unfinished form, or what became of a request. A wrong code says nothing of anybody."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "ask/back.html", {"form": form}, status=422 if request.method == "POST" else 200)
    if not ratelimit.consume(request, action="ask_code"):
        form.add_error("code_typed", TOO_MANY)
        return render(request, "ask/back.html", {"form": form}, status=429)
    holder = codes.asker_with(form.cleaned_data["code_typed"])
    found = _found(request, holder) if holder else None
    if found is None:
        form.add_error("code_typed", NOT_FOUND)
        return render(request, "ask/back.html", {"form": form}, status=422)
    return found


def _found(request: HttpRequest, holder: Asker) -> HttpResponse | None:
    with fence.enter(holder):
        kept = drafts.kept(holder, FORM)
        if kept:
            drafts.drop(holder, FORM)
            return render(request, "ask/new.html", {"form": _again(kept.values)})
    return changing.status(request, holder)


def _again(values: dict[str, list[str]]) -> Any:
    data = QueryDict(mutable=True)
    for name, typed_values in values.items():
        data.setlist(name, typed_values)
    return asking.request_page(data).unchecked()
