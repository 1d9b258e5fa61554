"""What people on record are to each other: said of somebody known, corrected, ended."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import queries as casework
from familyhub.core.permissions import needs
from familyhub.people import actions, queries
from familyhub.people.permissions import LEARN, REGISTER
from familyhub.people.queries import PersonPage
from familyhub.people.queries.page import RelationLine
from familyhub.people.terms import KNOWN_BY_WORDS, RELATIONSHIP_WORDS
from familyhub.web import drafts
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.people.learned_forms import CorrectTieForm, EndTieForm, KnownTieForm, looked_for
from familyhub.web.people.records import frame_of, learned_or_404
from familyhub.web.people.registering import show_problems
from familyhub.web.people.searching import asker_of

RELATE, CORRECT, END = "people:relate", "people:correct_tie", "people:end_tie"
NOBODY = "Nobody whom you may see was found by that name. Try part of it, or register them first"
Act = Callable[[], str]


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def relate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A relationship to somebody who is on record: of the same case or family, or found by name."""
    page = learned_or_404(request, number)
    initial = drafts.initial_from_draft(request, RELATE, page.person, KnownTieForm)
    typed: Any = request.POST if request.method == "POST" else initial
    words = looked_for(typed)
    found = queries.search(asker_of(request), words) if words.given or words.family else []
    options: dict[str, Any] = {"people": _people(request, page, found), "name": page.identity.name}
    if request.method != "POST":
        return _show(request, page, RELATE, KnownTieForm(initial=initial, **options))
    if request.POST.get("next_step") == "look":
        if not found:
            messages.info(request, NOBODY)
        return _show(request, page, RELATE, KnownTieForm(initial=_typed(request), **options))
    form = KnownTieForm(request.POST, **options)

    def act() -> str:
        other, own = form.chosen, page.identity.record
        assert other is not None  # the form says so
        first, second = (other, own) if form.is_first else (own, other)
        by, at = asker_of(request), timezone.now()
        actions.relate_known(first=first, second=second, tie=form.new_tie(), by=by, at=at)
        return "The relationship was recorded"

    return _sent(request, page, RELATE, form, act)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was typed so far, for the form that is drawn again with those who were found."""
    fields = KnownTieForm.base_fields.items()
    return {name: one.widget.value_from_datadict(request.POST, {}, name) for name, one in fields if name != "form_key"}


def _people(request: HttpRequest, page: PersonPage, found: Sequence[queries.Found]) -> list[tuple[str, str]]:
    """Who may be chosen: family, relatives, people of the same case, whom the name finds; as far as they are seen."""
    asker = asker_of(request)
    together = queries.names_of(asker, casework.worked_with_together(asker, page.records))
    near = [who for family in page.families for who, _ in family.members]
    near += [*together.values(), *(line.other for line in page.relationships)]
    known = {who.person: (str(who.record), f"{who.name}, {who.age}") for who in near}
    known |= {who.person: (str(who.record), f"{who.name}, {who.age}") for who in found if who.person not in known}
    return sorted((said for person, said in known.items() if person != page.person), key=lambda said: said[1])


def _line_or_404(page: PersonPage, tie: uuid.UUID) -> RelationLine:
    line = next((line for line in page.relationships if line.id == tie), None)
    if line is None:
        raise Http404
    return line


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def correct_tie(request: HttpRequest, number: uuid.UUID, tie: uuid.UUID) -> HttpResponse:
    """What is known now; what was known stays, with the reason."""
    page = learned_or_404(request, number)
    line = _line_or_404(page, tie)
    name = page.identity.name
    if request.method != "POST":
        begun = _known(line) | _begun(request, CORRECT, page, tie, CorrectTieForm)
        return _show(request, page, CORRECT, CorrectTieForm(initial=begun, name=name), line)
    form = CorrectTieForm(request.POST, name=name)

    def act() -> str:
        words, by, at = form.cleaned_data["end_words"], asker_of(request), timezone.now()
        is_other_first = form.is_first
        ends = (line.other.record, page.identity.record)
        told = actions.Corrected(*(ends if is_other_first else ends[::-1]), form.new_tie(), words)
        actions.correct_tie(tie=tie, new=told, by=by, at=at)
        return "The relationship was corrected; the old one stays on record"

    return _sent(request, page, CORRECT, form, act, line)


def _begun(request: HttpRequest, code: str, page: PersonPage, tie: uuid.UUID, shape: Any) -> dict[str, Any]:
    """What was typed before of this very relationship."""
    kept = drafts.initial_from_draft(request, code, page.person, shape)
    return (kept if kept.get("of_tie") == str(tie) else {}) | {"of_tie": str(tie)}


def _known(line: RelationLine) -> dict[str, Any]:
    """What is on record, as the form holds it."""
    is_first = RELATIONSHIP_WORDS[line.kind][0] == line.words
    codes = {words: code.value for code, words in KNOWN_BY_WORDS.items()}
    return {
        "tie": f"{'new' if is_first else 'known'}:{line.kind}",
        "responsibility": line.parental_responsibility,
        "known_by": codes.get(line.known_by, ""),
        "responsible_since": line.since,
        "evidence": line.evidence,
        "lives_with": line.lives_with,
    }


@needs(REGISTER, LEARN)
@require_http_methods(["GET", "POST"])
def end_tie(request: HttpRequest, number: uuid.UUID, tie: uuid.UUID) -> HttpResponse:
    """It has ended, or was recorded by mistake."""
    page = learned_or_404(request, number)
    line = _line_or_404(page, tie)
    if request.method != "POST":
        begun = _begun(request, END, page, tie, EndTieForm)
        return _show(request, page, END, EndTieForm(initial=begun), line)
    form = EndTieForm(request.POST)

    def act() -> str:
        actions.end_tie(tie=tie, end=form.new(), by=asker_of(request), at=timezone.now())
        return "The relationship is on record as an earlier one"

    return _sent(request, page, END, form, act, line)


def _sent(
    request: HttpRequest, page: PersonPage, code: str, form: Any, act: Act, line: RelationLine | None = None
) -> HttpResponse:
    """Taken once; a refusal keeps what was typed."""

    def once() -> str:
        messages.success(request, act())
        drafts.drop(request, code, page.person)
        return reverse("people:person", args=[page.person])

    status = 422
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, once, about=line.id if line else page.person))
        except actions.Refused as refused:
            show_problems(form, refused.problems)
        except actions.NoSuchPerson as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        status = 409
    drafts.keep(request, code, page.person)
    return _show(request, page, code, form, line, status)


HEADINGS = {
    RELATE: "Add a relationship to somebody known",
    CORRECT: "Correct a relationship",
    END: "End a relationship",
}


def _show(
    request: HttpRequest, page: PersonPage, code: str, form: Any, line: RelationLine | None = None, status: int = 200
) -> HttpResponse:
    context = frame_of(page, "", asker_of(request)) | {
        "form": form,
        "heading": HEADINGS[code],
        "line": line,
        "looks": code == RELATE,
        "draft_url": reverse("draft_about", args=[code, page.person]),
    }
    return render(request, "people/relate.html", context, status=status)
