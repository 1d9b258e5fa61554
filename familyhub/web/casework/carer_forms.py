"""Words into values for young carers. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions import NewCarer, NewOffer
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.carers import (
    CARE_LABELS,
    CARED_FOR_LABELS,
    FOUND_BY_LABELS,
    NEXT,
    OFFER_LABELS,
    Care,
    CaredForKind,
    FoundBy,
    Offer,
)
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.components.fields import Choice, Choices, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

NOBODY_HERE = "none"
CHILD_SAYS = "what the child says"


def _choices(labels: dict[Any, str]) -> list[tuple[str, str]]:
    return [(one.value, words) for one, words in labels.items()]


class CarerForm(FormKey, forms.Form):
    """Which child cares for whom, how, since when, who saw it, and what the child says."""

    who = Choice(called="the child", label="Which child", small=True)
    cares = Choices(
        called="what the child does", label="What the child does", choices=_choices(CARE_LABELS), small=True
    )
    cares_since = DateParts(
        called="since when", label="Since, if it is known", not_after=timezone.localdate, required=False
    )
    kind = Choice(called="whom they care for", label="For whom", choices=_choices(CARED_FOR_LABELS), small=True)
    cared_for = Choice(called="who that is", label="Who that is", small=True)
    about_them = Words(
        called="what makes them need care",
        label="Why that person needs care",
        help_text="Read by those alone who may see that person. Write it nowhere else on this page",
        max_length=LONGEST_WORDS,
        rows=2,
        required=False,
    )
    found_by = Choice(
        called="who saw it", label="Who saw that the child cares", choices=_choices(FOUND_BY_LABELS), small=True
    )
    source = Line(
        called="how it came to be known", label="How it came to be known, if it helps", max_length=200, required=False
    )
    child_words = Words(
        called=CHILD_SAYS, label="What the child says, in their words", max_length=LONGEST_WORDS, rows=3, required=False
    )
    why_no_words = Line(called="why not", label="If the child was not asked: why", max_length=200, required=False)

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        born = [(str(one.who.record), one.who.name) for one in members if not one.who.is_unborn]
        children = {str(one.who.record) for one in members if one.is_child}
        young = [one for one in born if one[0] in children]
        self.fields["who"].choices = young  # type: ignore[attr-defined]
        self.fields["cared_for"].choices = [*born, (NOBODY_HERE, "Nobody of these")]  # type: ignore[attr-defined]

    def new(self) -> NewCarer:
        """What is to be kept."""
        said = self.cleaned_data
        return NewCarer(
            record=uuid.UUID(said["who"]),
            cares=frozenset(map(Care, said["cares"])),
            cares_since=said["cares_since"],
            found_by=FoundBy(said["found_by"]),
            source=said["source"],
            child_words=said["child_words"],
            why_no_words=said["why_no_words"],
            kind=CaredForKind(said["kind"]),
            cared_for=None if said["cared_for"] == NOBODY_HERE else uuid.UUID(said["cared_for"]),
            about_them=said["about_them"],
        )


class OfferedForm(Versioned):
    """How far the offer of an assessment has come."""

    state = Choice(called="how far it has come", label="How far it has come", small=True)
    on = DateParts(called="the day", label="On", not_after=timezone.localdate)
    words = Words(called="what was said", label="What was said", max_length=LONGEST_WORDS, rows=3)
    child_words = Words(
        called=CHILD_SAYS, label="What the child says, in their words", max_length=LONGEST_WORDS, rows=2, required=False
    )

    def __init__(self, *args: Any, now: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one.value, OFFER_LABELS[one]) for one in NEXT[now]]  # type: ignore[attr-defined]

    def new(self) -> NewOffer:
        """What is to be kept."""
        said = self.cleaned_data
        return NewOffer(Offer(said["state"]), said["on"], said["words"], said["child_words"])
