"""Words into values for drawing up a plan. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.casework.actions import NewAction, Owner, PlanWords
from familyhub.casework.queries import GoalLine, NeedLine, OfferLine, PlanPage
from familyhub.casework.terms.plans import LONGEST_WORDS, NeedState, OwnerKind
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

OTHERS = [(OwnerKind.PARTNER.value, "Somebody of a partner agency"), (OwnerKind.FAMILY.value, "Somebody of the family")]


def owner_of(said: dict[str, Any], field: str) -> Owner:
    """Who was chosen: one of us by number, or the one whose name was typed."""
    kind, _, number = said[field].partition(".")
    if kind == OwnerKind.STAFF.value:
        return Owner(OwnerKind.STAFF, uuid.UUID(number))
    return Owner(OwnerKind(kind), None, said.get(f"{field}_name", ""), said.get(f"{field}_agency", ""))


def ours(staff: Sequence[tuple[uuid.UUID, str]]) -> list[tuple[str, str]]:
    return [(f"{OwnerKind.STAFF.value}.{number}", name) for number, name in staff]


class WordsForm(Versioned):
    """The words of a plan, who leads, and when it is looked at again."""

    family_words = Words(
        called="what the family says",
        label="What the family wants, in their words",
        max_length=LONGEST_WORDS,
        rows=4,
    )
    contingency = Words(
        called="what happens if it gets worse",
        label="If it gets worse",
        help_text="What each of us does then, and how we would notice",
        max_length=LONGEST_WORDS,
        rows=3,
    )
    owner = Choice(called="the lead practitioner", label="Lead practitioner", widget=forms.Select)
    owner_name = Line(
        called="their name", label="Name, if they are of a partner agency", max_length=120, required=False
    )
    owner_agency = Line(called="their agency", label="Their agency", max_length=120, required=False)
    review_on = DateParts(called="the day of the review", label="Looked at again on", example="27 3 2027")

    def __init__(
        self,
        *args: Any,
        staff: Sequence[tuple[uuid.UUID, str]],
        others: Sequence[tuple[uuid.UUID, str, str]],
        **kwargs: Any,
    ) -> None:
        """`others`: who of another service works with the family, as number, name and service."""
        super().__init__(*args, **kwargs)
        self.others = {f"{OwnerKind.PARTNER.value}.{number}": (name, agency) for number, name, agency in others}
        listed = [(code, f"{name}, {agency}") for code, (name, agency) in self.others.items()]
        known = [("Of other services that are involved", listed)] if listed else []
        choices = [("", "Choose"), ("Of our teams", ours(staff)), *known, OTHERS[0]]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    @staticmethod
    def begun(page: PlanPage) -> dict[str, Any]:
        """What the plan says now."""
        lead = f"{OwnerKind.STAFF.value}.{page.lead_id}" if page.lead_id else ""
        return {
            "family_words": page.family_words,
            "contingency": page.contingency,
            "review_on": page.review_on,
            "owner": lead or (OwnerKind.PARTNER.value if page.lead_name else ""),
            "owner_name": page.lead_name,
            "owner_agency": page.lead_agency,
        }

    def new(self) -> PlanWords:
        """What is to be kept."""
        said = self.cleaned_data
        name, agency = self.others.get(said["owner"], ("", ""))
        lead = Owner(OwnerKind.PARTNER, None, name, agency) if name else owner_of(said, "owner")
        return PlanWords(said["family_words"], said["contingency"], lead, said["review_on"])


class GoalForm(FormKey, forms.Form):
    """What the family wants to reach, for one of its needs."""

    need = Choice(called="the need", label="For which need", small=True)
    words = Words(
        called="what the family wants to reach",
        label="What the family wants to reach, in their words",
        max_length=LONGEST_WORDS,
        rows=3,
    )

    def __init__(self, *args: Any, needs: Sequence[NeedLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unmet = [one for one in needs if one.state in {NeedState.OPEN, NeedState.PARTLY}]
        self.fields["need"].choices = [  # type: ignore[attr-defined]
            (str(one.id), f"{one.name}: {one.of_whom}") for one in unmet
        ]


class ActionForm(FormKey, forms.Form):
    """Who does what by when, towards which goal."""

    goal = Choice(called="the goal", label="Towards which goal", small=True)
    words = Words(called="what is done", label="What is done", max_length=LONGEST_WORDS, rows=3)
    owner = Choice(called="who does it", label="Who does it", widget=forms.Select)
    owner_name = Line(called="their name", label="Name, if they are none of us", max_length=120, required=False)
    due_on = DateParts(called="the day by which it is done", label="Done by", example="27 3 2027")
    offer = Choice(called="the offer", label="From the menu", widget=forms.Select, required=False)
    referred_to = Line(
        called="to whom the family is referred on",
        label="Referred on to",
        help_text="Only where another service is asked: the action then waits for its reply",
        max_length=120,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        goals: Sequence[GoalLine],
        staff: Sequence[tuple[uuid.UUID, str]],
        menu: Sequence[OfferLine],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "goal": [(str(one.id), one.words) for one in goals],
            "owner": [("", "Choose"), ("Of our teams", ours(staff)), *OTHERS],
            "offer": [("", "Nothing from the menu"), *((str(one.id), one.name) for one in menu)],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def new(self) -> NewAction:
        """What is to be kept."""
        said = self.cleaned_data
        offer = uuid.UUID(said["offer"]) if said["offer"] else None
        return NewAction(said["words"], owner_of(said, "owner"), said["due_on"], offer, said["referred_to"])


class TakeOutForm(FormKey, forms.Form):
    """A goal with its actions, or one action."""

    what = Choice(called="what leaves the plan", label="What leaves the plan", small=True)

    def __init__(self, *args: Any, goals: Sequence[GoalLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = []
        for goal in goals:
            found.append((str(goal.id), f"Goal: {goal.words}"))
            found += [(str(one.id), f"Action: {one.words}") for one in goal.actions]
        self.fields["what"].choices = found  # type: ignore[attr-defined]
