"""A partner is asked to contribute; and what the partner meets: link, address, code, questions, one answer."""

from __future__ import annotations

import uuid

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.casework.actions import Refused
from familyhub.casework.actions import assessing_links as links
from familyhub.casework.actions.assessing import NoSuchAssessment
from familyhub.casework.actions.assessing_partners import ask_partner
from familyhub.casework.actions.assessing_partners import withdraw as withdraw_link
from familyhub.casework.permissions import WORK
from familyhub.casework.queries import contributions
from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, needs, open_to_all
from familyhub.messages.policy import MessageRefused
from familyhub.web import drafts, signin
from familyhub.web.asking import asker_of
from familyhub.web.casework.assess_forms import AskForm, ContributeForm
from familyhub.web.casework.assessing import address_of, page_or_404
from familyhub.web.casework.taking import Sheet, take
from familyhub.web.errors.views import too_many
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import PartnerAddressForm, PartnerCodeForm
from familyhub.web.mash.partners import NOT_THE_CODE, over

ASK, GIVE = "casework:assess_ask", "casework:contribution"


@needs(WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, assessment: uuid.UUID) -> HttpResponse:
    """Ask a partner, by a link of their own."""
    page, asker = page_or_404(request, assessment), asker_of(request)
    if request.method != "POST" and not page.may_write:
        return redirect("casework:assessment", assessment)
    begun = drafts.initial_from_draft(request, ASK, assessment, AskForm)
    form = AskForm(request.POST or None, parts=page.parts, initial=begun)

    def act() -> tuple[str, str]:
        at = timezone.now()
        try:
            ask_partner(assessment=assessment, new=form.new(), by=asker, at=at, link_path="/contribute/{}/")
        except MessageRefused as refused:
            raise Refused(str(refused), "contact_email") from refused
        return "They were asked, by a link in an email that names nobody", address_of(assessment)

    lead = "They see the questions you choose, the names in them and your words, and nothing else of the assessment."
    sheet = Sheet(ASK, assessment, "Ask a partner", "Send the link", address_of(assessment), form, act)
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
        messages.success(request, "The link was closed")
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
    if not ratelimit.consume(request, action="partner_link", key=token[:60]):
        return too_many(request)
    try:
        if request.method != "POST":
            links.opened(word=token, at=timezone.now())
            return _page(request, PartnerAddressForm())
        return _code(request, token) if "code" in request.POST else _address(request, token)
    except links.LinkOver:
        return over(request)


def _page(
    request: HttpRequest, address: PartnerAddressForm, code: PartnerCodeForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"address": address, "code": code, "form": code or address}
    return render(request, "mash/link.html", context, status=status)


def _address(request: HttpRequest, token: str) -> HttpResponse:
    form = PartnerAddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if not ratelimit.consume(request, action="partner_code", key=token[:60]):
        return too_many(request)
    links.send_code(word=token, email=form.cleaned_data["email"], at=timezone.now())
    return _page(request, form, PartnerCodeForm())


def _code(request: HttpRequest, token: str) -> HttpResponse:
    form = PartnerCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, PartnerAddressForm(), form, 422)
    try:
        number = links.prove(word=token, code=form.cleaned_data["code"], at=timezone.now())
    except links.WrongCode:
        form.add_error("code", NOT_THE_CODE)
        return _page(request, PartnerAddressForm(), form, 422)
    if request.user.is_authenticated:
        logout(request)  # one browser session is one person
    drafts.forget_unless(request, number)
    request.session.cycle_key()
    request.session.pop(signin.REFERRER, None)
    request.session[signin.PARTNER] = str(number)
    signin.begin(request)
    return redirect("casework:contribution")


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
            links.read(ask=asker.number, at=now)
    except links.LinkOver:
        return over(request)
    form = ContributeForm(request.POST or None, questions=asked.questions)
    if request.method == "POST":
        done = _give(request, form, asker.number)
        if done:
            return done
        drafts.keep(request, GIVE)
    else:
        form.initial = drafts.initial_from_draft(request, GIVE)
    status = 200 if request.method != "POST" else 422
    return render(request, "casework/contribution.html", {"asked": asked, "form": form}, status=status)


def _give(request: HttpRequest, form: ContributeForm, number: uuid.UUID) -> HttpResponse | None:
    """Keep the answers once; None where the form says what is wrong."""
    if not form.is_valid():
        return None

    def act() -> str:
        links.contribute(ask=number, words=form.words(), by=asker_of(request), at=timezone.now())
        return "/contribute/"

    try:
        return redirect(sent_once(request, GIVE, act))
    except links.LinkOver:
        return over(request)
    except links.AnsweredAlready:
        form.add_error(None, "You have answered already: an answer is given once")
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except Refused as refused:
        name = f"q_{refused.field}"
        form.add_error(name if name in form.fields else None, str(refused))
    return None
