"""The authority's own phrases: reasons to pick from, and more words that speak of harm."""

from __future__ import annotations

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familyhub.components.fields import Choice, Line
from familyhub.core.permissions import needs
from familyhub.referrals import queries
from familyhub.referrals.actions.phrasing import add_phrase, end_phrase
from familyhub.referrals.permissions import PHRASES
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once

USES = [("reason", "A reason to pick when deciding"), ("harm", "Words that speak of harm, to be marked")]
HERE = "/board/phrases/"


class PhraseForm(FormKey, forms.Form):
    """One phrase more."""

    use = Choice(called="what the phrase is for", label="What is it for?", choices=USES, small=True)
    words = Line(called="the words", label="Words", max_length=300)


@needs(PHRASES)
def phrases(request: HttpRequest) -> HttpResponse:
    """Those in use, each with a button that ends it, and a form for one more."""
    if request.method == "POST" and request.POST.get("end"):
        return _end(request)
    form = PhraseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(sent_once(request, "referrals:phrases", lambda: _add(request, form)))
            except KeyReused:
                form.add_error(None, KEY_REUSED)
    found = queries.phrases(timezone.localdate())
    groups = [(title, [one for one in found if one.use == use]) for use, title in USES]
    return render(request, "referrals/phrases.html", {"form": form, "groups": groups}, status=status)


def _add(request: HttpRequest, form: PhraseForm) -> str:
    said = form.cleaned_data
    add_phrase(use=said["use"], words=said["words"], by=asker_of(request), from_day=timezone.localdate())
    return HERE


def _end(request: HttpRequest) -> HttpResponse:
    number = forms.UUIDField(required=False)
    try:
        found: uuid.UUID | None = number.clean(request.POST["end"])
    except forms.ValidationError:
        found = None
    if found:
        end_phrase(phrase=found, on=timezone.localdate())
    return redirect(HERE)
