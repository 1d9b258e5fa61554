"""Words into values for what a case sends on: to children's social care, or to another authority."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from familyhub.casework.actions import Ground, NewSentOn
from familyhub.casework.terms.onward import LONGEST_ALONG, LONGEST_WORRY, SEND_BASIS, Onward
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.components.fields import Choice, Choices, Line, Words
from familyhub.referrals.terms.requests import AGREEMENT_LABELS, Agreement
from familyhub.sharing.terms.openings import Basis
from familyhub.web.referrals.forms import Versioned

Pairs = Sequence[tuple[str, str]]
NOBODY = "nobody"
KNOWS = [(one.value, text) for one, text in AGREEMENT_LABELS.items() if one is not Agreement.SELF]


class StepUpForm(Versioned):
    """What the worry is, what goes along, and why it may be shared. `siblings`: episodes of the same team."""

    kind = Onward.STEP_UP
    worry = Words(
        called="what you are worried about",
        label="What are you worried about?",
        help_text="What was seen and heard, when, and what you fear may happen.",
        max_length=LONGEST_WORRY,
        rows=5,
    )
    episodes = Choices(called="which children", label="Which other children is it about?", required=False, small=True)
    along = Words(
        called="what goes along",
        label="What goes along, so that the family tells nothing twice",
        help_text="From the case. Take out what they do not need.",
        max_length=LONGEST_ALONG,
        rows=10,
        required=False,
    )
    safely = Words(
        called="how to contact the family safely",
        label="How to contact the family safely",
        max_length=LONGEST_WORDS,
        rows=2,
        required=False,
    )
    knows = Choice(called="what the family knows", label="What does the family know of it?", choices=KNOWS, small=True)
    basis = Choice(called="the ground", label="On what ground is it shared?", small=True)
    necessity = Words(
        called="why it is needed",
        label="Why is it needed?",
        help_text="At least 10 characters. Say what you weighed.",
        max_length=LONGEST_WORDS,
        rows=3,
    )

    def __init__(self, *args: Any, siblings: Pairs, agreements: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(one.value, words) for one, words in SEND_BASIS.items() if one is not Basis.AGREED]
        self.fields["basis"].choices = [*agreements, *grounds, *self.more_grounds()]  # type: ignore[attr-defined]
        self.fields["episodes"].choices = list(siblings)  # type: ignore[attr-defined]
        if not siblings:
            del self.fields["episodes"]

    def more_grounds(self) -> Pairs:
        """Other answers to the question on what ground."""
        return ()

    def new(self) -> NewSentOn:
        """What is to be sent. An agreement that is the ground is named by its number."""
        said = self.cleaned_data
        code, _, number = said["basis"].partition(":")
        agreement = uuid.UUID(number) if number else None
        return NewSentOn(
            kind=self.kind,
            episodes=tuple(uuid.UUID(one) for one in said.get("episodes", [])),
            worry=said["worry"],
            along=said["along"],
            ground=Ground(Basis(code), said["necessity"], Agreement(said["knows"]), agreement),
            safely=said["safely"],
            authority=said.get("authority", ""),
        )


class MovedForm(StepUpForm):
    """To which authority the family moved, and what it needs to know; or that nobody is told, and why."""

    kind = Onward.MOVED
    authority = Line(called="the authority", label="Which authority is it now?", max_length=120, required=False)
    field_order = ("version", "authority", "worry", "episodes", "along", "safely", "knows", "basis", "necessity")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worry"].label = "What do they need to know?"
        self.fields["worry"].help_text = "Their new address if you know it, what help they had and what is still open."

    def more_grounds(self) -> Pairs:
        """Not to tell anybody is a decision too."""
        return ((NOBODY, "Nobody is told: the family does not want it, and nobody is at risk"),)

    @property
    def tells_nobody(self) -> bool:
        """Was it decided not to share?"""
        return bool(self.cleaned_data["basis"] == NOBODY)


class StopForm(Versioned):
    """Why the answer is not waited for."""

    words = Words(called="why", label="Why is the answer not waited for?", max_length=LONGEST_WORDS, rows=3)
