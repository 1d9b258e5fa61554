"""One form about a case: shown, taken once, refused in words; what was typed is kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from familyhub.casework import actions
from familyhub.web import drafts
from familyhub.web.casework.meanwhile import Meanwhile, Stands, begin, catch_up
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once


@dataclass(frozen=True)
class Sheet:
    """A form on its page. `act()` does it and gives the words of the banner and the address to go to.

    `stands`: what stands now, where the form carries a version.
    """

    code: str
    about: uuid.UUID | None
    title: str
    button: str
    back: str
    form: Form
    act: Callable[[], tuple[str, str]]
    template: str = "casework/form.html"
    more: dict[str, Any] = field(default_factory=dict)
    stands: Stands | None = None


def take(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show the form, or do it once; a refusal keeps what was typed."""
    form = sheet.form
    if request.method != "POST":
        return _show(request, sheet, begin(form, sheet.stands))
    if form.is_valid():

        def act() -> str:
            words, address = sheet.act()
            messages.success(request, words)
            return address

        try:
            return redirect(sent_once(request, sheet.code, act, about=sheet.about))
        except (actions.NotThere, actions.NoSuchEpisode, actions.NoSuchNote) as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except actions.Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except actions.ChangedMeanwhile as changed:
            form.add_error(None, str(changed))
    drafts.keep(request, sheet.code, sheet.about)
    return _show(request, sheet, catch_up(form, sheet.stands), 422)


def _draft_url(sheet: Sheet) -> str:
    if sheet.about is None:
        return reverse("draft", args=[sheet.code])
    return reverse("draft_about", args=[sheet.code, sheet.about])


def _show(request: HttpRequest, sheet: Sheet, met: Meanwhile | None, status: int = 200) -> HttpResponse:
    context = {
        "form": sheet.form,
        "heading": sheet.title,
        "button_text": sheet.button,
        "back": sheet.back,
        "draft_url": _draft_url(sheet),
        "met": met,
        **sheet.more,
    }
    return render(request, sheet.template, context, status=status)
