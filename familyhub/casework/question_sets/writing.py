"""A question set written down again: as words and values to edit, and as the text of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from familyhub.casework.question_sets.shape import Question, QuestionSet, Section

Raw = Mapping[str, Any]
HEAD = ("code", "version", "title", "about", "valid_from", "valid_to")
ORDER = (*HEAD, "per", "intro", "kind", "ask", "hint", "known", "required", "required_from", "need", "choices")


def raw_of(one: QuestionSet) -> dict[str, Any]:
    """The words and values of a set, as its file holds them: what says nothing is left out."""
    head = {name: getattr(one, name) for name in HEAD}
    return _said(head) | {"sections": [_section(section) for section in one.sections]}


def _section(one: Section) -> dict[str, Any]:
    said = _said({"code": one.code, "title": one.title, "per": one.per.value, "intro": one.intro})
    return said | {"questions": [_question(question) for question in one.questions]}


def _question(one: Question) -> dict[str, Any]:
    return _said(
        {
            "code": one.code,
            "kind": one.kind.value,
            "ask": one.ask,
            "hint": one.hint,
            "known": one.known.value if one.known else "",
            "required": one.is_required,
            "required_from": one.required_from,
            "need": one.need,
            "choices": {choice.code: choice.label for choice in one.choices},
        }
    )


def _said(raw: Raw) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if value not in (None, "", False) and value != {}}


def text_of(raw: Raw) -> str:
    """The text of the file (TOML): reading it gives the same set."""
    return "\n".join(_lines(raw)) + "\n"


def _lines(raw: Raw) -> Iterator[str]:
    yield from _values(raw)
    for section in raw.get("sections", ()):
        yield from ("", "[[sections]]", *_values(section))
        for question in section.get("questions", ()):
            yield from ("", "[[sections.questions]]", *_values(question))


def _values(raw: Raw) -> Iterator[str]:
    for name in ORDER:
        value = raw.get(name)
        if value is not None:
            yield f"{name} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{code} = {_value(label)}" for code, label in value.items()) + " }"
    # JSON's escapes are TOML's; the one control character that JSON lets stand is escaped besides
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
