"""Words into values for the review bench."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms

from familyhub.components.fields import Choice, Words
from familyhub.people.policy.line import LINES
from familyhub.people.terms import SETTLE_WORDS, SettleOutcome
from familyhub.web.forms_once import FormKey


class PairTold(StrEnum):
    """What told a reviewer that two are one, or two."""

    NUMBER = "number"
    FITS = "fits"
    ASKED = "asked"
    TWINS = "twins"
    SIBLINGS = "siblings"
    GENERATION = "generation"
    NAMESAKE = "namesake"


PAIR_TOLD_WORDS = {
    PairTold.NUMBER: "One: the same NHS number, or another number that is theirs alone",
    PairTold.FITS: "One: name, date of birth and address fit, and nothing speaks against it",
    PairTold.ASKED: "Somebody who knows them told me",
    PairTold.TWINS: "Two: twins, born on the same day",
    PairTold.SIBLINGS: "Two: brother or sister, or others of one home",
    PairTold.GENERATION: "Two: parent and child of one name",
    PairTold.NAMESAKE: "Two: the same name, and otherwise strangers",
}

SPEAKS_FOR_ONE = frozenset({PairTold.NUMBER, PairTold.FITS})
SPEAKS_FOR_TWO = frozenset({PairTold.TWINS, PairTold.SIBLINGS, PairTold.GENERATION, PairTold.NAMESAKE})
QUESTION = "Do you know whether these two are one person?"


class WhyForm(FormKey, forms.Form):
    """Why they are one, or two: one press, or in one's own words, or both. `says_one`: what the press says, if any."""

    says_one: bool | None = None

    told = Choice(
        called="what tells you",
        label="What tells you?",
        choices=[(told.value, words) for told, words in PAIR_TOLD_WORDS.items()],
        required=False,
        small=True,
    )
    why = Words(
        called="why",
        label="In your own words, if there is more to say",
        help_text="It is kept with the decision.",
        max_length=800,
        rows=2,
        required=False,
    )
    problem_fields = {"pair": "", "reason": "why"}

    def clean(self) -> dict[str, Any]:
        """One of the two says why."""
        values = super().clean() or {}
        if not self.errors and not values.get("told") and not values.get("why"):
            self.add_error("told", "Choose what tells you, or say it in your own words")
        if self.says_one is True and values.get("told") in SPEAKS_FOR_TWO:
            self.add_error("told", "You chose a reason for two people: press “Two people”, or choose another reason")
        if self.says_one is False and values.get("told") in SPEAKS_FOR_ONE:
            self.add_error(
                "told", "You chose a reason for one person: press “The same person”, or choose another reason"
            )
        return values

    @property
    def said(self) -> str:
        """Both as one text."""
        told, why = self.cleaned_data["told"], self.cleaned_data["why"].strip()
        return ". ".join(words for words in (PAIR_TOLD_WORDS[PairTold(told)] if told else "", why) if words)


class AskForm(FormKey, forms.Form):
    """A question about a pair, to somebody who knows."""

    to = Choice(called="whom to ask", label="Whom do you ask?", widget=forms.Select)
    question = Words(called="the question", label="Your question", max_length=800, rows=2, required=False)
    why = Words(called="why", label="In your own words", max_length=800, rows=2, required=False)
    problem_fields = {"pair": ""}

    @property
    def asked(self) -> str:
        """What was typed, here or above the decision; otherwise the question that there is to ask."""
        return self.cleaned_data["question"] or self.cleaned_data["why"] or QUESTION

    def __init__(self, *args: Any, people: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose"), *((str(number), name) for number, name in people)]  # type: ignore[attr-defined]


class LineForm(FormKey, forms.Form):
    """From how likely on two are linked with nobody looking."""

    line = Choice(
        called="the line",
        label="From how likely on may two records be linked with nobody looking?",
        choices=[(str(line), f"At least {100 * line:g}% likely") for line in LINES],
        small=True,
    )
    why = Words(
        called="why",
        label="Why?",
        help_text="What speaks for it, in a few words. It is kept with the change.",
        max_length=1000,
        rows=3,
    )
    problem_fields: dict[str, str] = {}


class OffForm(FormKey, forms.Form):
    """Why it is turned off."""

    why = Words(called="why", label="Why is it turned off?", max_length=1000, rows=2)
    problem_fields = {"line": ""}


class SeparateForm(FormKey, forms.Form):
    """Why they are two after all."""

    why = Words(called="why", label="Why are they two people?", max_length=1000, rows=3)
    problem_fields = {"reason": "why"}


class SettleForm(FormKey, forms.Form):
    """What became of something (`item`) that a separation left to be decided."""

    item = forms.UUIDField(widget=forms.HiddenInput, required=False)
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
