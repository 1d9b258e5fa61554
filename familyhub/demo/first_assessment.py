"""The assessment of the demonstration's family: begun, a school contributes, finished, signed by another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from familyhub.casework import actions, queries
from familyhub.casework.actions import assessing, assessing_answers, assessing_end, assessing_links, assessing_partners
from familyhub.casework.actions.finding import Refused
from familyhub.casework.policy.assessments import Value
from familyhub.casework.queries.assessment_parts import PartShown, QuestionShown
from familyhub.casework.queries.assessments import AssessmentPage, assessment_for
from familyhub.casework.queries.contributions import asked_of
from familyhub.casework.queries.question_sets import sets_in_force
from familyhub.casework.terms.assessments import QuestionKind, SharedHow
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.sharing import actions as sharing
from familyhub.sharing.partner_links import partner as contributor
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.queries import service_answers
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid

SCHOOL, TEACHER, EMAIL = "Pretend Primary School nursery", "Tess Teacher-Sample", "nursery@pretendprimary.example"
SCHOOL_SAID = "Demo plays beside others and points more than he speaks. He settles when Testina stays for the song."
FAMILY_SAID = "It is all true. I did not know that you saw how hard I try."
SAID = {
    "health": "Growing well, eats little, wakes most nights. Seen at the clinic in October.",
    "safe": "Safe at home. The stair gate is broken and is being replaced.",
    "view": "“I love them and I am so tired. I want somebody to tell me what is normal.”",
    "relations": "Mother and Demo are warm with each other. Father lives elsewhere and rings.",
    "strengths": "Testina asks for help early, keeps every appointment and is warm with Demo.",
    "risks": "Little sleep and low mood before a birth; few words at three.",
    "analysis": "With sleep and speech helped before the birth, the family can manage with universal services.",
}
AGREED = "Yes, I want you to help us, and you can ask the nursery."
FATHER_SAID = "By phone: “I want to do more than the weekends. Tell me what he needs.”"
VOICE = "“Mummy sleep.” He showed the cot that is for the baby."
LEVEL = "3"


@dataclass(frozen=True)
class Assessed:
    """What the day says of it: states with times, the partner's part, who signed, and what was refused."""

    id: uuid.UUID
    told: dict[str, Any]


def assess(worker: Asker, coordinator: Asker, case: uuid.UUID, now: datetime) -> Assessed:
    """The whole walk, by the people whose work it is."""
    number = begin(worker, case, now)
    refused = [_second(worker, case, now), _too_early(worker, number, now)]
    asked = ask_school(worker, number, now)
    _contribute(asked, now)
    fill(worker, number, now)
    _need(worker, number, case, now)
    finish(worker, number, now)
    refused.append(_own_signature(worker, number, now))
    with fence.enter(coordinator):
        assessing_end.authorise(assessment=number, by=coordinator, at=now)
    refused.append(_too_late(worker, number, now))
    return Assessed(number, _told(_page(worker, number), refused))


def agree(worker: Asker, case: uuid.UUID, now: datetime) -> None:
    """The mother agrees to work together, for each child of whom nobody has said so, the unborn one among them."""
    with fence.enter(worker):
        page = queries.case_for(worker, case)
        assert page is not None  # the worker works with it
        adults = [one.who for one in page.members if not one.is_child]
        mother = next((who for who in adults if who.sex == "female"), adults[0])
        giver = Giver(GiverKind.PARENT, mother.name, "yes", is_mother=True)
        children = [one.who for one in page.members if one.is_child]
        answered = service_answers(worker, [child.person for child in children])
        said = NewAgreement(
            AgreementKind.SERVICE, AgreementStatus.GIVEN, giver, said_on=day_of(now), how=HowSaid.SPOKEN, words=AGREED
        )
        opens = sharing.Opens(giver=mother.record)
        for child in (one for one in children if one.person not in answered):
            sharing.record_agreement(record=child.record, new=said, by=worker, at=now, opens=opens)


def finish(worker: Asker, number: uuid.UUID, now: datetime) -> None:
    """Agreed, read together with the family, and done: it waits for a signature."""
    agree(worker, _page(worker, number).case, now)
    with fence.enter(worker):
        shared = assessing_end.Shared(SharedHow.READ_TOGETHER, day_of(now), FAMILY_SAID)
        assessing_end.share(assessment=number, new=shared, by=worker, at=now)
        assessing_end.finish(assessment=number, by=worker, at=now)


def _page(asker: Asker, number: uuid.UUID) -> AssessmentPage:
    with fence.enter(asker):
        page = assessment_for(asker, number)
    if page is None:
        raise LookupError("the assessment is not there for somebody who works on it")
    return page


def begin(worker: Asker, case: uuid.UUID, now: datetime) -> uuid.UUID:
    """The set in force, about everybody of the case."""
    with fence.enter(worker):
        page = queries.case_for(worker, case)
        assert page is not None  # the worker has just accepted it
        records = tuple(one.who.record for one in page.members)
        new = assessing.NewAssessment(sets_in_force(day_of(now))[0].number, records)
        return assessing.open_assessment(case=case, new=new, by=worker, at=now)


def _second(worker: Asker, case: uuid.UUID, now: datetime) -> dict[str, str]:
    try:
        begin(worker, case, now)
    except assessing.OpenAlready as other:
        return {"step": "begin a second assessment", "answer": str(other)}
    raise LookupError("a second assessment was begun")


def _too_early(worker: Asker, number: uuid.UUID, now: datetime) -> dict[str, str]:
    try:
        with fence.enter(worker):
            assessing_end.finish(assessment=number, by=worker, at=now)
    except assessing_end.NotComplete as missing:
        words = f"{len(missing.missing)} things are missing, the first: {missing.missing[0].words}"
        return {"step": "finish with parts missing", "answer": words}
    raise LookupError("an assessment with missing parts was finished")


def _own_signature(worker: Asker, number: uuid.UUID, now: datetime) -> dict[str, str]:
    try:
        with fence.enter(worker):
            assessing_end.authorise(assessment=number, by=worker, at=now)
    except Refused as refused:
        return {"step": "sign what one finished oneself", "answer": str(refused)}
    raise LookupError("somebody signed what they finished")


def _too_late(worker: Asker, number: uuid.UUID, now: datetime) -> dict[str, str]:
    part = _page(worker, number).parts[0]
    said = {part.questions[0].question.code: assessing_answers.Said("Changed after", part.questions[0].version)}
    try:
        with fence.enter(worker):
            assessing_answers.save_answers(part=part.id, said=said, by=worker, at=now)
    except Refused as refused:
        return {"step": "change it once it is final", "answer": str(refused)}
    raise LookupError("a final assessment was changed")


def ask_school(worker: Asker, number: uuid.UUID, now: datetime) -> uuid.UUID:
    """The nursery is asked what it knows of the child who goes there."""
    page = _page(worker, number)
    chosen = [
        (part.id, "learning")
        for part in page.parts
        if part.section.code == "child" and part.who and not part.who.is_unborn
    ]
    due = day_of(now) + timedelta(days=7)
    new = assessing_partners.NewAsk(SCHOOL, TEACHER, EMAIL, tuple(chosen), due)
    with fence.enter(worker):
        paths = assessing_partners.Paths("/contribute/{}/")
        return assessing_partners.ask_partner(assessment=number, new=new, by=worker, at=now, paths=paths)


def _contribute(asked: uuid.UUID, now: datetime) -> None:
    partner = contributor(asked)
    with fence.enter(partner):
        shown = asked_of(partner, now)
        words = {one.id: SCHOOL_SAID for one in shown.questions}
        assessing_links.contribute(ask=asked, words=words, by=partner, at=now)


def _need(worker: Asker, number: uuid.UUID, case: uuid.UUID, now: datetime) -> None:
    """What it found of the child: help with speech."""
    page = _page(worker, number)
    child = next(part.who.record for part in page.parts if part.section.code == "child" and part.who)
    new = actions.NewNeed(child, "sf", "2", "Demo uses few words for three", found_by=number)
    with fence.enter(worker):
        actions.add_need(case=case, new=new, by=worker, at=now)


def fill(worker: Asker, number: uuid.UUID, now: datetime, most: int | None = None) -> None:
    """Answer the first `most` parts, or all."""
    for part in _page(worker, number).parts[:most]:
        said = {
            one.question.code: assessing_answers.Said(value, one.version)
            for one in part.questions
            if (value := _value(part, one)) is not None
        }
        with fence.enter(worker):
            assessing_answers.save_answers(part=part.id, said=said, by=worker, at=now)


def _value(part: PartShown, one: QuestionShown) -> Value | None:
    """What is said to one question; None where what was known stays, or nothing is said."""
    if one.words:
        return None
    if one.question.kind is QuestionKind.VOICE:
        return {"words": VOICE, "absent": ""}
    if one.question.kind is QuestionKind.LEVEL:
        return LEVEL
    if part.who and part.who.is_unborn and one.question.is_required:
        return "Not yet born: the midwife sees mother every two weeks."
    if one.question.code == "view" and part.who and part.who.sex != "female":
        return FATHER_SAID
    return SAID.get(one.question.code)


def _told(page: AssessmentPage, refused: list[dict[str, str]]) -> dict[str, Any]:
    questions = [one for part in page.parts for one in part.questions]
    return {
        "title": page.title,
        "people": len(page.people),
        "parts": len(page.parts),
        "answers": sum(bool(one.words) for one in questions),
        "known_before": [{"question": one.question.ask, "from": one.source} for one in questions if one.source],
        "contributions": [{"agency": one.agency, "at": one.at} for each in questions for one in each.given],
        "level": page.level,
        "needs": [{"need": one.name, "framework": one.framework_title} for one in page.needs],
        "shared": [{"how": one.how, "on": one.on, "family_said": one.words} for one in page.shared],
        "states": [{"state": one.what, "at": one.at, "by": one.by} for one in reversed(page.steps)],
        "sign_due": page.sign_due_at,
        "authorised_by": page.authorised_by,
        "refused": refused,
    }
