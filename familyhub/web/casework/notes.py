"""Notes: write one, read one, correct one, find one by its words."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework import actions, queries
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import CasePage, NotePage
from familyhub.core import drafts as kept_drafts
from familyhub.core.drafts import Kept
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.forms import CorrectForm, NoteForm, SearchForm
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.referrals.allocation_forms import now_words

WRITE, CORRECT = "casework:write", "casework:correct"


def _case_or_404(request: HttpRequest, case: uuid.UUID) -> CasePage:
    page = queries.case_for(asker_of(request), case)
    if page is None or not page.members:
        raise Http404
    return page


def _back(episode: uuid.UUID | None) -> str:
    return reverse("casework:episode", args=[episode]) if episode else reverse("casework:caseload")


def _kept(request: HttpRequest, case: uuid.UUID) -> tuple[Kept | None, list[Kept]]:
    """The note that was begun and is gone on with, and the others: the newest first, unless one was chosen or none."""
    begun = kept_drafts.each_kept(asker_of(request), WRITE, case)
    chosen = request.GET.get("kept", "")
    first = begun[0] if begun and "another" not in request.GET else None
    mine = next((one for one in begun if str(one.id) == chosen), first)
    return mine, [one for one in begun if one is not mine]


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Note a contact with the family of a case."""
    page = _case_or_404(request, case)
    form = NoteForm(request.POST or None, members=page.members)
    kept, others = _kept(request, case) if request.method != "POST" else (None, [])
    form.initial = now_words()
    if kept:
        form.initial |= drafts.values_of(kept) | drafts.values_of(kept, NoteForm)
        form.initial |= {"form_key": kept.key} if kept.key else {}

    def act() -> str:
        note = actions.write_note(case=case, new=form.new_note(), by=asker_of(request), at=timezone.now())
        kept_drafts.drop(asker_of(request), WRITE, case)  # one that was kept before each had its key
        messages.success(request, "The note was saved")
        return reverse("casework:note", args=[note])

    context = {"page": page, "back": _back(page.episode), "heading": "Write a note", "kept": kept, "others": others}
    return _take(request, form, act, (WRITE, case), context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """Tell a contact right; the original is kept."""
    old = _note_or_404(request, note)
    if not old.may_correct:
        if request.method == "POST":
            return _shown(request, old, 409)
        return redirect("casework:note", note)
    page = _case_or_404(request, old.case)
    form = CorrectForm(request.POST or None, members=page.members)
    if request.method != "POST":
        kept = drafts.initial_from_draft(request, CORRECT, note)
        form.initial = _as_it_was(old) | kept | drafts.initial_from_draft(request, CORRECT, note, CorrectForm)

    def act() -> str:
        new, why = form.new_note(), form.cleaned_data["why"]
        newer = actions.correct_note(note=note, new=new, why=why, by=asker_of(request), at=timezone.now())
        messages.success(request, "The note was corrected; the original is kept")
        return reverse("casework:note", args=[newer])

    context = {"page": page, "back": reverse("casework:note", args=[note]), "heading": "Correct the note"}
    return _take(request, form, act, (CORRECT, note), context)


def _as_it_was(old: NotePage) -> dict[str, Any]:
    when = timezone.localtime(old.happened_at)
    parts = {
        f"part_{line.who.record}": f"{line.part.value}.{line.why_not.value}" if line.why_not else line.part.value
        for line in old.parts
    }
    return {"kind": old.kind.value, "words": old.words, "day": when.date(), "time": f"{when:%H:%M}", **parts}


def _take(
    request: HttpRequest,
    form: NoteForm,
    act: Callable[[], str],
    draft: tuple[str, uuid.UUID],
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form or keep the note once. Whatever is refused is kept as a draft: nothing typed is lost."""
    code, about = draft
    context |= {"form": form, "draft_url": reverse("draft_about", args=[code, about])}
    if request.method != "POST":
        return render(request, "casework/write.html", context)
    if form.is_valid():
        try:
            return redirect(sent_once(request, code, act, about=about))
        except actions.NoSuchNote as gone:
            raise Http404 from gone
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except actions.Refused as refused:
            form.add_error(form.field_for(refused.field), str(refused))
    drafts.keep(request, code, about)
    return render(request, "casework/write.html", context, status=422)


def _note_or_404(request: HttpRequest, note: uuid.UUID) -> NotePage:
    page = queries.note_for(asker_of(request), note)
    if page is None:
        raise Http404
    return page


@needs(SEE)
def note(request: HttpRequest, note: uuid.UUID) -> HttpResponse:
    """One note, with the original where it was corrected."""
    return _shown(request, _note_or_404(request, note))


def _shown(request: HttpRequest, page: NotePage, status: int = 200) -> HttpResponse:
    return render(request, "casework/note.html", {"page": page, "back": _back(page.episode)}, status=status)


@needs(SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Notes that hold these words, among those that this reader may see. Posted, so that no address holds the words."""
    form = SearchForm(request.POST or None)
    is_sent = request.method == "POST"
    found = queries.search_notes(asker_of(request), form.cleaned_data["words"]) if is_sent and form.is_valid() else []
    context = {"form": form, "found": found, "is_sent": is_sent and form.is_valid()}
    return render(request, "casework/search.html", context, status=422 if is_sent and not form.is_valid() else 200)
