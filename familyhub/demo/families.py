"""Invented requests for help. Everything is made from a seed, so that two demonstrations are the same."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from familyhub.referrals.new import NewContact, NewEvidence, NewNeed, NewPlace, NewSubject, Sender
from familyhub.referrals.terms.requests import SOURCE_SELF, Agreement, Channel, Evidence, SubjectRole

GIVEN = ["Testina", "Demo", "Sampleton", "Mocka", "Trialla", "Fixtura", "Dummy", "Stubbs", "Protina", "Draftus"]
FAMILY = ["Example", "Sample", "Specimen", "Placeholder", "Pretend", "Madeup", "Invented", "Notreal", "Fictional"]
FRAMEWORK = "sf"
NEEDS = [
    ("2", "The child does not talk as much as others of that age"),
    ("3", "A parent is low and does not sleep"),
    ("5", "The parents argue and the children hear it"),
    ("9", "The flat is damp and too small"),
    ("10", "There is not enough money for food at the end of the month"),
]
SENDERS = [
    Sender("3B", agency="Example Health Visiting", name="Nora Nurse-Example", role="Health visitor"),
    Sender("3C", agency="Example School Nursing", name="Sid Nurse-Sample", role="School nurse"),
    Sender("2A", agency="Pretend Primary School", name="Tess Teacher-Sample", role="Family liaison"),
    Sender("6", agency="Example Police", name="PC Placeholder", role="Officer"),
    Sender("3A", agency="Specimen Surgery", name="Dr Specimen", role="GP"),
]


def nurse(email: str) -> Sender:
    """The school nurse of the story."""
    return replace(SENDERS[1], email=email, phone="+441632960011")


def mother_baby_and_child(postcode: str, today: date, sender: Sender) -> NewContact:
    """The story's professional referral: a mother, her unborn baby and her three-year-old."""
    home = NewPlace(line="1 Invented Street", postcode=postcode, phone="+441632960021")
    mother = replace(home, email="mother@family.example")
    return NewContact(
        channel=Channel.REFERRER,
        sender=sender,
        subjects=(
            NewSubject(
                SubjectRole.PARENT,
                "Testina",
                "Example",
                date(1997, 5, 14),
                sex="F",
                relation="mother",
                has_responsibility="yes",
                place=mother,
            ),
            NewSubject(SubjectRole.UNBORN, family="Example", due_on=today + timedelta(weeks=16)),
            NewSubject(SubjectRole.CHILD, "Demo", "Example", date(today.year - 3, 2, 3), sex="M", place=home),
        ),
        needs=(NewNeed(FRAMEWORK, *NEEDS[1]), NewNeed(FRAMEWORK, *NEEDS[0])),
        story="Mother is 24 weeks pregnant, low in mood and alone with a three-year-old who speaks little.",
        agreement=Agreement.AGREED,
        agreement_words="Mother said yes on the phone",
        engage_safely="Ring after 10 in the morning. Do not leave a message.",
        level_seen=3,
        evidence=NewEvidence(
            Evidence.ASSESSMENT,
            assessment_kind="Early Help Assessment",
            assessed_on=today - timedelta(days=12),
            assessed_by="Sid Nurse-Sample",
            action_wanted="Home visits before the birth and help with speech",
        ),
        own_label="Autumn list 4",
    )


def father_of_demo(postcode: str, today: date) -> NewContact:
    """The story's self-referral: the three-year-old's father, who lives in another town."""
    home = NewPlace(line="2 Pretend Road", postcode=postcode, phone="+447700900031", email="father@family.example")
    return NewContact(
        channel=Channel.SELF,
        sender=Sender(SOURCE_SELF, name="Sampleton Specimen", phone="+447700900031", email="father@family.example"),
        subjects=(
            NewSubject(
                SubjectRole.PARENT,
                "Sampleton",
                "Specimen",
                date(1992, 9, 1),
                sex="M",
                relation="father",
                has_responsibility="yes",
                place=home,
            ),
            NewSubject(SubjectRole.CHILD, "Demo", "Example", date(today.year - 3, 2, 3), sex="M"),
        ),
        needs=(NewNeed(FRAMEWORK, *NEEDS[4]),),
        story="I see my son at weekends, I want to do more and I am not coping with money.",
        agreement=Agreement.SELF,
        engage_safely="Text me any time. No letters.",
    )


def police_about_demo(today: date, email: str) -> NewContact:
    """The story's notification, with the child's name as it was heard."""
    return NewContact(
        channel=Channel.REFERRER,
        sender=replace(SENDERS[3], email=email),
        subjects=(
            NewSubject(SubjectRole.CHILD, "Demo", "Exampel", date(today.year - 3, 2, 3), sex="M"),
            NewSubject(SubjectRole.PARENT, "Testina", "Example", date(1997, 5, 14), sex="F", relation="mother"),
        ),
        story="Called to shouting at the address last night. A child of three was awake. Nobody was hurt.",
        is_safeguarding=True,
        agreement=Agreement.NOT_ASKED,
        level_seen=4,
    )


def some_request(number: int, postcodes: list[str], today: date) -> NewContact:
    """The n-th invented request: most are ordinary, some are concerns, unnamed, without evidence or without a place."""
    chance = random.Random(number)
    family = FAMILY[number % len(FAMILY)]
    place = NewPlace(line=f"{number + 3} Invented Street", postcode=chance.choice(postcodes))
    if number % 11 == 7:
        place = NewPlace(line="on the new estate", postcode="ZZ99 9ZZ")
    children = tuple(_child(number, n, family, place, today) for n in range(1 + number % 3))
    if number % 13 == 5:
        children = (NewSubject(SubjectRole.CHILD, described_as="The baby at number 12, seen on Tuesday", place=place),)
    parent = NewSubject(
        SubjectRole.PARENT, GIVEN[number % 10], family, date(1985 + number % 15, 6, 1 + number % 27), place=place
    )
    return NewContact(
        channel=Channel.PHONE,
        sender=SENDERS[number % len(SENDERS)],
        subjects=(*children, parent),
        needs=tuple(NewNeed(FRAMEWORK, *NEEDS[(number + n) % len(NEEDS)]) for n in range(1 + number % 2)),
        story="This family is invented. " + NEEDS[number % len(NEEDS)][1] + ".",
        is_safeguarding=number % 9 == 4,
        agreement=Agreement.AGREED,
        engage_safely="Ring first.",
        level_seen=1 + number % 4,
        evidence=_evidence(number, today),
    )


def _child(number: int, n: int, family: str, place: NewPlace, today: date) -> NewSubject:
    born = today - timedelta(days=120 + 400 * n + 37 * number % 1500)
    return NewSubject(SubjectRole.CHILD, GIVEN[(number + 3 * n + 1) % 10], family, born, sex="MF"[n % 2], place=place)


def _evidence(number: int, today: date) -> NewEvidence:
    if number % 6 == 3:
        return NewEvidence()
    return NewEvidence(
        Evidence.ASSESSMENT,
        assessment_kind="Early Help Assessment",
        assessed_on=today - timedelta(days=5 + number % 40),
        assessed_by="An invented professional",
        action_wanted="A place in a group and visits at home",
    )
