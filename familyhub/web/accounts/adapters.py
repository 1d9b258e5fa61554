"""What allauth asks us: how it speaks, when it wants a password again, how second factors are kept."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from familyhub.accounts import queries
from familyhub.accounts.terms import SignIn
from familyhub.web import known_devices, sign_in_record, signin, stepup

TOO_MANY = "There were too many tries. Wait five minutes, then try again"


class Account(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, our own words, and one password for the whole of the first sign-in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. Ask your administrator",
        "email_password_mismatch": "Check your email address and your password: together they are not right",
        "enter_current_password": "Enter the password that you have now",
        "incorrect_password": "Check your password: it is not right",
        "incorrect_code": "Check the code: it is not right, or was used before. Wait for the next one",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted by address, and apart for a browser in which this person signed in before: who
        guesses elsewhere does not lock them out here.
        """
        address = str(credentials.get("email") or "").strip().lower()
        return f"{address}:{known_devices.device_of(request, address)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many tries are written down too, though the password is not looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            address = str(credentials.get("email") or "")
            sign_in_record.note(request, SignIn.TOO_MANY, queries.staff_by_email(address), "password", address)
            raise

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Where staff sign in with the council's directory, a password or passkey kept here opens nothing."""
        if not signin.may_sign_in_here(user.email) and not signin.came_by_directory(request, user):
            return redirect("account_login")
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator alone."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """With a second factor, it must be fresh (`web.stepup`); without one, the password must be, to set one up."""
        request = context.request
        if queries.has_second_factor(request.user) or signin.has_proved_second_factor(request):
            return not stepup.has_fresh_factor(request)
        records = get_authentication_records(request, request.user)
        given = [record["at"] for record in records if record.get("method") in {"password", "directory"}]
        return not given or time.time() - given[-1] > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors are encrypted where they are kept."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Account.error_messages["incorrect_code"],
        "too_many_login_attempts": TOO_MANY,
        "cannot_generate_recovery_codes": "Set up your authenticator app first",
    }

    def _lock(self) -> Fernet:
        digest = hashlib.sha256(b"second-factor:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        """Before it is stored."""
        return self._lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """After it is read."""
        return self._lock().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a passkey is called until its person says otherwise."""
        return "My passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What the device calls this service."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}
