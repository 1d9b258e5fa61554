"""At the door and afterwards: check in, stay longer, check out, write up."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import WORK
from familyhub.casework.queries import VisitPage
from familyhub.casework.terms.episodes import ContactKind
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.needs import case_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.visits import visit_or_404
from familyhub.web.casework.visits_forms import GoingForm, WriteUpForm

IN, OUT, LONGER, WRITE = (f"casework:{name}" for name in ("check_in", "check_out", "stay_longer", "write_up"))
Verb = Callable[..., None]


def _press(request: HttpRequest, page: VisitPage, sheet: tuple[str, str, str, str], verb: Verb) -> HttpResponse:
    code, title, button, said = sheet
    back = reverse("casework:visit", args=[page.line.id])
    is_two = len(page.line.goers) > 1 and verb is not actions.stay_longer
    form = GoingForm(request.POST or None, is_two=is_two)

    def act() -> tuple[str, str]:
        both = {"both": form.cleaned_data["both"]} if is_two else {}
        verb(visit=page.line.id, by=asker_of(request), at=timezone.now(), **both)
        return said, back

    more = {"door": page.door, "line": page.line}
    return take(request, Sheet(code, page.line.id, title, button, back, form, act, "casework/visit_press.html", more))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def come_in(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """At the door."""
    page = visit_or_404(request, visit)
    return _press(request, page, (IN, "Check in", "I am at the door", "You are checked in"), actions.check_in)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def go_out(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """Out, and safe."""
    page = visit_or_404(request, visit)
    return _press(request, page, (OUT, "Check out", "I am out and safe", "You are checked out"), actions.check_out)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def longer(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """Half an hour longer."""
    page = visit_or_404(request, visit)
    words = (LONGER, "Stay longer", "Half an hour longer", "The visit ends half an hour later")
    return _press(request, page, words, actions.stay_longer)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, visit: uuid.UUID) -> HttpResponse:
    """The note of the visit, or that nobody opened and what follows."""
    page, asker = visit_or_404(request, visit), asker_of(request)
    case, back = case_or_404(request, page.line.case), reverse("casework:visit", args=[visit])
    may_leave = queries.may_leave_word(asker, page.line.case, page.home, timezone.now())
    form = WriteUpForm(request.POST or None, members=case.members, may_leave_word=may_leave)
    form.initial = _begun(page) | drafts.initial_from_draft(request, WRITE, visit)
    form.initial |= drafts.initial_from_draft(request, WRITE, visit, WriteUpForm)

    def act() -> tuple[str, str]:
        actions.write_up(visit=visit, new=form.write_up(), by=asker, at=timezone.now())
        return "The visit is written up", back

    return take(request, Sheet(WRITE, visit, "Write up the visit", "Save", back, form, act))


def _begun(page: VisitPage) -> dict[str, Any]:
    """When the worker came in, or the visit was to begin."""
    mine = page.mine
    when = timezone.localtime((mine.in_at if mine else None) or page.line.starts_at)
    kind = ContactKind.HOME_VISIT if page.home else ContactKind.SEEN_ELSEWHERE
    return {"day": when.date(), "time": f"{when:%H:%M}", "kind": kind.value}
