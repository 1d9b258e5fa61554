"""What a question set is made of."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from familyhub.casework.terms.assessments import Known, Per, QuestionKind
from familyhub.vocabulary.terms.dated import Dated

NAMESPACE = uuid.UUID("b4a2c2f6-7d0c-5d7f-8f0e-0a5b8e9b1c11")


def number_of(code: str, version: int) -> uuid.UUID:
    """The number of a set's version, made from its code, so that it is the same everywhere."""
    return uuid.uuid5(NAMESPACE, f"{code}:{version}")


@dataclass(frozen=True)
class Choice:
    """One answer to choose."""

    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """One question. `known`: what its answer may begin with. `required_from`: the level of need from which it must be
    answered; `need`: the need that it asks about, as "framework.code".
    """

    code: str
    kind: QuestionKind
    ask: str
    hint: str = ""
    is_required: bool = False
    choices: tuple[Choice, ...] = ()
    known: Known | None = None
    required_from: int | None = None
    need: str = ""

    def must_be_answered(self, level: int | None) -> bool:
        """Must it be answered where the level of need is this? A level that nobody chose yet asks for no more."""
        return self.is_required or (
            self.required_from is not None and level is not None and level >= self.required_from
        )

    def label_of(self, code: str) -> str:
        """The words of a choice; the code itself when it is none."""
        return next((choice.label for choice in self.choices if choice.code == code), code)


@dataclass(frozen=True)
class Section:
    """Questions that are asked together, once for the family or once for each person."""

    code: str
    title: str
    per: Per
    questions: tuple[Question, ...]
    intro: str = ""

    def question(self, code: str) -> Question | None:
        """One question, or None."""
        return next((one for one in self.questions if one.code == code), None)


@dataclass(frozen=True, kw_only=True)
class QuestionSet(Dated):
    """One version of one set. `about`: where its words and dates are from; a local one says so."""

    code: str
    version: int
    title: str
    about: str
    sections: tuple[Section, ...]
    is_local: bool = False

    @property
    def number(self) -> uuid.UUID:
        """Its number, made from code and version."""
        return number_of(self.code, self.version)

    def section(self, code: str) -> Section | None:
        """One section, or None."""
        return next((one for one in self.sections if one.code == code), None)
