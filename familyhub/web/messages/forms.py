"""Words into values for mending messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from familyhub.components.fields import Choice, Words
from familyhub.web.forms_once import FormKey


class AgainForm(FormKey, forms.Form):
    """The same once more; `tries` is how often it was tried before, so that a later again is another one."""

    tries = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AnotherWayForm(FormKey, forms.Form):
    """By which other way."""

    way = Choice(called="another way", label="Send it another way", small=True)

    def __init__(self, *args: Any, ways: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].choices = [(code, f"By {words}") for code, words in ways.items()]  # type: ignore[attr-defined]


class SetAsideForm(FormKey, forms.Form):
    """Why nothing more is done."""

    reason = Words(
        called="why nothing more is needed",
        label="Why is nothing more needed?",
        help_text="For example: told them by phone. Write no names.",
        max_length=200,
        rows=2,
    )
