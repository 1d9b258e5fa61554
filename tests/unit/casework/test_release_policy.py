"""Of whom a recipient may know, and which sentence goes into their copy."""

from __future__ import annotations

import uuid

import pytest

from familyhub.casework.policy import cutting
from familyhub.casework.policy import handing_out as rules
from familyhub.casework.policy import releases as policy
from familyhub.casework.policy.cutting import Made, Part, Passage, Whole
from familyhub.casework.policy.releases import Bond, Knows, Member, Rule
from familyhub.casework.terms.releases import GivenBy, ReleaseState, Why

MUM, DAD, EX, NEW, ADA, BEN = (uuid.uuid4() for _ in range(6))


def member(person: uuid.UUID, name: str, sex: str, *, is_child: bool = False, age: int | None = None) -> Member:
    given, family = (policy.words_of_names([part]) for part in name.split())
    return Member(person, name, given, family, sex, is_child, age=age)


FAMILY = (
    member(MUM, "Maralyn Example", "female"),
    member(DAD, "Fabian Sample", "male"),
    member(EX, "William Specimen", "male"),
    member(NEW, "Darren Placeholder", "male"),
    member(ADA, "Adaline Example", "female", is_child=True, age=7),
    member(BEN, "Benno Example", "male", is_child=True, age=4),
)
BONDS = (
    Bond(MUM, ADA, "mother", True),
    Bond(MUM, BEN, "mother", True),
    Bond(DAD, ADA, "father", True),
    Bond(EX, BEN, "father", False),
)
PHRASES = ("9 Hiddenlane Court", "Secretville", "ZZ3 9ZY", "Oakhollow Primary", "Wanda")
CONFIDED = policy.runs_of(["he took the keys and locked the door"])


def made_for(reader: uuid.UUID) -> tuple[Knows, Rule]:
    knows = policy.may_know(reader, FAMILY, BONDS, ())
    return knows, policy.rule_for(knows, FAMILY, PHRASES, CONFIDED)


@pytest.mark.parametrize(
    ("reader", "theirs", "is_whole"),
    [(MUM, {ADA, BEN}, True), (DAD, {ADA}, False), (EX, set(), False), (NEW, set(), False), (ADA, set(), False)],
)
def test_a_child_is_theirs_who_have_parental_responsibility(
    reader: uuid.UUID, theirs: set[uuid.UUID], is_whole: bool
) -> None:
    knows = policy.may_know(reader, FAMILY, BONDS, ())
    assert (knows.theirs, knows.is_whole) == (theirs, is_whole)
    assert knows.why[reader] == "This copy is for them"
    assert all(knows.why.values())


def test_nothing_of_a_child_goes_to_whom_the_child_is_kept_apart_from_or_once_the_child_decides() -> None:
    apart = {frozenset({DAD, ADA})}
    assert policy.may_know(DAD, FAMILY, BONDS, apart).theirs == frozenset()
    older = tuple(
        member(ADA, "Adaline Example", "female", is_child=True, age=16) if m.person == ADA else m for m in FAMILY
    )
    assert policy.may_know(DAD, older, BONDS, ()).theirs == frozenset()
    unborn = Member(ADA, "Unborn baby", frozenset(), frozenset(), "not known", True, is_unborn=True)
    said = Bond(MUM, ADA, "mother", False)
    assert policy.may_know(MUM, (FAMILY[0], unborn), [said], ()).is_whole
    assert not policy.may_know(DAD, (FAMILY[1], unborn), [Bond(DAD, ADA, "father", False)], ()).theirs


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Adaline sleeps well and eats well.", None),
        ("She is 7 years old.", None),
        ("She loves drawing 😀 and music.", None),
        ("Adaline sleeps when Benno does.", Why.PERSON),
        ("Maralyn helps with reading.", Why.PERSON),
        ("Bill helps with reading.", Why.PERSON),
        ("Adaline likes dave.", Why.PERSON),
        ("Marilyn helps with reading.", Why.PERSON),
        ("It went well with wanda.", Why.PLACE),
        ("She goes to oakhollow primary.", Why.PLACE),
        ("All is well in sEcretville.", Why.PLACE),
        ("Ring 01632 960044.", Why.PHONE),
        ("Ring ０１６３２ ９６００４４.", Why.PHONE),
        ("Ring 0163 2-96 00-44.", Why.PHONE),
        ("Ring zero one six three two nine.", Why.NUMBER),
        ("It was half past ten.", Why.NUMBER),
        ("Write to a@b.", Why.NUMBER),
        ("All is well at ZZ9 9ZY.", Why.POSTCODE),
        ("It is number 12.", Why.NUMBER),
        ("It is at 2:15pm.", Why.NUMBER),
        ("Somebody was hurt.", Why.HARM),
        ("So he took the keys and left.", Why.HARM),
        ("Her mum plays with her.", Why.KIN),
        ("They play well.", Why.KIN),
        ("She likes Mondays.", Why.NAME),
        ("Dazzle plays with her.", Why.NAME),
        ("sleeps well and eats well.", Why.NAME),
        ("She goes to St Elsewhere.", Why.NAME),
        ("SLEEPS WELL.", Why.NAME),
        ("She has moved.", Why.WHERE),
        ("He plays with her.", Why.WHO),
        ("Она спит.", Why.SCRIPT),
        ("تنام جيدا.", Why.SCRIPT),
        ("She sleeps. D\u200bazza.", Why.NAME),
    ],
)
def test_a_sentence_goes_in_where_everything_in_it_is_theirs(words: str, why: Why | None) -> None:
    _, rule = made_for(DAD)
    found = policy.weighed(words, rule, "female")
    assert found[-1].why is why
    assert "😀" not in found[-1].words and "\u200b" not in found[-1].words


def test_who_is_the_only_woman_is_meant_by_mum_and_the_family_is_hers_who_may_know_all_of_it() -> None:
    _, rule = made_for(MUM)
    for words in ("Mum is warm with her brother.", "They play well.", "Benno and Adaline eat at home.", "I love them."):
        assert [one.why for one in policy.weighed(words, rule, "female")] == [None]
    assert policy.why_out("Dad rings.", rule) is Why.KIN
    assert policy.why_out("Fabian rings.", rule) is Why.PERSON
    two = (*FAMILY, member(uuid.uuid4(), "Granny Example", "female"))
    knows = policy.may_know(MUM, two, BONDS, ())
    assert policy.why_out("Mum is warm.", policy.rule_for(knows, two, ())) is Why.KIN


def test_a_sentence_that_goes_on_from_one_left_out_is_left_out_until_somebody_is_named_again() -> None:
    _, rule = made_for(DAD)
    found = policy.weighed("Maralyn is tired. She sleeps little. It is hard. Adaline reads well.", rule, "female")
    assert [one.why for one in found] == [Why.PERSON, Why.FOLLOWS, Why.FOLLOWS, None]


def test_a_worker_of_the_same_family_name_takes_nobodys_own_name_out() -> None:
    knows = policy.may_know(MUM, FAMILY, BONDS, ())
    rule = policy.rule_for(knows, FAMILY, ["Wanda Example", "Example", "Wanda"])
    assert policy.why_out("Maralyn Example sleeps well.", rule) is None
    assert policy.why_out("Wanda sleeps well.", rule) is Why.PLACE


def test_two_of_one_name_are_told_of_to_neither() -> None:
    family = (*FAMILY[:3], member(NEW, "Benno Placeholder", "male"), *FAMILY[4:])
    knows = policy.may_know(MUM, family, BONDS, ())
    assert policy.why_out("Benno sleeps well.", policy.rule_for(knows, family, ())) is Why.PERSON


def document() -> Whole:
    child = (
        Passage("a", "Health", "Adaline eats well. Maralyn is tired."),
        Passage("b", "What the child says", "I like cake.", Made.CHILD_SAID),
        Passage("c", "Health", "She is settled.", Made.PARTNER_SAID),
        Passage("d", "Cares for somebody", "No", Made.CODED),
        Passage("e", "Level", "Level 3: Oakhollow Primary", Made.CODED),
    )
    return Whole(
        "Assessment",
        (
            Part("Child: Adaline", frozenset({ADA}), child, sex="female"),
            Part("Child: Benno", frozenset({BEN}), (Passage("f", "Health", "Well."),), sex="male"),
            Part("Summary", frozenset({ADA, BEN}), (Passage("g", "Works well", "Well."),), is_family=True),
        ),
    )


def test_of_what_is_left_out_no_trace_is_left() -> None:
    knows, rule = made_for(DAD)
    cut = cutting.cut(document(), knows, rule, ())
    assert cut.copy() == [
        {
            "title": "Child: Adaline",
            "passages": [
                {"heading": "Health", "paras": ["Adaline eats well."]},
                {"heading": "Cares for somebody", "paras": ["No"]},
            ],
        }
    ]
    reasons = [line.why for line in cut.lines() if line.why]
    assert reasons == [Why.PERSON, Why.CHILD_SAID, Why.PARTNER_SAID, Why.PLACE, Why.NOT_THEIRS, Why.FAMILY]
    assert all(line.why_words for line in cut.lines() if line.why)


def test_by_hand_more_is_taken_out_and_nothing_is_put_back() -> None:
    knows, rule = made_for(DAD)
    lines = list(cutting.cut(document(), knows, rule, ()).lines())
    cut = cutting.cut(document(), knows, rule, {line.key for line in lines})
    assert cut.copy() == [] and [line.why for line in cut.lines()][:2] == [Why.BY_HAND, Why.PERSON]
    assert cutting.is_within({lines[0].key}, {line.key for line in lines})
    assert not cutting.is_within({"other"}, {line.key for line in lines})
    assert cutting.length_of(cutting.cut(document(), knows, rule, ()).copy()) == len("Adaline eats well.No")
    assert len(list(cutting.cut(document(), knows, rule, ()).warnings)) == 0


def test_two_hundred_thousand_characters_are_weighed() -> None:
    _, rule = made_for(DAD)
    whole = "Adaline sleeps well and eats well, " * 6_000
    assert [one.why for one in policy.weighed(whole, rule, "female")] == [None]
    assert [one.why for one in policy.weighed("a" * 200_000, rule, "female")] == [Why.NAME]


def test_who_signs_is_not_who_prepared_it_and_one_signs_once() -> None:
    one, other = uuid.uuid4(), uuid.uuid4()
    assert rules.sign_problem(ReleaseState.WAITS, by=one, made_by=other) == ""
    assert rules.sign_problem(ReleaseState.WAITS, by=one, made_by=one).startswith("Somebody else must")
    assert rules.sign_problem(ReleaseState.SIGNED, by=one, made_by=other, who="Ann") == "Ann signed it already"
    assert rules.sign_problem(ReleaseState.DRAFT, by=one, made_by=other).startswith("It does not wait")


def test_what_is_refused_says_why() -> None:
    assert rules.begin_problem(is_of_family=False, is_dead=False, is_unborn=False).startswith("Choose somebody")
    assert rules.begin_problem(is_of_family=True, is_dead=True, is_unborn=False).startswith("This person has died")
    assert rules.begin_problem(is_of_family=True, is_dead=False, is_unborn=True).startswith("No copy")
    assert rules.begin_problem(is_of_family=True, is_dead=False, is_unborn=False) == ""
    assert rules.ready_problem(is_empty=True, length=0).startswith("Nothing of this document")
    assert "400,000" in rules.ready_problem(is_empty=False, length=500_000)
    assert rules.stale_problem(is_dead=True, is_whole=True, is_within=True).startswith("This person has died")
    assert rules.stale_problem(is_dead=False, is_whole=True, is_within=False) == rules.CHANGED
    assert rules.given_problem(GivenBy.POST, is_posted=False).startswith("No address")
    assert rules.given_problem(GivenBy.POST, is_posted=True) == ""
    assert rules.particular_problem("x", 0) and rules.particular_problem("Dazza", 100)
    assert rules.particular_problem("Dazza", 0) == "" and rules.necessity_problem("short")


def test_a_reader_finds_a_fact_however_it_is_written() -> None:
    facts = ["01632 960044", "+441632960044", "9 Hiddenlane Court", "2:15pm", "Ben"]
    assert rules.found_in("Call (01632) 960-044", facts) == facts[:2]
    assert rules.found_in("9  hiddenlane\nCOURT at 2.15PM", facts) == facts[2:4]
    assert rules.found_in("Benno", facts) == []
