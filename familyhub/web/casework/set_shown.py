"""How a question set is shown: each section and question in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from familyhub.casework.queries.set_drafts import DraftPage, Piece
from familyhub.casework.question_sets.checking import needs_on
from familyhub.casework.terms.assessments import KIND_LABELS, KNOWN_LABELS, PER_LABELS, Known, Per, QuestionKind


@dataclass(frozen=True)
class QuestionLine:
    """A question, and what is asked of its answer in words."""

    piece: Piece
    words: str


@dataclass(frozen=True)
class SectionLines:
    """A section with its questions."""

    piece: Piece
    per: str
    questions: tuple[QuestionLine, ...]


def lines_of(page: DraftPage) -> list[SectionLines]:
    """The sections in order."""
    begins = page.raw.get("valid_from")
    named = needs_on(begins if isinstance(begins, date) else date.max)
    return [
        SectionLines(
            one,
            PER_LABELS[Per(one.said["per"])],
            tuple(QuestionLine(each, words_of(each.said, named)) for each in one.questions),
        )
        for one in page.sections
    ]


def words_of(said: Mapping[str, Any], needs: Mapping[str, str]) -> str:
    """Kind of answer, whether it must be given, what it begins with, and which need it asks about."""
    return "; ".join(_words_of(said, needs))


def _words_of(said: Mapping[str, Any], needs: Mapping[str, str]) -> Iterator[str]:
    choices = [label for _, label in said.get("choices", ())]
    kind = KIND_LABELS[QuestionKind(said["kind"])]
    yield f"{kind}: {', '.join(choices)}" if choices else kind
    if said.get("required"):
        yield "must be answered"
    elif said.get("required_from"):
        yield f"must be answered from level {said['required_from']}"
    if said.get("known"):
        yield f"begins with {KNOWN_LABELS[Known(said['known'])]}"
    if said.get("need"):
        yield f"need: {needs.get(said['need'], said['need'])}"
