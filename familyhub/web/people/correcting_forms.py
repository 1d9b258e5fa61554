"""Words into values for what is corrected of somebody, and for an address that is protected."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.components.fields import Choice, DateParts, Tick, Words
from familyhub.people.terms import NAME_USE_WORDS, NameUse, Sex, Visibility
from familyhub.web.forms_once import FormKey
from familyhub.web.people.forms import SEXES, name_line

ANOTHER = "another"
USES = (NameUse.KNOWN_AS, NameUse.PREVIOUS, NameUse.LEGAL)


def why_box(*, required: bool = True) -> Words:
    """How it is known that something is wrong."""
    return Words(
        called="how you know",
        label="How do you know that it is wrong?",
        help_text="The old value is kept with it.",
        max_length=500,
        rows=2,
        required=required,
    )


class NameForm(FormKey, forms.Form):
    """Another name, or the right spelling of one on record."""

    corrects = Choice(called="what this is", label="This is", small=True)
    given = name_line("the first name", "First name")
    family = name_line("the family name", "Family name")
    use = Choice(
        called="what the name is used for",
        label="If it is another name: what is it used for?",
        choices=[(use.value, NAME_USE_WORDS[use].capitalize()) for use in USES],
        initial=NameUse.KNOWN_AS.value,
        small=True,
    )
    why = why_box(required=False)
    problem_fields = {"names": "given"}

    def __init__(self, *args: Any, names: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        corrections = [(str(number), f"The right way to write “{name}”") for number, name in names]
        self.fields["corrects"].choices = [(ANOTHER, "Another name of theirs"), *corrections]  # type: ignore[attr-defined]
        self.fields["why"].label = "If one was written wrongly: how do you know?"

    @property
    def wrong(self) -> uuid.UUID | None:
        """The name that was written down wrongly."""
        chosen = self.cleaned_data["corrects"]
        return None if chosen == ANOTHER else uuid.UUID(chosen)


class BirthForm(FormKey, forms.Form):
    """The right date of birth."""

    born_on = DateParts(called="the date of birth", label="The right date of birth")
    is_estimated = Tick(label="Nobody knows the exact day: this is an estimate")
    why = why_box()
    problem_fields: dict[str, str] = {}


class SexForm(FormKey, forms.Form):
    """The right sex."""

    sex = Choice(called="the sex", label="The right sex", choices=SEXES, inline=True)
    why = why_box()
    problem_fields: dict[str, str] = {}

    @property
    def chosen(self) -> Sex:
        """The sex."""
        return Sex(self.cleaned_data["sex"])


class ProtectForm(FormKey, forms.Form):
    """An address that nobody may learn from us."""

    visibility = Choice(
        called="why it is protected",
        label="This address is",
        choices=[
            (Visibility.RESTRICTED.value, "A home that somebody must not learn of"),
            (Visibility.REFUGE.value, "A refuge"),
        ],
        small=True,
    )
    problem_fields: dict[str, str] = {}
