"""The authority's own words: reasons to pick from, more words that speak of harm, and names of levels of need."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familyhub.components.fields import Choice, DateParts, Line
from familyhub.core.permissions import needs
from familyhub.referrals import queries
from familyhub.referrals.actions.phrasing import add_phrase, end_phrase
from familyhub.referrals.permissions import PHRASES
from familyhub.vocabulary import actions as vocabulary_actions
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once

USES = [("reason", "A reason to pick when deciding"), ("harm", "Words that speak of harm, to be marked")]
HERE = "/board/phrases/"


class PhraseForm(FormKey, forms.Form):
    """One phrase more."""

    use = Choice(called="what the phrase is for", label="What is it for?", choices=USES, small=True)
    words = Line(called="the words", label="Words", max_length=300)


class LevelForm(FormKey, forms.Form):
    """What a level is called here, from a day on."""

    level = Choice(called="the level", label="Which level?", small=True)
    label = Line(called="its name here", label="Its name here", max_length=60)
    from_day = DateParts(
        called="the day",
        label="From",
        help_text="What was decided before keeps the name of its day",
        not_before=timezone.localdate,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = vocabulary.level_set(timezone.localdate()).levels
        self.fields["level"].choices = [(str(one.number), f"{one.number}: {one.name}") for one in levels]  # type: ignore[attr-defined]


@needs(PHRASES)
def phrases(request: HttpRequest) -> HttpResponse:
    """Those in use, each with a button that ends it, a form for one more, and what the levels are called."""
    if request.method == "POST" and request.POST.get("end"):
        return _end(request)
    if request.method == "POST" and "level" in request.POST:
        return _reword(request)
    form = PhraseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(sent_once(request, "referrals:phrases", lambda: _add(request, form)))
            except KeyReused:
                form.add_error(None, KEY_REUSED)
    return _show(request, form, LevelForm(), status)


def _show(request: HttpRequest, form: PhraseForm, rename: LevelForm, status: int) -> HttpResponse:
    day = timezone.localdate()
    found = queries.phrases(day)
    context = {
        "form": form,
        "groups": [(title, [one for one in found if one.use == use]) for use, title in USES],
        "levels": vocabulary.level_set(day),
        "rename": rename,
    }
    return render(request, "referrals/phrases.html", context, status=status)


def _reword(request: HttpRequest) -> HttpResponse:
    form = LevelForm(request.POST)
    if form.is_valid():
        try:
            return redirect(sent_once(request, "referrals:levels", lambda: _name(request, form)))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except vocabulary_actions.CannotReword as refused:
            form.add_error("label", str(refused))
    return _show(request, PhraseForm(), form, 422)


def _name(request: HttpRequest, form: LevelForm) -> str:
    said, version = form.cleaned_data, vocabulary.level_set(timezone.localdate()).code
    vocabulary_actions.reword_level(
        version=version,
        number=int(said["level"]),
        label=said["label"],
        by=asker_of(request),
        from_day=said["from_day"],
    )
    messages.success(request, "The level is called so from that day")
    return HERE


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
