"""Forms of signing in and of looking after staff: words into values, nothing saved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils import timezone

from familyhub.accounts.terms import HOLDING_WORDS, TRAINING_WORDS
from familyhub.components.fields import Choice, DateParts, EmailLine, Line, PhoneField
from familyhub.core.phone import uk_mobile_of
from familyhub.web import signin
from familyhub.web.forms_once import FormKey

LEAST = 15
CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}


def _password(label: str, called: str, autocomplete: str, hint: str = "") -> forms.CharField:
    box = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    said = {"required": f"Enter {called}"}
    return forms.CharField(label=label, help_text=hint, widget=box, strip=False, max_length=256, error_messages=said)


def _code(label: str, hint: str) -> Line:
    return Line(called="the code", label=label, help_text=hint, max_length=20, widget=forms.TextInput(attrs=CODE_BOX))


class SignInForm(LoginForm):  # type: ignore[misc]
    """Email address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
        self.fields["login"] = EmailLine(called="your work email address", label="Work email address", widget=box)
        self.fields["password"] = _password("Password", "your password", "current-password")

    def clean(self) -> dict[str, Any]:
        """Where staff sign in elsewhere, the same words for every address but those for emergencies, known or not."""
        if "login" in self.cleaned_data and not signin.may_sign_in_here(self.cleaned_data["login"]):
            raise ValidationError(f"Sign in with {settings.ENVIRONMENT.oidc_name}: passwords are not used here")
        return super().clean()  # type: ignore[no-any-return]


class AgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before the second factor changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = _password("Password", "your password", "current-password")


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """A code from the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code", "6 numbers from your authenticator app, or one of your recovery codes")


class CodeAgainForm(CodeReauthenticateForm):  # type: ignore[misc]
    """The same, before something that needs it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code", "6 numbers from your authenticator app, or one of your recovery codes")


class EnrolForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code from the app shows that it was set up rightly."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code("Code from the app", "The 6 numbers that the app shows now")


def _check_password(password: str, person: Any) -> None:
    """Errors: ValidationError in our own words."""
    if len(password) < LEAST:
        raise ValidationError(f"Your password must have {LEAST} characters or more. Three or four words do well")
    try:
        password_validation.validate_password(password, person)
    except ValidationError as error:
        raise ValidationError("Choose another password: this one is easy to guess or is like your name") from error


class PasswordForm(forms.Form):
    """A new password, twice. `person` is whose it will be."""

    password1 = _password("New password", "a new password", "new-password", f"{LEAST} characters or more")
    password2 = _password("The same password again", "the same password again", "new-password")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        _check_password(password, self.person)
        return password

    def clean_password2(self) -> str:
        again = str(self.cleaned_data["password2"])
        if "password1" in self.cleaned_data and again != self.cleaned_data["password1"]:
            raise ValidationError("The two passwords are not the same: type the second again")
        return again


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]
    """The old password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = _password("Password now", "the password that you have now", "current-password")
        self.fields["password1"] = _password(
            "New password", "a new password", "new-password", f"{LEAST} characters or more"
        )
        self.fields["password2"] = _password("The new password again", "the new password again", "new-password")

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        _check_password(password, self.user)
        return password


class AddressForm(forms.Form):
    """Where to send the link for a new password."""

    email = EmailLine(called="your work email address", label="Work email address")


class MobileForm(FormKey, forms.Form):
    """Where texts about duty go."""

    number = Line(
        called="your work mobile number",
        label="Work mobile number",
        help_text="A British mobile for your work. Texts say nothing about anybody. Leave it empty for none",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}),
    )

    def clean_number(self) -> str:
        """E.164, or "". Errors: ValidationError."""
        typed = str(self.cleaned_data["number"])
        number = uk_mobile_of(typed) if typed else ""
        if number is None:
            raise ValidationError("Enter a British mobile number with all its numbers, like 07700 900 982")
        return number


class StaffFilter(forms.Form):
    """Whom the list of staff shows."""

    name = Line(called="a name", label="Name or address has", required=False, max_length=80)
    role = forms.ChoiceField(label="Role", required=False)

    def __init__(self, *args: Any, roles: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Any role"), *roles]  # type: ignore[attr-defined]


class AddStaffForm(FormKey, forms.Form):
    """Who joins."""

    name = Line(called="the person's name", label="Name", max_length=120)
    email = EmailLine(called="the person's work email address", label="Work email address")
    phone = PhoneField(called="the person's work phone number", label="Work phone (optional)", required=False)


class FillPostForm(FormKey, forms.Form):
    """Which post, how, from when."""

    post = Choice(called="the post", label="Post", widget=forms.Select)
    kind = Choice(called="how they hold it", label="How", choices=[(k.value, w) for k, w in HOLDING_WORDS.items()])
    valid_from = DateParts(called="the first day in the post", label="First day")

    def __init__(self, *args: Any, posts: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose a post"), *posts]  # type: ignore[attr-defined]


class LeavePostForm(FormKey, forms.Form):
    """When it ends."""

    on = DateParts(called="the first day without the post", label="First day without the post")


class TrainingForm(FormKey, forms.Form):
    """Which training, when, until when."""

    course = Choice(called="the training", label="Training", choices=list(TRAINING_WORDS.items()))
    done_on = DateParts(called="the day of the training", label="Done on", not_after=timezone.localdate)
    expires_on = DateParts(called="the day on which it runs out", label="Runs out on (optional)", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        done, expires = cleaned.get("done_on"), cleaned.get("expires_on")
        if done and expires and expires <= done:
            self.add_error("expires_on", "The day on which it runs out must be after the day of the training")
        return cleaned
