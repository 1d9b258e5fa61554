"""One merge: what each source said, who agreed; separating it; and what a wrong one let out meanwhile."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.accounts import queries as accounts
from familyhub.components.tables import Column, Table, status
from familyhub.components.words import clock_time, counted, short_day
from familyhub.core import access_reads, fence, grants
from familyhub.core.asker import system
from familyhub.core.permissions import needs
from familyhub.messages import queries as sent
from familyhub.people import actions, queries
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.queries import MergePage
from familyhub.web.access_log.words import screen_words
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.pair_forms import SeparateForm, SettleForm
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of
from familyhub.web.people.side_by_side import table_of_sides

LISTING = replace(system("list who was told"), wide=frozenset({"access log", "messages"}))
MOST_READ = 500
SENT = [Column("When", short=True), Column("What"), Column("To whom"), Column("Stands")]
READ = [Column("Who"), Column("How often", short=True), Column("Last", short=True), Column("Last screen")]
GIVEN = [Column("To whom"), Column("Why")]


def page_or_404(request: HttpRequest, merge: uuid.UUID) -> MergePage:
    """The merge; the same 404 whether there is none or the asker may not see both."""
    page = queries.merge_for(asker_of(request), merge)
    if page is None:
        raise Http404
    return page


@needs(REVIEW, MERGE)
def merge(request: HttpRequest, merge: uuid.UUID) -> HttpResponse:
    """What was merged when and by whom, and what each source said."""
    return _show(request, page_or_404(request, merge), SeparateForm())


def _show(request: HttpRequest, page: MergePage, form: Any, code: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "table": table_of_sides("What each record says", page.sides, "The record that was kept", "The record merged"),
        "form": form if isinstance(form, SeparateForm) else SeparateForm(),
        "left": [(one, _settle_form(one.id, form)) for one in page.left],
        "told": told_meanwhile(page) if page.ended_at else [],
    }
    return render(request, "people/merge.html", context, status=code)


def _settle_form(item: uuid.UUID, form: Any) -> SettleForm:
    """Each with fields of its own on the page; the one that was sent with its errors."""
    sent_one = isinstance(form, SettleForm) and form.item == item
    own = form if sent_one else SettleForm()
    own.auto_id = f"{str(item)[:8]}_%s"
    return own


def told_meanwhile(page: MergePage) -> list[Table]:
    """Who was sent what, who read it and who was let in while the two were one: to weigh whether it is a breach.

    Listed as the system, for whoever separates them reads neither the log nor all the letters; numbers of people and
    of their letters alone.
    """
    since, until = page.at, page.ended_at or timezone.now()
    with fence.enter(LISTING):
        letters = sent.sent_between(page.records, since, until)
        looks = access_reads.looks_between(page.fences, since, until, MOST_READ)
    given = [one for one in grants.given_since(page.fences, since)]
    names = accounts.staff_names()
    rows = [[short_day(one.made_at), one.title, one.to_whom, status(one.state_words, "done")] for one in letters]
    return [
        Table("Sent while they were one", SENT, rows, empty="Nothing was sent about either."),
        Table("Read while they were one", READ, _readers(looks, names), empty="Nobody opened either."),
        Table(
            "Let in while they were one",
            GIVEN,
            [[names.get(holder, f"Team or account {str(holder)[:8]}"), why] for holder, _, why in given],
            empty="Nobody was let in.",
        ),
    ]


def _readers(looks: list[access_reads.Look], names: dict[uuid.UUID, str]) -> list[list[object]]:
    by: dict[uuid.UUID | None, list[access_reads.Look]] = {}
    for look in looks:
        by.setdefault(look.asker, []).append(look)
    return [
        [
            names.get(asker, f"{own[0].kind} {str(asker)[:8]}") if asker else own[0].kind,
            counted(len(own), "time"),
            _moment(own[0].at),
            screen_words(own[0].screen, own[0].method),
        ]
        for asker, own in by.items()
    ]


def _moment(at: datetime) -> str:
    return f"{short_day(at)}, {clock_time(at)}"


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
    form, by = SettleForm(request.POST), asker_of(request)
    form.item = item

    def act() -> str:
        words = form.cleaned_data["words"]
        actions.settle_item(item=item, outcome=form.chosen, words=words, by=by, at=timezone.now())
        messages.success(request, "Recorded")
        return reverse("people:merge", args=[merge])

    return _done(request, merge, form, act, f"people:settle:{item}")


def _done(request: HttpRequest, merge: uuid.UUID, form: Any, act: Callable[[], str], code: str) -> HttpResponse:
    page = page_or_404(request, merge)
    answer = 422
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, act, about=merge))
        except actions.Refused as refused:
            show_problems(form, refused.problems)
        except actions.NoSuchPerson as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        answer = 409
    return _show(request, page, form, answer)
