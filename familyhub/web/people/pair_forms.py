"""Words into values for the review bench."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.components.fields import Choice, Words
from familyhub.people.terms import SETTLE_WORDS, SettleOutcome
from familyhub.web.forms_once import FormKey


class WhyForm(FormKey, forms.Form):
    """Why they are one, or two."""

    why = Words(
        called="why",
        label="Why?",
        help_text="What tells you, in a few words. It is kept with the decision.",
        max_length=1000,
        rows=3,
    )
    problem_fields = {"pair": "", "reason": "why"}


class AskForm(FormKey, forms.Form):
    """A question about a pair, to somebody who knows."""

    to = Choice(called="whom to ask", label="Whom do you ask?", widget=forms.Select)
    question = Words(called="the question", label="Your question", max_length=1000, rows=2)
    problem_fields = {"pair": ""}

    def __init__(self, *args: Any, people: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose"), *((str(number), name) for number, name in people)]  # type: ignore[attr-defined]


class SeparateForm(FormKey, forms.Form):
    """Why they are two after all."""

    why = Words(called="why", label="Why are they two people?", max_length=1000, rows=3)
    problem_fields = {"reason": "why"}


class SettleForm(FormKey, forms.Form):
    """What became of something (`item`) that a separation left to be decided."""

    item: uuid.UUID | None = None
    outcome = Choice(
        called="what became of it",
        label="What became of it?",
        choices=[(outcome.value, words) for outcome, words in SETTLE_WORDS.items()],
    )
    words = Words(called="what you did", label="What did you do?", max_length=1000, rows=2, required=False)
    problem_fields: dict[str, str] = {}

    @property
    def chosen(self) -> SettleOutcome:
        """The outcome."""
        return SettleOutcome(self.cleaned_data["outcome"])
