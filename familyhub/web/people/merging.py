"""One merge: what each source said, who agreed; separating it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.core.permissions import needs
from familyhub.people import actions, queries
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.queries import MergePage
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.meanwhile import told_meanwhile
from familyhub.web.people.pair_forms import SeparateForm, SettleForm
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of
from familyhub.web.people.side_by_side import table_of_sides


def page_or_404(request: HttpRequest, merge: uuid.UUID) -> MergePage:
    """The merge; the same 404 whether there is none or the asker may not see both."""
    page = queries.merge_for(asker_of(request), merge)
    if page is None:
        raise Http404
    return page


@needs(REVIEW, MERGE)
def merge(request: HttpRequest, merge: uuid.UUID) -> HttpResponse:
    """What was merged when and by whom, and what each source said."""
    page = page_or_404(request, merge)
    begun = drafts.initial_from_draft(request, "people:settle", merge, SettleForm)
    if any(str(one.id) == str(begun.get("item")) for one in page.left):
        return _show(request, page, SettleForm(initial=begun))
    begun = drafts.initial_from_draft(request, "people:separate", merge, SeparateForm)
    return _show(request, page, SeparateForm(initial=begun))


def _show(request: HttpRequest, page: MergePage, form: Any, code: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "table": table_of_sides("What each record says", page.sides, "The record that was kept", "The record merged"),
        "form": form if isinstance(form, SeparateForm) else SeparateForm(),
        "left": [(one, _settle_form(one.id, form)) for one in page.left],
        "told": told_meanwhile(asker_of(request), page) if page.ended_at else [],
    }
    return render(request, "people/merge.html", context, status=code)


def _settle_form(item: uuid.UUID, form: Any) -> SettleForm:
    """Each with fields of its own on the page; the one that was sent with its errors."""
    named = (form.data.get("item") or form.initial.get("item")) if isinstance(form, SettleForm) else None
    own = form if str(named) == str(item) else SettleForm(initial={"item": item})
    own.auto_id = f"{str(item)[:8]}_%s"
    return own


@needs(MERGE)
@require_POST
def separate(request: HttpRequest, merge: uuid.UUID) -> HttpResponse:
    """They are two: at once, by one person, because waiting keeps a breach open."""
    form, by = SeparateForm(request.POST), asker_of(request)

    def act() -> str:
        actions.separate(merge=merge, why=form.cleaned_data["why"], by=by, at=timezone.now())
        messages.success(request, "They were separated: see below who was told what while they were one")
        return reverse("people:merge", args=[merge])

    return _done(request, merge, form, act, "people:separate")


@needs(MERGE)
@require_POST
def settle(request: HttpRequest, merge: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """What became of something that the separation left to be decided."""
    if item not in {one.id for one in page_or_404(request, merge).left}:
        raise Http404
    form, by = SettleForm({**request.POST.dict(), "item": str(item)}), asker_of(request)

    def act() -> str:
        words = form.cleaned_data["words"]
        actions.settle_item(item=item, outcome=form.chosen, words=words, by=by, at=timezone.now())
        messages.success(request, "Recorded")
        drafts.drop(request, "people:settle", merge)
        return reverse("people:merge", args=[merge])

    return _done(request, merge, form, act, "people:settle", item)


def _done(
    request: HttpRequest,
    merge: uuid.UUID,
    form: Any,
    act: Callable[[], str],
    code: str,
    item: uuid.UUID | None = None,
) -> HttpResponse:
    page = page_or_404(request, merge)
    answer = 422
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, act, about=item or merge))
        except actions.Refused as refused:
            show_problems(form, refused.problems)
        except actions.NoSuchPerson as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        answer = 409
    return _show(request, page, form, answer)
