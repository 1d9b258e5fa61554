"""Forms that carry what a passkey answered, in a hidden field that the script fills. Anything wrong is a refusal."""

from __future__ import annotations

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError

from familyhub.accounts.terms import SignIn
from familyhub.components.fields import Line
from familyhub.web import sign_in_record

# What the library raises on an answer that is not one, or is signed with another key.
WRONG = (ValidationError, InvalidSignature, TypeError, ValueError, LookupError, AttributeError)
NOT_TAKEN = "That passkey did not work here. Try again, or use another way"


def _name() -> Line:
    hint = "So that you know it again: your phone, your computer, your key"
    return Line(called="a name for the passkey", label="Name of the passkey", help_text=hint, max_length=60)


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey and what its person calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()
        self.fields.pop("passwordless", None)  # every passkey here asks for the device's own lock

    def clean(self) -> dict[str, Any]:
        """Errors: ValidationError for whatever is wrong in the answer; the challenge is used up."""
        try:
            return super().clean()  # type: ignore[no-any-return]
        except WRONG as error:
            auth.clear_state()
            raise ValidationError(NOT_TAKEN) from error


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """What its person calls it from now on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name()


class _Answer(AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey's answer to our challenge, which counts once."""

    def clean_credential(self) -> Authenticator:
        """The passkey that answered. Errors: ValidationError."""
        try:
            return super().clean_credential()
        except WRONG as error:
            auth.clear_state()
            sign_in_record.note(context.request, SignIn.WRONG_FACTOR, self.user, "webauthn")
            said = get_adapter().error_messages["too_many_login_attempts"]
            is_too_many = isinstance(error, ValidationError) and error.message == said
            raise ValidationError(said if is_too_many else NOT_TAKEN) from error


class PasskeyForm(_Answer):
    """As the second factor, after the password."""


class PasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Once more, before something sensitive."""


class SignInWithPasskeyForm(_Answer, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of password and code."""
