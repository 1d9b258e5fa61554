"""Words into values for copies. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.casework.actions.releasing import GROUNDS, NewRelease
from familyhub.casework.policy.cutting import Line as Sentence
from familyhub.casework.queries import MemberLine
from familyhub.casework.queries.release_documents import DocumentLine
from familyhub.casework.terms.releases import (
    GIVEN_LABELS,
    LONGEST_PARTICULAR,
    PARTICULAR_LABELS,
    GivenBy,
    ParticularKind,
    ReleaseKind,
    Why,
)
from familyhub.components.fields import Choice, Choices, Line, Words
from familyhub.sharing.terms.openings import BASIS_WORDS, Basis
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned


def _people(members: Sequence[MemberLine]) -> list[tuple[str, str]]:
    return [(str(one.who.record), f"{one.who.name}, {one.who.age}" if one.who.age else one.who.name) for one in members]


class BeginReleaseForm(Versioned):
    """Of what, for whom. `version`: how many copies there were, so that asking again later makes another one."""

    what = Choice(called="the document", label="Which document", small=True)
    to = Choice(called="for whom it is", label="For whom", small=True)

    def __init__(
        self, *args: Any, documents: Sequence[DocumentLine], members: Sequence[MemberLine], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [  # type: ignore[attr-defined]
            (f"{one.kind.value}.{one.about}", one.title) for one in documents
        ]
        born = [one for one in members if not one.who.is_unborn]
        self.fields["to"].choices = _people(born)  # type: ignore[attr-defined]

    def new(self) -> NewRelease:
        """What is to be begun."""
        kind, _, about = self.cleaned_data["what"].partition(".")
        return NewRelease(ReleaseKind(kind), uuid.UUID(about), uuid.UUID(self.cleaned_data["to"]))


class NeverForm(FormKey, forms.Form):
    """Something that no copy holds."""

    who = Choice(called="whose it is", label="Whose", widget=forms.Select)
    kind = Choice(
        called="what it is",
        label="What it is",
        choices=[("", "Choose"), *((kind.value, words) for kind, words in PARTICULAR_LABELS.items())],
        widget=forms.Select,
    )
    words = Line(
        called="the name or the words",
        label="The name or the words",
        help_text="As people write it. No copy made for anybody holds a sentence with it",
        max_length=LONGEST_PARTICULAR,
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("", "Choose"), *_people(members)]  # type: ignore[attr-defined]

    def new(self) -> tuple[uuid.UUID, ParticularKind, str]:
        """Whose, of what kind, which words."""
        said = self.cleaned_data
        return uuid.UUID(said["who"]), ParticularKind(said["kind"]), said["words"]


class ReadForm(Versioned):
    """Somebody has read who is in the family: nothing to type."""


class OutForm(Versioned):
    """Which sentences stay out too."""

    lines = Choices(called="what to take out", label="Tick what to take out", required=False, small=True)

    def __init__(self, *args: Any, sentences: Sequence[Sentence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [one for one in sentences if one.why in {None, Why.BY_HAND}]
        self.fields["lines"].choices = [(one.key, one.words) for one in mine]  # type: ignore[attr-defined]
        self.initial.setdefault("lines", [one.key for one in mine if one.why])


class AskToSignForm(Versioned):
    """On what ground, and why they need it."""

    basis = Choice(
        called="the ground",
        label="On what ground it is shared",
        choices=[(one.value, BASIS_WORDS[one]) for one in GROUNDS],
        small=True,
    )
    necessity = Words(called="why they need it", label="Why they need it", max_length=2000, rows=3)

    def ground(self) -> Basis:
        """The ground that was chosen."""
        return Basis(self.cleaned_data["basis"])


class SignReleaseForm(Versioned):
    """A signature: nothing to type."""


class SayWhyForm(Versioned):
    """Why."""

    words = Words(called="why", label="Why", max_length=2000, rows=3)


class GivenForm(Versioned):
    """How it reached them."""

    how = Choice(called="how", label="How", choices=[(how.value, t) for how, t in GIVEN_LABELS.items()], small=True)
    words = Words(called="what else", label="Anything else", max_length=2000, rows=2, required=False)

    def way(self) -> GivenBy:
        """How."""
        return GivenBy(self.cleaned_data["how"])
