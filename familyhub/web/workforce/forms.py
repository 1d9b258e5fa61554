"""Words into values for supervision. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from familyhub.casework.actions.supervising import NewTalk, Point
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.workforce.terms.supervision import LONGEST_DECISION, LONGEST_WORDS

SLOTS = (1, 2, 3, 4)
WORKER, ME = "worker", "me"


class SupervisionForm(FormKey, forms.Form):
    """When, what about the worker, up to four points with what was decided, and the next date."""

    happened_on = DateParts(called="the day", label="Held on", not_after=timezone.localdate)
    words = Words(
        called="what you talked about",
        label="The worker: workload, wellbeing, learning",
        help_text="Name no family here: write each under its own point",
        max_length=LONGEST_WORDS,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, cases: Sequence[tuple[uuid.UUID, str]], name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "No family"), *((str(case), told) for case, told in cases)]
        for slot in SLOTS:
            self._point(slot, offered, name)
        self.fields["next_on"] = DateParts(called="the next date", label="Next supervision by", example="27 3 2027")

    def _point(self, slot: int, offered: Sequence[tuple[str, str]], name: str) -> None:
        self.fields[f"case_{slot}"] = Choice(
            called="the family", label=f"Point {slot}: family", choices=offered, widget=forms.Select, required=False
        )
        self.fields[f"words_{slot}"] = Words(
            called="what was said", label="What was said", max_length=LONGEST_WORDS, rows=2, required=False
        )
        self.fields[f"decided_{slot}"] = Line(
            called="what was decided", label="Decided", max_length=LONGEST_DECISION, required=False
        )
        self.fields[f"who_{slot}"] = Choice(
            called="who does it",
            label="Who does it",
            choices=[(WORKER, name), (ME, "I do")],
            widget=forms.Select,
            required=False,
        )
        self.fields[f"due_{slot}"] = DateParts(
            called="the day by which it is done", label="By", example="27 3 2027", required=False
        )

    def clean(self) -> dict[str, Any]:
        """A family has words, a decision a day."""
        said = super().clean() or {}
        for slot in SLOTS:
            if said.get(f"case_{slot}") and not said.get(f"words_{slot}") and not said.get(f"decided_{slot}"):
                self.add_error(f"words_{slot}", "Write what was said about this family")
            if said.get(f"decided_{slot}") and not said.get(f"due_{slot}") and not self.errors.get(f"due_{slot}"):
                self.add_error(f"due_{slot}", "Enter by when")
        return said

    def new(self, worker: uuid.UUID, team: uuid.UUID, me: uuid.UUID | None) -> NewTalk:
        """What is to be kept."""
        said = self.cleaned_data
        points = tuple(
            Point(
                uuid.UUID(said[f"case_{slot}"]) if said[f"case_{slot}"] else None,
                said[f"words_{slot}"],
                said[f"decided_{slot}"],
                me if said[f"who_{slot}"] == ME else worker,
                said[f"due_{slot}"],
            )
            for slot in SLOTS
            if said[f"words_{slot}"] or said[f"decided_{slot}"]
        )
        return NewTalk(worker, team, said["happened_on"], said["next_on"], said["words"], points)
