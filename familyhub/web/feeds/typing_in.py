"""What health types in: the notice after the 14-day check, and a pregnancy. Each is a row like one of a feed, so that
whoever sends it need see no record, and the answer is the same whoever the family is.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.core.permissions import needs
from familyhub.development.permissions import BOOK, NOTIFY
from familyhub.imports import actions
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.feeds.forms import CheckForm, NoticeForm, PregnancyForm
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once

FEED = "births"
WORDS = {
    "feeds:check": ("After the 14-day check", "The centre is told. Nobody visits before you and they have spoken."),
    "feeds:pregnancy": ("Register a pregnancy", "The children's centre where she lives can then welcome her."),
}


@needs(NOTIFY)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Name a family to its centre: with permission, or for a recorded safeguarding reason."""
    return _typed(request, "feeds:check", CheckForm)


@needs(BOOK)
@require_http_methods(["GET", "HEAD", "POST"])
def pregnancy(request: HttpRequest) -> HttpResponse:
    """A mother and a due date."""
    return _typed(request, "feeds:pregnancy", PregnancyForm)


def _typed(request: HttpRequest, name: str, kind: type[NoticeForm]) -> HttpResponse:
    form = kind(request.POST or None, initial=drafts.initial_from_draft(request, name, None, kind))
    if request.method == "POST" and form.is_valid():
        try:
            answer = redirect(sent_once(request, name, lambda: _store(request, name, form)))
        except actions.Wrong as wrong:
            form.show(wrong.mistakes)
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        else:
            messages.success(request, "It was received and is being worked. You need do nothing more")
            return answer
    title, words = WORDS[name]
    context = {"form": form, "title": title, "words": words, "draft_url": reverse("draft", args=[name])}
    return render(request, "feeds/typed.html", context, status=422 if request.method == "POST" else 200)


def _store(request: HttpRequest, name: str, form: NoticeForm) -> str:
    received = actions.receive_one(feed=FEED, values=form.values(), by=asker_of(request), at=timezone.now())
    actions.go_on(intake=received.intake)
    return reverse(name)
