"""Words into values for the MASH lane."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.components.fields import Choice, Choices, DateParts, EmailLine, Line, Words
from familyhub.core.clocks import moment_of
from familyhub.referrals.terms.mash import COLOUR_LABELS, DUE_LABELS, PASSED_LABELS, Due
from familyhub.referrals.terms.requests import ENQUIRY_OUTCOME_LABELS, EnquiryOutcome
from familyhub.web.forms_once import FormKey

SAY_THE_TIME = "Enter the time like 14:30"


def clock_box() -> forms.TextInput:
    """A box as wide as a time of day."""
    return forms.TextInput(attrs={"class": "govuk-input--width-5"})


class Versioned(FormKey, forms.Form):
    """Carries the version of the enquiry that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ColourForm(Versioned):
    """How urgent it is."""

    colour = Choice(
        called="a colour",
        label="Colour",
        choices=[(c.value, t) for c, t in COLOUR_LABELS.items()],
        inline=True,
        small=True,
    )


class PeopleForm(FormKey, forms.Form):
    """Who they are is asked person by person (`who_questions`)."""


class EnquiryDecisionForm(ColourForm):
    """How urgent it is, outcome, reason, and the words that release what is held."""

    outcome = Choice(
        called="the decision",
        label="Decision",
        choices=[(o.value, t) for o, t in ENQUIRY_OUTCOME_LABELS.items() if o is not EnquiryOutcome.OTHER_AUTHORITY],
        small=True,
    )
    reason = Words(called="the reason for this decision", label="Reason", max_length=2000, rows=4)
    release_words = Words(
        called="your release",
        label="Release what is held, in your words",
        help_text="Leave it empty to go on holding. Early help needs it where something is held.",
        max_length=2000,
        rows=2,
        required=False,
    )


class ReleaseForm(FormKey, forms.Form):
    """The decision maker's own words."""

    words = Words(called="your release", label="Release what is held, in your words", max_length=2000, rows=2)


class ActionForm(Versioned):
    """The day on which action began."""

    started_on = DateParts(
        called="the day on which action began",
        label="The day on which action began",
        help_text="The day it began, not the day for which it was meant.",
        not_after=timezone.localdate,
    )


class CloseEnquiryForm(Versioned):
    """The end, with words where no action began."""

    words = Words(
        called="why this ends",
        label="Anything to add",
        help_text="If action was decided and none began, say why.",
        max_length=2000,
        rows=2,
        required=False,
    )


class AskForm(FormKey, forms.Form):
    """Whom to ask, about whom, what, and by when."""

    agency = Line(called="the agency", label="Agency", max_length=120)
    contact_name = Line(called="who is asked", label="Who is asked", max_length=120)
    contact_email = EmailLine(
        called="their work email address",
        label="Their work email address",
        help_text="The link opens with a code that is sent to this address and to no other.",
    )
    subjects = Choices(called="whom you ask about", label="Whom you ask about", small=True)
    question = Words(
        called="what you want to know",
        label="What you want to know",
        help_text="They see the names that you choose, dates of birth and these words. Write no address.",
        max_length=2000,
        rows=4,
    )
    due = Choice(
        called="by when",
        label="By when",
        choices=[(d.value, t) for d, t in DUE_LABELS.items()],
        initial=Due.DECISION.value,
        small=True,
    )

    def __init__(self, *args: Any, named: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"].choices = named  # type: ignore[attr-defined]


class AdultForm(FormKey, forms.Form):
    """Who the adult is, in words, and what the concern is."""

    who = Line(called="who the adult is", label="Who the adult is", max_length=400)
    words = Words(called="what the concern is", label="What the concern is", max_length=4000, rows=5)


class PassForm(FormKey, forms.Form):
    """To whom and how it was passed on."""

    to = Line(called="to whom it was passed on", label="To whom", max_length=200)
    how = Choice(
        called="how it was passed on",
        label="How",
        choices=[(p.value, t) for p, t in PASSED_LABELS.items()],
        small=True,
    )


class Timed(FormKey, forms.Form):
    """A form with a day and a time of day."""

    def moment(self, day: str, clock: str) -> datetime | None:
        """The moment that both say, London's time; None where no day is given."""
        given: date | None = self.cleaned_data.get(day)
        if given is None:
            return None
        try:
            return moment_of(given, time.fromisoformat(self.cleaned_data.get(clock) or "00:00"))
        except ValueError:
            self.add_error(clock, SAY_THE_TIME)
            return None


class ReceiptForm(Timed):
    """Who has it, their reference, and when they said so."""

    who = Line(called="who has it", label="Who at adult safeguarding has it", max_length=120)
    reference = Line(called="their reference", label="Their reference", max_length=60)
    on = DateParts(called="the day they said so", label="The day they said so", not_after=timezone.localdate)
    at_time = Line(called="the time they said so", label="The time, like 14:30", max_length=5, widget=clock_box())

    def clean(self) -> dict[str, Any]:
        """Day and time become one moment."""
        values = super().clean() or {}
        values["received_at"] = self.moment("on", "at_time")
        return values


class DutyForm(Timed):
    """A post or somebody, in which order, from when to when."""

    who = Choice(called="a post or somebody", label="Post or member of staff", widget=forms.Select)
    order = forms.IntegerField(
        label="Place in the list",
        min_value=1,
        max_value=99,
        help_text="1 is called first.",
        error_messages={
            "required": "Enter the place in the list, 1 to 99",
            "invalid": "Enter the place in the list, 1 to 99",
            "min_value": "Enter the place in the list, 1 to 99",
            "max_value": "Enter the place in the list, 1 to 99",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    since_on = DateParts(called="the first day", label="From", initial=timezone.localdate)
    since_time = Line(called="the time", label="Time, like 09:00", max_length=5, initial="00:00", widget=clock_box())
    until_on = DateParts(called="the last day", label="Until (leave empty for no end)", required=False)
    until_time = Line(called="the time", label="Time, like 17:00", max_length=5, required=False, widget=clock_box())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        posts = [(f"post:{number}", title) for number, title in accounts.front_door_posts(today)]
        doors = accounts.teams(today, TeamKind.FRONT_DOOR)
        staff = {member.id: member.name for team in doors for member in accounts.members_of(team.id, today)}
        people = [(f"staff:{number}", name) for number, name in staff.items()]
        self.fields["who"].choices = [("", "Choose"), *posts, *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end is not before the beginning."""
        values = super().clean() or {}
        values["since"] = self.moment("since_on", "since_time")
        values["until"] = self.moment("until_on", "until_time")
        if values["since"] and values["until"] and values["until"] <= values["since"]:
            self.add_error("until_on", "The end must be after the beginning")
        return values

    def chosen(self, kind: str) -> uuid.UUID | None:
        """The number of the post or of the member of staff, None where the other was chosen."""
        found, _, number = self.cleaned_data["who"].partition(":")
        return uuid.UUID(number) if found == kind else None


class PartnerAnswerForm(FormKey, forms.Form):
    """The answer."""

    words = Words(called="your answer", label="Your answer", max_length=8000, rows=10)
