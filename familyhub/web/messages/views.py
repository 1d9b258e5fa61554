"""Messages that did not arrive: what each was, why it failed, and what can be done."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages as banners
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, short_day
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.messages import actions, queries
from familyhub.messages.permissions import MEND
from familyhub.messages.queries import DeadLetter, WholeLetter
from familyhub.messages.terms import Way
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.messages.about import links_of, words_of
from familyhub.web.messages.forms import AgainForm, AnotherWayForm, SetAsideForm

COLUMNS = [Column("Message"), Column("About"), Column("To"), Column("Why it failed"), Column("Written", short=True)]
DONE_BEFORE = "Somebody has dealt with this message already. Nothing more was sent."


def _asker(request: HttpRequest) -> Asker:
    asker: Asker = request.asker  # type: ignore[attr-defined]
    return asker


@needs(MEND)
def dead(request: HttpRequest) -> HttpResponse:
    """Every message that was given up and that this reader may see, newest first."""
    typed = request.GET.get("page", "1")
    number = max(int(typed), 1) if re.fullmatch(r"[0-9]{1,4}", typed) else 1
    page = queries.dead_letters(_asker(request), number)
    links = links_of(_asker(request), page.lines)
    table = Table(
        "Messages that did not arrive",
        COLUMNS,
        [_row(line, links.get(line.id, "")) for line in page.lines],
        caption_hidden=True,
    )
    older = number + 1 if page.has_more else 0
    return render(request, "messages/dead.html", {"table": table, "older": older, "newer": number - 1})


def _row(line: DeadLetter, href: str) -> list[object]:
    about = words_of(line)
    return [
        link(line.title, reverse("messages:one", args=[line.id])),
        link(about, href) if href else about,
        format_html("{}, by {}<br>{}", line.to_whom, line.way, line.address) if line.address else _to(line),
        line.reason,
        f"{short_day(line.made_at)}, {clock_time(line.made_at)}",
    ]


def _to(line: DeadLetter) -> str:
    return f"{line.to_whom}, by {line.way}"


def _letter(request: HttpRequest, number: uuid.UUID) -> WholeLetter:
    whole = queries.dead_letter(_asker(request), number, timezone.now())
    if whole is None:
        raise Http404
    return whole


@needs(MEND)
def one(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """One message, what was tried, and the three things that can be done."""
    whole = _letter(request, number)
    kept = drafts.initial_from_draft(request, "messages:set_aside", number, SetAsideForm)
    return _page(request, whole, aside_form=SetAsideForm(initial=kept))


def _page(request: HttpRequest, whole: WholeLetter, code: int = 200, **given: Any) -> HttpResponse:
    letter = whole.letter
    context = {
        "letter": letter,
        "rows": _facts(request, letter),
        "steps": [{"title": step.words, "when": step.at, "text": step.detail} for step in reversed(whole.steps)],
        "state": status("given up" if letter.is_open else letter.state_words, "urgent" if letter.is_open else "done"),
        "again_form": AgainForm(initial={"tries": letter.tries}),
        "way_form": AnotherWayForm(ways=whole.ways) if whole.ways else None,
        "aside_form": SetAsideForm(),
    }
    return render(request, "messages/one.html", context | given, status=code)


def _facts(request: HttpRequest, letter: DeadLetter) -> list[dict[str, Any]]:
    href = links_of(_asker(request), [letter]).get(letter.id, "")
    about = words_of(letter)
    address = letter.address or "Not shown: where to reach them safely stands on the person’s page"
    return [
        {"key": "About", "value": link(about, href) if href else about},
        {"key": "To", "value": _to(letter)},
        {"key": "Address", "value": address},
        {"key": "Why it failed", "value": letter.reason or "It is being sent again"},
    ]


@dataclass(frozen=True)
class _Step:
    """One thing to do: its form, the form's name on the page, what to do, and what to say when it is done."""

    form: forms.Form
    name: str
    act: Callable[[], object]
    said: str


def _do(request: HttpRequest, whole: WholeLetter, step: _Step) -> HttpResponse:
    """Do it once. Somebody who comes second is told so, and nothing is sent twice."""
    here = reverse("messages:one", args=[whole.letter.id])
    if not whole.letter.is_open:
        banners.info(request, DONE_BEFORE)
        return redirect(here)
    if not step.form.is_valid():
        return _page(request, whole, 422, **{step.name: step.form})

    def act() -> str:
        step.act()
        banners.success(request, step.said)
        return reverse("messages:dead")

    match: Any = request.resolver_match
    try:
        return redirect(sent_once(request, match.view_name, act, about=whole.letter.id))
    except KeyReused:
        step.form.add_error(None, KEY_REUSED)
    except actions.CannotGo as no:
        step.form.add_error(None, f"Nothing was sent: {no}")
    except actions.NotGivenUp:
        banners.info(request, DONE_BEFORE)
        return redirect(here)
    return _page(request, whole, 409, **{step.name: step.form})


@needs(MEND)
@require_POST
def again(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """To the same reader, the same way."""
    whole = _letter(request, number)

    def act() -> None:
        actions.send_again(message=number, by=_asker(request), at=timezone.now())

    step = _Step(AgainForm(request.POST), "again_form", act, "The message is sent again if that is still right")
    return _do(request, whole, step)


@needs(MEND)
@require_POST
def another_way(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """By another way that is safe."""
    whole = _letter(request, number)
    form = AnotherWayForm(request.POST, ways=whole.ways)

    def act() -> None:
        way = Way(form.cleaned_data["way"])
        actions.send_another_way(message=number, way=way, by=_asker(request), at=timezone.now())

    return _do(request, whole, _Step(form, "way_form", act, "The message goes another way"))


@needs(MEND)
@require_POST
def aside(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Nothing more is done, and why."""
    whole = _letter(request, number)
    form = SetAsideForm(request.POST)

    def act() -> None:
        reason = form.cleaned_data["reason"]
        actions.set_aside(message=number, reason=reason, by=_asker(request), at=timezone.now())

    return _do(request, whole, _Step(form, "aside_form", act, "The message was set aside"))
