"""What a draft of a question set is put together from, as plain Python: codes, choices, what must be said first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from familyhub.casework.question_sets.checking import HEAD, Place, Problem, problems_of, tables
from familyhub.casework.terms.assessments import QuestionKind

LONGEST_CODE = 40
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
Raw = Mapping[str, Any]


def code_from(words: str, taken: Collection[str]) -> str:
    """A code made from words, that nothing else here has: "Who helps already" is who_helps_already."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    said = NOT_A_LETTER.sub("_", plain).strip("_")
    if not said[:1].isalpha():
        said = f"c_{said}".rstrip("_")
    code, number = said[:LONGEST_CODE].rstrip("_"), 1
    while code in taken:
        number += 1
        code = f"{said[: LONGEST_CODE - 4].rstrip('_')}_{number}"
    return code


def choices_from(lines: Sequence[str], before: Mapping[str, str]) -> dict[str, str]:
    """The choices of these lines. One whose words stood there before keeps its code; an empty line is none."""
    kept = {label: code for code, label in before.items()}
    said = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    taken = {kept[label] for label in said if label in kept}
    made: dict[str, str] = {}
    for label in said:
        code = kept.get(label) or code_from(label, taken | made.keys())
        made[code] = label
    return made


def publish_problems(raw: Raw, today: date) -> Iterator[Problem]:
    """What must be mended before the draft is published: all that its file would be refused for, and more."""
    yield from problems_of(raw)
    begins = raw.get("valid_from")
    if type(begins) is date and begins < today:
        yield Problem("the day on which it begins is over: what was asked until today stays as it was asked")
    if not any(one.get("kind") == QuestionKind.VOICE.value for one in _asked(raw)):
        words = "no child is asked what they say: add a question of the child's own words to a section of each child"
        yield Problem(words, _first_of_child(raw))


def advice(raw: Raw) -> Iterator[str]:
    """What is worth a second look and hinders nothing."""
    kinds = {one.get("kind") for one in _asked(raw)}
    if QuestionKind.LEVEL.value not in kinds:
        yield "It does not ask for the level of need: every assessment will wait for a signature."
    if not {QuestionKind.STRENGTHS.value, QuestionKind.RISKS.value} <= kinds:
        yield "It does not ask for both strengths and risks."
    if not any(one.get("required") for one in _asked(raw)):
        yield "No question must be answered: an assessment without a word could be finished."


def _asked(raw: Raw) -> list[dict[str, Any]]:
    return [question for section in tables(raw.get("sections")) for question in tables(section.get("questions"))]


def _first_of_child(raw: Raw) -> Place:
    for number, section in enumerate(tables(raw.get("sections"))):
        if section.get("per") == "child":
            return Place("", number)
    return HEAD


def publish_problem(drafted_by: Collection[object], by: object, *, is_ready: bool) -> str:
    """Why they cannot publish it; "" when they can. `drafted_by`: the numbers of everybody who changed it."""
    if not is_ready:
        return "Whoever drafts it says first that it is ready"
    return "Somebody who did not draft it publishes it" if by in drafted_by else ""


def kept(said: Raw) -> dict[str, Any]:
    """What a file says of a section or question, as a draft keeps it: choices as pairs, so that their order stays."""
    made = {name: value for name, value in said.items() if name not in {"code", "questions"}}
    if isinstance(made.get("choices"), dict):
        made["choices"] = [[code, label] for code, label in made["choices"].items()]
    return made


def filed(said: Raw) -> dict[str, Any]:
    """The same as the file says it."""
    return {**said, "choices": dict(said["choices"])} if "choices" in said else dict(said)
