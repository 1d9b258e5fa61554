"""A partner is asked to contribute; and what the partner meets: link, address, code, questions, one answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework.actions import Refused
from familyhub.casework.actions import assessing_links as links
from familyhub.casework.actions.assessing import NoSuchAssessment
from familyhub.casework.actions.assessing_partners import Paths, ask_partner
from familyhub.casework.actions.assessing_partners import withdraw as withdraw_link
from familyhub.casework.permissions import WORK
from familyhub.casework.queries import contributions
from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, needs, open_to_all
from familyhub.messages.policy import MessageRefused
from familyhub.sharing.actions.partner_door import AnsweredAlready, LinkOver
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import AskForm, ContributeForm
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.partner_link.meeting import meet, over

ASK, GIVE = "casework:assess_ask", "casework:contribution"
PATHS = Paths("/contribute/{}/", "/asked/", "/refer/")


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """Ask a partner, by a link of their own or at their account."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    if request.method != "POST" and not page.may_write:
        return redirect("casework:assessment", assessment)
    begun = drafts.initial_from_draft(request, ASK, assessment, AskForm)
    form = AskForm(request.POST or None, parts=page.parts, initial=begun)

    def act() -> tuple[str, str]:
        at = timezone.now()
        try:
            ask_partner(assessment=assessment, new=form.new(), by=asker, at=at, paths=PATHS)
        except MessageRefused as refused:
            raise Refused(str(refused), "contact_email") from refused
        return "They were asked, in an email that names nobody", address_of(assessment)

    lead = "They see the questions you choose, the names in them and your words, and nothing else of the assessment."
    sheet = Sheet(ASK, assessment, "Ask a partner", "Ask them", address_of(assessment), form, act)
    sheet.more.update({"lead": lead})
    return take(request, sheet)


@require_POST
@needs(WORK)
def withdraw(request: HttpRequest, ask: uuid.UUID) -> HttpResponse:
    """Close a link at once."""
    asker = asker_of(request)
    assessment = contributions.case_of_ask(asker, ask)
    if assessment is None:
        raise Http404
    try:
        withdraw_link(ask=ask, by=asker, at=timezone.now())
        messages.success(request, "Nothing is asked of them any more")
    except NoSuchAssessment as gone:
        raise Http404 from gone
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("casework:assessment", assessment)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the signed link; it opens nothing without a code sent to the address that was named")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the address, then for the code that was sent to it."""
    return meet(request, token, links.DOOR, "casework:contribution")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_kind(Kind.PARTNER)
def contribution(request: HttpRequest) -> HttpResponse:
    """The questions and a box for each; read as often as one likes, answered once."""
    asker, now = asker_of(request), timezone.now()
    assert asker.number is not None  # `for_kind` lets in those alone who proved an address
    try:
        asked = contributions.asked_of(asker, now)
        if request.method != "POST":
            links.read(ask=asker.number, by=asker, at=now)
    except LinkOver:
        return over(request)
    return answer(request, Asked(asker.number, asked, GIVE, None, "layouts/public.html"))


@dataclass(frozen=True)
class Asked:
    """What is asked, and where: the form's code and what its draft is about; `layout` is what stands around it."""

    number: uuid.UUID
    asked: contributions.Shown
    code: str
    about: uuid.UUID | None
    layout: str
    back: str = ""


def answer(request: HttpRequest, one: Asked) -> HttpResponse:
    """The questions with a box each; answered once."""
    form = ContributeForm(request.POST or None, questions=one.asked.questions)
    if request.method == "POST":
        done = _give(request, form, one)
        if done:
            return done
        drafts.keep(request, one.code, one.about)
    else:
        form.initial = drafts.initial_from_draft(request, one.code, one.about)
    draft_url = reverse("draft_about", args=[one.code, one.about]) if one.about else reverse("draft", args=[one.code])
    context = {"asked": one.asked, "form": form, "layout": one.layout, "back": one.back, "draft_url": draft_url}
    context["no_exit"] = bool(one.back)
    return render(request, "casework/contribution.html", context, status=200 if request.method != "POST" else 422)


def _give(request: HttpRequest, form: ContributeForm, one: Asked) -> HttpResponse | None:
    """Keep the answers once; None where the form says what is wrong."""
    if not form.is_valid():
        return None

    def act() -> str:
        links.contribute(ask=one.number, words=form.words(), by=asker_of(request), at=timezone.now())
        return request.path

    try:
        return redirect(sent_once(request, one.code, act, about=one.about))
    except LinkOver:
        return over(request)
    except AnsweredAlready:
        form.add_error(None, "You have answered already: an answer is given once")
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except Refused as refused:
        name = f"q_{refused.field}"
        form.add_error(name if name in form.fields else None, str(refused))
    return None
