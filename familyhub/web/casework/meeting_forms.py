"""Words into values for meetings. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions import Minutes, NewGuest, NewMeeting, NewOutcome
from familyhub.casework.queries import GuestLine, MeetingPage, MemberLine
from familyhub.casework.terms.meetings import ATTENDANCE_LABELS, LONGEST_MINUTES, Attendance, GuestKind
from familyhub.casework.terms.plans import LONGEST_WORDS
from familyhub.components.fields import Choice, Choices, DateParts, Line, Words
from familyhub.core.clocks import moment_of
from familyhub.messages.policy import is_email
from familyhub.web.casework.drawing_forms import OTHERS, ours, owner_of
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.allocation_forms import TimeLine
from familyhub.web.referrals.forms import Versioned

SLOTS = (1, 2, 3)


class ApartForm(FormKey, forms.Form):
    """Two of the family, and what restricts their contact."""

    one = Choice(called="the first", label="Who", widget=forms.Select)
    other = Choice(called="the second", label="Kept apart from", widget=forms.Select)
    words = Words(
        called="what restricts their contact",
        label="What restricts their contact",
        help_text="An order, a condition, a refuge. Read by those who work with the family alone",
        max_length=LONGEST_WORDS,
        rows=3,
    )

    def __init__(self, *args: Any, members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [("", "Choose"), *((str(one.who.record), one.who.name) for one in members)]
        for name in ("one", "other"):
            self.fields[name].choices = people  # type: ignore[attr-defined]


class MeetingForm(FormKey, forms.Form):
    """When, where, and who is invited."""

    day = DateParts(called="the day", label="Day", example="27 3 2027")
    time = TimeLine(called="the time", label="Time")
    place = Line(called="the place", label="Where")
    family = Choices(called="who of the family is invited", label="Of the family", required=False, small=True)
    staff = Choices(called="who of us is invited", label="Of our teams", required=False, small=True)
    partners = Words(
        called="the partners",
        label="Partners",
        help_text="One a line: name, agency, email. Without an email you hand the invitation over yourself",
        max_length=LONGEST_WORDS,
        rows=3,
        required=False,
    )

    def __init__(
        self, *args: Any, members: Sequence[MemberLine], staff: Sequence[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        family = [(str(one.who.record), one.who.name) for one in members if not one.who.is_unborn]
        self.fields["family"].choices = family  # type: ignore[attr-defined]
        self.fields["staff"].choices = [(str(number), name) for number, name in staff]  # type: ignore[attr-defined]

    def clean_partners(self) -> str:
        """What stands where an email stands is one."""
        said: str = self.cleaned_data["partners"]
        for line in filter(str.strip, said.splitlines()):
            email = parts_of(line)[2]
            if email and not is_email(email):
                raise forms.ValidationError(f"{email} is not an email: write it like name@school.example")
        return said

    def new(self) -> NewMeeting:
        """What is to be kept."""
        said = self.cleaned_data
        guests = [NewGuest(GuestKind.FAMILY, record=uuid.UUID(one)) for one in said["family"]]
        guests += [NewGuest(GuestKind.STAFF, staff=uuid.UUID(one)) for one in said["staff"]]
        for line in filter(str.strip, said["partners"].splitlines()):
            name, agency, email = parts_of(line)
            guests.append(NewGuest(GuestKind.PARTNER, name=name[:120], agency=agency[:120], email=email))
        starts_at: datetime = moment_of(said["day"], said["time"])
        return NewMeeting(starts_at, said["place"], tuple(guests))


def parts_of(line: str) -> tuple[str, str, str]:
    """Name, agency and email of a partner; an agency may have a comma of its own."""
    name, _, rest = line.partition(",")
    agency, comma, last = rest.rpartition(",")
    if "@" in last:
        return name.strip(), agency.strip(), last.strip().lower()
    return name.strip(), rest.strip(), ""


class GivenForm(FormKey, forms.Form):
    """On which day it was given, and by whom."""

    given_on = DateParts(called="the day", label="Given on", not_after=timezone.localdate)
    given_by = Line(called="who gave it", label="By", max_length=120)


class MinutesForm(Versioned):
    """Who took part and how, the minutes, what was decided, and the next date."""

    shared = Words(
        called="the minutes",
        label="Minutes that everybody invited is sent",
        help_text="Each copy is made for one person: what tells of somebody they are kept apart from is taken out",
        max_length=LONGEST_MINUTES,
        rows=6,
    )
    own = Words(called="what stays with us", label="For us alone", max_length=LONGEST_MINUTES, rows=3, required=False)
    next_on = DateParts(called="the next date", label="Next meeting on", example="27 3 2027", required=False)

    def __init__(
        self, *args: Any, guests: Sequence[GuestLine], staff: Sequence[tuple[uuid.UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guests = guests
        for one in guests:
            offered = [(how.value, label) for how, label in ATTENDANCE_LABELS.items() if how is not Attendance.INVITED]
            self.fields[f"how_{one.id}"] = Choice(
                called=f"how {one.name} took part",
                label=f"{one.name}{', ' + one.agency if one.agency else ''}",
                choices=[("", "Choose"), *offered],
                widget=forms.Select,
            )
            self.fields[f"views_{one.id}"] = Line(
                called="their views", label=f"Views of {one.name}, or who spoke for them", required=False
            )
        for slot in SLOTS:
            self._decision(slot, staff)
        who = [name for one in guests for name in (f"how_{one.id}", f"views_{one.id}")]
        self.order_fields([*who, "shared", "own"])

    def _decision(self, slot: int, staff: Sequence[tuple[uuid.UUID, str]]) -> None:
        named = [("", "Nobody yet"), ("Of our teams", ours(staff)), *OTHERS]
        self.fields[f"decided_{slot}"] = Line(called="what was decided", label=f"Decision {slot}", required=False)
        self.fields[f"who_{slot}"] = Choice(
            called="who does it", label="Who does it", choices=named, widget=forms.Select, required=False
        )
        self.fields[f"who_{slot}_name"] = Line(
            called="their name", label="Name, if they are none of us", max_length=120, required=False
        )
        self.fields[f"due_{slot}"] = DateParts(
            called="the day by which it is done", label="By", example="27 3 2027", required=False
        )

    def clean(self) -> dict[str, Any]:
        """A decision has somebody and a day."""
        said = super().clean() or {}
        for slot in SLOTS:
            if said.get(f"decided_{slot}"):
                for name, words in ((f"who_{slot}", "Choose who does it"), (f"due_{slot}", "Enter by when")):
                    if not said.get(name) and not self.errors.get(name):
                        self.add_error(name, words)
        return said

    def begun(self, page: MeetingPage) -> dict[str, Any]:
        """What the minutes say now."""
        how = {f"how_{one.id}": one.attendance.value for one in self.guests if one.attendance is not Attendance.INVITED}
        views = {f"views_{one.id}": one.words for one in self.guests}
        empty = {f"how_{one.id}": "" for one in self.guests}
        return {"shared": page.shared, "own": page.own, "next_on": page.next_on, **empty, **how, **views}

    def new(self) -> Minutes:
        """What is to be kept."""
        said = self.cleaned_data
        attendance = {one.id: (Attendance(said[f"how_{one.id}"]), said[f"views_{one.id}"]) for one in self.guests}
        decisions = tuple(
            NewOutcome(said[f"decided_{slot}"], owner_of(said, f"who_{slot}"), said[f"due_{slot}"])
            for slot in SLOTS
            if said[f"decided_{slot}"]
        )
        next_on: date | None = said["next_on"]
        return Minutes(attendance, said["shared"], said["own"], decisions, next_on)


class SayForm(FormKey, forms.Form):
    """Words that must be there."""

    words = Words(called="the words", label="In words", max_length=LONGEST_WORDS, rows=3)
