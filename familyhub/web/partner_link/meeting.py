"""A partner without an account: link, address, code. A link that opens nothing says one thing."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from familyhub.sharing.actions.partner_door import Door, LinkOver, WrongCode
from familyhub.web import drafts, signin
from familyhub.web.errors.views import too_many
from familyhub.web.partner_link.forms import PartnerAddressForm, PartnerCodeForm

NOT_THE_CODE = "This is not the code in our last email, or it has run out: ask for a new one"


def over(request: HttpRequest) -> HttpResponse:
    """The same for a link that never was, was withdrawn, or is over."""
    return render(request, "partner_link/over.html", status=410)


def meet(request: HttpRequest, token: str, door: Door, lands: str) -> HttpResponse:
    """Asks for the address, then for the code that was sent to it; whoever gives it goes on to the page `lands`."""
    if not ratelimit.consume(request, action="partner_link", key=token[:60]):
        return too_many(request)
    try:
        if request.method != "POST":
            door.opened(word=token, at=timezone.now())
            return _page(request, PartnerAddressForm())
        return _code(request, token, door, lands) if "code" in request.POST else _address(request, token, door)
    except LinkOver:
        return over(request)


def _page(
    request: HttpRequest, address: PartnerAddressForm, code: PartnerCodeForm | None = None, status: int = 200
) -> HttpResponse:
    context = {"address": address, "code": code, "form": code or address}
    return render(request, "partner_link/link.html", context, status=status)


def _address(request: HttpRequest, token: str, door: Door) -> HttpResponse:
    form = PartnerAddressForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    if not ratelimit.consume(request, action="partner_code", key=token[:60]):
        return too_many(request)
    door.send_code(word=token, email=form.cleaned_data["email"], at=timezone.now())
    return _page(request, form, PartnerCodeForm())


def _code(request: HttpRequest, token: str, door: Door, lands: str) -> HttpResponse:
    form = PartnerCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, PartnerAddressForm(), form, 422)
    try:
        number = door.prove(word=token, code=form.cleaned_data["code"], at=timezone.now())
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
    return redirect(lands)
