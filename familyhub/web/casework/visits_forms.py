"""Words into values for visits. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions import NewDoorFact, NewVisit, WriteUp
from familyhub.casework.actions.visits_writing import KINDS
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.episodes import CONTACT_LABELS
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.casework.terms.visits import (
    ALARM_END_LABELS,
    DOOR_LABELS,
    FOLLOWS_LABELS,
    SAID_BY_SOMEBODY,
    AlarmEnd,
    Door,
    Follows,
)
from familyhub.components.fields import Choice, Choices, DateParts, Line, Option, Tick, Words
from familyhub.core.clocks import moment_of
from familyhub.web.casework.forms import NoteForm
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.allocation_forms import TimeLine
from familyhub.web.referrals.forms import Versioned

ELSEWHERE = "elsewhere"
ANYWHERE = "anywhere"
NO_CARD = "Not here: it is not recorded of every adult that word may be left"


def homes_of(members: Sequence[MemberLine]) -> list[tuple[str, str]]:
    """The homes where a family can be visited: its adults', for a child's is one of them; a child's own without any."""
    adults = [one for one in members if not one.is_child]
    return [(str(one.who.record), f"Home of {one.who.name}") for one in adults or members]


class VisitForm(Versioned):
    """Whom, where, when, who goes."""

    visited = Choices(called="whom you visit", label="Whom you visit", small=True)
    where = Choice(called="where", label="Where", small=True)
    place = Line(called="the place", label="Place, if it is nobody's home", required=False)
    day = DateParts(called="the day", label="Day", example="27 3 2027")
    time = TimeLine(called="the time", label="From")
    until = TimeLine(called="until when", label="Until")
    goers = Choices(called="who goes", label="Who goes", help_text="One or two", small=True)
    why_one = Words(
        called="why one goes alone",
        label="Why one goes alone, where two are said to go",
        max_length=LONGEST_WORDS,
        rows=2,
        required=False,
    )
    aim = Words(called="what it is for", label="What it is for", max_length=LONGEST_WORDS, rows=2, required=False)

    def __init__(
        self, *args: Any, members: Sequence[MemberLine], staff: Sequence[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        there = [one for one in members if not one.who.is_unborn]
        people = [(str(one.who.record), one.who.name) for one in there]
        self._offer("visited", people)
        self._offer("where", [*homes_of(members), (ELSEWHERE, "Another place")])
        self._offer("goers", [(str(number), name) for number, name in staff])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another place has a name."""
        said = super().clean() or {}
        if said.get("where") == ELSEWHERE and not said.get("place") and not self.errors.get("place"):
            self.add_error("place", "Enter the place")
        return said

    def new(self) -> NewVisit:
        """What is to be kept."""
        said = self.cleaned_data
        is_home = said["where"] != ELSEWHERE
        return NewVisit(
            visited=tuple(map(uuid.UUID, said["visited"])),
            goers=tuple(map(uuid.UUID, said["goers"])),
            starts_at=moment_of(said["day"], said["time"]),
            ends_at=moment_of(said["day"], said["until"]),
            home=uuid.UUID(said["where"]) if is_home else None,
            place="" if is_home else said["place"],
            aim=said["aim"],
            why_one=said["why_one"],
        )


class MoveForm(VisitForm):
    """Another visit in its place."""

    words = Line(called="why it is moved", label="Why it is moved", max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["words"])


class CancelForm(Versioned):
    """It does not take place."""

    words = Words(called="why it does not take place", label="Why", max_length=LONGEST_WORDS, rows=2)


class DoorForm(FormKey, forms.Form):
    """What a visitor must know, since when, by whose word."""

    code = Choice(called="what it is", label="What", choices=[(d.value, t) for d, t in DOOR_LABELS.items()], small=True)
    words = Words(called="more about it", label="In words", max_length=LONGEST_WORDS, rows=2, required=False)
    home = Choice(called="where it holds", label="Where it holds", small=True)
    told_on = DateParts(called="the day", label="Since when we know", not_after=timezone.localdate)
    source = Line(called="who told you", label="Who told you, or where it stands", max_length=200)

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["home"].choices = [*homes_of(members), (ANYWHERE, "Wherever the family is met")]  # type: ignore[attr-defined]

    def new(self) -> NewDoorFact:
        """What is to be kept."""
        said = self.cleaned_data
        home = None if said["home"] == ANYWHERE else uuid.UUID(said["home"])
        return NewDoorFact(Door(said["code"]), said["words"], said["told_on"], said["source"], home)


class GoingForm(FormKey, forms.Form):
    """One press; for a colleague who goes along too, where there is one."""

    both = Tick(label="My colleague too: we are together")

    def __init__(self, *args: Any, is_two: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_two:
            del self.fields["both"]


class WriteUpForm(NoteForm):
    """The note of a visit: it took place at home or elsewhere, or nobody opened, and then what follows."""

    follows = Choices(called="what follows", label="What follows, when nobody opened", required=False, small=True)

    def __init__(self, *args: Any, may_leave_word: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, CONTACT_LABELS[kind]) for kind in KINDS]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        hints = {} if may_leave_word else {Follows.CARD: NO_CARD}
        offered = [(one.value, Option(text, hints.get(one, ""))) for one, text in FOLLOWS_LABELS.items()]
        self.fields["follows"].choices = offered  # type: ignore[attr-defined]
        people = [self.name_of(member) for member in self.members]
        self.order_fields(["kind", *people, "words", "follows", "day", "time", "is_restricted"])

    def write_up(self) -> WriteUp:
        """What is to be kept."""
        return WriteUp(self.new_note(), tuple(map(Follows, self.cleaned_data["follows"])))


class AlarmEndForm(FormKey, forms.Form):
    """What became of an alarm."""

    end = Choice(
        called="what became of it",
        label="What became of it",
        choices=[(one.value, ALARM_END_LABELS[one]) for one in SAID_BY_SOMEBODY],
        small=True,
    )
    words = Words(
        called="how you know",
        label="How you know",
        help_text="Do not name the family here: this is about our colleague",
        max_length=LONGEST_WORDS,
        rows=3,
    )

    @property
    def chosen(self) -> AlarmEnd:
        """What was chosen."""
        return AlarmEnd(self.cleaned_data["end"])
