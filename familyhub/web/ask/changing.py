"""A parent who came back with their code adds something, or takes it back: what a professional can do, they can.

The code itself was typed on the page before. A signed pass stands in for it for half an hour, hidden in the page's own
forms: in no address, in no cookie.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice, Tick, Words
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.permissions import open_to_all
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.allocation_sender import TAKEN_BACK, NewWithdrawal
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.terms.allocation import WithdrawReason
from familyhub.web.ask import codes
from familyhub.web.ask.forms import keep_nothing
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once

PASS = "pass"  # the hidden field that stands in for the code
REASONS = [
    (WithdrawReason.FAMILY_ASKED.value, "I do not want help now"),
    (WithdrawReason.HELPED.value, "I have found help"),
    (WithdrawReason.MOVED.value, "We have moved"),
    (WithdrawReason.IN_ERROR.value, "I sent it by mistake"),
    (WithdrawReason.OTHER.value, "Another reason"),
]
either = require_http_methods(["GET", "HEAD", "POST"])
holders = open_to_all("Whoever holds the code may add to what lies under it, or take it back; nobody else reaches it")


class AddForm(FormKey, forms.Form):
    """What is new."""

    words = Words(called="what you want to add", label="What do you want to add?", max_length=4000, rows=5)
    is_safeguarding = Tick(label="A child is not safe, or may not be")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)


class TakeBackForm(FormKey, forms.Form):
    """Why they take it back."""

    reason = Choice(called="why you take it back", label="Why do you take it back?", choices=REASONS)
    words = Words(called="more about it", label="More, if you like", max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        keep_nothing(self)


def status(request: HttpRequest, holder: Asker, done: str = "") -> HttpResponse | None:
    """How it stands, and what they may do; None when nothing lies under the code."""
    with fence.enter(holder):
        own = queries.own_referrals(holder)
    if not own:
        return None
    page = {"own": own[0], "is_over": own[0].said[0].words == TAKEN_BACK, "pass": codes.pass_for(holder), "done": done}
    return render(request, "ask/status.html", page)


def _change(
    request: HttpRequest, kind: str, make: Callable[..., forms.Form], act: Callable[[Asker, Any, forms.Form], None]
) -> HttpResponse:
    holder = codes.asker_of_pass(request.POST.get(PASS, ""))
    if holder is None:
        return redirect("ask:back")
    with fence.enter(holder):
        own = queries.own_referrals(holder)
        form = make(request.POST) if "form_key" in request.POST else make()
        is_sent = (
            bool(own) and form.is_valid() and _sent(request, kind, form, holder, lambda: act(holder, own[0], form))
        )
    if not own:
        return redirect("ask:back")
    shown = status(request, holder, kind) if is_sent else None
    page = {"own": own[0], "form": form, "is_adding": kind == "add", "pass": codes.pass_for(holder)}
    return shown or render(request, "ask/change.html", page, status=422 if form.is_bound else 200)


def _sent(request: HttpRequest, kind: str, form: forms.Form, holder: Asker, act: Callable[[], None]) -> bool:
    def do() -> str:
        act()
        return kind

    try:
        return bool(sent_once(request, f"ask:{kind}", do, asker=holder))
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except Refused as refused:
        form.add_error(None, str(refused))
    return False


@holders
@never_cache
@either
def add(request: HttpRequest) -> HttpResponse:
    """Something new, beside what they sent."""
    return _change(request, "add", AddForm, _add)


def _add(holder: Asker, own: queries.OwnReferral, form: forms.Form) -> None:
    said = form.cleaned_data
    worry = bool(said["is_safeguarding"])
    actions.amend(contact=own.contact, words=said["words"], is_safeguarding=worry, by=holder, at=timezone.now())


@holders
@never_cache
@either
def take_back(request: HttpRequest) -> HttpResponse:
    """They do not want it any more."""
    return _change(request, "take_back", TakeBackForm, _take_back)


def _take_back(holder: Asker, own: queries.OwnReferral, form: forms.Form) -> None:
    new = NewWithdrawal(WithdrawReason(form.cleaned_data["reason"]), form.cleaned_data["words"])
    actions.withdraw(contact=own.contact, new=new, by=holder, at=timezone.now())
