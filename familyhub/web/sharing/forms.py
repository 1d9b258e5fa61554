"""Words into values for sharing. Forms check, actions do."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components.fields import Choice, DateParts, Line, NHSNumberField, PostcodeField, Words
from familyhub.people.new import SearchWords
from familyhub.sharing.actions import NewRelation, Wanted
from familyhub.sharing.policy import openings as policy
from familyhub.sharing.terms.openings import (
    OUTCOME_WORDS,
    READ_OUTCOME_WORDS,
    REASON_WORDS,
    RELATION_WORDS,
    OpenReason,
    ReadOutcome,
    RelationKind,
    ReviewOutcome,
)
from familyhub.web.forms_once import FormKey


def said_enough(words: str) -> str:
    """Errors: ValidationError for too few words."""
    try:
        return policy.check_words(words)
    except policy.TooFewWords as few:
        raise forms.ValidationError(str(few)) from few


class OpenForm(FormKey, forms.Form):
    """Exactly whom, and why. Nothing is looked for before all of it is there."""

    given = Line(called="the first name", label="First name", max_length=120)
    family = Line(called="the family name", label="Family name", max_length=120)
    born_on = DateParts(called="the date of birth", label="Date of birth")
    nhs = NHSNumberField(label="NHS number", required=False, help_text="This or the postcode")
    postcode = PostcodeField(label="Postcode", required=False)
    reason = Choice(
        called="the reason", label="Reason", choices=[(r.value, t) for r, t in REASON_WORDS.items()], small=True
    )
    words = Words(
        called="why you need this record now",
        label="Why you need this record now",
        help_text="At least 20 characters. Whoever holds the record and information governance read this.",
        max_length=policy.LONGEST_WORDS,
        rows=4,
    )

    def clean_words(self) -> str:
        """Errors: ValidationError."""
        return said_enough(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        """A number or a postcode, so that nobody is found by a common name."""
        values = super().clean() or {}
        if not ({"nhs", "postcode"} & set(self.errors)) and not (values.get("nhs") or values.get("postcode")):
            self.add_error("nhs", "Enter the NHS number or the postcode")
        return values

    def wanted(self) -> Wanted:
        """Whom and why."""
        given = self.cleaned_data
        names = ("given", "family", "born_on", "nhs", "postcode")
        who = SearchWords(**{name: given[name] for name in names}, phone="")
        return Wanted(who, OpenReason(given["reason"]), given["words"])


class ReviewForm(FormKey, forms.Form):
    """What the review came to."""

    outcome = Choice(
        called="what the review came to",
        label="Was it right to open this record?",
        choices=[(o.value, t) for o, t in OUTCOME_WORDS.items()],
        small=True,
    )
    words = Words(
        called="why", label="Why", help_text="At least 20 characters.", max_length=policy.LONGEST_WORDS, rows=4
    )

    def clean_words(self) -> str:
        """Errors: ValidationError."""
        return said_enough(self.cleaned_data["words"])

    @property
    def chosen(self) -> ReviewOutcome:
        """The outcome."""
        return ReviewOutcome(self.cleaned_data["outcome"])


class RelationForm(FormKey, forms.Form):
    """Somebody whom a member of staff knows outside work."""

    kind = Choice(called="who this is", label="Who is this?", choices=[(k.value, t) for k, t in RELATION_WORDS.items()])
    given = Line(called="the first name", label="First name", max_length=120)
    family = Line(called="the family name", label="Family name", max_length=120)
    born_on = DateParts(called="the date of birth", label="Date of birth, if you know it", required=False)
    words = Words(
        called="where they live",
        label="Where they live, and anything else that tells who they are",
        max_length=1000,
        rows=3,
        required=False,
    )

    def new(self) -> NewRelation:
        """As declared."""
        given = self.cleaned_data
        kind = RelationKind(given["kind"])
        return NewRelation(kind, given["given"], given["family"], given["born_on"], given["words"])


class MatchForm(FormKey, forms.Form):
    """Which record it is; "none" where nobody on record is."""

    record = Choice(called="which record it is", label="Which record is it?")

    def __init__(self, *args: Any, records: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("none", "None of these: nobody on record")
        self.fields["record"].choices = [*records, none]  # type: ignore[attr-defined]


class EndForm(FormKey, forms.Form):
    """Why a match ends."""

    why = Words(
        called="why this ends", label="Why this ends", help_text="At least 20 characters.", max_length=2000, rows=3
    )

    def clean_why(self) -> str:
        """Errors: ValidationError."""
        return said_enough(self.cleaned_data["why"])


class MarkForm(FormKey, forms.Form):
    """What is to be made of one reader's week."""

    outcome = Choice(
        called="what is to be made of it",
        label="What do you make of it?",
        choices=[(o.value, t) for o, t in READ_OUTCOME_WORDS.items()],
        small=True,
    )
    words = Words(
        called="why",
        label="How do you know, or to whom do you pass it?",
        help_text="At least 20 characters. It is kept with your name.",
        max_length=policy.LONGEST_WORDS,
        rows=4,
    )

    def clean_words(self) -> str:
        """Errors: ValidationError."""
        return said_enough(self.cleaned_data["words"])

    @property
    def chosen(self) -> ReadOutcome:
        """The outcome."""
        return ReadOutcome(self.cleaned_data["outcome"])
