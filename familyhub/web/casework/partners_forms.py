"""Words into values for partners meetings. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from familyhub.casework.actions import Held, NewItem, NewOutcome, NewPartnersMeeting, NewSeat, Owner, Said
from familyhub.casework.queries import SeatLine
from familyhub.casework.terms.partners import (
    BASIS_LABELS,
    LONGEST_NEED,
    LONGEST_SAID,
    SEAT_ATTENDANCE_LABELS,
    SEAT_LABELS,
    SIX,
    Basis,
    SeatAttendance,
    SeatRole,
)
from familyhub.casework.terms.plans import LONGEST_WORDS, OwnerKind
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.core.clocks import moment_of
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.allocation_forms import TimeLine
from familyhub.web.referrals.forms import Versioned

Named = Sequence[tuple[uuid.UUID, str]]
SLOTS = (1, 2, 3)
ELSE = "other"


def _named(line: str) -> tuple[str, str]:
    """ "Hettie Sample, Health visiting" as name and agency."""
    name, _, agency = line.partition(",")
    return name.strip()[:120], agency.strip()[:120]


class CallForm(FormKey, forms.Form):
    """Of which team's area, when, where, and who sits in each of the six roles."""

    team = Choice(called="the team", label="Team", widget=forms.Select)
    day = DateParts(called="the day", label="Day", example="27 3 2027")
    time = TimeLine(called="the time", label="Time")
    place = Line(called="the place", label="Where")

    def __init__(self, *args: Any, teams: Named, staff: Mapping[SeatRole, Named], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [(str(number), name) for number, name in teams]  # type: ignore[attr-defined]
        for role in SIX:
            offered = [("", "Nobody with an account"), *((str(number), name) for number, name in staff.get(role, ()))]
            self.fields[f"staff_{role}"] = Choice(
                called=f"the {SEAT_LABELS[role].lower()}",
                label=SEAT_LABELS[role],
                choices=offered,
                widget=forms.Select,
                required=False,
            )
            self.fields[f"name_{role}"] = Line(
                called="their name and agency",
                label=f"{SEAT_LABELS[role]}, if they have no account: name, agency",
                required=False,
            )
        self.fields["others"] = Words(
            called="who else is asked",
            label="Who else is asked",
            help_text="One a line: name, agency",
            max_length=LONGEST_WORDS,
            rows=2,
            required=False,
        )

    def new(self) -> NewPartnersMeeting:
        """What is to be kept."""
        said = self.cleaned_data
        seats = []
        for role in SIX:
            if said[f"staff_{role}"]:
                seats.append(NewSeat(role, uuid.UUID(said[f"staff_{role}"])))
            if said[f"name_{role}"]:
                seats.append(NewSeat(role, None, *_named(said[f"name_{role}"])))
        seats += [NewSeat(SeatRole.OTHER, None, *_named(line)) for line in said["others"].splitlines() if line.strip()]
        starts_at = moment_of(said["day"], said["time"])
        return NewPartnersMeeting(uuid.UUID(said["team"]), starts_at, said["place"], tuple(seats))


def seats_as_typed(seats: Sequence[SeatLine]) -> dict[str, str]:
    """Who sat there last time, as the form for the next one begins."""
    begun: dict[str, str] = {}
    others = []
    for seat in seats:
        typed = ", ".join(part for part in (seat.name, seat.agency) if part)
        if seat.role is SeatRole.OTHER:
            others.append(typed)
        elif seat.staff:
            begun[f"staff_{seat.role}"] = str(seat.staff)
        else:
            begun[f"name_{seat.role}"] = typed
    return begun | {"others": "\n".join(others)}


class CloseForm(Versioned):
    """Who was there, and the day of the next one."""

    def __init__(self, *args: Any, seats: Sequence[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        offered = [
            (how.value, label) for how, label in SEAT_ATTENDANCE_LABELS.items() if how is not SeatAttendance.INVITED
        ]
        for seat in seats:
            self.fields[f"how_{seat.id}"] = Choice(
                called=f"whether {seat.name} was there",
                label=f"{seat.name}, {seat.role_label.lower()}",
                choices=[("", "Choose"), *offered],
                widget=forms.Select,
            )
        self.fields["next_on"] = DateParts(called="the next day", label="Next meeting on", example="27 3 2027")

    def new(self) -> Held:
        """What is to be kept."""
        said = self.cleaned_data
        next_on: date = said["next_on"]
        return Held({seat.id: SeatAttendance(said[f"how_{seat.id}"]) for seat in self.seats}, next_on)


class PutForm(FormKey, forms.Form):
    """Why this child, on what ground, and for which members with what need."""

    why = Words(
        called="why this child is put to the meeting",
        label="Why this child is put to the meeting",
        help_text="What the members asked for below need to know, and what is wanted of them. No address, no school",
        max_length=LONGEST_SAID,
        rows=4,
    )
    basis = Choice(
        called="on what ground",
        label="On what ground",
        choices=[(one.value, label) for one, label in BASIS_LABELS.items()],
        small=True,
    )
    basis_words = Words(
        called="why it is needed",
        label="If the family did not agree: why it is needed",
        max_length=LONGEST_WORDS,
        rows=2,
        required=False,
    )

    def __init__(self, *args: Any, seats: Sequence[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"need_{seat.id}"] = Line(
                called="why they need to hear it",
                label=f"Why {seat.name}, {seat.role_label.lower()}, needs to hear it",
                help_text="Leave it empty if they do not: then nothing tells them that this child is on the agenda",
                max_length=LONGEST_NEED,
                required=False,
            )

    def new(self) -> NewItem:
        """What is to be kept."""
        said = self.cleaned_data
        needs = {seat.id: said[f"need_{seat.id}"] for seat in self.seats if said[f"need_{seat.id}"]}
        return NewItem(said["why"], Basis(said["basis"]), said["basis_words"], needs)


class HearForm(FormKey, forms.Form):
    """One more member, and why they need to hear it."""

    seat = Choice(called="the member", label="Member", small=True)
    words = Line(called="why they need to hear it", label="Why they need to hear it", max_length=LONGEST_NEED)

    def __init__(self, *args: Any, seats: Sequence[SeatLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(seat.id), f"{seat.name}, {seat.role_label.lower()}") for seat in seats]
        self.fields["seat"].choices = named  # type: ignore[attr-defined]


class SaidForm(FormKey, forms.Form):
    """What was said, and up to three actions."""

    words = Words(called="what was said", label="What was said", max_length=LONGEST_SAID, rows=5)

    def __init__(self, *args: Any, owners: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "Nobody yet"), *((str(number), name) for number, name in owners), (ELSE, "Somebody else")]
        for slot in SLOTS:
            self.fields[f"agreed_{slot}"] = Line(called="what was agreed", label=f"Action {slot}", required=False)
            self.fields[f"who_{slot}"] = Choice(
                called="who does it", label="Who does it", choices=offered, widget=forms.Select, required=False
            )
            self.fields[f"who_{slot}_name"] = Line(
                called="their name", label="Name, if somebody else", max_length=120, required=False
            )
            self.fields[f"due_{slot}"] = DateParts(
                called="the day by which it is done", label="By", example="27 3 2027", required=False
            )

    def clean(self) -> dict[str, Any]:
        """An action has somebody and a day."""
        said = super().clean() or {}
        for slot in SLOTS:
            if said.get(f"agreed_{slot}"):
                for name, words in ((f"who_{slot}", "Choose who does it"), (f"due_{slot}", "Enter by when")):
                    if not said.get(name) and not self.errors.get(name):
                        self.add_error(name, words)
        return said

    def new(self) -> Said:
        """What is to be kept."""
        said = self.cleaned_data
        agreed = tuple(
            NewOutcome(said[f"agreed_{slot}"], self._owner(slot), said[f"due_{slot}"])
            for slot in SLOTS
            if said[f"agreed_{slot}"]
        )
        return Said(said["words"], agreed)

    def _owner(self, slot: int) -> Owner:
        chosen = self.cleaned_data[f"who_{slot}"]
        if chosen == ELSE:
            return Owner(OwnerKind.PARTNER, None, self.cleaned_data[f"who_{slot}_name"])
        return Owner(OwnerKind.STAFF, uuid.UUID(chosen))
