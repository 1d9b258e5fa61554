"""Words into values for audits. Forms check, actions do."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from familyhub.components.fields import Choice, Choices, DateParts, Line, Words
from familyhub.web.forms_once import FormKey
from familyhub.workforce.actions import Answer, AskedFor, NewAudit, NewSample
from familyhub.workforce.policy import audits as policy
from familyhub.workforce.terms.audits import (
    GRADE_LABELS,
    LONGEST_ASKED,
    LONGEST_EVIDENCE,
    MOST_ASKED,
    MOST_IN_SAMPLE,
    Scale,
)

SLOTS = tuple(range(1, MOST_ASKED + 1))
QUARTERS = 4
Named = Sequence[tuple[uuid.UUID, str]]


def grades(scale: Scale, empty: str) -> list[tuple[str, str]]:
    """The grades of a scale to choose from, the best last."""
    return [("", empty), *((one.value, GRADE_LABELS[one]) for one in scale.grades)]


class SampleForm(FormKey, forms.Form):
    """Of which team, in which quarter, how many, and who audits."""

    team = Choice(called="the team", label="Team", widget=forms.Select)
    quarter = Choice(called="the quarter", label="Families helped at some time in", widget=forms.Select)
    size = Choice(
        called="how many",
        label="How many",
        help_text="There must be twice as many families to draw from, and at least four",
        choices=[(str(number), str(number)) for number in range(1, MOST_IN_SAMPLE + 1)],
        widget=forms.Select,
    )
    auditors = Choices(
        called="who audits",
        label="Who audits",
        help_text="Nobody is given a case that they worked on, supervised or signed, or may not see",
        small=True,
    )

    def __init__(self, *args: Any, teams: Named, auditors: Named, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quarters = [(one.isoformat(), policy.quarter_called(one)) for one in policy.quarters_before(today, QUARTERS)]
        for field, offered in (("team", teams), ("quarter", quarters), ("auditors", auditors)):
            self.fields[field].choices = [(str(code), name) for code, name in offered]  # type: ignore[attr-defined]

    def new(self) -> NewSample:
        """What is asked for."""
        said = self.cleaned_data
        auditors = tuple(uuid.UUID(one) for one in said["auditors"])
        return NewSample(uuid.UUID(said["team"]), date.fromisoformat(said["quarter"]), int(said["size"]), auditors)


class AuditForm(FormKey, forms.Form):
    """Question by question what was seen and its grade; the whole; what is to be done; who moderates."""

    def __init__(self, *args: Any, today: date, owners: Named, moderators: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = policy.questions_on(today)
        offered = grades(policy.scale_on(today), "Choose a grade")
        for one in self.asked:
            self._question(one.code, one.title, one.ask, offered)
        self._question(
            "", "The whole", "What does the work come to for this child, and what would help it on?", offered
        )
        people = [("", "Choose"), *((str(number), name) for number, name in owners)]
        for slot in SLOTS:
            self._action(slot, people)
        self.fields["moderator"] = Choice(
            called="who moderates it",
            label="Who moderates it",
            help_text="They agree to your grade or change it. After that nobody changes it, and the worker reads it",
            choices=[("", "Choose"), *((str(number), name) for number, name in moderators)],
            widget=forms.Select,
        )

    def _question(self, code: str, title: str, ask: str, offered: Sequence[tuple[str, str]]) -> None:
        end = f"_{code}" if code else ""
        self.fields[f"words{end}"] = Words(
            called=f"what you saw: {title.lower()}", label=title, help_text=ask, max_length=LONGEST_EVIDENCE, rows=3
        )
        self.fields[f"grade{end}"] = Choice(
            called=f"a grade: {title.lower()}", label=f"{title}: grade", choices=offered, widget=forms.Select
        )

    def _action(self, slot: int, people: Sequence[tuple[str, str]]) -> None:
        self.fields[f"asked_{slot}"] = Line(
            called="what is to be done", label=f"Action {slot}", max_length=LONGEST_ASKED, required=False
        )
        self.fields[f"who_{slot}"] = Choice(
            called="who does it", label="Who does it", choices=people, widget=forms.Select, required=False
        )
        self.fields[f"due_{slot}"] = DateParts(
            called="the day by which it is done", label="By", example="27 3 2027", required=False
        )

    def clean(self) -> dict[str, Any]:
        """An action has somebody and a day."""
        said = super().clean() or {}
        for slot in SLOTS:
            for name, words in ((f"who_{slot}", "Choose who does it"), (f"due_{slot}", "Enter by when")):
                if said.get(f"asked_{slot}") and not said.get(name) and not self.errors.get(name):
                    self.add_error(name, words)
        return said

    def new(self) -> NewAudit:
        """What is to be kept."""
        said = self.cleaned_data
        answers = {one.code: Answer(said[f"grade_{one.code}"], said[f"words_{one.code}"]) for one in self.asked}
        asked = tuple(
            AskedFor(said[f"asked_{slot}"], uuid.UUID(said[f"who_{slot}"]), said[f"due_{slot}"])
            for slot in SLOTS
            if said[f"asked_{slot}"]
        )
        return NewAudit(answers, said["grade"], said["words"], uuid.UUID(said["moderator"]), asked)


class ModerateForm(FormKey, forms.Form):
    """The grade that stands, and why where it is another one."""

    grade = Choice(called="the grade that stands", label="The grade that stands", widget=forms.Select)
    words = Words(
        called="what you say to it",
        label="Why, if you change the grade",
        max_length=LONGEST_EVIDENCE,
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = grades(scale, "Choose")  # type: ignore[attr-defined]


def named(people: Mapping[uuid.UUID, str]) -> list[tuple[uuid.UUID, str]]:
    """By name, to choose from."""
    return sorted(people.items(), key=lambda item: item[1])
