"""The editors' desk: every listing, found by what it needs."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_safe

from familyhub.components.fields import Choice, Line
from familyhub.components.tables import Column, Paging, Table, link, status
from familyhub.components.words import short_day
from familyhub.core.permissions import needs
from familyhub.directory import queries
from familyhub.directory.permissions import EDIT
from familyhub.directory.queries.desk import PAGE, DeskLine
from familyhub.directory.terms import DESK_WORDS, STATUS_WORDS, Desk, Status
from familyhub.web.asking import asker_of
from familyhub.web.listings.ways import ways
from familyhub.web.referrals.lists import page_number

COLUMNS = [Column("Listing"), Column("Run by"), Column("Last looked at", short=True), Column("State")]
KINDS = {Status.DRAFT: "waiting", Status.WAITING: "waiting", Status.PUBLISHED: "done", Status.CLOSED: "stopped"}


class DeskForm(forms.Form):
    """What the list is asked for."""

    show = Choice(called="what to show", label="Listings", required=False, widget=forms.Select)
    words = Line(called="a name", label="Name of the listing or of who runs it", max_length=100, required=False)

    def choose(self, counts: dict[Desk, int]) -> None:
        """Each choice with how many it holds."""
        self.fields["show"].choices = [(one.value, f"{DESK_WORDS[one]} ({counts[one]:,})") for one in Desk]  # type: ignore[attr-defined]


@needs(EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The list; what it is asked for stands in its address."""
    asker, today = asker_of(request), timezone.localdate()
    form = DeskForm(request.GET or None, initial={"show": Desk.ALL.value})
    form.choose(queries.desk_counts(asker, today))
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    show, page = Desk(said.get("show") or Desk.ALL.value), page_number(request)
    found = queries.desk(asker, show, said.get("words", ""), today, offset=(page - 1) * PAGE, limit=PAGE)
    context = {
        "filters": form,
        "table": Table(DESK_WORDS[show], COLUMNS, [_row(line) for line in found.lines], caption_hidden=True),
        "paging": Paging(page=page, size=PAGE, total=found.total),
        "ways": ways(asker, "listings:desk"),
    }
    return render(request, "listings/desk.html", context)


def _row(line: DeskLine) -> list[object]:
    name = link(line.name, reverse("listings:one", args=[line.id]))
    return [name, line.organization, short_day(line.looked_on), pieces(line)]


def pieces(line: DeskLine) -> object:
    """The state in words with shapes: more than one thing may be so."""
    said = [(STATUS_WORDS[line.status], KINDS[line.status])]
    published = line.status is Status.PUBLISHED
    if published and line.is_over:
        said = [("Expired", "stopped")]
    elif published and line.is_paused:
        said = [("Temporarily closed", "doing")]
    if line.waits:
        said.append(("A change waits", "soon"))
    if published and line.is_stale and not line.is_over:
        said.append(("Not looked at for three months", "soon"))
    if published and line.expire_on and not line.is_over:
        said.append((f"Until {short_day(line.expire_on)}", "waiting"))
    return format_html_join(" ", "{}", ((status(*one),) for one in said))
