"""A question set read from TOML. Everything that is wrong is said at once, each with where it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from familyhub.casework.assessment_terms import Known, Per, QuestionKind
from familyhub.casework.question_sets.shape import Choice, Question, QuestionSet, Section

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_TITLE, LONGEST_HINT, LONGEST_FILE = 200, 500, 200_000
MOST_SECTIONS, MOST_QUESTIONS, MOST_CHOICES = 30, 30, 40
TO_CHOOSE = {QuestionKind.CHOICE.value, QuestionKind.SEVERAL.value}
OF_SET = {"code", "version", "title", "about", "valid_from", "valid_to", "sections"}
OF_SECTION = {"code", "title", "per", "intro", "questions"}
OF_QUESTION = {"code", "kind", "ask", "hint", "required", "choices", "known"}


class BadQuestionSet(Exception):
    """The set cannot be used. `problems` says each thing that is wrong and where, in plain words."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = list(problems)


def read_set(text: str, name: str, *, is_local: bool = False) -> QuestionSet:
    """The set in this text; `name` is what messages call it. Errors: BadQuestionSet."""
    if len(text) > LONGEST_FILE:
        raise BadQuestionSet([f"{name} is longer than {LONGEST_FILE:,} characters"])
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadQuestionSet([f"{name} cannot be read: {error}"]) from error
    problems = list(_problems(raw))
    if problems:
        raise BadQuestionSet([f"{name}: {problem}" for problem in problems])
    return QuestionSet(
        code=raw["code"],
        version=raw["version"],
        title=raw["title"],
        about=raw.get("about", ""),
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        sections=tuple(_section(one) for one in raw["sections"]),
        is_local=is_local,
    )


def _section(raw: Mapping[str, Any]) -> Section:
    questions = tuple(_question(one) for one in raw["questions"])
    return Section(raw["code"], raw["title"], Per(raw["per"]), questions, raw.get("intro", ""))


def _question(raw: Mapping[str, Any]) -> Question:
    return Question(
        code=raw["code"],
        kind=QuestionKind(raw["kind"]),
        ask=raw["ask"],
        hint=raw.get("hint", ""),
        is_required=raw.get("required", False),
        choices=tuple(Choice(code, label) for code, label in raw.get("choices", {}).items()),
        known=Known(raw["known"]) if "known" in raw else None,
    )


def _problems(raw: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown(raw, OF_SET, "the set")
    yield from _code_problem(raw, "the set")
    yield from _text_problem(raw, "title", LONGEST_TITLE, "the set")
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield "say its version as a number: version = 1"
    yield from _date_problems(raw)
    sections = _tables(raw.get("sections"))
    if not sections or len(sections) > MOST_SECTIONS:
        yield f"a set has between 1 and {MOST_SECTIONS} sections, each beginning with [[sections]]"
        return
    yield from _twice(sections, "sections")
    for number, section in enumerate(sections, start=1):
        yield from _section_problems(section, f"section {section.get('code', number)}")
    levels = [q for s in sections for q in _questions_of(s) if q.get("kind") == QuestionKind.LEVEL.value]
    if len(levels) > 1:
        yield "the level of need is asked once"


def _date_problems(raw: Mapping[str, Any]) -> Iterator[str]:
    begins, ends = raw.get("valid_from"), raw.get("valid_to")
    if type(begins) is not date:
        yield "say from which day it is in force: valid_from = 2026-04-01"
        return
    if ends is not None and type(ends) is not date:
        yield "valid_to is a day such as 2027-04-01, or is left out"
    elif ends is not None and ends <= begins:
        yield "valid_to comes after valid_from"


def _tables(found: Any) -> list[dict[str, Any]]:
    """A list of tables as it is; nothing for anything else."""
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else []


def _questions_of(section: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _tables(section.get("questions"))


def _twice(found: Sequence[Mapping[str, Any]], what: str) -> Iterator[str]:
    codes = [str(one.get("code")) for one in found]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield f"two {what} are called {code}"


def _unknown(raw: Mapping[str, Any], known: set[str], where: str) -> Iterator[str]:
    for word in sorted(set(raw) - known):
        yield f"{where}: “{word}” is no word of a question set; it knows {', '.join(sorted(known))}"


def _code_problem(raw: Mapping[str, Any], where: str) -> Iterator[str]:
    code = raw.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        yield f"{where}: a code is small letters, digits and _, at most 40, like family_help"


def _text_problem(raw: Mapping[str, Any], word: str, longest: int, where: str) -> Iterator[str]:
    text = raw.get(word)
    if not isinstance(text, str) or not text.strip():
        yield f"{where}: “{word}” is missing"
    elif len(text) > longest:
        yield f"{where}: “{word}” has {len(text)} characters and can have {longest}"


def _section_problems(raw: Mapping[str, Any], where: str) -> Iterator[str]:
    yield from _unknown(raw, OF_SECTION, where)
    yield from _code_problem(raw, where)
    yield from _text_problem(raw, "title", LONGEST_TITLE, where)
    if raw.get("per") not in list(Per):
        yield f"{where}: “per” is one of {', '.join(Per)}"
    questions = _questions_of(raw)
    if not questions or len(questions) > MOST_QUESTIONS:
        yield f"{where}: a section asks between 1 and {MOST_QUESTIONS} questions, each beginning with [[…questions]]"
        return
    yield from _twice(questions, f"questions of {where}")
    for number, question in enumerate(questions, start=1):
        yield from _question_problems(
            question, str(raw.get("per")), f"{where}, question {question.get('code', number)}"
        )


def _question_problems(raw: Mapping[str, Any], per: str, where: str) -> Iterator[str]:
    yield from _unknown(raw, OF_QUESTION, where)
    yield from _code_problem(raw, where)
    yield from _text_problem(raw, "ask", LONGEST_TITLE, where)
    if "hint" in raw:
        yield from _text_problem(raw, "hint", LONGEST_HINT, where)
    kind = raw.get("kind")
    if kind not in list(QuestionKind):
        yield f"{where}: “kind” is one of {', '.join(QuestionKind)}"
    if kind == QuestionKind.VOICE.value and per != Per.CHILD.value:
        yield f'{where}: the child\'s voice is asked of each child: per = "child"'
    if kind == QuestionKind.LEVEL.value and per != Per.FAMILY.value:
        yield f'{where}: the level is the family\'s: per = "family"'
    if not isinstance(raw.get("required", False), bool):
        yield f"{where}: “required” is true or false"
    yield from _choice_problems(raw, where)
    if "known" in raw and raw["known"] not in list(Known):
        yield f"{where}: “known” is one of {', '.join(Known)}"


def _choice_problems(raw: Mapping[str, Any], where: str) -> Iterator[str]:
    choices = raw.get("choices")
    if raw.get("kind") not in TO_CHOOSE:
        if choices is not None:
            yield f"{where}: only a question of kind {' or '.join(sorted(TO_CHOOSE))} has choices"
        return
    if not isinstance(choices, dict) or not 2 <= len(choices) <= MOST_CHOICES:
        yield f'{where}: say between 2 and {MOST_CHOICES} choices, like choices = {{ yes = "Yes", no = "No" }}'
        return
    for code, label in choices.items():
        if not CODE.fullmatch(code) or not isinstance(label, str) or not label.strip() or len(label) > LONGEST_TITLE:
            yield f"{where}: the choice {code} is a code of small letters, with words of its own"
