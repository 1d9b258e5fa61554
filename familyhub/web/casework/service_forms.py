"""Words into values for other services. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions import NewService, NewStand
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.casework.terms.services import FOLLOWS, SECRET, SERVICE_LABELS, STAND_LABELS, Service, Stand
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

WHO_THERE = "Who it is there, if you know"
HAS_CONTACT = "Working with them: there was contact"


class ServiceForm(FormKey, forms.Form):
    """With whom which service works, or to which they are referred."""

    who = Choice(called="whom it is about", label="For whom", small=True)
    service = Choice(called="the service", label="Service", widget=forms.Select)
    stand = Choice(
        called="how it stands",
        label="How it stands",
        choices=[
            (Stand.REFERRED.value, "We refer them now"),
            (Stand.WORKING.value, "The service works with them already"),
        ],
        small=True,
    )
    on = DateParts(called="the day", label="Referred on, or working with them since", not_after=timezone.localdate)
    practitioner = Line(called="who it is there", label=WHO_THERE, max_length=120, required=False)
    words = Words(
        called="why",
        label="Why, in words that the service reads",
        max_length=LONGEST_WORDS,
        rows=3,
        required=False,
    )
    baby = Choice(called="the baby", label="Family Nurse Partnership: which baby", widget=forms.Select, required=False)
    is_first = Choice(
        called="if it is the first",
        label="Family Nurse Partnership: is it her first baby?",
        choices=[("yes", "Yes"), ("no", "No")],
        small=True,
        required=False,
    )
    why_anyway = Line(
        called="why anyway",
        label="Family Nurse Partnership: why anyway, where the programme is not meant for her",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = [(str(one.who.record), one.who.name) for one in members]
        children = [(str(one.who.record), one.who.name) for one in members if one.is_child or one.who.is_unborn]
        listed = [
            (one.value, f"{label} (restricted)" if one in SECRET else label) for one, label in SERVICE_LABELS.items()
        ]
        self.fields["who"].choices = everybody  # type: ignore[attr-defined]
        self.fields["service"].choices = [("", "Choose"), *listed]  # type: ignore[attr-defined]
        self.fields["baby"].choices = [("", "Choose"), *children]  # type: ignore[attr-defined]

    def new(self) -> NewService:
        """What is to be kept."""
        said = self.cleaned_data
        return NewService(
            record=uuid.UUID(said["who"]),
            service=Service(said["service"]),
            stand=Stand(said["stand"]),
            on=said["on"],
            practitioner=said["practitioner"],
            words=said["words"],
            baby=uuid.UUID(said["baby"]) if said["baby"] else None,
            is_first=said["is_first"] == "yes",
            why_anyway=said["why_anyway"],
        )


class StandForm(Versioned):
    """What the service said: a reply, a contact, the end."""

    stand = Choice(called="how it stands now", label="How it stands now", small=True)
    on = DateParts(called="the day", label="On", not_after=timezone.localdate)
    practitioner = Line(called="who it is there", label=WHO_THERE, max_length=120, required=False)
    words = Words(called="what the service said", label="What the service said", max_length=LONGEST_WORDS, rows=3)

    def __init__(self, *args: Any, now: Stand, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = STAND_LABELS | ({Stand.WORKING: HAS_CONTACT} if now is Stand.WORKING else {})
        self.fields["stand"].choices = [(one.value, labels[one]) for one in FOLLOWS[now]]  # type: ignore[attr-defined]

    def new(self) -> NewStand:
        """What is to be kept."""
        said = self.cleaned_data
        return NewStand(Stand(said["stand"]), said["on"], said["practitioner"], said["words"])
