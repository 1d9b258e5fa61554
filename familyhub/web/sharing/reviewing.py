"""What was opened with a reason: the list that information governance reviews, and one opening."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, days_left, short_day
from familyhub.core.clocks import day_of, last_day_of, working_days_between
from familyhub.core.permissions import needs, signed_in
from familyhub.sharing import actions, queries
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.policy.openings import AlreadyReviewed, OwnOpening
from familyhub.sharing.queries import OpeningLine, OpeningPage
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.sharing.forms import ReviewForm
from familyhub.web.sharing.opening import asker_of

COLUMNS = [Column("Opened", short=True), Column("By"), Column("Reason"), Column("What came of it"), Column("Review")]


def table_of(caption: str, lines: list[OpeningLine]) -> Table:
    """Openings, each with its review."""
    return Table(caption, COLUMNS, [_row(line) for line in lines], caption_hidden=True)


def _row(line: OpeningLine) -> list[object]:
    return [
        link(f"{short_day(line.opened_at)}, {clock_time(line.opened_at)}", reverse("sharing:opening", args=[line.id])),
        line.by_name,
        line.reason,
        f"Record {str(line.person)[:8]}" if line.person else "Nothing was opened",
        review_piece(line),
    ]


def review_piece(line: OpeningLine) -> object:
    """The clock of the review in words, with a shape when it is near or over."""
    if line.reviewed_at:
        return status(f"Reviewed {short_day(line.reviewed_at)}", "done")
    last_day = last_day_of(line.review_by)
    if line.is_overdue:
        return status(f"overdue since {short_day(last_day)}", "urgent")
    left = working_days_between(timezone.localdate(), last_day)
    return status("due today", "soon") if left == 0 else f"{short_day(last_day)}, {days_left(left)}"


@needs(OVERSEE)
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for its review, and what was reviewed last."""
    asker, now = asker_of(request), timezone.now()
    waiting, done = queries.to_review(asker, now), queries.was_reviewed(asker, now)
    context = {
        "waiting": table_of("To review", waiting),
        "done": table_of("Reviewed", done),
        "overdue": sum(line.is_overdue for line in waiting),
    }
    return render(request, "sharing/reviews.html", context)


def page_or_404(request: HttpRequest, opening: uuid.UUID) -> OpeningPage:
    """The opening; the same 404 whether there is none or it is not this asker's."""
    page = queries.opening_for(asker_of(request), opening, timezone.now())
    if page is None:
        raise Http404
    return page


def draw(request: HttpRequest, page: OpeningPage, form: ReviewForm | None = None, code: int = 200) -> HttpResponse:
    """One opening; with the form for those who may review it."""
    asker = asker_of(request)
    is_own = page.opened_by == asker.number
    may_review = asker.may(OVERSEE.code) and not is_own and page.line.reviewed_at is None
    context = {
        "page": page,
        "is_own": is_own,
        "review": review_piece(page.line),
        "is_open": page.line.person and page.line.until > timezone.now(),
        "may_see_person": page.line.person and asker.may("people.see"),
        "until_today": day_of(page.line.until) == timezone.localdate(),
        "form": (form or ReviewForm()) if may_review else None,
    }
    return render(request, "sharing/opening.html", context, status=code)


@signed_in
def opening(request: HttpRequest, opening: uuid.UUID) -> HttpResponse:
    """Who opened it, when and why: for whoever did, whoever held the record then, and information governance."""
    return draw(request, page_or_404(request, opening))


@needs(OVERSEE)
@require_POST
def review(request: HttpRequest, opening: uuid.UUID) -> HttpResponse:
    """Record what the review came to."""
    page, form = page_or_404(request, opening), ReviewForm(request.POST)
    if not form.is_valid():
        return draw(request, page, form, 422)
    try:
        return redirect(sent_once(request, "sharing:review", lambda: _review(request, opening, form), about=opening))
    except (AlreadyReviewed, OwnOpening) as refused:
        messages.error(request, str(refused))
        return draw(request, page, form, 409)
    except KeyReused:
        form.add_error(None, KEY_REUSED)
        return draw(request, page, form, 409)


def _review(request: HttpRequest, opening: uuid.UUID, form: ReviewForm) -> str:
    said = form.cleaned_data["words"]
    actions.review(opening=opening, outcome=form.chosen, words=said, by=asker_of(request), at=timezone.now())
    messages.success(request, "The review was recorded")
    return reverse("sharing:reviews")
