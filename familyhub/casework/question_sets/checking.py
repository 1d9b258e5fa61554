"""What is wrong with a question set, as it was written: everything at once, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from familyhub.casework.terms.assessments import Known, Per, QuestionKind
from familyhub.vocabulary.terms import FRAMEWORKS, LEVEL_SETS, holding

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_TITLE, LONGEST_HINT = 200, 500
MOST_SECTIONS, MOST_QUESTIONS, MOST_CHOICES = 30, 30, 40
TO_CHOOSE = {QuestionKind.CHOICE.value, QuestionKind.SEVERAL.value}
OF_SET = {"code", "version", "title", "about", "valid_from", "valid_to", "sections"}
OF_SECTION = {"code", "title", "per", "intro", "questions"}
OF_QUESTION = {"code", "kind", "ask", "hint", "required", "required_from", "choices", "known", "need"}
Raw = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where something stands: in words, and by position among the sections and their questions, from 0."""

    words: str = ""
    section: int | None = None
    question: int | None = None


HEAD = Place()


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `typed` adds how it is written in a file."""

    words: str
    place: Place = HEAD
    typed: str = ""

    def __str__(self) -> str:
        said = f"{self.words}{self.typed}"
        return f"{self.place.words}: {said}" if self.place.words else said


def problems_of(raw: Raw) -> Iterator[Problem]:
    """Everything that is wrong with a set, as it was read from its text or put together in a draft."""
    whole = Place("the set")
    yield from _unknown(raw, OF_SET, whole)
    yield from _code_problem(raw, whole)
    yield from _text_problem(raw, "title", LONGEST_TITLE, whole)
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield Problem("say its version as a number", typed=": version = 1")
    yield from _date_problems(raw)
    sections = tables(raw.get("sections"))
    if not sections or len(sections) > MOST_SECTIONS:
        yield Problem(f"a set has between 1 and {MOST_SECTIONS} sections", typed=", each beginning with [[sections]]")
        return
    yield from _twice(sections, "sections", HEAD)
    on = raw.get("valid_from")
    for number, section in enumerate(sections):
        place = Place(f"section {section.get('code', number + 1)}", number)
        yield from _section_problems(section, place, on if type(on) is date else date.max)
    levels = [q for s in sections for q in tables(s.get("questions")) if q.get("kind") == QuestionKind.LEVEL.value]
    if len(levels) > 1:
        yield Problem("the level of need is asked once")


def tables(found: Any) -> list[dict[str, Any]]:
    """A list of tables as it is; nothing for anything else."""
    return found if isinstance(found, list) and all(isinstance(one, dict) for one in found) else []


def _date_problems(raw: Raw) -> Iterator[Problem]:
    begins, ends = raw.get("valid_from"), raw.get("valid_to")
    if type(begins) is not date:
        yield Problem("say from which day it is in force", typed=": valid_from = 2026-04-01")
        return
    if ends is not None and type(ends) is not date:
        yield Problem("valid_to is a day such as 2027-04-01, or is left out")
    elif ends is not None and ends <= begins:
        yield Problem("the day on which it ends comes after the first", typed=": valid_to comes after valid_from")


def _twice(found: Sequence[Raw], what: str, place: Place) -> Iterator[Problem]:
    codes = [str(one.get("code")) for one in found]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(f"two {what} are called {code}", place)


def _unknown(raw: Raw, known: set[str], place: Place) -> Iterator[Problem]:
    for word in sorted(set(raw) - known):
        yield Problem(f"“{word}” is no word of a question set; it knows {', '.join(sorted(known))}", place)


def _code_problem(raw: Raw, place: Place) -> Iterator[Problem]:
    code = raw.get("code")
    if not isinstance(code, str) or not CODE.fullmatch(code):
        yield Problem("a code is small letters, digits and _, at most 40, like family_help", place)


def _text_problem(raw: Raw, word: str, longest: int, place: Place) -> Iterator[Problem]:
    text = raw.get(word)
    if not isinstance(text, str) or not text.strip():
        yield Problem(f"“{word}” is missing", place)
    elif len(text) > longest:
        yield Problem(f"“{word}” has {len(text)} characters and can have {longest}", place)


def _section_problems(raw: Raw, place: Place, on: date) -> Iterator[Problem]:
    yield from _unknown(raw, OF_SECTION, place)
    yield from _code_problem(raw, place)
    yield from _text_problem(raw, "title", LONGEST_TITLE, place)
    if raw.get("per") not in list(Per):
        yield Problem(f"“per” is one of {', '.join(Per)}", place)
    questions = tables(raw.get("questions"))
    if not questions or len(questions) > MOST_QUESTIONS:
        words = f"a section asks between 1 and {MOST_QUESTIONS} questions"
        yield Problem(words, place, ", each beginning with [[…questions]]")
        return
    yield from _twice(questions, f"questions of {place.words}", place)
    for number, question in enumerate(questions):
        here = Place(f"{place.words}, question {question.get('code', number + 1)}", place.section, number)
        yield from _question_problems(question, str(raw.get("per")), here)
        yield from _bound_problems(question, here, on)


def _question_problems(raw: Raw, per: str, place: Place) -> Iterator[Problem]:
    yield from _unknown(raw, OF_QUESTION, place)
    yield from _code_problem(raw, place)
    yield from _text_problem(raw, "ask", LONGEST_TITLE, place)
    if "hint" in raw:
        yield from _text_problem(raw, "hint", LONGEST_HINT, place)
    kind = raw.get("kind")
    if kind not in list(QuestionKind):
        yield Problem(f"“kind” is one of {', '.join(QuestionKind)}", place)
    if kind == QuestionKind.VOICE.value and per != Per.CHILD.value:
        yield Problem("the child's voice is asked of each child", place, ': per = "child"')
    if kind == QuestionKind.LEVEL.value and per != Per.FAMILY.value:
        yield Problem("the level is the family's", place, ': per = "family"')
    yield from _choice_problems(raw, place)
    if "known" in raw and raw["known"] not in list(Known):
        yield Problem(f"“known” is one of {', '.join(Known)}", place)


def _bound_problems(raw: Raw, place: Place, on: date) -> Iterator[Problem]:
    """Whether it must be answered, from which level of need, and about which need it asks."""
    if not isinstance(raw.get("required", False), bool):
        yield Problem("“required” is true or false", place)
    levels = {level.number for one in LEVEL_SETS for level in one.levels}
    at = raw.get("required_from")
    if at is not None and (type(at) is not int or at not in levels):
        yield Problem("“required_from” is the number of a level of need", place, ", like required_from = 3")
    if "need" in raw and raw["need"] not in needs_on(on):
        yield Problem("“need” is a need of a framework in use when the set begins", place, ', like need = "sf.3"')


def needs_on(on: date) -> dict[str, str]:
    """The needs that a question may ask about on that day, as "framework.code", with their names."""
    return {
        f"{framework.code}.{one.code}": one.name
        for framework in holding(FRAMEWORKS, on)
        for one in holding(framework.needs, on)
        if not one.excludes_others
    }


def _choice_problems(raw: Raw, place: Place) -> Iterator[Problem]:
    choices = raw.get("choices")
    if raw.get("kind") not in TO_CHOOSE:
        if choices is not None:
            yield Problem("only a question with answers to choose has choices", place)
        return
    if not isinstance(choices, dict) or not 2 <= len(choices) <= MOST_CHOICES:
        typed = ', like choices = { yes = "Yes", no = "No" }'
        yield Problem(f"say between 2 and {MOST_CHOICES} choices", place, typed)
        return
    for code, label in choices.items():
        if not CODE.fullmatch(code) or not isinstance(label, str) or not label.strip() or len(label) > LONGEST_TITLE:
            yield Problem(f"the choice {code} is a code of small letters, with words of its own", place)
