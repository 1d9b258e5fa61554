"""Words into values for needs and plans. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.casework.actions import NewNeed
from familyhub.casework.queries import ActionLine, MemberLine
from familyhub.casework.terms.plans import ACTION_LABELS, LONGEST_WORDS, NEED_LABELS, ActionState, NeedState
from familyhub.components.fields import Choice, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

FAMILY = "family"


class NeedForm(FormKey, forms.Form):
    """Whose need, which, and in what words."""

    whose = Choice(called="whose need it is", label="Whose need it is", small=True)
    code = Choice(called="the need", label="Need", widget=forms.Select)
    words = Words(
        called="what is needed",
        label="In words that the family would use",
        max_length=LONGEST_WORDS,
        rows=3,
    )

    def __init__(
        self,
        *args: Any,
        members: Sequence[MemberLine],
        frameworks: Sequence[tuple[str, list[tuple[str, str]]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.who.record), one.who.name) for one in members]
        self.fields["whose"].choices = [*people, (FAMILY, "The whole family")]  # type: ignore[attr-defined]
        self.fields["code"].choices = [("", "Choose"), *frameworks]  # type: ignore[attr-defined]

    def new(self) -> NewNeed:
        """What is to be kept."""
        said = self.cleaned_data
        framework, _, code = said["code"].partition(".")
        record = None if said["whose"] == FAMILY else uuid.UUID(said["whose"])
        return NewNeed(record, framework, code, said["words"])


class NeedStateForm(Versioned):
    """What has become of a need, and what shows it."""

    state = Choice(called="how it stands now", label="How it stands now", small=True)
    words = Words(called="what shows it", label="What shows it", max_length=LONGEST_WORDS, rows=3)

    def __init__(self, *args: Any, now: NeedState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(state.value, label) for state, label in NEED_LABELS.items() if state is not now]
        self.fields["state"].choices = others  # type: ignore[attr-defined]

    @property
    def new_state(self) -> NeedState:
        """The state that was chosen."""
        return NeedState(self.cleaned_data["state"])


class JustSend(Versioned):
    """Nothing to fill in: it carries the key, and the version that was seen."""


class MoveForm(Versioned):
    """How far an action of a plan has come."""

    state = Choice(called="how far it has come", label="How far it has come", small=True)
    words = Words(called="what came of it", label="What came of it", max_length=LONGEST_WORDS, rows=3)

    def __init__(self, *args: Any, line: ActionLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (state.value, label)
            for state, label in ACTION_LABELS.items()
            if state is not line.state and (state is not ActionState.WAITING or line.referred_to)
        ]
        self.fields["state"].choices = offered  # type: ignore[attr-defined]


class OfferForm(FormKey, forms.Form):
    """A line of the menu of interventions."""

    name = Line(called="the name", label="Name that families know", max_length=120)
    about = Line(called="what it is", label="What it is, in one line", max_length=300, required=False)
