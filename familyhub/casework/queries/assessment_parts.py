"""The parts of an assessment: each question with its answer, where that came from, and what was said last time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import Answer, Assessment, AssessmentPart, Contribution
from familyhub.casework.policy import assessments as policy
from familyhub.casework.policy.assessments import Value
from familyhub.casework.policy.voices import OfWhom
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.question_sets import Question, QuestionSet, Section
from familyhub.casework.terms.assessments import ABSENCE_LABELS, Absence, QuestionKind
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.vocabulary import queries as vocabulary
from familyhub.vocabulary.terms import LevelSet

Key = tuple[str, uuid.UUID | None, str]
"""Section, person and question: what two assessments of one family are compared by."""


@dataclass(frozen=True)
class Given:
    """What a partner said to one question."""

    agency: str
    words: str
    at: datetime


@dataclass(frozen=True)
class QuestionShown:
    """One question with its answer. `source`: where it came from; `before`: what the last assessment said, when it was
    final, and whether that may be taken over as it is.
    """

    question: Question
    value: Value
    words: str
    version: int
    source: str
    by: str
    at: datetime | None
    given: tuple[Given, ...]
    before: str
    before_on: date | None = None
    is_to_take: bool = False


@dataclass(frozen=True)
class PartShown:
    """One part: a section of the family, or of one person whom this reader sees."""

    id: uuid.UUID
    section: Section
    who: people.Named | None
    questions: tuple[QuestionShown, ...]
    is_last: bool = False

    @property
    def title(self) -> str:
        """The section's, with the name of whom it is about."""
        return f"{self.section.title}: {self.who.name}" if self.who else self.section.title


def of_whom(who: people.Named | None) -> OfWhom | None:
    """Whose voice is asked for, as the record stands; None for the family's part."""
    return OfWhom(who.name, who.is_unborn, who.years) if who else None


def parts_of(row: Assessment) -> list[AssessmentPart]:
    """Those of its parts that whoever asks sees, in order."""
    return list(AssessmentPart.objects.filter(assessment=row).order_by("number"))


@dataclass(frozen=True)
class Before:
    """What the last assessment said to one question, and the day on which it was final."""

    question: Question
    value: Value
    words: str
    on: date


@dataclass(frozen=True)
class Reading:
    """What answers are read with: the questions, the levels of that day, and what the last assessment said."""

    asked: QuestionSet
    levels: LevelSet
    before: Mapping[Key, Before]


def shown_parts(
    rows: Sequence[AssessmentPart], named: Mapping[uuid.UUID, people.Named], reading: Reading
) -> list[PartShown]:
    """Each part with its questions; that of a person who is not seen is not there."""
    numbers = [row.id for row in rows]
    answers = newest_answers(numbers)
    given: dict[tuple[uuid.UUID, str], list[Given]] = {}
    for one in Contribution.objects.filter(part__in=numbers).order_by("at", "id"):
        given.setdefault((one.part_id, one.question), []).append(Given(one.agency, one.words, one.at))
    made = []
    for row in rows:
        section = reading.asked.section(row.section)
        who = named.get(row.record_id) if row.record_id else None
        if section is None or (row.record_id and who is None):
            continue
        questions = tuple(
            _question(one, row, answers.get((row.id, one.code)), reading, who, given.get((row.id, one.code), []))
            for one in section.questions
        )
        made.append(PartShown(row.id, section, who, questions, row is rows[-1]))
    return made


def _question(
    question: Question,
    part: AssessmentPart,
    answer: Answer | None,
    reading: Reading,
    who: people.Named | None,
    given: Sequence[Given],
) -> QuestionShown:
    value = answer.value if answer else policy.nothing(question.kind)
    before = reading.before.get((part.section, who.person if who else None, question.code))
    return QuestionShown(
        question=question,
        value=value,
        words=words_of(question, value, reading.levels),
        version=answer.version if answer else 0,
        source=answer.source if answer else "",
        by=answer.by_name if answer else "",
        at=answer.at if answer else None,
        given=tuple(given),
        before=before.words if before else "",
        before_on=before.on if before else None,
        is_to_take=before is not None and before.value != value and _is_still(question, before, reading.levels),
    )


def _is_still(question: Question, before: Before, levels: LevelSet) -> bool:
    return policy.still_true(question, before.question, before.value, [level.number for level in levels.levels])


def newest_answers(parts: Iterable[uuid.UUID]) -> dict[tuple[uuid.UUID, str], Answer]:
    """The newest version of every answer in these parts, by part and question: one query."""
    rows = Answer.objects.filter(part__in=list(parts)).order_by("part", "question", "-version")
    return {(one.part_id, one.question): one for one in rows.distinct("part", "question")}


def last_said(asker: Asker, previous: uuid.UUID | None) -> dict[Key, Before]:
    """What the last assessment said, to stand beside; nothing where there was none."""
    row = Assessment.objects.filter(id=previous).first() if previous else None
    if row is None:
        return {}
    asked, levels = set_called(row.set_code, row.set_version), vocabulary.level_set(row.opened_on)
    rows = parts_of(row)
    named = people.names_of(asker, [one.record_id for one in rows if one.record_id])
    parts = shown_parts(rows, named, Reading(asked, levels, {}))
    return {
        (part.section.code, part.who.person if part.who else None, one.question.code): Before(
            one.question, one.value, one.words, day_of(row.authorised_at) if row.authorised_at else row.opened_on
        )
        for part in parts
        for one in part.questions
    }


def words_of(question: Question, value: Value, levels: LevelSet) -> str:
    """An answer in words; "" where nothing is said."""
    if isinstance(value, dict):
        absent = value.get("absent", "")
        said = [value.get("words", ""), f"Absent: {ABSENCE_LABELS[Absence(absent)].lower()}" if absent else ""]
        return "\n".join(part for part in said if part)
    if isinstance(value, list):
        return ", ".join(question.label_of(code) for code in value)
    if question.kind is QuestionKind.LEVEL:
        return level_words(value, levels)
    return question.label_of(value) if question.kind is QuestionKind.CHOICE else value


def level_words(value: str, levels: LevelSet) -> str:
    """ "Level 3: Targeted Early Help"; "" for none."""
    return f"Level {value}: {levels.named(int(value))}" if value.isdigit() else ""
