"""Words into values for casework. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from familyhub.casework.actions import HandOver, NewNote, NewPart
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.episodes import (
    CONTACT_LABELS,
    FACE_TO_FACE,
    HAND_OVER_LABELS,
    LONGEST,
    PART_LABELS,
    WHY_NOT_LABELS,
    ContactKind,
    HandOverReason,
    Part,
    WhyNotSeen,
)
from familyhub.components.fields import Choice, Line, Tick, Words
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.allocation_forms import Timed
from familyhub.web.referrals.forms import Versioned

ADULTS: tuple[Part, ...] = (Part.SEEN, Part.SPOKEN, Part.ABOUT)
CHILDREN: tuple[Part, ...] = (Part.ALONE, Part.WITH_OTHERS, Part.SPOKEN, Part.ABOUT)
NOT_SEEN = [
    (f"not_seen.{why.value}", f"Not seen: {words[:1].lower()}{words[1:]}") for why, words in WHY_NOT_LABELS.items()
]
KINDS = [(kind.value, words) for kind, words in CONTACT_LABELS.items()]
NO_PART = [("", "No part in it")]
TOO_LONG = (
    "What happened has %(show_value)d characters and a note can hold %(limit_value)d. Nothing is lost: it is kept as a "
    "draft. Shorten it, or write it as several notes"
)


def parts_for(member: MemberLine) -> list[tuple[str, str]]:
    """What part somebody can have had, for a list of one person."""
    parts = CHILDREN if member.is_child and not member.who.is_unborn else ADULTS
    if member.who.is_unborn:
        parts = (Part.ABOUT,)
    choices = [(part.value, PART_LABELS[part]) for part in parts]
    return [*NO_PART, *choices, *(NOT_SEEN if Part.ALONE in parts else [])]


class NoteForm(FormKey, Timed):
    """A contact: how, with whom, in words, when, and who may read it. One list a person: seen, and if not, why."""

    kind = Choice(
        called="how there was contact",
        label="How",
        choices=KINDS,
        small=True,
    )
    words = Words(
        called="what happened",
        label="What happened",
        max_length=LONGEST,
        rows=8,
        error_messages={"max_length": TOO_LONG},
    )
    is_restricted = Tick(
        label="Restricted: not for the team",
        help_text="Only you and the lead worker read it, and nobody else sees that there is one",
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            self.fields[self.name_of(member)] = Choice(
                called=f"what part {member.who.name} had",
                label=f"{member.who.name}, {member.who.age}" if member.who.age else member.who.name,
                choices=parts_for(member),
                required=False,
                widget=forms.Select,
            )
        self.order_fields(["kind", *map(self.name_of, members), "words", "day", "time", "is_restricted"])

    @staticmethod
    def name_of(member: MemberLine) -> str:
        """The name of the field for one person."""
        return f"part_{member.who.record}"

    def field_for(self, told: str) -> str | None:
        """The field that a refusal of the action speaks of: a field's own name, or a person's record."""
        return next((name for name in (told, f"part_{told}") if name in self.fields), None)

    def new_note(self) -> NewNote:
        """What is to be kept. A note in which nobody had a part is about everybody of the case."""
        said = self.cleaned_data
        kind = ContactKind(said["kind"])
        parts = [self._part(member, said[self.name_of(member)]) for member in self.members]
        chosen = [part for part in parts if part]
        if not chosen and kind not in FACE_TO_FACE:
            chosen = [NewPart(member.who.record, Part.ABOUT) for member in self.members]
        if kind in FACE_TO_FACE:  # each child is accounted for: one who was left out is asked about
            named = {part.record for part in chosen}
            chosen += [
                NewPart(member.who.record, Part.ABOUT)
                for member in self.members
                if member.is_child and member.who.record not in named
            ]
        return NewNote(kind, self.moment, tuple(chosen), said["words"], said.get("is_restricted", False))

    @staticmethod
    def _part(member: MemberLine, said: str) -> NewPart | None:
        if not said:
            return None
        part, _, why = said.partition(".")
        return NewPart(member.who.record, Part(part), WhyNotSeen(why) if why else None)


class CorrectForm(NoteForm):
    """The same contact, told right."""

    why = Line(called="what was wrong", label="What was wrong with it", max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_restricted"]
        self.order_fields(["why"])


class SearchForm(forms.Form):
    """Words to look for in notes."""

    words = Line(called="a word to look for", label="Words in notes", max_length=200)


class HandOverForm(Versioned):
    """To whom, why, and what they need to know."""

    to = Choice(called="who goes on", label="Who goes on with the family", widget=forms.Select)
    reason = Choice(called="why", label="Why", choices=[(r.value, t) for r, t in HAND_OVER_LABELS.items()], small=True)
    words = Words(
        called="what they need to know", label="What whoever takes over needs to know", max_length=2000, rows=4
    )

    def __init__(
        self,
        *args: Any,
        colleagues: Sequence[tuple[uuid.UUID, str]],
        team: uuid.UUID,
        teams: Sequence[tuple[uuid.UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own = [(f"{team}.{number}", name) for number, name in colleagues]
        others = [(f"{number}.", f"{name}: its coordinator chooses") for number, name in teams]
        chosen = [("", "Choose"), ("In the team", own), ("Another team", others)]
        self.fields["to"].choices = chosen  # type: ignore[attr-defined]

    def new(self) -> HandOver:
        """What is to be done."""
        said = self.cleaned_data
        team, _, worker = said["to"].partition(".")
        number = uuid.UUID(worker) if worker else None
        return HandOver(uuid.UUID(team), number, HandOverReason(said["reason"]), said["words"])


class ReopenForm(Versioned):
    """Help goes on."""

    words = Words(called="why it is opened again", label="Why it is opened again", max_length=2000, rows=3)
