"""A copy is put forward, signed by a second person, opened, given, withdrawn; and the staff's own copy of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from familyhub.casework.actions import NotThere, Refused, releasing
from familyhub.casework.actions import releasing_out as outside
from familyhub.casework.permissions import SEE, SIGN_RELEASE, WORK
from familyhub.casework.queries.releases import KIND, ReleasePage
from familyhub.casework.sheets import staff_copy_of
from familyhub.casework.terms.releases import OPEN_STATES, ReleaseState
from familyhub.core.permissions import needs
from familyhub.documents.queries import attached
from familyhub.documents.typesetting import CannotTypeset, pdf
from familyhub.documents.typesetting import Sheet as Paper
from familyhub.web.asking import asker_of
from familyhub.web.casework.release_forms import AskToSignForm, GivenForm, SayWhyForm, SignReleaseForm
from familyhub.web.casework.releases import address_of, page_or_404
from familyhub.web.casework.verbs import Told, Verb, Words, says, view_of

SIGNING = "casework/release_sign.html"
By = Told[ReleasePage]


def _ask(told: By) -> str:
    why, seen = told.said["necessity"], told.seen
    releasing.ask_for_signature(
        release=told.page.id, basis=told.form.ground(), necessity=why, by=told.by, at=told.at, version_seen=seen
    )
    return "It waits for a second person to sign"


def _sign(told: By) -> str:
    outside.sign(release=told.page.id, by=told.by, at=told.at, version_seen=told.seen)
    return f"You signed copy {told.page.number}: its files are made"


def _send_back(told: By) -> str:
    words = told.said["words"]
    releasing.send_back(release=told.page.id, words=words, by=told.by, at=told.at, version_seen=told.seen)
    return f"Sent back to {told.page.made_by}"


def _give(told: By) -> str:
    words = told.said["words"]
    outside.give(release=told.page.id, how=told.form.way(), words=words, by=told.by, at=told.at)
    return "Kept"


def _end(told: By) -> str:
    words = told.said["words"]
    if _is_signed(told.page):
        outside.withdraw_release(release=told.page.id, words=words, by=told.by, at=told.at)
        return "Withdrawn: nobody opens it any more"
    releasing.stop_release(release=told.page.id, words=words, by=told.by, at=told.at)
    return "Stopped"


def _is_signed(page: ReleasePage) -> bool:
    return page.state is ReleaseState.SIGNED


def _to_sign(page: ReleasePage) -> Words:
    lead = f"{page.made_by} prepared it for {page.to.name}. Once you sign it, nobody can change it."
    return Words("Sign this copy", "Sign it", lead)


def _to_give(page: ReleasePage) -> Words:
    lead = "" if page.is_posted else "No address is on record where post is safe for them: do not post it."
    return Words(f"How {page.to.name} was given it", "Save", lead)


def _to_end(page: ReleasePage) -> Words:
    if not _is_signed(page):
        return Words("Stop this copy", "Stop it")
    lead = "Nobody opens it from now on. What was given already cannot be called back: ask for it."
    return Words("Withdraw this copy", "Withdraw it", lead)


VERBS: tuple[Verb[ReleasePage], ...] = (
    Verb(
        "casework:release_ask",
        WORK,
        says("Ask a second person to sign", "Ask to sign"),
        AskToSignForm,
        _ask,
        is_open=lambda page: page.state is ReleaseState.DRAFT,
        template=SIGNING,
    ),
    Verb(
        "casework:release_sign",
        SIGN_RELEASE,
        _to_sign,
        SignReleaseForm,
        _sign,
        is_open=lambda page: page.may_sign,
        template=SIGNING,
    ),
    Verb(
        "casework:release_send_back",
        SIGN_RELEASE,
        says("Send the copy back", "Send back"),
        SayWhyForm,
        _send_back,
        is_open=lambda page: page.may_sign,
    ),
    Verb("casework:release_given", WORK, _to_give, GivenForm, _give, is_open=_is_signed),
    Verb(
        "casework:release_end",
        WORK,
        _to_end,
        SayWhyForm,
        _end,
        is_open=lambda page: page.state in {ReleaseState.SIGNED, *OPEN_STATES},
    ),
)
ask, sign, send_back, given, end = (view_of(verb, page_or_404, address_of) for verb in VERBS)


@require_POST
@needs(WORK)
def open_file(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Take the copy or its letter: kept as a step; refused where what may be told has changed since it was signed."""
    asker = asker_of(request)
    page_or_404(request, release)
    try:
        page = outside.open_copy(release=release, by=asker, at=timezone.now())
    except NotThere as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("casework:release", release)
    chosen = page.letter if "letter" in request.POST else page.document
    ready = {one.id for one in attached(asker, KIND, [release]) if one.can_open}
    if chosen is None or chosen not in ready:
        messages.info(request, "The file is being checked: try again in a moment")
        return redirect("casework:release", release)
    return redirect("documents:download", chosen)


@needs(SEE)
@require_safe
def staff_copy(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """The whole document, marked, for those who work with the family: never to be given to anybody."""
    page = page_or_404(request, release)
    if page.cut is None:
        raise Http404
    try:
        today = timezone.localdate()
        body = pdf(Paper.COPY, staff_copy_of(page, today), today)
    except CannotTypeset as failed:
        messages.error(request, str(failed))
        return redirect("casework:release", release)
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="staff-copy-{page.number}.pdf"'
    return response
