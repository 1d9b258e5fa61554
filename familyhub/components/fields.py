"""Form fields whose messages name the field and the fix: "Enter the child's first name", never "invalid".

`called` is how a message names the field, in the middle of a sentence: "the child's first name", "your postcode".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from nhs_number.validate import is_valid as is_nhs_number

from familyhub.components.date_field import DateParts, DatePartsInput

__all__ = [
    "Choice",
    "Choices",
    "DateParts",
    "DatePartsInput",
    "EmailLine",
    "Line",
    "NHSNumberField",
    "Option",
    "PhoneField",
    "PostcodeField",
    "Tick",
    "Words",
]

POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
SHORTEST_BRITISH = 100_000_000  # nine digits after the first nought
UNSEEN = "has a character that cannot be kept: type it again instead of pasting it"


@dataclass(frozen=True)
class Option:
    """The label of one choice with a hint under it."""

    text: str
    hint: str = ""

    def __str__(self) -> str:
        return self.text


def _start(called: str) -> str:
    return called[:1].upper() + called[1:]


def _messages(called: str, verb: str, fix: str = "", most: int | None = None) -> dict[str, str]:
    said = {"required": f"{verb} {called}", "null_characters_not_allowed": f"{_start(called)} {UNSEEN}"}
    if fix:
        said |= {"invalid": fix, "invalid_choice": fix, "invalid_list": fix}
    if most:
        said["max_length"] = f"{_start(called)} must be {most:,} characters or fewer"
    return said


class Line(forms.CharField):
    """One line of text, stripped."""

    def __init__(self, *, called: str, max_length: int = 200, **options: Any) -> None:
        options["error_messages"] = _messages(called, "Enter", most=max_length) | options.get("error_messages", {})
        super().__init__(max_length=max_length, **options)


class Words(forms.CharField):
    """Several lines of text, stripped; the most characters must be given and are counted under the box."""

    widget = forms.Textarea

    def __init__(self, *, called: str, max_length: int, rows: int = 5, **options: Any) -> None:
        options["error_messages"] = _messages(called, "Enter", most=max_length) | options.get("error_messages", {})
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **options)

    def to_python(self, value: Any) -> str:
        """Line ends become one character each, as they are counted on the screen."""
        return str(super().to_python(value)).replace("\r\n", "\n").strip()


class EmailLine(forms.EmailField):
    """An email address."""

    def __init__(self, *, called: str, **options: Any) -> None:
        fix = f"Enter {called} in full, like name@school.example"
        options["error_messages"] = _messages(called, "Enter", fix, most=254) | options.get("error_messages", {})
        options.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}))
        super().__init__(max_length=254, **options)


class PhoneField(forms.CharField):
    """A phone number, British unless it starts with +. The value is E.164: "+441632960001"."""

    def __init__(self, *, called: str, **options: Any) -> None:
        self.called = called
        options["error_messages"] = _messages(called, "Enter") | options.get("error_messages", {})
        options.setdefault("widget", forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """E.164, or "" when empty. Errors: ValidationError."""
        typed = str(super().to_python(value))
        if not typed:
            return ""
        number = _read_phone(typed)
        if number is None:
            raise ValidationError(
                f"Enter {self.called} with all its numbers, like 01632 960 001 or +44 7700 900 982", code="invalid"
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def prepare_value(self, value: Any) -> Any:
        number = _read_phone(value) if isinstance(value, str) and value.startswith("+44") else None
        if number is None:
            return value
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _read_phone(typed: str) -> phonenumbers.PhoneNumber | None:
    """Possible is enough: numbers kept for fiction and brand-new ranges are not in the tables of valid ones."""
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == 44 and (number.national_number or 0) < SHORTEST_BRITISH:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    return number if reason == phonenumbers.ValidationResult.IS_POSSIBLE else None


class NHSNumberField(forms.CharField):
    """An NHS number; spaces and dashes are fine. The value is its 10 digits."""

    def __init__(self, *, called: str = "the NHS number", **options: Any) -> None:
        self.called = called
        options["error_messages"] = _messages(called, "Enter") | options.get("error_messages", {})
        box = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-10", "spellcheck": "false"})
        options.setdefault("widget", box)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """10 digits, or "" when empty. Errors: ValidationError."""
        digits = re.sub(r"[\s-]", "", str(super().to_python(value)))
        if not digits:
            return ""
        if not re.fullmatch(r"[0-9]{10}", digits):
            raise ValidationError(f"{_start(self.called)} must have 10 numbers, like 999 123 4560", code="invalid")
        if not is_nhs_number(digits):
            raise ValidationError(f"Check {self.called}: one of its numbers is mistyped", code="check")
        return digits

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{10}", value):
            return f"{value[:3]} {value[3:6]} {value[6:]}"
        return value


class PostcodeField(forms.CharField):
    """A full UK postcode, however it is spaced. The value is as the post writes it: "DN22 7AA"."""

    def __init__(self, *, called: str = "the postcode", **options: Any) -> None:
        self.called = called
        options["error_messages"] = _messages(called, "Enter") | options.get("error_messages", {})
        box = forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"})
        options.setdefault("widget", box)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The postcode in capitals with its space, or "" when empty. Errors: ValidationError."""
        typed = re.sub(r"\s", "", str(super().to_python(value))).upper()
        if not typed:
            return ""
        found = POSTCODE.fullmatch(typed)
        if not found:
            raise ValidationError(f"Enter {self.called} in full, like DN22 7AA", code="invalid")
        return f"{found[1]} {found[2]}"


class Choice(forms.ChoiceField):
    """One of several, as radios (or a list: `widget=forms.Select`). `reveals` shows other fields under an answer."""

    def __init__(
        self,
        *,
        called: str,
        choices: Any = (),
        reveals: Mapping[str, Sequence[str]] | None = None,
        inline: bool = False,
        **options: Any,
    ) -> None:
        self.reveals = {value: list(names) for value, names in (reveals or {}).items()}
        self.inline, self.small = inline, bool(options.pop("small", False))
        said = _messages(called, "Choose", f"Choose {called} from the list")
        options["error_messages"] = said | options.get("error_messages", {})
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=choices, **options)


class Choices(forms.MultipleChoiceField):
    """Any of several, as checkboxes. `reveals` shows other fields under an answer."""

    def __init__(
        self, *, called: str, choices: Any = (), reveals: Mapping[str, Sequence[str]] | None = None, **options: Any
    ) -> None:
        self.reveals = {value: list(names) for value, names in (reveals or {}).items()}
        self.small = bool(options.pop("small", False))
        said = _messages(called, "Choose", f"Choose {called} from the list")
        options["error_messages"] = said | options.get("error_messages", {})
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=choices, **options)


class Tick(forms.BooleanField):
    """One box to tick. `needed` is what to say when it must be ticked and is not."""

    def __init__(self, *, needed: str = "", **options: Any) -> None:
        if needed:
            options["error_messages"] = {"required": needed}
        super().__init__(required=bool(needed), **options)
