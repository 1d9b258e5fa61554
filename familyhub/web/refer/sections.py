"""The sections of a professional's referral, each a small form. With `relaxed` nothing has to be filled in."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.referrals.terms.requests import AGREEMENT_LABELS, EVIDENCE_LABELS, Agreement, Evidence
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.refer import days

UNSURE = "unsure"
ANSWERS = (Agreement.AGREED, Agreement.NOT_ASKED, Agreement.REFUSED)
INDIVIDUALS = "Individual"
NOT_AGENCIES = frozenset({"9", "10"})


def relax(form: forms.Form, relaxed: bool) -> None:
    """A child may be at risk: nothing has to be filled in before it is sent."""
    for field in form.fields.values():
        field.required = field.required and not relaxed


def agencies() -> list[Any]:
    """Where a professional works, by group: the national source codes, each followed by its local second level."""
    day = days.today()
    local: dict[str, list[tuple[str, str]]] = {}
    for own in vocabulary.local_sources(day):
        local.setdefault(own.reports_as, []).append((own.code, own.name))
    groups: dict[str, list[tuple[str, str]]] = {}
    for source in vocabulary.referral_sources(day):
        if source.group != INDIVIDUALS and source.code not in NOT_AGENCIES:
            groups.setdefault(source.group, []).extend([(source.code, source.name), *local.get(source.code, [])])
    return [("", "Choose one"), *groups.items()]


class SafetyForm(forms.Form):
    """Asked first: it changes what the rest of the page asks for."""

    is_safeguarding = fields.Tick(label="A child is at risk of harm now, or may be")


class SenderForm(forms.Form):
    """Who refers. The email address is the one that the link was sent to."""

    name = fields.Line(called="your name", label="Your name", max_length=120)
    job = fields.Line(called="your job", label="Your job", help_text="For example, school nurse", max_length=120)
    agency = fields.Line(called="where you work", label="Where do you work?", max_length=120)
    source = fields.Choice(
        called="what kind of service it is", label="What kind of service is it?", choices=agencies, widget=forms.Select
    )
    work_phone = fields.PhoneField(called="your work phone number", label="Your work phone number")

    def __init__(self, *args: Any, relaxed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        relax(self, relaxed)


class AgreementForm(forms.Form):
    """Whether the family knows and agrees, and how it is safe to reach them: asked before any address or number."""

    agreement = fields.Choice(
        called="what the family said",
        label="Does the family know about this referral?",
        choices=[(one.value, AGREEMENT_LABELS[one]) for one in ANSWERS],
        reveals={"not_asked": ["not_asked_words"], "refused": ["refused_words"]},
    )
    not_asked_words = fields.Words(
        called="why the family has not been asked", label="Why not?", max_length=1000, rows=2, required=False
    )
    refused_words = fields.Words(
        called="what the family said", label="What did they say?", max_length=1000, rows=2, required=False
    )
    engage_safely = fields.Words(
        called="how we can contact the family safely",
        label="How can we contact the family safely?",
        help_text="Who may see a message or answer the phone? Is there a safe time? Write “not known” if need be",
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, relaxed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.relaxed = relaxed
        relax(self, relaxed)

    def clean(self) -> dict[str, Any]:
        """A family that was not asked, or that said no, needs words."""
        said = super().clean() or self.cleaned_data
        name = {"not_asked": "not_asked_words", "refused": "refused_words"}.get(said.get("agreement") or "")
        if name and not self.relaxed and not said.get(name) and name not in self.errors:
            self.add_error(name, self.fields[name].error_messages["required"])
        return said


class FamilyForm(forms.Form):
    """Where the family lives, once."""

    family_line = fields.Line(called="the family's address", label="Address", required=False)
    family_postcode = fields.PostcodeField(
        called="the family's postcode",
        label="Postcode, if you know it",
        help_text="Where the child lives. Before birth, where the mother lives",
        required=False,
    )
    family_hidden = fields.Tick(label="This address must be kept from somebody")
    family_phone = fields.PhoneField(
        called="the family's phone number", label="Phone number that is safe to use", required=False
    )


class EvidenceForm(forms.Form):
    """One of the two accepted routes (S0-16), or neither yet."""

    evidence = fields.Choice(
        called="what supports this referral",
        label="What supports this referral?",
        choices=[(one.value, EVIDENCE_LABELS[one]) for one in (Evidence.ASSESSMENT, Evidence.E_REFERRAL)],
        reveals={
            "assessment": ["assessment_kind", "assessed_on", "assessed_by"],
            "e_referral": ["assessment_reference", "action_wanted"],
        },
    )
    assessment_kind = fields.Line(
        called="which assessment it is",
        label="Which assessment?",
        help_text="For example, EHAF",
        max_length=120,
        required=False,
    )
    assessed_on = fields.DateParts(
        called="the date of the assessment",
        label="When was it done?",
        example="27 3 2026",
        required=False,
        not_before=days.child_since,
        not_after=days.today,
    )
    assessed_by = fields.Line(called="who did the assessment", label="Who did it?", max_length=120, required=False)
    assessment_reference = fields.Line(
        called="the reference of the latest assessment",
        label="Reference of the latest assessment",
        max_length=120,
        required=False,
    )
    action_wanted = fields.Words(
        called="what you would like us to do",
        label="What would you like us to do?",
        max_length=2000,
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, none_words: str, relaxed: bool = False, author_known: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.relaxed, self.author_known = relaxed, author_known
        if author_known:
            self.fields["assessed_by"].help_text = "Leave it empty if you did it yourself"
        choices: Any = self.fields["evidence"]
        choices.choices = [*choices.choices, (Evidence.NONE.value, none_words)]
        relax(self, relaxed)

    def clean(self) -> dict[str, Any]:
        """Whichever route is chosen must be whole."""
        said = super().clean() or self.cleaned_data
        wanted = () if self.relaxed else NEEDED.get(said.get("evidence") or "", ())
        for name in wanted:
            if name == "assessed_by" and self.author_known:
                continue
            if not said.get(name) and name not in self.errors:
                field: Any = self.fields[name]
                words = field.error_messages["required"] if name != "assessed_on" else f"Enter {field.called}"
                self.add_error(name, words)
        return said


NEEDED = {
    "assessment": ("assessed_on", "assessed_by"),
    "e_referral": ("assessment_reference", "action_wanted"),
}


def levels() -> list[tuple[str, str]]:
    """The published levels in force today, and "not sure"."""
    found = [(str(one.number), f"Level {one.number}: {one.name}") for one in vocabulary.level_set(days.today()).levels]
    return [*found, (UNSURE, "I am not sure")]


class StoryForm(forms.Form):
    """What is happening, the level as the sender sees it, and a label of their own."""

    story = fields.Words(
        called="what is happening",
        label="What is happening for this family?",
        help_text="What you have seen, what the family says, what is going well, what has been tried",
        max_length=10000,
        rows=8,
    )
    level = fields.Choice(
        called="the level of need as you see it",
        label="Level of need, as you see it, if you can say",
        choices=levels,
        required=False,
    )
    own_label = fields.Line(
        called="your own label",
        label="A label of your own, if you like",
        help_text="Shown to you in your list. Leave names out of it",
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, relaxed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        relax(self, relaxed)
