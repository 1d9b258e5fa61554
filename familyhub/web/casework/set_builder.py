"""A draft of a question set: begun, looked through, handed on, published by a second person."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework.actions import NotThere, Refused, set_drafts
from familyhub.casework.actions.assessing_sets import publish as publish_set
from familyhub.casework.actions.set_drafts import TwoAtOnce
from familyhub.casework.permissions import SETS
from familyhub.casework.queries.question_sets import set_numbered
from familyhub.casework.queries.set_drafts import DraftPage, draft_page
from familyhub.core.permissions import needs
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.set_forms import CopySetForm, HeadForm, NewSetForm
from familyhub.web.casework.set_shown import lines_of
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.referrals.forms import Versioned

NEW, COPY, HEAD = "casework:set_new", "casework:set_copy", "casework:set_head"
PUBLISH, STOP = "casework:set_publish", "casework:set_stop"
CALLED = {"title": "Title", "about": "About it", "valid_from": "In force from", "valid_to": "Not in force from"}


def draft_or_404(request: HttpRequest, number: uuid.UUID) -> DraftPage:
    """The draft; the same 404 whether there is none or the asker may not see it."""
    page = draft_page(asker_of(request), number, timezone.localdate())
    if page is None:
        raise Http404
    return page


def address_of(number: uuid.UUID) -> str:
    """The draft's own page."""
    return reverse("casework:set_draft", args=[number])


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin an empty one."""
    form = NewSetForm(request.POST or None, initial=drafts.initial_from_draft(request, NEW))

    def act() -> tuple[str, str]:
        made = set_drafts.begin_set(title=form.cleaned_data["title"], by=asker_of(request), at=timezone.now())
        return "The draft is begun: add its first section", address_of(made)

    return take(request, Sheet(NEW, None, "Make a question set", "Begin", reverse("casework:question_sets"), form, act))


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, chosen: uuid.UUID) -> HttpResponse:
    """Begin one as this version stands."""
    found = set_numbered(chosen)
    if found is None:
        raise Http404
    begun = drafts.initial_from_draft(request, COPY, chosen)
    form = CopySetForm(request.POST or None, is_local=found.is_local, initial=begun)

    def act() -> tuple[str, str]:
        title = form.cleaned_data["title"]
        made = set_drafts.copy_set(chosen=chosen, title=title, by=asker_of(request), at=timezone.now())
        return "The draft begins as that version stands", address_of(made)

    back = reverse("casework:question_set", args=[chosen])
    lead = f"The draft begins with all that {found.title}, version {found.version}, asks."
    return take(request, Sheet(COPY, chosen, "Copy into a draft", "Copy", back, form, act, more={"lead": lead}))


@needs(SETS)
def draft(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """All of it: what is wrong, sections and questions with what can be done, what changes, who drafted."""
    page = draft_or_404(request, draft)
    context = {"page": page, "sections": lines_of(page), "going_on": sum(number for _, number in page.under_way)}
    return render(request, "casework/set_draft.html", context)


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def head(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Title, words about it, and the days."""
    page = draft_or_404(request, draft)
    begun = HeadForm.shown(page.said) | drafts.initial_from_draft(request, HEAD, draft, HeadForm)
    form = HeadForm(request.POST or None, initial=begun)

    def act() -> tuple[str, str]:
        seen, at = form.was_seen(), timezone.now()
        set_drafts.change_head(draft=draft, said=form.said(), seen=seen, by=asker_of(request), at=at)
        return "Saved", address_of(draft)

    sheet = Sheet(HEAD, draft, "Title and days", "Save", address_of(draft), form, act, "casework/set_piece.html")
    try:
        return take(request, sheet)
    except TwoAtOnce as other:
        theirs = [(CALLED[name], other.said.get(name, "")) for name in CALLED]
        return both(request, sheet, other, theirs, seen=HeadForm.shown(other.said)["seen"])


def both(
    request: HttpRequest, sheet: Sheet, other: TwoAtOnce, theirs: list[tuple[str, str]], **seen: object
) -> HttpResponse:
    """What was typed, and beside it what somebody else saved meanwhile: one is made of both, and saved again."""
    form = sheet.form
    form.add_error(None, f"{other.who} changed this meanwhile. Make one of both, and save again")
    drafts.keep(request, sheet.code, sheet.about)
    sent: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    for name, value in seen.items():
        sent[name] = str(value)
    form.data = sent
    context = {
        "form": form,
        "heading": sheet.title,
        "button_text": sheet.button,
        "back": sheet.back,
        "draft_url": reverse("draft_about", args=[sheet.code, sheet.about]),
        "other": other,
        "theirs": theirs,
    }
    return render(request, sheet.template, context, status=409)


@require_POST
@needs(SETS)
def ready(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Hand it on to somebody else to publish."""
    draft_or_404(request, draft)
    try:
        set_drafts.say_ready(draft=draft, by=asker_of(request), at=timezone.now())
        messages.success(request, "It waits for somebody who did not draft it to publish it")
    except NotThere as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("casework:set_draft", draft)


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """A second person reads what changes, and publishes it."""
    page = draft_or_404(request, draft)
    if request.method != "POST" and (not page.is_open or page.cannot_publish):
        return redirect("casework:set_draft", draft)
    form = Versioned(request.POST or None)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        made = publish_set(draft=draft, by=asker_of(request), at=timezone.now(), version_seen=seen)
        return f"{made.title}, version {made.version}, is published", reverse(
            "casework:question_set", args=[made.number]
        )

    more = {"page": page, "going_on": sum(number for _, number in page.under_way)}
    words, template = ("Publish this version", "Publish"), "casework/set_publish.html"
    stands = Stands(page.version)
    return take(request, Sheet(PUBLISH, draft, *words, address_of(draft), form, act, template, more, stands))


@needs(SETS)
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, draft: uuid.UUID) -> HttpResponse:
    """Give the draft up."""
    page = draft_or_404(request, draft)
    if request.method != "POST" and not page.is_open:
        return redirect("casework:set_draft", draft)
    form = Versioned(request.POST or None)

    def act() -> tuple[str, str]:
        seen = form.cleaned_data["version"]
        set_drafts.stop_draft(draft=draft, by=asker_of(request), at=timezone.now(), version_seen=seen)
        return "The draft was given up", reverse("casework:question_sets")

    lead = f"Nobody can go on with the draft of {page.title} afterwards. What is published stays as it is."
    more, words, stands = {"lead": lead}, ("Give this draft up", "Give it up"), Stands(page.version)
    return take(request, Sheet(STOP, draft, *words, address_of(draft), form, act, more=more, stands=stands))
