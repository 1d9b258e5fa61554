"""The review bench: records that may be one person, decided side by side."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.accounts import queries as accounts
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, counted, short_day
from familyhub.core.clocks import day_of
from familyhub.core.permissions import needs
from familyhub.people import actions, queries
from familyhub.people.permissions import MERGE, REVIEW
from familyhub.people.queries import LeftLine, PairLine, PairPage
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.pair_forms import AskForm, WhyForm
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of
from familyhub.web.people.side_by_side import table_of_sides
from familyhub.web.stepup import fresh_factor
from familyhub.work import actions as work

COLUMNS = [
    Column("Who"),
    Column("May be"),
    Column("Likely", short=True),
    Column("What speaks for it"),
    Column("Waits since", short=True),
    Column("Stands"),
]
LATE_AFTER = 5
MOST_SAID = 0.99
MARKED = {"same": "The same", "some": "Partly the same", "differs": "Different", "one": "On one side only"}
ASKED = "You are asked about two records that may be one person"
Act = Callable[[], str]


@needs(REVIEW, MERGE)
def bench(request: HttpRequest) -> HttpResponse:
    """What waits for a decision: first what an open enquiry touches, then the oldest."""
    found = queries.bench(asker_of(request), timezone.now())
    ages = [(timezone.localdate() - day_of(line.made_at)).days for line in found.lines]
    context = {
        "oldest": max(ages, default=0),
        "late": sum(age > LATE_AFTER for age in ages),
        "late_after": LATE_AFTER,
        "table": Table("Pairs to decide", COLUMNS, [_row(line) for line in found.lines], caption_hidden=True),
        "count": f"{found.count} pairs or more" if found.is_more else counted(found.count, "pair"),
        "shown": len(found.lines),
        "is_more": found.count > len(found.lines),
        "left": [_left(one) for one in queries.left_to_look_at(asker_of(request))],
    }
    return render(request, "people/bench.html", context)


def _left(line: LeftLine) -> dict[str, str]:
    """A merge or a separation of which something is to be looked at."""
    what = f"separated {short_day(line.ended_at)}" if line.ended_at else f"merged {short_day(line.at)}"
    words = f"{counted(line.count, 'thing')} to be looked at: two records {what}"
    return {"words": words, "href": reverse("people:merge", args=[line.merge])}


def _row(line: PairLine) -> list[object]:
    days = (timezone.localdate() - day_of(line.made_at)).days
    return [
        link(line.first.name, reverse("people:pair", args=[line.id]), hidden=f", {line.first.age}"),
        f"{line.second.name}, {line.second.age}",
        likely_words(line.probability),
        said_for(line.reasons),
        f"{short_day(line.made_at)}, {counted(days, 'day')}",
        _stands(line),
    ]


def _stands(line: PairLine) -> object:
    if line.claimed_name:
        return status(f"{line.claimed_name} has it open", "doing")
    if line.is_first:
        return status("Open safeguarding enquiry", "urgent")
    return status("Somebody has to agree", "soon") if line.is_proposed else status("To be decided", "waiting")


def said_for(reasons: tuple[str, ...]) -> str:
    """What speaks for one person and against it, in the matching's words."""
    return ", ".join(reasons) or "Somebody was not sure"


def likely_words(probability: float | None) -> str:
    """How likely they are one, where that was worked out; never more certain than the matching is."""
    if probability is None:
        return "–"
    return (
        "over 99%" if probability > MOST_SAID else f"{probability:.0%}" if probability >= 1 - MOST_SAID else "under 1%"
    )


def page_or_404(request: HttpRequest, pair: uuid.UUID) -> PairPage:
    """The pair; the same 404 whether there is none or the asker may not see both."""
    page = queries.pair_for(asker_of(request), pair, timezone.now())
    if page is None:
        raise Http404
    return page


@needs(REVIEW, MERGE)
def pair(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """Both, side by side."""
    begun = drafts.initial_from_draft(request, "people:agree", pair, WhyForm)
    begun = begun or drafts.initial_from_draft(request, "people:pair", pair, WhyForm)
    return _show(request, page_or_404(request, pair), WhyForm(initial=begun))


def _show(
    request: HttpRequest, page: PairPage, form: WhyForm, ask: AskForm | None = None, code: int = 200
) -> HttpResponse:
    asker = asker_of(request)
    others = page.claimed_by is not None and page.claimed_by != asker.number
    context = {
        "page": page,
        "table": table_of_sides("The two side by side", page.sides, *_names(page)),
        "likely": likely_words(page.probability) if page.probability is not None else "",
        "reasons": page.reasons,
        "compared": _compared(page),
        "left": queries.count_undecided(asker) if page.is_undecided else 0,
        "form": form,
        "ask_errors": ask,
        "askable": _askable(request, page) if page.is_undecided and not others else [],
        "is_mine": page.claimed_by is not None and page.claimed_by == asker.number,
        "until": clock_time(page.claimed_until) if page.claimed_until else "",
        "is_taken": others,
        "may_decide": page.is_undecided and not others,
        "history": [{"title": f"{s.what}. {s.words}".strip(), "when": s.at, "by": s.by_name} for s in page.steps],
    }
    return render(request, "people/pair.html", context, status=code)


def _compared(page: PairPage) -> list[str]:
    """What differs and what is the same, in a line each, so that the difference is read before the table."""
    by: dict[str, list[str]] = {}
    for line in page.sides.lines:
        by.setdefault(line.mark, []).append(line.label.lower())
    return [f"{MARKED[mark]}: {', '.join(by[mark])}" for mark in ("differs", "some", "same", "one") if mark in by]


def _names(page: PairPage) -> tuple[str, str]:
    left, right = page.sides.left, page.sides.right
    return (left.name if left else "First"), (right.name if right else "Second")


def _askable(request: HttpRequest, page: PairPage) -> list[tuple[uuid.UUID, str]]:
    """Whoever was not sure or made one of the records, where they may open pairs: one query."""
    others = [maker for maker in page.makers if maker != asker_of(request).number]
    names = accounts.who_may(others, (REVIEW.code, MERGE.code), timezone.localdate()) if others else {}
    return [(maker, names[maker]) for maker in others if maker in names]


@needs(REVIEW, MERGE)
@require_POST
def claim(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """Have it open, so that nobody does the same work."""
    page_or_404(request, pair)
    try:
        actions.claim_pair(pair=pair, by=asker_of(request), at=timezone.now())
    except actions.Refused as refused:
        messages.error(request, str(refused))
    return redirect("people:pair", pair)


@needs(REVIEW, MERGE)
@require_POST
def release(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """Let it go."""
    page_or_404(request, pair)
    actions.release_pair(pair=pair, by=asker_of(request), at=timezone.now())
    return redirect("people:review")


@needs(REVIEW, MERGE)
@require_POST
def take_next(request: HttpRequest) -> HttpResponse:
    """The next one, taken, so that nobody else decides it meanwhile."""
    return redirect(_next(request) or reverse("people:review"))


def _next(request: HttpRequest, after: uuid.UUID | None = None) -> str:
    """Where the next pair is, which is taken from now on; "" where none is left."""
    asker, now = asker_of(request), timezone.now()
    number = queries.next_pair(asker, now, after=after)
    if number is None:
        return ""
    with contextlib.suppress(actions.Refused, actions.NoSuchPair):  # somebody was quicker: the page says so
        actions.claim_pair(pair=number, by=asker, at=now)
    return reverse("people:pair", args=[number])


@needs(REVIEW, MERGE)
@require_POST
def same(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """They are one person: proposed, for somebody else to agree."""
    return _say_same(request, pair, "people:pair")


@needs(MERGE)
@fresh_factor(back=lambda pair: reverse("people:pair", args=[pair]))
@require_POST
def agree(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """They are one person, as somebody else proposed: they are merged."""
    return _say_same(request, pair, "people:agree")


def _say_same(request: HttpRequest, pair: uuid.UUID, code: str) -> HttpResponse:
    form, asker = WhyForm(request.POST), asker_of(request)
    form.says_one = True

    def act() -> str:
        made = actions.say_same(pair=pair, why=form.said, by=asker, at=timezone.now())
        messages.success(request, "They were merged" if made else "Proposed: somebody else has to agree")
        return _next(request, pair) or (reverse("people:merge", args=[made]) if made else reverse("people:review"))

    return _decided(request, pair, form, act, code)


@needs(REVIEW, MERGE)
@require_POST
def different(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """They are two people: never suggested again."""
    form, asker = WhyForm(request.POST), asker_of(request)
    form.says_one = False

    def act() -> str:
        actions.say_different(pair=pair, why=form.said, by=asker, at=timezone.now())
        messages.success(request, "Two people: this is not asked again")
        return _next(request, pair) or reverse("people:review")

    return _decided(request, pair, form, act, "people:pair")


@needs(REVIEW, MERGE)
@require_POST
def ask(request: HttpRequest, pair: uuid.UUID) -> HttpResponse:
    """A question to somebody who knows, which stands in their tray."""
    page = page_or_404(request, pair)
    form, by = AskForm(request.POST, people=_askable(request, page)), asker_of(request)

    def act() -> str:
        asked, at = uuid.UUID(form.cleaned_data["to"]), timezone.now()
        actions.note_question(pair=pair, asked=asked, words=form.asked, by=by, at=at)
        task = work.NewTask(holder=asked, fence=pair, about_kind="people.pair", about=pair, words=ASKED)
        work.open_task(task, by=by, at=at)
        messages.success(request, "Asked: it stands in their tray")
        return _next(request, pair) or reverse("people:review")

    return _decided(request, pair, form, act, "people:ask")


def _decided(request: HttpRequest, pair: uuid.UUID, form: Any, act: Act, code: str) -> HttpResponse:
    page = page_or_404(request, pair)
    answer = 422
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, act, about=pair))
        except actions.Refused as refused:
            show_problems(form, refused.problems)
        except (actions.NoSuchPair, actions.NoSuchPerson) as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        answer = 409
    if isinstance(form, AskForm):
        return _show(request, page, WhyForm(), form, answer)
    return _show(request, page, form, None, answer)
