"""An invented family: a mother, two former partners who are each the father of one child, and a new partner.

She lives at a protected address, and told in confidence what one of them did. Her assessment says all of it, as
assessments do. `FACTS` are what none of the three may find in their copy, and staff find in their own.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework import actions as casework
from familyhub.casework import queries as cases
from familyhub.casework.actions import assessing, assessing_answers, assessing_end, releasing
from familyhub.casework.policy.assessments import Value
from familyhub.casework.queries.assessment_parts import PartShown, QuestionShown
from familyhub.casework.queries.assessments import assessment_for
from familyhub.casework.queries.question_sets import sets_in_force
from familyhub.casework.terms.assessments import QuestionKind, SharedHow
from familyhub.casework.terms.episodes import ContactKind, Part
from familyhub.casework.terms.releases import ParticularKind
from familyhub.core import fence
from familyhub.core.asker import Asker, public
from familyhub.core.clocks import day_of
from familyhub.demo.first_assessment import agree
from familyhub.people import actions as people
from familyhub.people.new import NewAddress, NewContactPoint, NewTie
from familyhub.people.terms import RelationshipKind, Visibility
from familyhub.referrals import actions as referrals
from familyhub.referrals import queries as requests
from familyhub.referrals.actions.deciding import NewDecision
from familyhub.referrals.actions.other_parent import NewOtherParent, settle_other_parent
from familyhub.referrals.new import NewContact, NewPlace, NewSubject, Sender
from familyhub.referrals.queries.other_parent import open_parents
from familyhub.referrals.terms.requests import SOURCE_SELF, Agreement, Channel, MayContact, Outcome, SubjectRole

CONFIDED = "Fabian pushed me down the stairs while Adaline slept and I never told a soul"
FACTS = {
    "protected address": "9 Hiddenlane Court",
    "town of the protected address": "Secretville",
    "postcode of the protected address": "ZZ3 9ZY",
    "her telephone number": "01632 960044",
    "school": "Oakhollow Primary",
    "surgery": "Willowmere Surgery",
    "centre": "Brightbarn Centre",
    "new partner": "Darren Placeholder",
    "what he is called": "Dazza",
    "visit time": "2:15pm",
    "visit day": "every second Tuesday",
    "what was told in confidence": "pushed me down the stairs",
    "the first father's address": "4 Faraway Road",
    "the first father's telephone number": "07700 900044",
    "where the second father works": "Pretend Garage",
    "the second father's address": "6 Elsewhere Close",
}
OWN_ENVELOPE = {"Fabian": "4 Faraway Road"}
"""Whose own address stands on their own envelope: open, and said to be safe for post. It is in no copy."""
CHILD_SAID = "Dazza shouts at night and mummy hides with us."
SAID = {
    ("Adaline", "health"): (
        "Adaline sleeps well and eats well. She loves drawing. She is registered at Willowmere Surgery. "
        "Dazza takes her there every second Tuesday at 2:15pm."
    ),
    ("Adaline", "learning"): (
        "Adaline reads well for her age. She enjoys music. She goes to Oakhollow Primary. "
        "Her dad rang the school from 07700 900044. He wants to know where she lives."
    ),
    ("Adaline", "safe"): "The stair gate is mended. She is at 9 Hiddenlane Court, Secretville, ZZ3 9ZY.",
    ("Benno", "health"): "Benno is growing well. He sleeps through most nights. Darren Placeholder plays with him.",
    ("Benno", "learning"): "Benno likes songs. He speaks more words each month. He comes to the Brightbarn Centre.",
    ("Benno", "safe"): "Benno settles quickly. His father works at Pretend Garage and lives at 6 Elsewhere Close.",
    ("Maralyn", "view"): f"I am proud of my children. I want calm evenings. {CONFIDED}. Ring me on 01632 960044.",
    ("Maralyn", "support"): "I sleep better now. Darren Placeholder has moved in with me. He works nights.",
    ("Fabian", "view"): "I want to help with reading. I moved to 4 Faraway Road. Benno is not mine.",
    ("Gordon", "view"): "I want to do more with Benno. I am at Pretend Garage all day.",
    ("Darren", "view"): "They call me Dazza. I want a quiet life with Maralyn at 9 Hiddenlane Court.",
    ("", "why_now"): "Maralyn asked for help with bedtimes. Fabian had found out where she lives.",
    ("", "wanted"): "Calm evenings for Adaline and Benno. A court order against Fabian.",
    ("", "safely"): "Ring 01632 960044 and never Fabian on 07700 900044.",
    ("", "home"): "Home is warm. It is 9 Hiddenlane Court, with Darren Placeholder.",
    ("", "relations"): "Maralyn is warm with Adaline and Benno. Dazza and Gordon do not speak.",
    ("", "strengths"): "Maralyn asks for help early. The children play well together.",
    ("", "risks"): "Fabian pushed Maralyn. He must not learn of the Brightbarn Centre. Little sleep.",
    ("", "analysis"): "With calm bedtimes Adaline and Benno can do well. We visit every second Tuesday at 2:15pm.",
}


@dataclass(frozen=True)
class TwoFathers:
    """The family's case and its assessment; the record of each by first name."""

    case: uuid.UUID
    assessment: uuid.UUID
    records: dict[str, uuid.UUID]

    @property
    def recipients(self) -> tuple[tuple[str, uuid.UUID], ...]:
        """The mother and her two former partners."""
        return tuple((name, self.records[name]) for name in ("Maralyn", "Fabian", "Gordon"))


@dataclass(frozen=True)
class Hands:
    """Who takes the steps."""

    officer: Asker
    coordinator: Asker
    worker: Asker


def _subjects(postcode: str, today: date, family: str, born_on: date) -> tuple[NewSubject, ...]:
    home = NewPlace(line="1 Before Street", postcode=postcode)
    return (
        NewSubject(SubjectRole.PARENT, "Maralyn", family, born_on, sex="F"),
        NewSubject(SubjectRole.CHILD, "Adaline", family, date(today.year - 7, 3, 9), sex="F", place=home),
        NewSubject(SubjectRole.CHILD, "Benno", family, date(today.year - 4, 1, 20), sex="M", place=home),
        NewSubject(SubjectRole.PARENT, "Fabian", "Sample", date(1988, 8, 8), sex="M"),
        NewSubject(SubjectRole.PARENT, "Gordon", "Specimen", date(1990, 2, 3), sex="M"),
        NewSubject(SubjectRole.OTHER, "Darren", "Placeholder", date(1993, 6, 7), sex="M"),
    )


def refer(
    officer: Asker, postcode: str, now: datetime, family: str = "Example", born_on: date = date(1991, 4, 2)
) -> uuid.UUID:
    """The mother asks for help herself; everybody is made. Returns the request's number. `family` and
    `born_on` are hers: once she is protected, nobody at the front door sees a request of somebody alike.
    """
    sender, today = public("self-referral"), day_of(now)
    new = NewContact(
        channel=Channel.SELF,
        sender=Sender(SOURCE_SELF, name=f"Maralyn {family}", phone="+441632960044"),
        subjects=_subjects(postcode, today, family, born_on),
        needs=(),
        story="I would like help with bedtimes.",
        agreement=Agreement.SELF,
        engage_safely="Ring me. Tell nobody else.",
    )
    with fence.enter(sender):
        got = referrals.receive(new=new, by=sender, at=now)
    with fence.enter(officer):
        for subject in requests.subjects_for(officer, got.request):
            referrals.make(subject=subject.id, by=officer, at=now)
        for parent in open_parents(got.request):
            no = NewOtherParent(parent.subject, MayContact.NO)
            settle_other_parent(request=got.request, new=no, by=officer, at=now)
    return got.request


def accept(request: uuid.UUID, hands: Hands, now: datetime) -> uuid.UUID:
    """Decided, given to the worker, accepted. Returns the case."""
    with fence.enter(hands.officer):
        decision = NewDecision(Outcome.TO_TEAM, "Two children, bedtimes and a move.", level=3)
        referrals.decide(request=request, decision=decision, by=hands.officer, at=now)
    with fence.enter(hands.coordinator):
        referrals.give_to_worker(request=request, worker=hands.worker.number, by=hands.coordinator, at=now)  # type: ignore[arg-type]
    with fence.enter(hands.worker):
        done = casework.accept(request=request, by=hands.worker, at=now)
        page = cases.episode_for(hands.worker, done.opened[0])
        assert page is not None  # the worker has just accepted it
        return page.case


def build(hands: Hands, request: uuid.UUID, now: datetime) -> TwoFathers:
    """The case with everything that must not get about, and its assessment, signed."""
    case = accept(request, hands, now)
    with fence.enter(hands.worker):
        page = cases.case_for(hands.worker, case)
        assert page is not None  # the worker has just accepted it
        records = {one.who.name.split()[0]: one.who.record for one in page.members}
    _relate(hands.worker, records, now)
    _hide(hands.worker, case, records, now)
    return TwoFathers(case, _assess(hands, case, records, now), records)


def _relate(worker: Asker, records: dict[str, uuid.UUID], now: datetime) -> None:
    said = (
        ("Maralyn", "Adaline", RelationshipKind.MOTHER, "yes"),
        ("Maralyn", "Benno", RelationshipKind.MOTHER, "yes"),
        ("Fabian", "Adaline", RelationshipKind.FATHER, "no"),
        ("Gordon", "Benno", RelationshipKind.FATHER, "no"),
    )
    with fence.enter(worker):
        for parent, child, kind, lives in said:
            tie = NewTie(0, 1, kind, "yes", "Birth certificate seen", lives)
            people.relate(first=records[parent], second=records[child], tie=tie, by=worker, at=now)
        together = NewTie(0, 1, RelationshipKind.PARTNER, lives_with="yes")
        people.relate(first=records["Darren"], second=records["Maralyn"], tie=together, by=worker, at=now)


def _hide(worker: Asker, case: uuid.UUID, records: dict[str, uuid.UUID], now: datetime) -> None:
    refuge = NewAddress("9 Hiddenlane Court", "", "Secretville", "ZZ3 9ZY", visibility=Visibility.RESTRICTED)
    homes = {
        "Maralyn": refuge,
        "Fabian": NewAddress("4 Faraway Road", "", "Othertown", "ZZ4 4ZZ", safe_post="yes"),
        "Gordon": NewAddress("6 Elsewhere Close", "", "Thirdtown", "ZZ5 5ZZ"),
    }
    phones = {"Maralyn": "+441632960044", "Fabian": "+447700900044"}
    never = (
        ("Darren", ParticularKind.NICKNAME, "Dazza"),
        ("Adaline", ParticularKind.SCHOOL, "Oakhollow Primary"),
        ("Adaline", ParticularKind.SURGERY, "Willowmere Surgery"),
        ("Benno", ParticularKind.CENTRE, "Brightbarn Centre"),
        ("Gordon", ParticularKind.WORKPLACE, "Pretend Garage"),
    )
    with fence.enter(worker):
        for name, home in homes.items():
            people.add_address(record=records[name], new=home, by=worker, at=now, ends_previous=True)
        for name, phone in phones.items():
            people.add_contact_point(record=records[name], new=NewContactPoint("phone", phone), by=worker, at=now)
        assert worker.number is not None  # members of staff have one
        people.open_compartments([worker.number], [records["Maralyn"]])  # she told her worker where she lives
        for name, kind, words in never:
            releasing.keep_particular(case=case, record=records[name], kind=kind, words=words, by=worker, at=now)
        part = (casework.NewPart(records["Maralyn"], Part.SPOKEN),)
        told = casework.NewNote(ContactKind.PHONE, now, part, CONFIDED, is_restricted=True)
        casework.write_note(case=case, new=told, by=worker, at=now)
        one, other = records["Maralyn"], records["Fabian"]
        casework.keep_apart(case=case, one=one, other=other, words="A court has ordered it", by=worker, at=now)


def _assess(hands: Hands, case: uuid.UUID, records: dict[str, uuid.UUID], now: datetime) -> uuid.UUID:
    worker = hands.worker
    with fence.enter(worker):
        new = assessing.NewAssessment(sets_in_force(day_of(now))[0].number, tuple(records.values()))
        number = assessing.open_assessment(case=case, new=new, by=worker, at=now)
    agree(worker, case, now)
    with fence.enter(worker):
        page = assessment_for(worker, number)
        assert page is not None  # begun this moment
        for part in page.parts:
            said = {one.question.code: assessing_answers.Said(_value(part, one), one.version) for one in part.questions}
            assessing_answers.save_answers(part=part.id, said=said, by=worker, at=now)
        need = casework.NewNeed(None, "sf", "2", "Calm bedtimes", found_by=number)
        casework.add_need(case=case, new=need, by=worker, at=now)
        shared = assessing_end.Shared(SharedHow.TOLD, day_of(now), "She said that it is right.")
        assessing_end.share(assessment=number, new=shared, by=worker, at=now)
        assessing_end.finish(assessment=number, by=worker, at=now)
    with fence.enter(hands.coordinator):
        assessing_end.authorise(assessment=number, by=hands.coordinator, at=now)
    return number


def _value(part: PartShown, one: QuestionShown) -> Value:
    who = part.who.name.split()[0] if part.who else ""
    kind = one.question.kind
    if kind is QuestionKind.VOICE:
        return {"words": CHILD_SAID, "absent": ""}
    if kind is QuestionKind.LEVEL:
        return "3"
    if kind is QuestionKind.SEVERAL:
        return []
    if kind is QuestionKind.CHOICE:
        return "no" if any(choice.code == "no" for choice in one.question.choices) else ""
    return SAID.get((who, one.question.code), "")
