"""Sections and questions of a draft: added, edited, moved by buttons, taken out and put back."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework.actions import NotThere, Refused, set_pieces
from familyhub.casework.actions.set_drafts import TwoAtOnce
from familyhub.casework.permissions import SETS
from familyhub.casework.queries.set_drafts import Piece, piece_for, sections_of
from familyhub.core.permissions import needs
from familyhub.vocabulary import queries as vocabulary
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.needs import choices_on
from familyhub.web.casework.set_builder import address_of, both, draft_or_404
from familyhub.web.casework.set_forms import QuestionForm, SectionForm
from familyhub.web.casework.taking import Sheet, take

ADD_SECTION, ADD_QUESTION, EDIT = "casework:set_section_add", "casework:set_question_add", "casework:set_piece"
TEMPLATE = "casework/set_piece.html"


def piece_or_404(request: HttpRequest, number: uuid.UUID) -> Piece:
    """A section or question; the same 404 whether there is none or the asker may not see it."""
    found = piece_for(asker_of(request), number)
    if found is None:
        raise Http404
    return found


def _at(piece: uuid.UUID, draft: uuid.UUID) -> str:
    """The draft's page, where this piece stands."""
    return f"{address_of(draft)}#p-{piece}"


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """One more section."""
    draft_or_404(request, draft)
    form = SectionForm(request.POST or None, initial=drafts.initial_from_draft(request, ADD_SECTION, draft))

    def act() -> tuple[str, str]:
        made = set_pieces.add_piece(draft=draft, new=form.new(), by=asker_of(request), at=timezone.now())
        return "The section was added: add its questions", _at(made, draft)

    return take(request, Sheet(ADD_SECTION, draft, "Add a section", "Add it", address_of(draft), form, act, TEMPLATE))


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request: HttpRequest, piece: uuid.UUID) -> HttpResponse:
    """One more question in this section."""
    section = piece_or_404(request, piece)
    if section.within:
        raise Http404
    begun: dict[str, Any] = {"kind": "words", "section": str(piece)}
    form = _question_form(request, section, begun | drafts.initial_from_draft(request, ADD_QUESTION, piece), {})

    def act() -> tuple[str, str]:
        at = timezone.now()
        made = set_pieces.add_piece(draft=section.draft, new=form.new(), by=asker_of(request), at=at)
        return "The question was added", _at(made, section.draft)

    sheet = Sheet(ADD_QUESTION, piece, "Add a question", "Add it", _at(piece, section.draft), form, act, TEMPLATE)
    return take(request, sheet)


def _question_form(
    request: HttpRequest, piece: Piece, begun: Mapping[str, Any], was: Mapping[str, Any]
) -> QuestionForm:
    today = timezone.localdate()
    return QuestionForm(
        request.POST or None,
        initial=dict(begun),
        levels=vocabulary.level_set(today),
        needs=choices_on(today),
        sections=sections_of(asker_of(request), piece.draft),
        was=was,
    )


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def piece(request: HttpRequest, piece: uuid.UUID) -> HttpResponse:
    """Edit a section or a question. Saved by somebody else meanwhile, both are shown."""
    found = piece_or_404(request, piece)
    form = _form(request, found)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"] or 0
        set_pieces.change_piece(piece=piece, new=form.new(), by=asker_of(request), at=timezone.now(), version_seen=seen)
        words = "Saved. It stands among what was taken out: put it back to ask it" if found.is_out else "Saved"
        return words, _at(piece, found.draft)

    title = "Edit the question" if found.within else "Edit the section"
    sheet = Sheet(EDIT, piece, title, "Save", _at(piece, found.draft), form, act, TEMPLATE)
    try:
        return take(request, sheet)
    except TwoAtOnce as other:
        theirs = [
            (str(form.fields[name].label), str(value))
            for name, value in form.shown(other.said).items()
            if name in form.fields
        ]
        return both(request, sheet, other, theirs, version=other.version)


def _form(request: HttpRequest, found: Piece) -> SectionForm | QuestionForm:
    kept = drafts.initial_from_draft(request, EDIT, found.id)
    if found.within is None:
        begun = SectionForm.shown(found.said) | {"version": found.version}
        return SectionForm(request.POST or None, initial=begun | kept)
    begun = QuestionForm.shown(found.said) | {"version": found.version, "section": str(found.within)}
    return _question_form(request, found, begun | kept, found.said)


@require_POST
@needs(SETS)
def move(request: HttpRequest, piece: uuid.UUID) -> HttpResponse:
    """One place up or down."""
    found = piece_or_404(request, piece)
    try:
        set_pieces.move_piece(piece=piece, up="up" in request.POST, by=asker_of(request), at=timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_at(piece, found.draft))


@require_POST
@needs(SETS)
def out(request: HttpRequest, piece: uuid.UUID) -> HttpResponse:
    """Take it out, or put it back."""
    found = piece_or_404(request, piece)
    is_out = "back" not in request.POST
    try:
        set_pieces.take_out(piece=piece, is_out=is_out, by=asker_of(request), at=timezone.now())
        messages.success(
            request, f"“{found.title}” was {'taken out. It can be put back below' if is_out else 'put back'}"
        )
    except NotThere as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_at(piece, found.draft))
