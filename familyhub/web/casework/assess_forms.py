"""Words into values for assessments. A part's form is made from the questions of its section."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils import timezone

from familyhub.casework.actions.assessing import NewAssessment
from familyhub.casework.actions.assessing_answers import Said
from familyhub.casework.actions.assessing_end import Shared
from familyhub.casework.actions.assessing_partners import NewAsk
from familyhub.casework.policy.assessments import Value
from familyhub.casework.queries import MemberLine
from familyhub.casework.queries.assessment_parts import PartShown, QuestionShown
from familyhub.casework.queries.contributions import AskedQuestion
from familyhub.casework.queries.record_says import Offered
from familyhub.casework.question_sets import Question, QuestionSet
from familyhub.casework.terms.assessments import (
    ABSENCE_LABELS,
    IN_WORDS,
    LONGEST_ANSWER,
    SHARED_LABELS,
    QuestionKind,
    SharedHow,
)
from familyhub.components.fields import Choice, Choices, DateParts, EmailLine, Line, Option, Tick, Words
from familyhub.vocabulary.terms import LevelSet
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

NOT_CHOSEN = [("", "Not answered")]
BY_LINK, AT_ACCOUNT = "link", "account"
NO_REASON = [("", "They are there, or still to come")]


class PartForm(forms.Form):
    """One part. Each answer carries the version that was seen, so that nobody's words are overwritten."""

    def __init__(
        self,
        *args: Any,
        shown: PartShown,
        levels: LevelSet,
        offered: Mapping[str, Offered] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.offered = {} if offered is None else offered
        self.is_kept = False
        for one in shown.questions:
            self._add(one, levels)

    def _add(self, one: QuestionShown, levels: LevelSet) -> None:
        code, question = one.question.code, one.question
        name = f"a_{code}"
        self.fields[name] = _field(question, levels)
        self.initial.setdefault(name, one.value["words"] if isinstance(one.value, dict) else one.value)
        if not one.version and code in self.offered:
            self.initial[name] = self.offered[code].words
        if question.kind is QuestionKind.VOICE and isinstance(one.value, dict):
            self.fields[f"{name}_absent"] = Choice(
                called="why their words are absent",
                label="If there are none: why",
                choices=[*NO_REASON, *((reason.value, words) for reason, words in ABSENCE_LABELS.items())],
                required=False,
                widget=forms.Select,
            )
            self.initial.setdefault(f"{name}_absent", one.value["absent"])
        self.fields[f"v_{code}"] = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
        self.initial.setdefault(f"v_{code}", one.version)

    def said(self) -> dict[str, Said]:
        """What was sent, by the question's code."""
        return {one.question.code: self._one(one.question) for one in self.shown.questions}

    def _one(self, question: Question) -> Said:
        typed = self.cleaned_data
        name = f"a_{question.code}"
        value: Value = typed[name]
        if question.kind is QuestionKind.VOICE:
            value = {"words": typed[name], "absent": typed[f"{name}_absent"]}
        return Said(value, typed[f"v_{question.code}"] or 0)

    def take_draft(self, kept: Mapping[str, Any]) -> None:
        """What was typed and not saved, with the versions that were seen then. No box ticked is an answer too."""
        self.is_kept = bool(kept)
        for one in self.shown.questions if kept else ():
            name = f"a_{one.question.code}"
            value = kept.get(name, "")
            if one.question.kind is QuestionKind.SEVERAL:
                value = [value] if isinstance(value, str) and value else value or []
            self.initial[name] = value
            self.initial[f"v_{one.question.code}"] = kept.get(f"v_{one.question.code}", one.version)
            self.initial[f"{name}_absent"] = kept.get(f"{name}_absent", "")

    def rows(self) -> list[dict[str, Any]]:
        """Each question with its boxes, and what is stored where that is not what stands in them."""
        return [self._row(one) for one in self.shown.questions]

    def _row(self, one: QuestionShown) -> dict[str, Any]:
        name = f"a_{one.question.code}"
        boxes = [self[each] for each in (name, f"{name}_absent") if each in self.fields]
        is_other = (self.is_kept or self.is_bound) and one.version and self._typed(one) != one.value
        version, offered = self[f"v_{one.question.code}"], self.offered.get(one.question.code)
        is_beside = one.before or one.given or is_other or one.source or offered
        row = {"boxes": boxes, "version": version, "one": one, "is_other": is_other, "is_beside": is_beside}
        return row | {"offered": None if one.source and offered and one.source == offered.source else offered}

    def _typed(self, one: QuestionShown) -> Value:
        """What stands in the boxes, as it would be kept."""
        name = f"a_{one.question.code}"
        value = self[name].value()
        if one.question.kind is QuestionKind.SEVERAL:
            return list(value or [])
        words = str(value or "").replace("\r\n", "\n").strip()
        if one.question.kind is QuestionKind.VOICE:
            return {"words": words, "absent": str(self[f"{name}_absent"].value() or "")}
        return words

    def see(self, versions: Mapping[str, int]) -> None:
        """What is shown now is the version that is seen from here on."""
        sent: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        for code, version in versions.items():
            sent[f"v_{code}"] = str(version)
        self.data = sent


def _field(question: Question, levels: LevelSet) -> forms.Field:
    said: dict[str, Any] = {
        "called": question.ask,
        "label": question.ask,
        "help_text": question.hint,
        "required": False,
    }
    if question.kind is QuestionKind.LEVEL:
        choices = [(str(level.number), f"Level {level.number}: {level.name}") for level in levels.levels]
        return Choice(**said, choices=[*NOT_CHOSEN, *choices], small=True)
    chosen = [(choice.code, choice.label) for choice in question.choices]
    if question.kind is QuestionKind.SEVERAL:
        return Choices(**said, choices=chosen, small=True)
    if question.kind is QuestionKind.CHOICE:
        return Choice(**said, choices=[*NOT_CHOSEN, *chosen], small=True)
    rows = 8 if question.kind in IN_WORDS - {QuestionKind.WORDS} else 5
    box = forms.Textarea(attrs={"rows": rows})
    return _AnyLength(**said, max_length=LONGEST_ANSWER, widget=box)


class _AnyLength(Words):
    """The count is shown; what is too long is refused by the room, which saves the other answers all the same."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]


class BeginForm(FormKey, forms.Form):
    """Which kind, and whom it is about."""

    asked_by = Choice(called="the kind of assessment", label="Kind of assessment", small=True)
    people = Choices(called="whom it is about", label="Whom it is about", small=True)

    def __init__(self, *args: Any, sets: Sequence[QuestionSet], members: Sequence[MemberLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_by"].choices = [  # type: ignore[attr-defined]
            (str(one.number), Option(one.title, one.about)) for one in sets
        ]
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (str(one.who.record), f"{one.who.name}, {one.who.age}" if one.who.age else one.who.name) for one in members
        ]
        self.initial.setdefault("asked_by", str(sets[0].number) if sets else "")
        self.initial.setdefault("people", [str(one.who.record) for one in members])

    def new(self) -> NewAssessment:
        """What is to be begun."""
        said = self.cleaned_data
        return NewAssessment(uuid.UUID(said["asked_by"]), tuple(map(uuid.UUID, said["people"])))


class ShareForm(FormKey, forms.Form):
    """How the family was shown it, and what they said."""

    how = Choice(called="how", label="How", choices=[(how.value, t) for how, t in SHARED_LABELS.items()], small=True)
    day = DateParts(called="the day", label="Day", not_after=timezone.localdate, initial=timezone.localdate)
    words = Words(
        called="what they said",
        label="What the family said, in their words",
        help_text="If it was not shared: why not",
        max_length=4000,
        rows=5,
    )

    def new(self) -> Shared:
        """What is to be kept."""
        said = self.cleaned_data
        return Shared(SharedHow(said["how"]), said["day"], said["words"])


class SendBackForm(Versioned):
    """What is to be changed."""

    words = Words(called="what is to be changed", label="What is to be changed", max_length=2000, rows=5)


class StopForm(Versioned):
    """Why it is given up."""

    words = Words(called="why it is stopped", label="Why it is stopped", max_length=2000, rows=3)


class SignForm(Versioned):
    """A signature: nothing to type."""


class FinishForm(Versioned):
    """A tick where a partner who was asked has not answered."""

    all_the_same = Tick(label="Finish all the same")

    def __init__(self, *args: Any, is_waited: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_waited:
            del self.fields["all_the_same"]


class AskForm(FormKey, forms.Form):
    """Whom to ask, and what."""

    agency = Line(called="the agency", label="Agency", help_text="A school, a health visitor's team", max_length=120)
    contact_name = Line(called="whom you ask", label="Name of whom you ask", max_length=120)
    contact_email = EmailLine(called="their work email address", label="Their work email address")
    way = Choice(
        called="how they are asked",
        label="How they are asked",
        choices=[
            (BY_LINK, Option("By a link", "In an email to this address, with a code sent there")),
            (AT_ACCOUNT, Option("At their account", "Where they come in here with this address, or a shared one")),
        ],
        initial=BY_LINK,
        small=True,
    )
    questions = Choices(called="at least one question", label="Questions", small=True)
    words = Words(
        called="what else they need to know",
        label="Anything else for them to know",
        help_text="They see this, the questions you choose and the names in them, and nothing else",
        max_length=2000,
        rows=3,
        required=False,
    )
    due = DateParts(called="the day by which they answer", label="By when")

    def __init__(self, *args: Any, parts: Sequence[PartShown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (
                f"{part.id}.{one.question.code}",
                f"{one.question.ask} ({part.who.name})" if part.who else one.question.ask,
            )
            for part in parts
            for one in part.questions
            if one.question.kind in {QuestionKind.WORDS, QuestionKind.STRENGTHS, QuestionKind.RISKS}
        ]

    def new(self) -> NewAsk:
        """What is to be asked."""
        said = self.cleaned_data
        pairs = [one.partition(".") for one in said["questions"]]
        return NewAsk(
            agency=said["agency"],
            contact_name=said["contact_name"],
            contact_email=said["contact_email"],
            questions=tuple((uuid.UUID(part), code) for part, _, code in pairs),
            due_on=said["due"],
            words=said["words"],
            at_account=said["way"] == AT_ACCOUNT,
        )


class ContributeForm(FormKey, forms.Form):
    """A partner's answers, a box each."""

    def __init__(self, *args: Any, questions: Sequence[AskedQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in questions:
            label = f"{one.words}: {one.who}" if one.who else one.words
            self.fields[f"q_{one.id}"] = Words(
                called=label, label=label, max_length=LONGEST_ANSWER, rows=6, required=False
            )

    def words(self) -> dict[uuid.UUID, str]:
        """What they said, by the question's number."""
        said = {name: text for name, text in self.cleaned_data.items() if name.startswith("q_")}
        return {uuid.UUID(name.removeprefix("q_")): text for name, text in said.items()}
