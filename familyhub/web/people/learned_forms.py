"""Words into values for what is learned of people on record: what they are to each other, how to reach them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.components.fields import Choice, DateParts, EmailLine, Line, PhoneField, Tick, Words
from familyhub.people.actions import EndOfTie
from familyhub.people.new import NewContactPoint, NewTie, SearchWords
from familyhub.people.terms import KNOWN_BY_WORDS, TIE_END_WORDS, Answer, ContactKind, TieEnd, Visibility
from familyhub.web.forms_once import FormKey
from familyhub.web.people.forms import ANSWERS, BothWays, name_line

KNOWN_BY = [(code.value, words.capitalize()) for code, words in KNOWN_BY_WORDS.items()]


class TieFields(BothWays, FormKey):
    """What somebody is to a person on record. Parental responsibility is said with its source, never inferred."""

    tie = Choice(called="what they are to each other", label="They are", widget=forms.Select)
    responsibility = Choice(
        called="parental responsibility",
        label="Parental responsibility of the parent or carer for the child",
        choices=ANSWERS,
        initial=Answer.UNKNOWN.value,
        reveals={Answer.YES.value: ["known_by", "responsible_since"]},
    )
    known_by = Choice(called="how it is known", label="How is it known?", choices=KNOWN_BY, required=False, small=True)
    responsible_since = DateParts(called="the day since when", label="Since when, if you know?", required=False)
    evidence = Line(
        called="what was seen",
        label="What was seen, by whom, or who said so",
        help_text="Needed for a yes. For example: order of 3 May 2024, seen by me at home.",
        max_length=200,
        required=False,
    )
    lives_with = Choice(
        called="whether they live together",
        label="Do they live together?",
        choices=ANSWERS,
        initial=Answer.UNKNOWN.value,
        inline=True,
    )
    problem_fields: dict[str, str] = {"relationships": "tie"}

    def new_tie(self) -> NewTie:
        """The tie, without its ends."""
        given = self.cleaned_data
        kind = str(given["tie"]).partition(":")[2]
        is_yes = given["responsibility"] == Answer.YES
        return NewTie(
            *(0, 1, kind, given["responsibility"], given["evidence"], given["lives_with"]),
            known_by=given["known_by"] if is_yes else "",
            responsible_since=given["responsible_since"] if is_yes else None,
        )


class KnownTieForm(TieFields):
    """Who of those on record, and what they are to the person."""

    other = Choice(called="who it is", label="Who is it?", small=True, required=False)
    given = name_line("the first name", "Not listed? First name to look for")
    family = name_line("the family name", "Family name to look for")
    field_order = ["other", "given", "family", "tie", "responsibility"]

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = list(people)  # type: ignore[attr-defined]
        if not people:
            del self.fields["other"]

    @property
    def chosen(self) -> uuid.UUID | None:
        """The record of the other one."""
        chosen = self.cleaned_data.get("other")
        return uuid.UUID(chosen) if chosen else None

    def clean(self) -> dict[str, Any]:
        """Somebody was chosen."""
        values = super().clean() or {}
        if "other" not in self.fields:
            self.add_error("given", "Enter a name and look for them: nobody is to be chosen yet")
        elif not values.get("other") and "other" not in self.errors:
            self.add_error("other", "Choose who it is, or look for them by name")
        return values


def looked_for(typed: Any) -> SearchWords:
    """Whom somebody asks for by name in the form."""
    return SearchWords(given=str(typed.get("given", "")).strip(), family=str(typed.get("family", "")).strip())


class CorrectTieForm(TieFields):
    """What is known now of two people, and why that changed."""

    of_tie = forms.CharField(required=False, widget=forms.HiddenInput)
    end_words = Words(
        called="why it is corrected",
        label="Why is it corrected?",
        help_text="What was on record stays, with this reason.",
        max_length=500,
        rows=2,
    )


class EndTieForm(FormKey, forms.Form):
    """Why a relationship is on record no longer."""

    of_tie = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = Choice(
        called="what happened",
        label="What happened?",
        choices=[(code.value, TIE_END_WORDS[code].capitalize()) for code in (TieEnd.OVER, TieEnd.WRONG)],
        reveals={TieEnd.OVER.value: ["ended_on"]},
    )
    ended_on = DateParts(called="the day on which it ended", label="When did it end?", required=False)
    end_words = Words(
        called="why",
        label="Why, and how is it known?",
        help_text="It stays on record as an earlier relationship, with this reason.",
        max_length=500,
        rows=2,
    )
    problem_fields: dict[str, str] = {"relationships": "reason"}

    def new(self) -> EndOfTie:
        """As told."""
        given = self.cleaned_data
        reason = TieEnd(given["reason"])
        return EndOfTie(reason, given["end_words"], given["ended_on"] if reason is TieEnd.OVER else None)


class ContactPointForm(FormKey, forms.Form):
    """A phone number or an email address, and what may safely be done with it. Not known is not yes."""

    kind = Choice(
        called="whether it is a phone number or an email address",
        label="This is",
        choices=[(ContactKind.PHONE.value, "A phone number"), (ContactKind.EMAIL.value, "An email address")],
        initial=ContactKind.PHONE.value,
        reveals={
            ContactKind.PHONE.value: ["phone", "may_voice", "may_text", "may_leave_message"],
            ContactKind.EMAIL.value: ["email", "may_write"],
        },
    )
    phone = PhoneField(called="the phone number", label="Phone number", required=False)
    may_voice = Choice(called="whether a call is safe", label="Is it safe to call?", choices=ANSWERS, inline=True)
    may_text = Choice(called="whether a text is safe", label="Is it safe to text?", choices=ANSWERS, inline=True)
    may_leave_message = Choice(
        called="whether a message is safe", label="Is it safe to leave a message?", choices=ANSWERS, inline=True
    )
    email = EmailLine(called="the email address", label="Email address", required=False)
    may_write = Choice(called="whether writing is safe", label="Is it safe to write?", choices=ANSWERS, inline=True)
    is_protected = Tick(
        label="Protect it", help_text="If ticked, only those who are let in see it, and nobody finds the person by it."
    )
    problem_fields = {"contact_points": "phone"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("may_voice", "may_text", "may_leave_message", "may_write"):
            self.fields[name].required, self.fields[name].initial = False, Answer.UNKNOWN.value

    def clean(self) -> dict[str, Any]:
        """The one that was chosen is there."""
        values = super().clean() or {}
        kind = values.get("kind")
        if kind == ContactKind.PHONE and not values.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Enter the phone number")
        if kind == ContactKind.EMAIL and not values.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter the email address")
        return values

    def new(self) -> NewContactPoint:
        """As told."""
        given = {name: value or Answer.UNKNOWN.value for name, value in self.cleaned_data.items() if "may_" in name}
        is_phone = self.cleaned_data["kind"] == ContactKind.PHONE
        unknown = Answer.UNKNOWN.value
        return NewContactPoint(
            kind=self.cleaned_data["kind"],
            value=self.cleaned_data["phone" if is_phone else "email"],
            may_voice=given["may_voice"] if is_phone else unknown,
            may_text=given["may_text"] if is_phone else unknown,
            may_leave_message=given["may_leave_message"] if is_phone else unknown,
            may_write=unknown if is_phone else given["may_write"],
            visibility=(Visibility.RESTRICTED if self.cleaned_data["is_protected"] else Visibility.NORMAL).value,
        )
