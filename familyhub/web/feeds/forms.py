"""Words into a row's values, for what is typed; and the choice of who somebody is."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.components.fields import Choice, DateParts, Line, NHSNumberField, PostcodeField, Words
from familyhub.development.terms import GROUND_WORDS
from familyhub.imports.queries import Review
from familyhub.imports.terms.rows import Decision, Mistake
from familyhub.web.forms_once import FormKey


def choices_for(found: Review) -> list[tuple[str, str]]:
    """Each candidate, somebody new, or left out. Nobody is chosen beforehand."""
    known = [(str(c.record), f"{c.name}, {c.age}") for c in found.candidates]
    new = "No, somebody else" if found.asked == "expected" else "Somebody new, or nobody we know"
    return [*known, (Decision.NEW.value, new), (Decision.LEAVE_OUT.value, "Leave this row out")]


class DecideForm(FormKey, forms.Form):
    """Who it is."""

    who = Choice(called="who this is", label="Your decision", small=True)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = choices  # type: ignore[attr-defined]


class NoticeForm(FormKey, forms.Form):
    """A form whose fields are columns of the feed, but for those that `columns` names otherwise."""

    event = ""
    columns: dict[str, str] = {}

    def values(self) -> dict[str, str]:
        """A row's values: dates like 2026-11-20."""
        said = {self.columns.get(name, name): value for name, value in self.cleaned_data.items() if name != "form_key"}
        number = str(self.cleaned_data.get("form_key") or uuid.uuid4())
        return {"event": self.event, "notice_number": number} | {
            name: value.isoformat() if isinstance(value, date) else str(value) for name, value in said.items() if value
        }

    def show(self, mistakes: Sequence[Mistake]) -> None:
        """Put what is wrong beside its field."""
        fields = {column: name for name, column in self.columns.items()}
        for mistake in mistakes:
            name = fields.get(mistake.field, mistake.field)
            self.add_error(name if name in self.fields else None, mistake.words)


class CheckForm(NoticeForm):
    """The notice after the 14-day check."""

    event = "check"
    nhs_number = NHSNumberField(label="The baby’s NHS number")
    date_of_birth = DateParts(
        called="the date of birth", label="The baby’s date of birth", not_after=timezone.localdate
    )
    check_date = DateParts(called="the day of the check", label="Day of the check", not_after=timezone.localdate)
    checked_by = Line(called="your name and team", label="Your name and team", max_length=120)
    reason = Words(
        called="why this family needs support", label="Why this family needs support", max_length=1000, rows=4
    )
    ground = Choice(
        called="why you may tell the centre",
        label="Why you may tell the centre",
        choices=[(ground.value, words) for ground, words in GROUND_WORDS.items()],
        small=True,
    )
    permission_by = Line(called="who gave permission", label="Who gave permission", max_length=120, required=False)
    permission_on = DateParts(called="the day", label="On which day", required=False, not_after=timezone.localdate)
    permission_how = Line(called="how", label="How: in person, by phone, in writing", max_length=120, required=False)
    safeguarding_basis = Words(
        called="the safeguarding reason",
        label="The safeguarding reason",
        help_text="Only where there is no permission. A concern that a child is being harmed goes to the MASH at once.",
        max_length=1000,
        rows=3,
        required=False,
    )


class PregnancyForm(NoticeForm):
    """A pregnancy, as a midwife registers it."""

    event = "antenatal"
    mother_given_name = Line(called="her first name", label="Her first name", max_length=120)
    mother_family_name = Line(called="her family name", label="Her family name", max_length=120)
    mother_date_of_birth = DateParts(
        called="her date of birth", label="Her date of birth", not_after=timezone.localdate
    )
    mother_nhs_number = NHSNumberField(label="Her NHS number", required=False)
    due_date = DateParts(called="the due date", label="Due date")
    births_in_pregnancy = Choice(
        called="how many babies",
        label="How many babies",
        choices=[("1", "One"), ("2", "Twins"), ("3", "Triplets")],
        initial="1",
        inline=True,
        small=True,
    )
    address_line_1 = Line(called="the address", label="Her address", max_length=200, required=False)
    postcode = PostcodeField(label="Postcode", required=False)
    midwife_team = Line(called="your team", label="Your team", max_length=120)
