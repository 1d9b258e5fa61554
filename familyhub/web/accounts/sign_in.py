"""Signing in: invitation, password, second factor, recovery codes, signing out. Built on allauth, on our own pages."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.conf import settings
from django.contrib.auth import login as sign_in_as
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from familyhub.accounts import actions, queries
from familyhub.accounts.terms import Purpose, Step
from familyhub.core.asker import system
from familyhub.web import signin, stepup
from familyhub.web.accounts.forms import AddressForm, PasswordForm
from familyhub.web.errors.views import too_many
from familyhub.web.sending import NEW_PASSWORD, send_link

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def safe_next(request: HttpRequest) -> str:
    """Where to go when done: an address on this site, or the start."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL


class SignIn(LoginView):  # type: ignore[misc]
    """Email address and password; whoever is signed in already goes to what is next."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return redirect(f"{reverse('sign_in_next')}?{urlencode({'next': safe_next(request)})}")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]


def next_step(request: HttpRequest) -> HttpResponse:
    """The one thing that somebody who gave a password must still do; otherwise where they wanted to go."""
    step = signin.step_of(request)
    if step is Step.TRAIN:
        return render(request, "account/training_needed.html", {"person": request.user})
    if step is Step.ENROL:
        return redirect("mfa_activate_totp")
    if step is Step.PROVE:  # a second factor was set up elsewhere meanwhile: start again with it
        logout(request)
    return redirect(safe_next(request) if step is Step.READY else "account_login")


class Enrol(ActivateTOTPView):  # type: ignore[misc]
    """Set up the authenticator app. The code that proves it counts as this session's second factor, and only once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        staff: Any = request.user
        if queries.has_second_factor(staff):
            return redirect("me" if signin.has_proved_second_factor(request) else "sign_in_next")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]

    def get_success_url(self) -> str:
        return reverse("mfa_view_recovery_codes")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        factor = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        factor.wrap().validate_code(form.cleaned_data["code"])  # uses the code up
        stepup.note_proof(self.request, type=Authenticator.Type.TOTP.value)
        return response


class Replace(DeactivateTOTPView):  # type: ignore[misc]
    """A new phone: the old second factor goes, and until a new one is set up nothing opens."""

    def get_success_url(self) -> str:
        return reverse("mfa_activate_totp")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "password", reauthenticated=True)
        key = "account_authentication_methods"
        self.request.session[key] = [r for r in self.request.session[key] if r.get("method") != "mfa"]
        return response


def with_password(view: Any) -> Any:
    """For somebody who gave a password, with or without a second factor; others sign in first."""

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]

    return asked


def with_second_factor(view: Any) -> Any:
    """The same, once the second factor was given in this session: recovery codes are not shown before it."""

    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not signin.has_proved_second_factor(request):
            return redirect("sign_in_next")
        return view(request, *args, **kwargs)  # type: ignore[no-any-return]

    return with_password(asked)


@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Signing out is a POST; the browser is told to forget what it kept of us."""
    if request.method == "GET":
        return render(request, "account/logout.html")
    actions.forget_session(request.session.session_key or "")
    logout(request)
    response = redirect("signed_out")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """Said once, after signing out."""
    return render(request, "account/signed_out.html")


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The first password. Then the second factor is next, in the same sitting."""
    staff = queries.staff_of_token(token, Purpose.INVITATION)
    if staff is None or staff.has_usable_password():
        return render(request, "account/link_over.html", {"purpose": "invitation"}, status=410)
    if not signin.may_sign_in_here(staff.email):
        return redirect("account_login")
    form = PasswordForm(request.POST or None, person=staff)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/choose_password.html", {"form": form, "person": staff, "is_first": True})
    _choose(staff, form.cleaned_data["password1"])
    sign_in_as(request, staff, backend=BACKEND)
    record_authentication(request, staff, "password")
    actions.note_session(request)
    return redirect("sign_in_next")


def _choose(staff: Any, password: str) -> None:
    actions.set_password(staff=staff, password=password, by=system("choose password"), at=timezone.now())


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The same answer whether or not the address is known."""
    form = AddressForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/password_reset.html", {"form": form})
    email = form.cleaned_data["email"].strip().lower()
    if not ratelimit.consume(request, action="reset_password", key=email):
        return too_many(request)
    staff = queries.staff_by_email(email)
    if staff and staff.has_usable_password() and signin.may_sign_in_here(email):
        path = reverse("new_password", args=[queries.token_for_staff(staff, Purpose.RESET)])
        send_link(letter=NEW_PASSWORD, to=staff.email, about=staff.id, path=path, at=timezone.now())
    return render(request, "account/password_reset_done.html", {"email": email})


def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """A new password for an account that has one. The second factor stays as it was: signing in asks for it."""
    staff = queries.staff_of_token(token, Purpose.RESET)
    if staff is None or not staff.has_usable_password() or not signin.may_sign_in_here(staff.email):
        return render(request, "account/link_over.html", {"purpose": "reset"}, status=410)
    form = PasswordForm(request.POST or None, person=staff)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/choose_password.html", {"form": form, "person": staff})
    _choose(staff, form.cleaned_data["password1"])
    return render(request, "account/password_chosen.html")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Everything but this browser is signed out."""
    staff: Any = request.user
    this = request.session.session_key or ""
    asker = request.asker  # type: ignore[attr-defined]
    for line in queries.sessions_of(staff.id, is_live=signin.is_live, this=this):
        if not line.is_this:
            actions.end_session(staff=staff, session=line.id, by=asker, at=timezone.now())
    return redirect("me")
