"""Words into values for drafts of question sets: the set itself, its sections and its questions."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from familyhub.casework.actions.set_pieces import NewPiece
from familyhub.casework.question_sets.checking import LONGEST_HINT, LONGEST_TITLE
from familyhub.casework.question_sets.drafting import choices_from, kept
from familyhub.casework.terms.assessments import KIND_LABELS, KNOWN_LABELS, PER_LABELS
from familyhub.components.fields import Choice, DateParts, Line, Words
from familyhub.vocabulary.terms import LevelSet
from familyhub.web.forms_once import FormKey
from familyhub.web.referrals.forms import Versioned

Raw = Mapping[str, Any]
ALWAYS = "always"
LONGEST_CHOICES = 8_000


class NewSetForm(FormKey, forms.Form):
    """What the set is called."""

    title = Line(called="the title", label="Title of the set", max_length=LONGEST_TITLE)


class CopySetForm(FormKey, forms.Form):
    """The next version, or a set of its own."""

    title = Line(called="the title of your own set", label="Title of your own set", max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, is_local: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = not is_local
        if is_local:
            self.fields["title"].help_text = "Leave it empty for the next version of this set"


class HeadForm(FormKey, forms.Form):
    """The set itself. `seen` is what the page showed, so that two editors see each other."""

    title = Line(called="the title", label="Title", max_length=LONGEST_TITLE)
    about = Words(
        called="what is said about it",
        label="About it",
        help_text="Where its words are from; shown to whoever chooses it",
        max_length=LONGEST_HINT,
        rows=3,
        required=False,
    )
    valid_from = DateParts(called="the first day", label="In force from", required=False)
    valid_to = DateParts(
        called="the last day",
        label="Not in force any more from",
        help_text="Leave it empty: the next version takes its place",
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def said(self) -> dict[str, Any]:
        """What the file will say."""
        return {name: self.cleaned_data[name] for name in ("title", "about", "valid_from", "valid_to")}

    def was_seen(self) -> dict[str, Any]:
        """What the page showed; nothing where it was meddled with."""
        try:
            found = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @staticmethod
    def shown(said: Raw) -> dict[str, Any]:
        """The boxes for what stands."""
        days = {name: date.fromisoformat(said[name]) for name in ("valid_from", "valid_to") if said.get(name)}
        return {**said, **days, "seen": json.dumps(said)}


class SectionForm(Versioned):
    """A section: what it is called, of whom it is asked, and what stands above its questions."""

    title = Line(called="the title", label="Title of the section", max_length=LONGEST_TITLE)
    per = Choice(
        called="of whom it is asked",
        label="Asked of",
        help_text="Once for the family, or once for each of these",
        choices=[(one.value, words) for one, words in PER_LABELS.items()],
        small=True,
    )
    intro = Words(
        called="the guidance",
        label="Guidance above its questions",
        max_length=LONGEST_HINT,
        rows=3,
        required=False,
    )

    def new(self) -> NewPiece:
        """What the file will say."""
        return NewPiece(_said(self.cleaned_data, ("title", "per", "intro")))

    @staticmethod
    def shown(said: Raw) -> dict[str, Any]:
        """The boxes for what stands."""
        return dict(said)


class QuestionForm(Versioned):
    """A question: its words, the kind of answer, whether it must be answered, the need that it asks about."""

    ask = Line(called="the question", label="Question", max_length=LONGEST_TITLE)
    kind = Choice(
        called="the kind of answer",
        label="Kind of answer",
        choices=[(one.value, words[:1].upper() + words[1:]) for one, words in KIND_LABELS.items()],
        small=True,
    )
    choices = Words(
        called="the choices",
        label="Choices, one a line",
        help_text="For one or any of several; leave it empty for the other kinds",
        max_length=LONGEST_CHOICES,
        rows=5,
        required=False,
    )
    hint = Words(called="the guidance", label="Guidance", max_length=LONGEST_HINT, rows=2, required=False)
    must = Choice(called="whether it must be answered", label="Must it be answered", small=True, required=False)
    known = Choice(
        called="what it begins with",
        label="Begins with what is known",
        choices=[("", "Nothing"), *((one.value, words) for one, words in KNOWN_LABELS.items())],
        widget=forms.Select,
        required=False,
    )
    need = Choice(called="the need", label="Need that it asks about", widget=forms.Select, required=False)
    section = Choice(called="the section", label="Section", widget=forms.Select)

    def __init__(
        self,
        *args: Any,
        levels: LevelSet,
        needs: Sequence[tuple[str, list[tuple[str, str]]]],
        sections: Sequence[tuple[uuid.UUID, str]],
        was: Raw,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.was = was
        from_level = [(str(one.number), f"From level {one.number}: {one.name}") for one in levels.levels]
        self.fields["must"].choices = [("", "No"), (ALWAYS, "Yes"), *from_level]  # type: ignore[attr-defined]
        self.fields["need"].choices = [("", "None in particular"), *needs]  # type: ignore[attr-defined]
        self.fields["section"].choices = [(str(number), title) for number, title in sections]  # type: ignore[attr-defined]

    def new(self) -> NewPiece:
        """What the file will say, and in which section it stands."""
        said = self.cleaned_data
        made = _said(said, ("kind", "ask", "hint", "known"))
        if said["must"] == ALWAYS:
            made["required"] = True
        elif said["must"]:
            made["required_from"] = int(said["must"])
        made |= _said(said, ("need",))
        choices = choices_from(said["choices"].split("\n"), dict(self.was.get("choices", ())))
        return NewPiece(kept(made | ({"choices": choices} if choices else {})), uuid.UUID(said["section"]))

    @staticmethod
    def shown(said: Raw) -> dict[str, Any]:
        """The boxes for what stands."""
        must = ALWAYS if said.get("required") else str(said.get("required_from", ""))
        return {**said, "must": must, "choices": "\n".join(label for _, label in said.get("choices", ()))}


class TextForm(forms.Form):
    """A question set as the text of its file."""

    text = Words(
        called="the question set", label="The question set, as the text of its file", max_length=200_000, rows=20
    )


def _said(typed: Raw, names: Sequence[str]) -> dict[str, Any]:
    return {name: typed[name] for name in names if typed[name]}
