"""A question set read from TOML. Everything that is wrong is said at once, each with where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from familyhub.casework.question_sets.checking import problems_of
from familyhub.casework.question_sets.shape import Choice, Question, QuestionSet, Section
from familyhub.casework.terms.assessments import Known, Per, QuestionKind

LONGEST_FILE = 200_000


class BadQuestionSet(Exception):
    """The set cannot be used. `problems` says each thing that is wrong and where, in plain words."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)


def read_set(text: str, name: str, *, is_local: bool = False) -> QuestionSet:
    """The set in this text; `name` is what messages call it. Errors: BadQuestionSet."""
    raw = read_raw(text, name)
    return QuestionSet(
        code=raw["code"],
        version=raw["version"],
        title=raw["title"],
        about=raw.get("about", ""),
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        sections=tuple(section_of(one) for one in raw["sections"]),
        is_local=is_local,
    )


def read_raw(text: str, name: str) -> dict[str, Any]:
    """The text's own words and values, once nothing is wrong with them. Errors: BadQuestionSet."""
    if len(text) > LONGEST_FILE:
        raise BadQuestionSet([f"{name} is longer than {LONGEST_FILE:,} characters"])
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadQuestionSet([f"{name} cannot be read: {error}"]) from error
    problems = [f"{name}: {problem}" for problem in problems_of(raw)]
    if problems:
        raise BadQuestionSet(problems)
    return raw


def section_of(raw: Mapping[str, Any]) -> Section:
    """One section from its words and values."""
    questions = tuple(question_of(one) for one in raw["questions"])
    return Section(raw["code"], raw["title"], Per(raw["per"]), questions, raw.get("intro", ""))


def question_of(raw: Mapping[str, Any]) -> Question:
    """One question from its words and values."""
    return Question(
        code=raw["code"],
        kind=QuestionKind(raw["kind"]),
        ask=raw["ask"],
        hint=raw.get("hint", ""),
        is_required=raw.get("required", False),
        choices=tuple(Choice(code, label) for code, label in raw.get("choices", {}).items()),
        known=Known(raw["known"]) if "known" in raw else None,
        required_from=raw.get("required_from"),
        need=raw.get("need", ""),
    )
