"""Declared relations: one's own, and for information governance everybody's, with what they were matched to."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import queries as accounts
from familyhub.components.fields import Option
from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, day, short_day
from familyhub.core.access_reads import looks
from familyhub.core.permissions import needs, signed_in
from familyhub.sharing import actions, queries
from familyhub.sharing.permissions import OVERSEE
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.queries import OwnLine, RelationLine, RelationPage
from familyhub.web.access_log.words import screen_words
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.sharing.forms import EndForm, MatchForm, RelationForm
from familyhub.web.sharing.opening import asker_of
from familyhub.web.stepup import fresh_factor

OWN = [Column("Who"), Column("Name"), Column("Born", short=True), Column("Declared", short=True)]
ALL = [Column("Member of staff"), Column("Who"), Column("Name"), Column("Declared", short=True), Column("Record")]
ATTEMPTS = [Column("When", short=True), Column("Who"), Column("Screen"), Column("Record", short=True)]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """What I declared, and the form for one more. Nothing is searched and nothing is said of any record."""
    form = RelationForm(request.POST or None)
    if request.method != "POST":
        return _own_page(request, form)
    if not form.is_valid():
        return _own_page(request, form, 422)
    try:
        return redirect(sent_once(request, "sharing:own_relations", lambda: _declare(request, form)))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
        return _own_page(request, form, 409)


def _own_page(request: HttpRequest, form: RelationForm, code: int = 200) -> HttpResponse:
    rows = [_own_row(line) for line in queries.own_relations(asker_of(request))]
    context = {"form": form, "table": Table("What I declared", OWN, rows, caption_hidden=True)}
    return render(request, "sharing/own_relations.html", context, status=code)


def _own_row(line: OwnLine) -> list[object]:
    born = day(line.born_on).split(" ", 1)[1] if line.born_on else "–"
    return [line.kind, line.name, born, short_day(line.declared_at)]


def _declare(request: HttpRequest, form: RelationForm) -> str:
    actions.declare(new=form.new(), by=asker_of(request), at=timezone.now())
    messages.success(request, "Thank you. Information governance takes it from here")
    return reverse("sharing:own_relations")


@needs(OVERSEE)
def everybodys(request: HttpRequest) -> HttpResponse:
    """What staff declared, and who tried to open what is closed to them."""
    lines = queries.relations(asker_of(request))
    context = {
        "table": Table("Declared relations", ALL, [_row(line) for line in lines], caption_hidden=True),
        "attempts": Table("Attempts", ATTEMPTS, _attempts(), caption_hidden=True),
    }
    return render(request, "sharing/relations.html", context)


def _row(line: RelationLine) -> list[object]:
    stands = ("Closed to them", "done") if line.is_matched else ("No record", "stopped")
    return [
        link(line.staff_name, reverse("sharing:relation", args=[line.id])),
        line.kind,
        line.name,
        short_day(line.declared_at),
        status(*stands) if line.is_looked_at else status("To be matched", "waiting"),
    ]


def _attempts() -> list[list[object]]:
    """The newest rows of the access log that met a bar against whoever asked."""
    found, names = looks(barred=True).lines, accounts.staff_names()
    return [
        [
            f"{short_day(look.at)}, {clock_time(look.at)}",
            names.get(look.asker, "–") if look.asker else "–",
            screen_words(look.screen, look.method),
            look.asked[:8],
        ]
        for look in found
    ]


def page_or_404(request: HttpRequest, relation: uuid.UUID) -> RelationPage:
    """The relation; the same 404 whether there is none or it is one's own."""
    page = queries.relation_for(asker_of(request), relation)
    if page is None:
        raise Http404
    return page


@needs(OVERSEE)
@fresh_factor
@require_http_methods(["GET", "HEAD", "POST"])
def relation(request: HttpRequest, relation: uuid.UUID) -> HttpResponse:
    """One relation: which record it is. People are shown by who they are and nothing else."""
    page = page_or_404(request, relation)
    found = queries.candidates_for(asker_of(request), page)
    records = [(str(one.record), Option(one.name, f"{one.age}, {one.postcode or 'no postcode'}")) for one in found]
    form = MatchForm(request.POST or None, records=records)
    if request.method != "POST":
        return _relation_page(request, page, form)
    if not form.is_valid():
        return _relation_page(request, page, form, 422)
    try:
        return redirect(sent_once(request, "sharing:relation", lambda: _match(request, relation, form), about=relation))
    except SharingRefused as refused:
        form.add_error(None, str(refused))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    return _relation_page(request, page, form, 409)


def _relation_page(request: HttpRequest, page: RelationPage, form: Any, code: int = 200) -> HttpResponse:
    context = {"page": page, "form": form, "end_form": EndForm()}
    return render(request, "sharing/relation.html", context, status=code)


def _match(request: HttpRequest, relation: uuid.UUID, form: MatchForm) -> str:
    chosen = form.cleaned_data["record"]
    record = None if chosen == "none" else uuid.UUID(chosen)
    actions.match(relation=relation, record=record, by=asker_of(request), at=timezone.now())
    messages.success(request, "Recorded. The record is closed to them" if record else "Recorded: no record was found")
    return reverse("sharing:relations")


@needs(OVERSEE)
@fresh_factor(back=lambda relation, match: reverse("sharing:relation", args=[relation]))
@require_POST
def end(request: HttpRequest, relation: uuid.UUID, match: uuid.UUID) -> HttpResponse:
    """End a match with a reason: the record is there again for whoever declared it."""
    page = page_or_404(request, relation)
    if match not in {one.id for one in page.matches}:
        raise Http404
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_relation(match=match, why=form.cleaned_data["why"], by=asker_of(request), at=timezone.now())
        except SharingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Ended")
            return redirect("sharing:relations")
    context = {"page": page, "form": None, "end_form": form}
    return render(request, "sharing/relation.html", context, status=422)
