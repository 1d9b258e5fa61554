"""The question sets of assessments, as versioned data: the eras of the common assessment, and an authority's own.

A set is a TOML file. Those of this folder come with the software; an authority's own are kept in the database with the
same shape. An assessment keeps the code and version that it was begun under, so that old ones read as they were asked.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from familyhub.casework.question_sets.reading import BadQuestionSet, read_set
from familyhub.casework.question_sets.shape import Choice, Question, QuestionSet, Section, number_of

__all__ = [
    "BadQuestionSet",
    "Choice",
    "Question",
    "QuestionSet",
    "Section",
    "delivered",
    "number_of",
    "read_set",
]
FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def delivered() -> tuple[QuestionSet, ...]:
    """The sets that come with the software, oldest era first. Errors: BadQuestionSet."""
    read = [read_set(path.read_text(encoding="utf-8"), path.name) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(sorted(read, key=lambda one: (str(one.valid_from or ""), one.code, one.version)))
