"""A copy for one recipient: chosen, begun after reading who is in the family, looked through, cut further."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from familyhub.casework.actions import releasing, releasing_never
from familyhub.casework.permissions import SEE, WORK
from familyhub.casework.queries import held_words
from familyhub.casework.queries.release_documents import documents_of
from familyhub.casework.queries.releases import KIND, ReleasePage, release_for, releases_of
from familyhub.casework.queries.releasing import particular_for, particulars_in, sees_everybody
from familyhub.casework.terms.releases import ReleaseState, Why
from familyhub.core.permissions import needs
from familyhub.documents.queries import attached
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.meanwhile import Stands
from familyhub.web.casework.needs import back_to, case_or_404
from familyhub.web.casework.release_forms import BeginReleaseForm, NeverForm, OutForm, ReadForm, SayWhyForm
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.casework.working import may_work

BEGIN, NEVER = "casework:release_begin", "casework:release_never"
FAMILY, OUT, BACK = "casework:release_family", "casework:release_out", "casework:release_take_back"


def page_or_404(request: HttpRequest, release: uuid.UUID) -> ReleasePage:
    """The copy; the same 404 whether there is none or the asker may not see it, or not everybody of the family."""
    page = release_for(asker_of(request), release, timezone.localdate())
    if page is None:
        raise Http404
    return page


def address_of(release: uuid.UUID) -> str:
    """The copy's own page."""
    return reverse("casework:release", args=[release])


@needs(SEE)
def releases(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """The copies of a case, and what no copy of it holds."""
    page, asker = case_or_404(request, case), asker_of(request)
    context = {
        "page": page,
        "back": back_to(page),
        "held_words": held_words(case),
        "lines": releases_of(asker, case),
        "never": particulars_in(asker, case),
        "may": may_work(request, case) and bool(sees_everybody(asker, case)),
    }
    return render(request, "casework/releases.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Choose the document and for whom a copy is made."""
    page, asker = case_or_404(request, case), asker_of(request)
    if not sees_everybody(asker, case):
        raise Http404
    begun = drafts.initial_from_draft(request, BEGIN, case, BeginReleaseForm)
    begun |= {"version": len(releases_of(asker, case))}
    form = BeginReleaseForm(
        request.POST or None, documents=documents_of(asker, case), members=page.members, initial=begun
    )

    def act() -> tuple[str, str]:
        number = releasing.begin_release(case=case, new=form.new(), by=asker, at=timezone.now())
        return "Read first who is in this family", reverse(FAMILY, args=[number])

    lead = (
        "A copy is made for one person. What goes in is decided by who they are: their own part, and the parts of the "
        "children whom they have parental responsibility for. Everything else stays out of the file."
    )
    back = reverse("casework:releases", args=[case])
    return take(request, Sheet(BEGIN, case, "Make a copy for somebody", "Go on", back, form, act, more={"lead": lead}))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def never(request: HttpRequest, case: uuid.UUID) -> HttpResponse:
    """Something by which somebody can be found or known: no copy holds it."""
    page, asker = case_or_404(request, case), asker_of(request)
    if not sees_everybody(asker, case):
        raise Http404
    begun = drafts.initial_from_draft(request, NEVER, case, NeverForm)
    form = NeverForm(request.POST or None, members=page.members, initial=begun)
    back = reverse("casework:releases", args=[case])

    def act() -> tuple[str, str]:
        who, kind, words = form.new()
        releasing.keep_particular(case=case, record=who, kind=kind, words=words, by=asker, at=timezone.now())
        return "No copy holds it from now on", back

    lead = "Names that nobody has on record: a nickname, a new partner, a school, a surgery, a place."
    return take(request, Sheet(NEVER, case, "What no copy holds", "Add it", back, form, act, more={"lead": lead}))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, particular: uuid.UUID) -> HttpResponse:
    """It was added wrongly: copies may hold it."""
    asker = asker_of(request)
    found = particular_for(asker, particular)
    if found is None:
        raise Http404
    case, line = found
    form = SayWhyForm(request.POST or None, initial=drafts.initial_from_draft(request, BACK, particular, SayWhyForm))
    back = reverse("casework:releases", args=[case])

    def act() -> tuple[str, str]:
        words, at = form.cleaned_data["words"], timezone.now()
        releasing_never.take_back_particular(particular=particular, words=words, by=asker, at=at)
        return "Copies may hold it from now on, where the reader may know it", back

    lead = f"“{line.words}” ({line.kind.lower()}, {line.who.name}), added by {line.by}. What was signed stays as it is."
    title = "Take back what was added wrongly"
    return take(request, Sheet(BACK, particular, title, "Take it back", back, form, act, more={"lead": lead}))


@needs(SEE)
def release(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """What the recipient reads, and beside it what they do not and why."""
    page, asker = page_or_404(request, release), asker_of(request)
    files = attached(asker, KIND, [release])
    context = {
        "page": page,
        "back": reverse("casework:releases", args=[page.case]),
        "held_words": held_words(page.case),
        "files_ready": bool(files) and all(one.can_open for one in files),
        "is_open": page.state.value in {"begun", "draft", "waits"},
        "may": may_work(request, page.case),
    }
    return render(request, "casework/release.html", context)


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def family(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Who is in the household, who may know what of whom: read before anything is made."""
    page, asker = page_or_404(request, release), asker_of(request)
    if request.method != "POST" and page.state is not ReleaseState.BEGUN:
        return redirect("casework:release", release)
    form = ReadForm(request.POST or None)

    def act() -> tuple[str, str]:
        releasing.read_family(release=release, by=asker, at=timezone.now())
        return "This is how they will read it", address_of(release)

    why = [(one, page.family.knows.why.get(one.person, "")) for one in page.family.people]
    more = {"page": page, "why": why}
    back = reverse("casework:releases", args=[page.case])
    title = f"Before you make a copy for {page.to.name}"
    words, stands = (title, "I have read this: go on"), Stands(page.version)
    return take(request, Sheet(FAMILY, release, *words, back, form, act, "casework/release_family.html", more, stands))


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def out(request: HttpRequest, release: uuid.UUID) -> HttpResponse:
    """Take more out. What the rule took out is not put back by anybody."""
    page, asker = page_or_404(request, release), asker_of(request)
    if request.method != "POST" and page.state is not ReleaseState.DRAFT:
        return redirect("casework:release", release)
    begun = drafts.initial_from_draft(request, OUT, release, OutForm)
    sentences = list(page.cut.lines()) if page.cut else []
    form = OutForm(request.POST or None, sentences=sentences, initial=begun)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        seen = said["version"] or 0
        count = releasing.take_out(release=release, keys=said["lines"], by=asker, at=timezone.now(), version_seen=seen)
        return f"{count} taken out by hand", address_of(release)

    lead = f"What you tick, {page.to.name} does not read. What the rule left out is not in this list and stays out."
    boxes = {"lines": [one.key for one in sentences if one.why is Why.BY_HAND]}
    more, words, stands = {"lead": lead}, ("Take more out", "Save"), Stands(page.version, boxes)
    return take(request, Sheet(OUT, release, *words, address_of(release), form, act, more=more, stands=stands))
