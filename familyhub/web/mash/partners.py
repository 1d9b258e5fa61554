"""A partner without an account: link, address, code, question, one answer. A link that opens nothing says one thing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.core.asker import Kind
from familyhub.core.permissions import for_kind, open_to_all
from familyhub.referrals.actions import mash as actions
from familyhub.referrals.actions.mash.links import DOOR
from familyhub.referrals.queries import partner_view
from familyhub.sharing.actions.partner_door import AnsweredAlready, LinkOver
from familyhub.web import drafts
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, KeyReused, sent_once
from familyhub.web.mash.forms import PartnerAnswerForm
from familyhub.web.partner_link.meeting import meet, over


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all("whoever holds the signed link; it opens nothing without a code sent to the address that was named")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for the address, then for the code that was sent to it."""
    return meet(request, token, DOOR, "mash:question")


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
    except LinkOver:
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
