"""A sender adds to what they sent, at any time, or takes it back."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from familyhub.components.fields import Choice, Tick, Words
from familyhub.core.asker import Asker
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.allocation_sender import NewWithdrawal, NotYourReferral
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.terms.allocation import WITHDRAW_LABELS, WithdrawReason
from familyhub.web.drafts import initial_from_draft
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once
from familyhub.web.referrer_link.views import with_link

either = require_http_methods(["GET", "HEAD", "POST"])


class AddForm(FormKey, forms.Form):
    """What is new."""

    words = Words(called="what you want to add", label="What do you want to add?", max_length=10000, rows=8)
    is_safeguarding = Tick(label="A child may be at risk of significant harm")


class WithdrawForm(FormKey, forms.Form):
    """Why it is taken back."""

    reason = Choice(
        called="why you take it back",
        label="Why do you take it back?",
        choices=[(r.value, t) for r, t in WITHDRAW_LABELS.items()],
    )
    words = Words(called="more about it", label="More about it", max_length=2000, rows=3, required=False)


def _own(request: HttpRequest, contact: uuid.UUID) -> queries.OwnReferral:
    asker: Asker = request.asker  # type: ignore[attr-defined]
    for own in queries.own_referrals(asker):
        if own.contact == contact:
            return own
    raise Http404


def _page(request: HttpRequest, own: queries.OwnReferral, form: forms.Form, kind: str) -> HttpResponse:
    context = {"own": own, "form": form, "no_exit": True, "is_adding": kind == "add", "code": f"refer:{kind}"}
    return render(request, "refer/change.html", context, status=422 if form.is_bound else 200)


def _sent(
    request: HttpRequest, kind: str, form: forms.Form, own: queries.OwnReferral, act: Callable[[], None]
) -> HttpResponse:
    def do() -> str:
        act()
        return reverse("refer:home")

    if form.is_valid():
        try:
            return redirect(sent_once(request, f"refer:{kind}", do, about=own.contact))
        except KeyReused:
            form.add_error(None, KEY_REUSED)
        except Refused as refused:
            form.add_error(None, str(refused))
        except NotYourReferral as gone:
            raise Http404 from gone
    return _page(request, own, form, kind)


@with_link
@never_cache
@either
def add(request: HttpRequest, contact: uuid.UUID) -> HttpResponse:
    """Something new about a family that one referred."""
    own = _own(request, contact)
    if request.method != "POST":
        return _page(request, own, AddForm(initial=initial_from_draft(request, "refer:add", contact, AddForm)), "add")
    form = AddForm(request.POST)

    def act() -> None:
        said = form.cleaned_data
        asker: Asker = request.asker  # type: ignore[attr-defined]
        is_concern = bool(said["is_safeguarding"])
        actions.amend(contact=contact, words=said["words"], is_safeguarding=is_concern, by=asker, at=timezone.now())

    return _sent(request, "add", form, own, act)


@with_link
@never_cache
@either
def withdraw(request: HttpRequest, contact: uuid.UUID) -> HttpResponse:
    """Take one's own referral back."""
    own = _own(request, contact)
    if request.method != "POST":
        kept = initial_from_draft(request, "refer:withdraw", contact, WithdrawForm)
        return _page(request, own, WithdrawForm(initial=kept), "withdraw")
    form = WithdrawForm(request.POST)

    def act() -> None:
        new = NewWithdrawal(WithdrawReason(form.cleaned_data["reason"]), form.cleaned_data["words"])
        asker: Asker = request.asker  # type: ignore[attr-defined]
        actions.withdraw(contact=contact, new=new, by=asker, at=timezone.now())

    return _sent(request, "withdraw", form, own, act)
