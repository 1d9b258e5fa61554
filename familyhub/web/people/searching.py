"""Do we know this person? Words are posted and kept for the asker alone; no address of the site holds them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods

from familyhub.casework import queries as casework
from familyhub.casework.permissions import INVOLVED
from familyhub.components.tables import Column, Table, link
from familyhub.components.words import short_day
from familyhub.core import drafts as kept_words
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.people import queries
from familyhub.people.permissions import REGISTER, SEARCH
from familyhub.sharing import actions as sharing
from familyhub.web import drafts
from familyhub.web.people.forms import SearchForm

KEPT = "people:search"
GONE_BACK_TO_WITHIN = timedelta(hours=8)
COLUMNS = [
    Column("Name"),
    Column("Age"),
    Column("Sex", short=True),
    Column("Postcode", short=True),
    Column("Why shown"),
]


def asker_of(request: HttpRequest) -> Asker:
    """Who is asking."""
    asker: Asker = request.asker  # type: ignore[attr-defined]
    return asker


def last_search(request: HttpRequest) -> SearchForm | None:
    """What this asker looked for last, as a form that was sent; None when that was not in this day's work."""
    kept = kept_words.kept(asker_of(request), KEPT)
    if kept is None or timezone.now() - kept.kept_at > GONE_BACK_TO_WITHIN:
        return None
    data = QueryDict(mutable=True)
    for name, values in kept.values.items():
        data.setlist(name, list(values))
    return SearchForm(data)


@needs(SEARCH)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The form; the words go by POST, and the page that answers can be gone back to."""
    if request.method == "POST":
        form = SearchForm(request.POST)
        if not form.is_valid():
            return render(request, "people/search.html", {"form": form}, status=422)
        drafts.keep(request, KEPT)
        return redirect(f"{reverse(KEPT)}?found=1")
    asked = last_search(request) if "found" in request.GET else None
    if asked is None or not asked.is_valid():
        return render(request, "people/search.html", {"form": SearchForm()})
    return render(request, "people/search.html", _answer(request, asked))


def _answer(request: HttpRequest, form: SearchForm) -> dict[str, Any]:
    found = queries.search(asker_of(request), form.words())
    sharing.note_own_relation(words=form.words(), screen=KEPT)
    return {
        "form": form,
        "is_answer": True,
        "found": found,
        "table": _with_involved(asker_of(request), found),
        "is_full": len(found) >= queries.finding.AT_MOST,
        "may_register": asker_of(request).may(REGISTER.code),
    }


def _with_involved(asker: Asker, found: list[queries.Found]) -> Table:
    """The same, and for whoever may know it who works with each, so that nobody opens a record to find out."""
    table = table_of(found)
    if not asker.may(INVOLVED.code):
        return table
    there = casework.involved_with(asker, [one.person for one in found])
    said = [_involved(there.get(one.person, [])) for one in found]
    rows = [(*row, words) for row, words in zip(table.rows, said, strict=True)]
    return Table(table.caption, [*COLUMNS, Column("Who is involved")], rows, caption_hidden=True)


def _involved(lines: list[casework.InvolvedIn]) -> object:
    return format_html_join("", "{}<br>", ((_line(one),) for one in lines)) if lines else "–"


def _line(one: casework.InvolvedIn) -> str:
    last = f"last contact {short_day(one.last_contact_on)}" if one.last_contact_on else "no contact yet"
    return f"{'Restricted. ' if one.is_restricted else ''}{one.service}: {one.lead}, {last}"


def table_of(found: list[queries.Found]) -> Table:
    """People who were found, the likeliest first, with what is the same."""
    rows = [
        (link(one.name, reverse("people:person", args=[one.person])), one.age, one.sex, one.postcode or "–", why(one))
        for one in found
    ]
    return Table("People found", COLUMNS, rows, caption_hidden=True)


def why(one: queries.Found) -> str:
    """Why somebody is shown, in words; of a candidate also how likely it is."""
    return ": ".join(filter(None, (one.likely.capitalize(), one.reasons)))
