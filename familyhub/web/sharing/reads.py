"""Who read what: each week's readers who stand out, for information governance. Nothing of any record is shown."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, counted, short_day
from familyhub.core import access, fence
from familyhub.core.clocks import last_day_of
from familyhub.core.permissions import needs
from familyhub.sharing import actions, queries
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.queries import ReaderLine, ReaderPage, StandingLine, WeekLine
from familyhub.sharing.terms.openings import READ_OUTCOME_WORDS, SIGN_WORDS, ReadSign
from familyhub.web import drafts
from familyhub.web.access_log.words import screen_words
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.sharing.forms import MarkForm
from familyhub.web.sharing.opening import asker_of

WEEKS = [Column("Week of", short=True), Column("Stand out", numeric=True), Column("Settled", numeric=True)]
WEEKS += [Column("Readers", numeric=True), Column("Reads", numeric=True), Column("Review", short=True)]
READERS = [Column("Reader"), Column("Why"), Column("People seen", numeric=True), Column("Usual", numeric=True)]
READERS += [Column("Stands", short=True)]
STANDING = [Column("When", short=True), Column("Screen"), Column("Who"), Column("Why")]
UNSEEN = "A person you may not see"
SHAPES = {"Explained": "done", "To look into": "doing", "Passed on": "done"}
HOW_MANY = {
    ReadSign.NAMESAKE: "namesakes",
    ReadSign.NEIGHBOUR: "neighbours",
    ReadSign.CLOSED: "closed",
    ReadSign.OUTSIDE: "outside",
    ReadSign.HOURS: "out_of_hours",
    ReadSign.VOLUME: "seen",
}


def _logged(screen: str) -> None:
    """That somebody looked at who read what is a look of its own, also where nobody is named."""
    with fence.enter(fence.current().asker, screen=screen) as unit:
        access.write(unit, method="GET", outcome=access.SHOWN)


@needs(OVERSEE)
def weeks(request: HttpRequest) -> HttpResponse:
    """The weeks, newest first."""
    found = queries.weeks(asker_of(request), timezone.now())
    _logged("sharing:reads")
    table = Table("Weeks", WEEKS, [_week_row(one) for one in found], caption_hidden=True)
    return render(request, "sharing/reads.html", {"table": table})


def _week_row(one: WeekLine) -> list[object]:
    return [
        link(short_day(one.week_of), reverse("sharing:reads_week", args=[one.id])),
        one.listed,
        one.settled,
        one.readers,
        f"{one.looks:,}",
        _review(one),
    ]


def _review(one: WeekLine) -> object:
    if one.settled >= one.listed:
        return status("Reviewed" if one.listed else "Nothing to review", "done")
    due = short_day(last_day_of(one.review_by))
    return status(f"overdue since {due}", "urgent") if one.is_overdue else status(f"by {due}", "waiting")


@needs(OVERSEE)
def week(request: HttpRequest, week: uuid.UUID) -> HttpResponse:
    """One week's readers who stand out; what is left to do comes first."""
    number = max(1, int(typed)) if (typed := request.GET.get("page", "")).isascii() and typed.isdigit() else 1
    found = queries.week_for(asker_of(request), week, timezone.now(), min(number, 1000))
    if found is None:
        raise Http404
    _logged("sharing:reads_week")
    context = {
        "week": found.week,
        "last_day": found.week.week_of + timedelta(days=6),
        "table": Table("Readers", READERS, [_row(one) for one in found.lines], caption_hidden=True),
        "review": _review(found.week),
        "next": f"?page={number + 1}" if found.is_more else "",
    }
    return render(request, "sharing/reads_week.html", context)


def why_words(one: ReaderLine) -> list[str]:
    """Each sign with how many people it is about."""
    counts = [(sign, getattr(one.counts, HOW_MANY[sign])) for sign in one.signs]
    return [f"{SIGN_WORDS[sign]}: {counted(count, 'person', 'people')}" for sign, count in counts]


def _row(one: ReaderLine) -> list[object]:
    stands = status(one.outcome, SHAPES[one.outcome]) if one.outcome else status("To be reviewed", "waiting")
    return [
        link(one.name, reverse("sharing:reads_of", args=[one.id]), hidden=f", {one.role}"),
        "; ".join(why_words(one)),
        one.counts.seen,
        one.usual or "–",
        stands,
    ]


def page_or_404(request: HttpRequest, listed: uuid.UUID) -> ReaderPage:
    """The reader's week; the same 404 whether there is none or it is one's own."""
    page = queries.reads_for(asker_of(request), listed)
    if page is None:
        raise Http404
    return page


@needs(OVERSEE)
def listed(request: HttpRequest, listed: uuid.UUID) -> HttpResponse:
    """What one reader read that stands out, and the form that says what is to be made of it."""
    begun = drafts.initial_from_draft(request, "sharing:mark_reads", listed, MarkForm)
    return _draw(request, page_or_404(request, listed), MarkForm(initial=begun))


def _draw(request: HttpRequest, page: ReaderPage, form: MarkForm, code: int = 200) -> HttpResponse:
    context = {
        "page": page,
        "why": why_words(page.line),
        "table": Table("What stands out", STANDING, [_standing(one) for one in page.standing], caption_hidden=True),
        "form": form,
        "may_see_log": asker_of(request).may("accounts.see_access_log"),
    }
    return render(request, "sharing/reads_of.html", context, status=code)


def _standing(one: StandingLine) -> list[object]:
    who = ", ".join(name or f"{UNSEEN} ({number})" for number, name in one.who)
    return [f"{short_day(one.at)}, {clock_time(one.at)}", screen_words(one.screen, "GET"), who, ". ".join(one.signs)]


@needs(OVERSEE)
@require_POST
def mark(request: HttpRequest, listed: uuid.UUID) -> HttpResponse:
    """Explained, to look into, or passed on: with words, by somebody else than the reader."""
    page, form = page_or_404(request, listed), MarkForm(request.POST)
    if not form.is_valid():
        return _draw(request, page, form, 422)
    try:
        return redirect(sent_once(request, "sharing:mark_reads", lambda: _mark(request, page, form), about=listed))
    except SharingRefused as refused:
        form.add_error(None, str(refused))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _draw(request, page, form, 409)


def _mark(request: HttpRequest, page: ReaderPage, form: MarkForm) -> str:
    said, chosen = form.cleaned_data["words"], form.chosen
    actions.mark_reads(line=page.line.id, outcome=chosen, words=said, by=asker_of(request), at=timezone.now())
    messages.success(request, f"Recorded: {READ_OUTCOME_WORDS[chosen].lower()}")
    return reverse("sharing:reads_week", args=[page.week])
