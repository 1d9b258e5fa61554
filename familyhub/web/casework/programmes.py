"""Support before, during and after a specialist programme, and the list of programmes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework import actions, queries
from familyhub.casework.permissions import MENU, SEE, WORK
from familyhub.casework.queries import SupportLine, SupportPage
from familyhub.casework.terms.programmes import Phase
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.programme_forms import PhaseForm, ProgrammeForm, SupportForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

BEGIN, MOVE, LIST = "casework:begin_support", "casework:move_support", "casework:programmes"
COLUMNS = [
    Column("Programme"),
    Column("Who", short=True),
    Column("Phase", short=True),
    Column("Next phase", short=True),
    Column("Who helps", short=True),
]


def supports_table(lines: Sequence[SupportLine]) -> Table:
    """A line for each programme that somebody is supported around."""
    return Table("Specialist programmes", COLUMNS, [_row(line) for line in lines], caption_hidden=True)


def _row(line: SupportLine) -> list[object]:
    name = link(line.programme, reverse("casework:support", args=[line.id]))
    told = format_html(
        "{}{}<br>For {}", "Restricted. " if line.is_restricted else "", name, " and ".join(line.promotes)
    )
    phase = status(line.phase_label, "done" if line.phase is Phase.OVER else "doing")
    since = format_html("{}<br>since {}", phase, short_day(line.since))
    return [told, line.who.name, since, short_day(line.next_on) if line.next_on else "", line.supporter]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Somebody of the case is supported around a programme."""
    page, asker, today = case_or_404(request, case), asker_of(request), timezone.localdate()
    form = SupportForm(
        request.POST or None,
        initial={"since": today} | drafts.initial_from_draft(request, BEGIN, case, SupportForm),
        members=page.members,
        listed=queries.programmes(today),
        staff=queries.who_may_do(asker, case, today),
    )

    def act() -> tuple[str, str]:
        made = actions.begin_support(case=case, new=form.new(), by=asker, at=timezone.now())
        return "The support was recorded", reverse("casework:support", args=[made])

    lead = (
        "Support before, during and after a programme, so that what was gained there lasts. What is restricted is seen "
        "by whoever records it and the lead worker alone."
    )
    title = "Support around a programme"
    return take(request, Sheet(BEGIN, case, title, "Record it", back_to(page), form, act, more={"lead": lead}))


def support_or_404(request: HttpRequest, support: uuid.UUID) -> SupportPage:
    """The support; the same 404 whether there is none or the asker may not see it."""
    page = queries.support_for(asker_of(request), support)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def support(request: HttpRequest, support: uuid.UUID) -> HttpResponse:
    """One of them with its phases."""
    page = support_or_404(request, support)
    may = page.line.phase is not Phase.OVER and may_work(request, page.case)
    context = {"page": page, "back": back_to(case_or_404(request, page.case)), "may": may, "rows": _rows(page.line)}
    return render(request, "casework/support.html", context)


def _rows(line: SupportLine) -> list[dict[str, str]]:
    said = [
        ("Who", line.who.name),
        ("Phase", f"{line.phase_label}, since {short_day(line.since)}"),
        ("What we do", line.words),
        ("What it is to build", " and ".join(line.promotes)),
        ("Supported by", line.supporter),
        ("Next phase looked at", short_day(line.next_on) if line.next_on else "It is over"),
    ]
    return [{"key": key, "value": value} for key, value in said]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, support: uuid.UUID) -> HttpResponse:
    """Another phase, or how it went so far."""
    page, back = support_or_404(request, support), reverse("casework:support", args=[support])
    boxes = {"phase": page.line.phase.value}
    begun = {"on": timezone.localdate()} | boxes
    begun |= drafts.initial_from_draft(request, MOVE, support)
    form = PhaseForm(request.POST or None, initial=begun, now=page.line.phase)

    def act() -> tuple[str, str]:
        seen, by, at = form.cleaned_data["version"], asker_of(request), timezone.now()
        actions.move_support(support=support, new=form.new(), by=by, at=at, version_seen=seen)
        return "It was kept", back

    more = {"lead": f"{page.line.programme}, {page.line.who.name}."}
    facts = {row["key"]: row["value"] for row in _rows(page.line)}
    stands, words = Stands(page.line.version, boxes, facts), ("The next phase", "Save")
    return take(request, Sheet(MOVE, support, *words, back, form, act, more=more, stands=stands))


@needs(MENU)
@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """What is on the list, and a form for one more."""
    form = ProgrammeForm(request.POST or None, initial=drafts.initial_from_draft(request, LIST))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.list_programme(
            name=said["name"],
            about=said["about"],
            is_secret=said["is_secret"],
            by=asker_of(request),
            at=timezone.now(),
        )
        return "It is on the list", reverse(LIST)

    context = {"form": form, "listed": queries.programmes(timezone.localdate()), "take_off": "Take it off"}
    if request.method != "POST":
        return render(request, "casework/programmes.html", context)
    return take(request, Sheet(LIST, None, "", "", "", form, act, "casework/programmes.html", context))


@needs(MENU)
@require_POST
def unlist(request: HttpRequest, programme: uuid.UUID) -> HttpResponse:
    """No new support names it."""
    try:
        actions.unlist_programme(programme=programme, by=asker_of(request), at=timezone.now())
    except actions.NotThere as gone:
        raise Http404 from gone
    messages.success(request, "It was taken off the list")
    return redirect(LIST)
