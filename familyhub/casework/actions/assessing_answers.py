"""Answers are saved field by field: what two people write about one question is shown to both, never overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from familyhub.casework.actions.assessing import NoSuchAssessment, at_hand, keep_answer
from familyhub.casework.actions.assessing_known import Begun
from familyhub.casework.actions.finding import Refused, refuse
from familyhub.casework.models import Answer, Assessment, AssessmentPart
from familyhub.casework.policy import assessments as policy
from familyhub.casework.policy.assessments import Merge, Value, answer_problem, merged, nothing, write_problem
from familyhub.casework.policy.voices import OfWhom
from familyhub.casework.queries.assessment_parts import last_said, of_whom
from familyhub.casework.queries.question_sets import set_called
from familyhub.casework.queries.record_says import record_says
from familyhub.casework.question_sets import Section
from familyhub.casework.terms.assessments import AssessmentState
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people
from familyhub.vocabulary import queries as vocabulary


@dataclass(frozen=True)
class Said:
    """What somebody sends for one question, and the version that they saw; 0 where nobody had answered."""

    value: Value
    version_seen: int


@dataclass
class Saved:
    """What came of it, by the codes of the questions. `to_settle`: somebody else wrote something else meanwhile."""

    saved: list[str] = field(default_factory=list)
    to_settle: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Is nothing left to be looked at?"""
        return not self.to_settle and not self.problems


def save_answers(*, part: uuid.UUID, said: Mapping[str, Said], by: Asker, at: datetime, still_true: str = "") -> Saved:
    """Save each answer that can be; the others stay as they are. `still_true`: the question whose last answer is taken
    over as it is. Errors: NoSuchAssessment, Refused.
    """
    row = AssessmentPart.objects.filter(id=part).first()
    if row is None:
        raise NoSuchAssessment(str(part))
    whole = at_hand(row.assessment_id)
    refuse(write_problem(AssessmentState(whole.state)))
    section = set_called(whole.set_code, whole.set_version).section(row.section)
    if section is None or not set(said) <= {one.code for one in section.questions}:
        raise NoSuchAssessment("no such question")
    levels = [level.number for level in vocabulary.level_set(whole.opened_on).levels]
    offered = record_says(by, row.id, section, day_of(at))
    begun = {code: Begun(one.words, one.source) for code, one in offered.items()}
    named = people.names_of(by, [row.record_id]) if row.record_id else {}
    of = of_whom(named.get(row.record_id)) if row.record_id else None
    saving = _Saving(row, section, _versions(row), levels, of, by, at, begun)
    for code, one in said.items():
        saving.take(code, _last_said(row, whole, one, saving, code) if code == still_true else one)
    return saving.done


def _last_said(part: AssessmentPart, whole: Assessment, said: Said, saving: _Saving, code: str) -> Said:
    """What was said last time, now by whoever says that it is true still. Errors: Refused."""
    question = saving.section.question(code)
    who = people.names_of(saving.by, [part.record_id]).get(part.record_id) if part.record_id else None
    before = last_said(saving.by, whole.previous).get((part.section, who.person if who else None, code))
    if question is None or before is None:
        raise Refused("Nothing was said to this last time")
    is_still = policy.still_true(question, before.question, before.value, saving.levels)
    refuse("" if is_still else "This was asked in another way last time: write it anew")
    source = f"From the assessment of {before.on:%-d %B %Y}: still true, says {saving.by.name}"
    saving.begun[code] = Begun(before.value, source[:200])
    return Said(before.value, said.version_seen)


def _versions(part: AssessmentPart) -> dict[str, dict[int, Value]]:
    found: dict[str, dict[int, Value]] = {}
    for code, version, value in Answer.objects.filter(part=part).values_list("question", "version", "value"):
        found.setdefault(code, {})[version] = value
    return found


def _same(one: Value, other: Value) -> bool:
    """Are they the same words, whatever the browser made of their line ends?"""
    if isinstance(one, str) and isinstance(other, str):
        return one.strip() == other.replace("\r\n", "\n").strip()
    return one == other


@dataclass
class _Saving:
    """One part, what is kept in it, and what came of saving so far."""

    part: AssessmentPart
    section: Section
    kept: Mapping[str, Mapping[int, Value]]
    levels: list[int]
    of: OfWhom | None
    by: Asker
    at: datetime
    begun: dict[str, Begun]
    done: Saved = field(default_factory=Saved)

    def take(self, code: str, said: Said) -> None:
        """Save one answer, unless it cannot be or somebody must look first."""
        question = self.section.question(code)
        assert question is not None  # checked for all of them before
        problem = answer_problem(question, said.value, self.levels, self.of)
        if problem:
            self.done.problems[code] = problem
            return
        kept, empty = self.kept.get(code, {}), nothing(question.kind)
        newest = max(kept, default=0)
        what = merged(kept.get(said.version_seen, empty), said.value, kept.get(newest, empty))
        if what is Merge.ASK:
            self.done.to_settle.append(code)
        elif what is Merge.SAVE:
            begun = self.begun.get(code)
            new = begun if begun and _same(begun.value, said.value) else Begun(said.value)
            keep_answer(self.part, code, newest + 1, new, by=self.by, at=self.at)
            self.done.saved.append(code)
