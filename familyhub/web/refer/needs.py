"""The unmet needs: codes of the framework in force, and words for each one that is chosen (S0-15)."""

from __future__ import annotations

from typing import Any

from django import forms

from familyhub.components import fields
from familyhub.referrals.new import NewNeed
from familyhub.vocabulary import queries as vocabulary
from familyhub.vocabulary.terms import Framework
from familyhub.web.refer import days


def framework_in_force() -> Framework:
    """The first framework of the day: the one with the fewest and broadest codes."""
    return vocabulary.frameworks(days.today())[0]


class NeedsForm(forms.Form):
    """Which needs are unmet, with words for each. Its fields are made from the framework."""

    needs = fields.Choices(called="at least one need that is not met", label="Which needs are not met?")

    def __init__(self, *args: Any, relaxed: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.relaxed = relaxed
        self.framework = framework_in_force()
        codes = vocabulary.needs(self.framework.code, days.today())
        needs: Any = self.fields["needs"]
        needs.choices = [(one.code, one.name) for one in codes]
        needs.required = not relaxed
        needs.reveals = {one.code: [f"words_{one.code}"] for one in codes}
        for one in codes:
            self.fields[f"words_{one.code}"] = fields.Words(
                called=f"what is not met in “{one.name}”",
                label="What exactly is not met?",
                max_length=1000,
                rows=2,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Words for each need that is ticked, and no two that cannot stand together."""
        said = super().clean() or self.cleaned_data
        chosen = said.get("needs") or []
        for problem in vocabulary.problems_with_needs(self.framework.code, chosen, days.today()):
            self.add_error("needs", problem)
        for name in () if self.relaxed else [f"words_{code}" for code in chosen]:
            if not said.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return said

    def values(self) -> tuple[NewNeed, ...]:
        """The needs as the front door takes them."""
        said = self.cleaned_data
        return tuple(
            NewNeed(self.framework.code, code, said.get(f"words_{code}") or "") for code in said.get("needs") or []
        )
