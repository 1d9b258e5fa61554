"""Passkeys: set up, renamed, removed, signed in with. Built on allauth, on our own pages; works where scripts run."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from familyhub.web.accounts.passkey_forms import PasskeyAgainForm


class Add(AddWebAuthnView):  # type: ignore[misc]
    """A new passkey, kept on the device and opened by the device's own lock, so that it can stand for both factors."""

    template_name = "account/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        page["form"] = kwargs.get("form") or self.get_form()
        page["options"] = json.dumps(auth.begin_registration(self.request.user, passwordless=True))
        return page

    def get_success_url(self) -> str:
        return reverse("me")


class Rename(EditWebAuthnView):  # type: ignore[misc]
    """Another name for it."""

    template_name = "account/passkey_rename.html"

    def get_success_url(self) -> str:
        return reverse("me")


class Remove(RemoveWebAuthnView):  # type: ignore[misc]
    """It opens nothing any more, from now on."""

    template_name = "account/passkey_remove.html"

    def get_success_url(self) -> str:
        return reverse("me")


class SignInWithPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """The script asks for the challenge here and posts the answer here."""

    def form_invalid(self, form: Any) -> HttpResponse:
        return redirect(f"{reverse('account_login')}?passkey=refused")


class GiveFactor(AuthenticateView):  # type: ignore[misc]
    """The second factor after the password: a code, or a passkey where this person has one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page: dict[str, Any] = super().get_context_data(**kwargs)
        page["options"] = options_for(self.stage.login.user)
        return page


def options_for(staff: Any) -> str:
    """The challenge for this person's own passkeys as JSON, or "" when there are none."""
    if not Authenticator.objects.filter(user_id=staff.pk, type=Authenticator.Type.WEBAUTHN).exists():
        return ""
    return json.dumps(auth.begin_authentication(staff))


def answer_of(request: HttpRequest, staff: Any) -> PasskeyAgainForm | None:
    """The form with what a passkey answered, when one was posted."""
    if request.method == "POST" and "credential" in request.POST:
        return PasskeyAgainForm(request.POST, user=staff)
    return None
