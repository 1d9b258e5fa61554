"""Words into values for closing, another tier, and what was found six months on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.casework.actions import Ending
from familyhub.casework.queries import NeedLine
from familyhub.casework.terms.episodes import CLOSE_LABELS, TIER_LABELS, CloseReason, Tier
from familyhub.casework.terms.plans import LONGEST_WORDS, NEED_LABELS, SUSTAINED_LABELS, NeedState, Sustained
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

OUTCOMES = [(state.value, words) for state, words in NEED_LABELS.items() if state is not NeedState.OPEN]
REASONS = [(r.value, t) for r, t in CLOSE_LABELS.items() if r is not CloseReason.HANDED_BACK]


class CloseForm(Versioned):
    """Help for this child ends: why, what came of it, and what came of each open need."""

    reason = Choice(called="why it ends", label="Why", choices=REASONS, small=True)
    words = Words(called="what came of it", label="What came of the help", max_length=2000, rows=4)
    died_on = DateParts(
        called="the day of death",
        label="If the child has died: on which day?",
        help_text="It is recorded of the child: from then on nothing is sent that asks about them.",
        required=False,
    )
    known_by = Line(
        called="how it is known",
        label="If the child has died: how is it known?",
        help_text="Who told it, or what was seen",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, needs: Sequence[NeedLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        for need in needs:
            self.fields[f"state_{need.id}"] = Choice(
                called="what came of the need",
                label=f"{need.name}: {need.of_whom}",
                help_text=need.words,
                choices=OUTCOMES,
                small=True,
                required=False,
            )
            self.fields[f"shown_{need.id}"] = Words(
                called="what shows it", label="What shows it", max_length=LONGEST_WORDS, rows=2, required=False
            )

    def clean(self) -> dict[str, Any]:
        """An outcome says what shows it, and a death its day and how it is known."""
        said = super().clean() or {}
        if said.get("died_on") and said.get("reason") and said["reason"] != CloseReason.DIED.value:
            self.add_error("reason", f"You entered a day of death: choose “{CLOSE_LABELS[CloseReason.DIED]}”")
        for need in self.needs:
            if said.get(f"state_{need.id}") and not said.get(f"shown_{need.id}"):
                self.add_error(f"shown_{need.id}", "Enter what shows it")
        return said

    def new(self) -> Ending:
        """What is to be kept."""
        said = self.cleaned_data
        outcomes = {
            need.id: (NeedState(said[f"state_{need.id}"]), said[f"shown_{need.id}"])
            for need in self.needs
            if said[f"state_{need.id}"]
        }
        return Ending(CloseReason(said["reason"]), said["words"], outcomes, said["died_on"], said["known_by"])


class TierForm(Versioned):
    """Another tier, and why."""

    tier = Choice(called="the tier", label="Tier from now on", small=True)
    words = Words(called="why", label="Why another tier is right now", max_length=LONGEST_WORDS, rows=3)

    def __init__(self, *args: Any, now: Tier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(str(tier.value), words) for tier, words in TIER_LABELS.items() if tier is not now]
        self.fields["tier"].choices = others  # type: ignore[attr-defined]


class BackForm(Versioned):
    """What the front door needs to know."""

    words = Words(
        called="what the front door needs to know",
        label="What the front door needs to know",
        max_length=LONGEST_WORDS,
        rows=4,
    )


class SustainedForm(FormKey, forms.Form):
    """What was found six months on."""

    result = Choice(
        called="what was found",
        label="What was found",
        choices=[(one.value, words) for one, words in SUSTAINED_LABELS.items() if one is not Sustained.NOT_NEEDED],
        small=True,
    )
    words = Words(called="what was found, and how", label="How you know", max_length=LONGEST_WORDS, rows=3)
