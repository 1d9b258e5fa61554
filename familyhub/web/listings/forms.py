"""Words into a listing's values. What may not be said of a place is not asked for, so that it is never typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet

from familyhub.components.fields import Choice, Choices, DateParts, EmailLine, Line, PhoneField, PostcodeField, Words
from familyhub.directory.terms import SENSITIVITY_WORDS, TAXONOMIES, Sensitivity
from familyhub.web.forms_once import FormKey
from familyhub.web.listings.rules import DAYS, ONCE, OTHER, REPEATS, clock_of

MOST = {"times": 30, "places": 20, "contacts": 10, "costs": 10}
OURS = {
    "kinds": "kinds-of-support",
    "needs": "needs",
    "who": "circumstances",
    "send": "local-offer",
    "access": "access",
    "how": "attending",
    "reach": "reach",
}
"""Field of the form → our own taxonomy."""


def terms(field: str) -> list[tuple[str, str]]:
    """The choices of one of our taxonomies."""
    return [(term.code, term.name) for term in TAXONOMIES[OURS[field]].terms]


def _choices(field: str, called: str, label: str) -> Choices:
    return Choices(called=called, label=label, choices=terms(field), required=False, small=True)


class WebAddress(forms.CharField):
    """A web address; `https://` is put before one that has none."""

    def __init__(self, *, called: str, **options: Any) -> None:
        self.called = called
        super().__init__(max_length=500, required=False, **options)

    def to_python(self, value: Any) -> str:
        """The address with its scheme, or "". Errors: ValidationError."""
        from familyhub.directory.standard.values import URI

        typed = str(super().to_python(value)).strip()
        whole = typed if not typed or "://" in typed else f"https://{typed}"
        if whole and not (URI.fullmatch(whole) and "." in whole):
            raise ValidationError(f"Enter {self.called} in full, like https://sample.example/", code="invalid")
        return whole


class Clock(forms.CharField):
    """A time of day by London's clock. The value is "HH:MM" or ""."""

    def __init__(self, *, called: str, **options: Any) -> None:
        self.called = called
        options.setdefault("widget", forms.TextInput(attrs={"class": "govuk-input--width-5"}))
        super().__init__(required=False, max_length=12, **options)

    def to_python(self, value: Any) -> str:
        """Errors: ValidationError."""
        typed = str(super().to_python(value)).strip()
        found = clock_of(typed) if typed else ""
        if found is None:
            raise ValidationError(f"Enter {self.called} like 9:30am or 14:00", code="invalid")
        return found


class Amount(forms.Field):
    """Pounds, with or without the sign. The value is a number or None."""

    def to_python(self, value: Any) -> Any:
        """Errors: ValidationError."""
        typed = str(value or "").strip().lstrip("£").replace(",", "")
        try:
            found = round(float(typed), 2) if typed else None
        except ValueError as error:
            raise ValidationError("Enter what it costs in pounds, like 2.50, or 0 if it is free") from error
        if found is not None and not 0 <= found <= 100_000:
            raise ValidationError("Enter what it costs in pounds, from 0 to 100,000")
        return found


class Age(forms.Field):
    """An age in years; a half is fine. The value is a number or None."""

    def __init__(self, *, called: str, **options: Any) -> None:
        self.called = called
        box = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-3"})
        super().__init__(required=False, widget=box, **options)

    def to_python(self, value: Any) -> Any:
        """Errors: ValidationError."""
        typed = str(value or "").strip()
        try:
            found = float(typed) if typed else None
        except ValueError as error:
            raise ValidationError(f"Enter {self.called} in years, like 4 or 0.5") from error
        if found is not None and not 0 <= found <= 120:
            raise ValidationError(f"Enter {self.called} in years, from 0 to 120")
        return found


class AboutForm(forms.Form):
    """What it is."""

    name = Line(called="what it is called", label="What it is called", max_length=300)
    description = Words(
        called="what happens there",
        label="What happens there",
        help_text="In a parent’s words: what it is, who runs it, what to bring.",
        max_length=5000,
        rows=6,
    )
    alert = Line(called="news about it", label="News that must be seen first", max_length=300, required=False)
    kinds = _choices("kinds", "the kinds of support", "Kinds of support")
    needs = _choices("needs", "what it helps with", "What it helps with")


class WhoForm(forms.Form):
    """Whom it is for."""

    minimum_age = Age(called="the youngest age", label="Youngest age, in years")
    maximum_age = Age(called="the oldest age", label="Oldest age, in years")
    who = _choices("who", "for whom it is made", "Made for")
    reach = _choices("reach", "who may come", "Every family, or some")
    send = _choices("send", "what it offers children with SEND", "Children with SEND (local offer)")
    eligibility = Words(called="who may come", label="Who may come", max_length=2000, rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        """The ages are in order."""
        said = super().clean() or {}
        low, high = said.get("minimum_age"), said.get("maximum_age")
        if low is not None and high is not None and low > high:
            self.add_error("maximum_age", "The oldest age must be the same as the youngest, or more")
        return said


class ComingForm(forms.Form):
    """How to come."""

    how = _choices("how", "how you take part", "How you take part")
    access = _choices("access", "how to get a place", "How to get a place")
    how_to_refer = Words(called="how to refer", label="How to refer", max_length=2000, rows=3, required=False)
    fees = Line(called="what it costs in words", label="What it costs, in words", max_length=500, required=False)
    url = WebAddress(called="the web address", label="Web page")
    email = EmailLine(called="the email address", label="Email address for families", required=False)


class ShownForm(forms.Form):
    """When it is shown."""

    publish_on = DateParts(called="the first day", label="Show it from", required=False)
    expire_on = DateParts(
        called="the day it ends",
        label="Stop showing it on",
        help_text="The day after the last day on which it runs.",
        required=False,
    )
    paused_from = DateParts(
        called="the day it closes",
        label="Temporarily closed from",
        help_text="As for a holiday. Families then read from when and until when.",
        required=False,
    )
    paused_until = DateParts(called="the day it opens again", label="Open again on", required=False)

    def clean(self) -> dict[str, Any]:
        """Each end is after its beginning."""
        said = super().clean() or {}
        self._after(said, "publish_on", "expire_on", "The day it ends must be after the day it begins")
        self._after(said, "paused_from", "paused_until", "The day it opens again must be after the day it closes")
        if said.get("paused_until") and not said.get("paused_from") and "paused_from" not in self.errors:
            self.add_error("paused_from", "Enter the day it closes, or take away the day it opens again")
        return said

    def _after(self, said: dict[str, Any], first: str, second: str, words: str) -> None:
        if said.get(first) and said.get(second) and said[second] <= said[first]:
            self.add_error(second, words)


class Row(forms.Form):
    """One of several; `key` is what the standard knows it by."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)


class TimeForm(Row):
    """When it is on."""

    days = Choices(called="the days", label="Days", choices=list(DAYS.items()), required=False, small=True)
    repeats = Choice(
        called="how often", label="How often", choices=list(REPEATS.items()), initial="weekly", widget=forms.Select
    )
    opens = Clock(called="when it begins", label="From")
    closes = Clock(called="when it ends", label="Until")
    starts = DateParts(called="the first day", label="First day, if it has one", required=False)
    ends = DateParts(called="the last day", label="Last day, if it has one", required=False)
    note = Line(called="a note", label="Note, such as “in school terms”", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Something once has a day; something that comes again has days of the week."""
        said = super().clean() or {}
        repeats = said.get("repeats")
        if repeats == ONCE and not said.get("starts") and "starts" not in self.errors:
            self.add_error("starts", "Enter the day on which it is")
        if repeats not in (ONCE, OTHER, None) and not said.get("days"):
            self.add_error("days", "Choose the days on which it is")
        if said.get("opens") and said.get("closes") and said["closes"] <= said["opens"]:
            self.add_error("closes", "It must end after it begins")
        return said


class PlaceForm(Row):
    """Where it is, whole."""

    venue = Line(called="the name of the place", label="Name of the place", max_length=300, required=False)
    line = Line(called="the street", label="Building and street", max_length=300)
    town = Line(called="the town", label="Town", max_length=120)
    postcode = PostcodeField()
    reaching = Words(
        called="how people with a disability find it",
        label="Getting in: steps, toilets, prams, parking",
        max_length=1000,
        rows=2,
        required=False,
    )


class TownForm(Row):
    """Where it is, as far as it may be said of somebody's home."""

    town = Line(called="the town", label="Town or village", max_length=120)
    half = Line(
        called="the first half of the postcode",
        label="First half of the postcode",
        help_text="Like NG18. The street and the rest of the postcode are not asked for and not kept.",
        max_length=10,
    )

    def clean_half(self) -> str:
        """Errors: ValidationError for a whole postcode too: it must not be kept."""
        from familyhub.directory.policy.masking import OUTWARD

        half = str(self.cleaned_data["half"]).upper()
        if not OUTWARD.fullmatch(half):
            raise ValidationError("Enter the first half of the postcode alone, like NG18")
        return half


class ContactForm(Row):
    """How to get in touch: what somebody does, never who."""

    title = Line(
        called="whom to ask for",
        label="Whom to ask for",
        help_text="What they do, such as “Reception”. No person’s name is shown.",
        max_length=200,
        required=False,
    )
    phone = PhoneField(called="the phone number", label="Phone", required=False)
    hours = Line(called="when somebody answers", label="When somebody answers", max_length=300, required=False)


class CostForm(Row):
    """What one thing costs."""

    option = Line(called="what is paid for", label="For what", max_length=300, required=False)
    amount = Amount(label="Pounds; 0 is free", required=False)
    per = Line(called="per what", label="Per what, such as “a session”", max_length=300, required=False)


ROWS: dict[str, type[Row]] = {"times": TimeForm, "contacts": ContactForm, "costs": CostForm}


def row_forms(sensitivity: Sensitivity) -> dict[str, type[Row]]:
    """The repeated parts of a listing's form: what may not be said of a place is not among them."""
    place = {Sensitivity.OPEN: PlaceForm, Sensitivity.MASKED: TownForm}.get(sensitivity)
    return {**ROWS, **({"places": place} if place else {})}


def formset(kind: type[Row], prefix: str) -> type[BaseFormSet[Any]]:
    """So many of one part as there are."""
    most = MOST[prefix]
    return forms.formset_factory(kind, extra=0, max_num=most, absolute_max=most + 1, validate_max=True)


class NewForm(FormKey, forms.Form):
    """A listing that begins: its name, and how much of where it is may be said."""

    name = Line(called="what it is called", label="What it is called", max_length=300)
    by = Line(called="who runs it", label="Who runs it", max_length=300)
    sensitivity = Choice(
        called="how much of where it is may be said",
        label="How much of where it is may be said?",
        choices=[(one.value, words) for one, words in SENSITIVITY_WORDS.items()],
        initial=Sensitivity.OPEN.value,
    )


class SensitivityForm(FormKey, forms.Form):
    """How much of where a listing is may be said."""

    sensitivity = NewForm.base_fields["sensitivity"]
