"""Several forms on one page, checked and sent as one. The layouts draw its errors as they draw a formset's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Union

from django import forms
from django.forms.formsets import BaseFormSet
from django.forms.utils import ErrorDict, ErrorList

Part = Union[forms.Form, "BaseFormSet[Any]"]
LOST_PARTS = {
    "missing_management_form": "Part of the page was lost on the way. Check each person, then send it again",
    "too_many_forms": "That is more people than one form holds: put the others into your own words",
}
SENT_BEFORE = (
    "You sent this form before with other words, and we have it. Nothing more was stored. "
    "To send this one as well, press the button again."
)


def key_of(data: Mapping[str, Any] | None) -> str:
    """The key of this form, a new one when there is none or it was meddled with."""
    try:
        return str(uuid.UUID(str((data or {}).get("form_key", ""))))
    except ValueError:
        return str(uuid.uuid4())


class Whole:
    """The parts of one page by name, in the order in which they stand on it."""

    def __init__(self, parts: Mapping[str, Part], data: Mapping[str, Any] | None = None) -> None:
        self.parts, self.data = dict(parts), data
        self.key = key_of(data)
        self.problems: list[str] = []
        self.summary_is_drawn = False

    @property
    def forms(self) -> list[Part]:
        """The parts, for the error summary."""
        return list(self.parts.values())

    @property
    def is_bound(self) -> bool:
        """Was anything typed?"""
        return any(part.is_bound for part in self.forms)

    def non_form_errors(self) -> list[str]:
        """What is wrong with the page and with no box of it."""
        return self.problems

    def total_error_count(self) -> int:
        """How many things are to be mended."""
        return len(self.problems) + sum(_count(part) for part in self.forms)

    def is_valid(self) -> bool:
        """Is there nothing to mend?"""
        return not self.total_error_count()

    def said(self, part: str) -> dict[str, Any]:
        """The values of one part that is a form."""
        return self.parts[part].cleaned_data  # type: ignore[return-value]

    def refuse(self, text: str) -> None:
        """Say what is wrong with the whole."""
        self.problems.append(text)

    def sent_before(self) -> None:
        """The key was used with other words: say so, and let a deliberate second press count."""
        self.refuse(SENT_BEFORE)
        self.key = str(uuid.uuid4())

    def unchecked(self) -> Whole:
        """The same with everything typed and no complaint: nobody has asked to send it yet."""
        for part in self.forms:
            _forget_errors(part)
        return self


def _count(part: Part) -> int:
    if isinstance(part, BaseFormSet):
        return part.total_error_count() if part.is_bound else 0
    return sum(len(errors) for errors in part.errors.values())


def _forget_errors(part: Part) -> None:
    if isinstance(part, BaseFormSet):
        part._errors, part._non_form_errors = [], ErrorList()  # type: ignore[attr-defined]
        for form in part.forms:
            form._errors = ErrorDict()
    else:
        part._errors = ErrorDict()  # type: ignore[attr-defined]
