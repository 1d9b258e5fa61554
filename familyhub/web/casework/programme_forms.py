"""Words into values for support around a specialist programme. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions import NewPhase, NewSupport
from familyhub.casework.queries import MemberLine, ProgrammeLine
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.casework.terms.programmes import PHASE_LABELS, PHASES, PROMOTES_LABELS, Phase, Promotes
from familyhub.components.fields import Choice, Choices, DateParts, Line, Tick, Words
from familyhub.web.casework.drawing_forms import OTHERS, ours, owner_of
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

NEXT = "the day of the next phase"


class ProgrammeForm(FormKey, forms.Form):
    """A line of the list of programmes."""

    name = Line(called="the name", label="Name of the programme", max_length=120)
    about = Line(called="what it is", label="What it is, in one line", max_length=300, required=False)
    is_secret = Tick(
        label="Its name is the secret",
        help_text="Such as help after domestic abuse or with drugs: only whoever records it and the lead worker see it",
    )


class SupportForm(FormKey, forms.Form):
    """Who is supported around which programme, in which phase, by whom, and what it is to build."""

    who = Choice(called="who is supported", label="Who goes to the programme", small=True)
    programme = Choice(called="the programme", label="Programme", widget=forms.Select)
    phase = Choice(
        called="where they are with it",
        label="Where they are with it",
        choices=[(one.value, PHASE_LABELS[one]) for one in PHASES],
        small=True,
    )
    since = DateParts(called="the day on which this phase began", label="Since", not_after=timezone.localdate)
    words = Words(
        called="what is done",
        label="What we do beside the programme",
        max_length=LONGEST_WORDS,
        rows=3,
    )
    promotes = Choices(
        called="what it is to build",
        label="What it is to build",
        choices=[(one.value, words) for one, words in PROMOTES_LABELS.items()],
        small=True,
    )
    supporter = Choice(called="who supports them", label="Who supports them", widget=forms.Select)
    supporter_name = Line(called="their name", label="Name, if they are none of us", max_length=120, required=False)
    next_on = DateParts(called=NEXT, label="Next phase looked at on", example="27 3 2027")

    def __init__(
        self,
        *args: Any,
        members: Sequence[MemberLine],
        listed: Sequence[ProgrammeLine],
        staff: Sequence[tuple[uuid.UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[Any]] = {
            "who": [(str(one.who.record), one.who.name) for one in members],
            "programme": [("", "Choose"), *((str(one.id), _called(one)) for one in listed)],
            "supporter": [("", "Choose"), ("Of our teams", ours(staff)), *OTHERS],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def new(self) -> NewSupport:
        """What is to be kept."""
        said = self.cleaned_data
        return NewSupport(
            record=uuid.UUID(said["who"]),
            programme=uuid.UUID(said["programme"]),
            phase=Phase(said["phase"]),
            since=said["since"],
            next_on=said["next_on"],
            supporter=owner_of(said, "supporter"),
            promotes=frozenset(map(Promotes, said["promotes"])),
            words=said["words"],
        )


def _called(one: ProgrammeLine) -> str:
    return f"{one.name} (restricted)" if one.is_secret else one.name


class PhaseForm(Versioned):
    """Which phase it is now, since when, how it went, and when it is looked at again."""

    phase = Choice(called="where they are with it", label="Where they are with it now", small=True)
    on = DateParts(called="the day", label="Since, or looked at on", not_after=timezone.localdate)
    words = Words(called="how it went", label="How it went", max_length=LONGEST_WORDS, rows=3)
    next_on = DateParts(
        called=NEXT,
        label="Next phase looked at on",
        help_text="Empty when it is over. For example, 27 3 2027",
        example="27 3 2027",
        required=False,
    )

    def __init__(self, *args: Any, now: Phase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = list(Phase)[list(Phase).index(now) :]
        self.fields["phase"].choices = [(one.value, PHASE_LABELS[one]) for one in later]  # type: ignore[attr-defined]

    def new(self) -> NewPhase:
        """What is to be kept."""
        said = self.cleaned_data
        return NewPhase(Phase(said["phase"]), said["on"], said["next_on"], said["words"])
