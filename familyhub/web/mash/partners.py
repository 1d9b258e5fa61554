"""A partner without an account: link, address, code, question, one answer. A link that opens nothing says one thing."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, open_to_all
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.mash.links import AnsweredAlready, WrongCode
from familyhub.referrals.queries import partner_view
from familyhub.web import drafts, signin
from familyhub.web.asking import asker_of
from familyhub.web.errors.views import too_many
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import PartnerAddressForm, PartnerAnswerForm, PartnerCodeForm

NOT_THE_CODE = "This is not the code in our last email, or it has run out: ask for a new one"


def over(request: HttpRequest) -> HttpResponse:
    """The same for a link that never was, was withdrawn, or is over."""
    return render(request, "mash/link_over.html", status=410)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the signed link; it opens nothing without a code sent to the address that was named")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the address, then for the code that was sent to it."""
    if not ratelimit.consume(request, action="partner_link", key=token[:60]):
        return too_many(request)
    try:
        if request.method != "POST":
            actions.opened(word=token, at=timezone.now())
            return _page(request, PartnerAddressForm())
        return _code(request, token) if "code" in request.POST else _address(request, token)
    except actions.LinkOver:
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
    actions.send_code(word=token, email=form.cleaned_data["email"], at=timezone.now())
    return _page(request, form, PartnerCodeForm())


def _code(request: HttpRequest, token: str) -> HttpResponse:
    form = PartnerCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, PartnerAddressForm(), form, 422)
    try:
        number = actions.prove(word=token, code=form.cleaned_data["code"], at=timezone.now())
    except WrongCode:
        form.add_error("code", NOT_THE_CODE)
        return _page(request, PartnerAddressForm(), form, 422)
    if request.user.is_authenticated:
        logout(request)  # one browser session is one person
    drafts.forget_unless(request, number)
    request.session.cycle_key()
    request.session.pop(signin.REFERRER, None)
    request.session[signin.PARTNER] = str(number)
    signin.begin(request)
    return redirect("mash:question")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_kind(Kind.PARTNER)
def question(request: HttpRequest) -> HttpResponse:
    """The question and the form for the answer; read as often as one likes, answered once."""
    asker = asker_of(request)
    assert asker.number is not None  # `for_kind` lets in those alone who proved an address
    kept = drafts.initial_from_draft(request, "mash:question", None, PartnerAnswerForm)
    form = PartnerAnswerForm(request.POST or None, initial=kept)
    try:
        shown = partner_view.question_shown(asker, timezone.now())
        if request.method == "POST" and form.is_valid():
            return redirect(sent_once(request, "mash:question", lambda: _answer(request, form)))
        if request.method != "POST":
            actions.read(asked=asker.number, at=timezone.now())
    except actions.LinkOver:
        return over(request)
    except AnsweredAlready:
        form.add_error(None, "You have answered already: an answer is given once")
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    status = 200 if request.method != "POST" else 422
    return render(request, "mash/question.html", {"shown": shown, "form": form}, status=status)


def _answer(request: HttpRequest, form: PartnerAnswerForm) -> str:
    asker = asker_of(request)
    assert asker.number is not None
    actions.answer(asked=asker.number, words=form.cleaned_data["words"], by=asker, at=timezone.now())
    return "/information/"
