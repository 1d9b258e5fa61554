"""The rules of assessments, as plain Python: merging, what is missing, who signs and by when, a partner's link."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from familyhub.casework.policy.episodes import looks_like_table
from familyhub.casework.policy.voices import OfWhom, absence_problem
from familyhub.casework.question_sets import Question, QuestionSet, Section
from familyhub.casework.terms.assessments import (
    IN_WORDS,
    LONGEST_ANSWER,
    Absence,
    AssessmentState,
    Per,
    QuestionKind,
    SharedHow,
)
from familyhub.core.clocks import add_working_days, day_of, end_of_day

Value = str | list[str] | dict[str, str]
LINK_OPEN_FOR = 5  # working days after the day on which the contribution was due: late is better than never
REMIND_BEFORE = timedelta(days=2)
FURTHEST_DUE = 60
CARES = ("young_carer", "yes")
RECORD = "What the record says, "
UNIVERSAL = 1  # a level at which no need beyond what every family is offered may be found


class Merge(StrEnum):
    """What becomes of one field that somebody saves."""

    LEAVE = "leave"
    SAVE = "save"
    ASK = "ask"


def merged(base: Value, mine: Value, stored: Value) -> Merge:
    """`base` is what I saw, `mine` what I send, `stored` what is there now. Of two changes none is chosen: ask."""
    if mine in (base, stored):
        return Merge.LEAVE
    return Merge.SAVE if stored == base else Merge.ASK


def nothing(kind: QuestionKind) -> Value:
    """The answer of a question that nobody has answered."""
    if kind is QuestionKind.SEVERAL:
        return []
    return {"words": "", "absent": ""} if kind is QuestionKind.VOICE else ""


def record_source(on: date) -> str:
    """Where an answer is from that is the record's own words: nobody of the family said it."""
    return f"{RECORD}{on:%-d %B %Y}, not the family"


def is_the_records(source: str) -> bool:
    """Is an answer no more than what the record says? Then the question is not answered yet."""
    return source.startswith(RECORD)


def still_true(question: Question, before: Question, value: Value, levels: Sequence[int]) -> bool:
    """May the last answer be taken over as it is? It was asked in the same way and is one of today's answers."""
    return question.kind is before.kind and is_answered(value) and not answer_problem(question, value, levels)


def is_answered(value: Value) -> bool:
    """Is anything said? A child's voice is: words, or why there are none."""
    if isinstance(value, dict):
        return any(part.strip() for part in value.values())
    return bool(value.strip() if isinstance(value, str) else value)


def answer_problem(question: Question, value: Value, levels: Sequence[int], of: OfWhom | None = None) -> str:
    """What is wrong with an answer; "" when nothing is. `of`: whom the part is about."""
    if question.kind in IN_WORDS:
        return words_problem(str(value))
    if question.kind is QuestionKind.VOICE:
        return _voice_problem(value, of)
    if question.kind is QuestionKind.LEVEL:
        return "" if value in ("", *map(str, levels)) else "Choose the level from the list"
    known = {choice.code for choice in question.choices}
    chosen = set(value) if isinstance(value, list) else {value} - {""}
    return "" if chosen <= known else "Choose from the list"


def words_problem(words: str) -> str:
    """Too long, or a spreadsheet: nothing is lost, and it is said what to do."""
    if len(words) > LONGEST_ANSWER:
        return (
            f"This has {len(words):,} characters and one answer can hold {LONGEST_ANSWER:,}: nothing is lost, it is "
            "kept as a draft. Shorten it, or attach the document to the family's request"
        )
    if looks_like_table(words):
        return (
            "This looks like part of a spreadsheet, which an answer would not keep in order: nothing is lost, it is "
            "kept as a draft. Say in words what it shows"
        )
    return ""


def _voice_problem(value: Value, of: OfWhom | None) -> str:
    if not isinstance(value, dict) or set(value) != {"words", "absent"}:
        return "Say what the child says, or why that is absent"
    if value["absent"] and value["absent"] not in list(Absence):
        return "Choose the reason from the list"
    return words_problem(value["words"]) or (absence_problem(value["words"], value["absent"], of) if of else "")


def asked_of(section: Section, *, is_child: bool) -> bool:
    """Is this section asked of a person? `Per.FAMILY` is asked of none alone."""
    return section.per is Per.PERSON or section.per is (Per.CHILD if is_child else Per.ADULT)


@dataclass(frozen=True)
class Answered:
    """One part with what was answered in it, by the question's code. `who` is empty for the family's.

    `of`: whom it is about, as the record stands now.
    """

    part: uuid.UUID
    section: Section
    who: str
    values: Mapping[str, Value]
    of: OfWhom | None = None


class Elsewhere(StrEnum):
    """What is said on a page of its own."""

    NEEDS = "needs"
    SHARED = "shared"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class Missing:
    """What is not there yet, and in which part it is to be said; or `elsewhere`, `about` one person maybe."""

    part: uuid.UUID | None
    words: str
    elsewhere: Elsewhere | None = None
    about: uuid.UUID | None = None


@dataclass(frozen=True)
class Unasked:
    """A child for whom nobody has said whether the family agrees to work together."""

    person: uuid.UUID
    name: str


def missing(
    parts: Sequence[Answered], *, is_shared: bool, needs: int, unasked: Sequence[Unasked] = ()
) -> list[Missing]:
    """Everything that must be said before it can be finished, in the order of the document. `needs`: how many found."""
    level = level_in(parts)
    found = [one for part in parts for one in _missing_in(part, level)]
    if not needs and level is not None and level > UNIVERSAL:
        found.append(Missing(None, "The needs that were found: at this level there is at least one", Elsewhere.NEEDS))
    if not is_shared:
        found.append(Missing(None, "How it was shared with the family, or why not", Elsewhere.SHARED))
    for child in unasked:
        words = f"Agreement to work together ({child.name}): given, refused, or not sought and why"
        found.append(Missing(None, words, Elsewhere.AGREEMENT, child.person))
    return found


def _missing_in(part: Answered, level: int | None) -> Iterator[Missing]:
    whose = f" ({part.who})" if part.who else ""
    for question in part.section.questions:
        said = part.values.get(question.code, nothing(question.kind))
        if question.kind is QuestionKind.VOICE:
            problem = _voice_problem(said, part.of) if is_answered(said) else "their words, or why there are none"
            if problem:
                yield Missing(part.part, f"{question.ask}{whose}: {problem}")
        elif question.must_be_answered(level) and not is_answered(said):
            yield Missing(part.part, f"{question.ask}{whose}")


def cares(part: Answered) -> bool:
    """Does it say that this child cares for somebody? A young carer is offered an assessment of their own (S4-35)."""
    code, yes = CARES
    return part.values.get(code) == yes


def outstanding_problem(asked: Sequence[str], *, is_ticked: bool) -> str:
    """Why it cannot be finished while these have not answered; "" when nobody waits, or it is to be all the same."""
    return "" if is_ticked or not asked else f"{' '.join(asked)} Tick to finish it all the same"


def level_in(parts: Iterable[Answered]) -> int | None:
    """The level of need that was chosen, or None."""
    for part in parts:
        for question in part.section.questions:
            said = part.values.get(question.code, "") if question.kind is QuestionKind.LEVEL else ""
            if isinstance(said, str) and said.isdigit():
                return int(said)
    return None


def set_in_force(sets: Iterable[QuestionSet], on: date) -> list[QuestionSet]:
    """The sets in which an assessment may be begun on that day, of each code its newest version; the newest first."""
    newest: dict[str, QuestionSet] = {}
    for one in sorted(sets, key=lambda each: each.version):
        if one.holds(on):
            newest[one.code] = one
    return sorted(newest.values(), key=lambda each: (str(each.valid_from), each.code), reverse=True)


def needs_signature(level: int | None, from_level: int) -> bool:
    """Does an assessment with this level wait for another's signature? Without a level it does."""
    return level is None or level >= from_level


def sign_due(at: datetime, working_days: int) -> datetime:
    """By when it is signed or sent back; what helps the family does not wait for it."""
    return end_of_day(add_working_days(day_of(at), working_days))


def is_waiting(due_at: datetime | None, now: datetime) -> bool:
    """Has whoever was asked still time?"""
    return due_at is None or due_at > now


def write_problem(state: AssessmentState) -> str:
    """Why nothing can be written in it; "" when it can."""
    if state is AssessmentState.OPEN:
        return ""
    said = {
        AssessmentState.FINISHED: "It is finished and waits for a signature: it can be sent back to be changed",
        AssessmentState.AUTHORISED: "It is final: begin a new one to say what has changed",
        AssessmentState.STOPPED: "It was stopped: begin a new one",
    }
    return said[state]


def sign_problem(state: AssessmentState, *, by: uuid.UUID | None, finished_by: uuid.UUID | None, who: str) -> str:
    """Why it cannot be signed or sent back by them; "" when it can. `who` has signed it, if somebody has."""
    if state is AssessmentState.AUTHORISED:
        return f"{who} has authorised it already" if who else "It is final already"
    if state is not AssessmentState.FINISHED:
        return "It is not finished: whoever writes it finishes it first"
    return "Somebody else must sign what you finished" if by is not None and by == finished_by else ""


def shared_problem(how: SharedHow, on: date, words: str, *, opened_on: date, today: date) -> tuple[str, str]:
    """What is wrong with how it was shared, and with which field; ("", "") when nothing is."""
    if on > today:
        return "The day cannot be in the future", "day"
    if on < opened_on:
        return "The day cannot be before the assessment was begun", "day"
    if not words.strip():
        return ("Say why not" if how is SharedHow.NOT_SHARED else "Say what the family said, in their words"), "words"
    return "", ""


def ask_problem(due_on: date, today: date, *, asks: int) -> tuple[str, str]:
    """What is wrong with asking a partner, and with which field; ("", "") when nothing is."""
    if not asks:
        return "Choose at least one question to ask", "questions"
    if due_on <= today:
        return "Give them until tomorrow at least", "due"
    if (due_on - today).days > FURTHEST_DUE:
        return f"Give them {FURTHEST_DUE} days at most", "due"
    return "", ""


def link_expires(due_on: date) -> datetime:
    """When a partner's link closes by itself."""
    return end_of_day(add_working_days(due_on, LINK_OPEN_FOR))


def is_reminded(due_at: datetime, reminded_at: datetime | None, now: datetime) -> bool:
    """Is a partner who has not answered to be reminded now? Once, two days before."""
    return reminded_at is None and now >= due_at - REMIND_BEFORE
