"""The documents that a copy can be made of, each as parts and passages before it is cut."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from familyhub.casework.permissions import SEE
from familyhub.casework.policy.cutting import Made, Part, Passage, Whole
from familyhub.casework.queries.assessment_parts import PartShown, QuestionShown
from familyhub.casework.queries.assessments import assessment_for, assessments_of
from familyhub.casework.queries.meetings import letter_for, meeting_for, meetings_of
from familyhub.casework.queries.naming import named_in, told_to
from familyhub.casework.queries.needs import needs_of
from familyhub.casework.queries.plans import GoalLine, plan_for, plans_of
from familyhub.casework.queries.releasing import Household
from familyhub.casework.terms.assessments import ABSENCE_LABELS, Absence, AssessmentState, QuestionKind
from familyhub.casework.terms.releases import RELEASE_LABELS, ReleaseKind
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import LONDON
from familyhub.people import queries as people

MOST_EVENTS = 500
OPEN_ABSENCES = frozenset({Absence.UNBORN, Absence.TOO_YOUNG, Absence.DID_NOT_WANT, Absence.NEEDS_ANOTHER_WAY})
# said to whoever asks, by whoever knows the family: in no copy
IN_NO_COPY = tuple(f"casework.{kind}_" for kind in ("support", "carer", "service"))
UNCODED = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL, QuestionKind.LEVEL})


@dataclass(frozen=True)
class DocumentLine:
    """One document of a case that a copy can be made of."""

    kind: ReleaseKind
    about: uuid.UUID
    title: str


def documents_of(asker: Asker, case: uuid.UUID) -> list[DocumentLine]:
    """Assessments that are final, plans that were agreed, meetings that were held, and the case's chronology."""
    if not asker.may(SEE.code):
        return []
    found = [
        DocumentLine(ReleaseKind.ASSESSMENT, one.id, f"{one.title}, {one.opened_on:%-d %B %Y}")
        for one in assessments_of(asker, case)
        if one.state is AssessmentState.AUTHORISED
    ]
    found += [
        DocumentLine(ReleaseKind.PLAN, one.id, f"Plan, version {one.number}")
        for one in plans_of(asker, case)
        if one.published_at
    ]
    found += [
        DocumentLine(ReleaseKind.LETTER, one.id, f"Letter after the meeting of {one.starts_at:%-d %B %Y}")
        for one in meetings_of(asker, case)
        if one.state == "held"
    ]
    return [*found, DocumentLine(ReleaseKind.CHRONOLOGY, case, "Chronology of this help")]


def whole_of(asker: Asker, kind: ReleaseKind, about: uuid.UUID, family: Household) -> Whole | None:
    """The document in parts, or None where there is none for this asker, or no copy can be made of it."""
    make = {
        ReleaseKind.ASSESSMENT: _assessment,
        ReleaseKind.PLAN: _plan,
        ReleaseKind.LETTER: _letter,
        ReleaseKind.CHRONOLOGY: _chronology,
    }[kind]
    return make(asker, about, family)


def _everybody(family: Household) -> frozenset[uuid.UUID]:
    return frozenset(one.person for one in family.members)


def _assessment(asker: Asker, about: uuid.UUID, family: Household) -> Whole | None:
    page = assessment_for(asker, about)
    if page is None or page.case != family.case or page.state is not AssessmentState.AUTHORISED or not page.is_whole:
        return None
    return Whole(page.title, tuple(_section(part, family) for part in page.parts))


def _section(part: PartShown, family: Household) -> Part:
    who = part.who
    passages = tuple(passage for one in part.questions for passage in _answer(part, one))
    about = frozenset({who.person}) if who else _everybody(family)
    return Part(part.title, about, passages, is_family=who is None, sex=who.sex if who else "")


def _answer(part: PartShown, one: QuestionShown) -> Iterator[Passage]:
    key, ask = f"{part.id}.{one.question.code}", one.question.ask
    if one.question.kind is QuestionKind.VOICE and isinstance(one.value, dict):
        absent = one.value.get("absent", "")
        yield Passage(key, ask, one.value.get("words", ""), Made.CHILD_SAID)
        if absent:
            made = Made.CODED if Absence(absent) in OPEN_ABSENCES else Made.FOR_US
            yield Passage(f"{key}.absent", ask, ABSENCE_LABELS[Absence(absent)], made)
    else:
        yield Passage(key, ask, one.words, Made.CODED if one.question.kind in UNCODED else Made.WORDS)
    for number, given in enumerate(one.given):
        yield Passage(f"{key}.{number}", f"{ask}: {given.agency}", given.words, Made.PARTNER_SAID)


def _plan(asker: Asker, about: uuid.UUID, family: Household) -> Whole | None:
    page = plan_for(asker, about)
    if page is None or page.case != family.case or not page.published_at:
        return None
    of_need = {one.id: one for one in needs_of(asker, page.case)}
    everybody = _everybody(family)
    words = (
        Passage("family_words", "What the family wants", page.family_words),
        Passage("contingency", "If things get harder", page.contingency),
        Passage("lead", "Who leads", page.lead, Made.FOR_US),
    )
    parts = [Part("The family’s words", everybody, words, is_family=True)]
    for goal in page.goals:
        need = of_need.get(goal.need)
        if need is None:
            continue
        about_whom = frozenset({need.who.person}) if need.who else everybody
        title = f"Goal: {need.who.name}" if need.who else "Goal for the family"
        passages = tuple(_goal(goal))
        sex = need.who.sex if need.who else ""
        parts.append(Part(title, about_whom, passages, is_family=need.who is None, sex=sex))
    return Whole("Plan", tuple(parts))


def _goal(goal: GoalLine) -> Iterator[Passage]:
    yield Passage(f"{goal.id}", "What is to be reached", goal.words)
    for one in goal.actions:
        yield Passage(f"{one.id}", "What will be done", one.words)
        yield Passage(f"{one.id}.offer", "What will be done", one.offer, Made.CODED)
        yield Passage(f"{one.id}.owner", "Who does it", f"{one.owner}, {one.due_on:%-d %B %Y}", Made.FOR_US)
        yield Passage(f"{one.id}.to", "Where it is referred", one.referred_to, Made.FOR_US)


def _letter(asker: Asker, about: uuid.UUID, family: Household) -> Whole | None:
    """What this guest is sent of a meeting that was held, made from that meeting alone; then cut as all else is."""
    page = meeting_for(asker, about)
    guest = next((one.id for one in page.guests if one.record == family.reader.record), None) if page else None
    if page is None or guest is None or page.case != family.case or page.state != "held":
        return None
    letter = letter_for(asker, about, guest)
    if letter is None:
        return None
    mine = frozenset({family.reader.person})
    passages = [Passage("minutes", "What we talked about", letter.minutes)]
    passages += [
        Passage(f"decided.{number}", "What we decided", words.rpartition(" (")[0] or words)
        for number, words in enumerate(letter.decisions)
    ]
    passages.append(Passage("where", "Where we met", f"{letter.place}, {letter.starts_at:%-d %B %Y}", Made.FOR_US))
    return Whole(RELEASE_LABELS[ReleaseKind.LETTER], (Part("Our meeting", mine, tuple(passages)),))


def _chronology(asker: Asker, about: uuid.UUID, family: Household) -> Whole | None:
    """What was done for each, by month: a day would tell when somebody was seen."""
    if about != family.case:
        return None
    person_of = _numbers(asker, family)
    told = events.timeline_of_subjects(list(person_of), MOST_EVENTS)
    told = [one for one in told if one.code.startswith("casework.") and not one.code.startswith(IN_NO_COPY)]
    seen = told_to(asker, [(one.code, one.about) for one in told])
    told = [one for one in told if not named_in(one.code) or one.about in seen]
    whom = events.whom([one.id for one in told], list(person_of))
    name_of = {one.person: one.name for one in family.people}
    parts: dict[frozenset[uuid.UUID], list[Passage]] = {}
    for one in reversed(told):
        about_whom = frozenset(person_of[number] for number in whom.get(one.id, ()))
        month = f"{one.when.astimezone(LONDON):%B %Y}"
        parts.setdefault(about_whom or _everybody(family), []).append(
            Passage(f"{one.id}", month, one.sentence, Made.CODED)
        )
    return Whole("Chronology", tuple(_told(about, lines, family, name_of) for about, lines in parts.items()))


def _told(
    about: frozenset[uuid.UUID], lines: Sequence[Passage], family: Household, name_of: dict[uuid.UUID, str]
) -> Part:
    is_family = about == _everybody(family)
    title = "The family" if is_family else ", ".join(sorted(name_of[one] for one in about))
    return Part(title, about, tuple(lines), is_family=is_family)


def _numbers(asker: Asker, family: Household) -> dict[uuid.UUID, uuid.UUID]:
    """By person and by record, since events name people by either."""
    found = {one.person: one.person for one in family.people}
    pages = people.names_of(asker, [one.record for one in family.people])
    return found | {record: who.person for record, who in pages.items()}
