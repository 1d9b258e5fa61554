"""The rules of assessments, the reading of question sets, and what an authority says of signing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from familyhub.casework.local.signing import BadSigning, Signing, parse_signing, signing
from familyhub.casework.policy import assessments as policy
from familyhub.casework.policy.assessments import Answered, Elsewhere, Merge
from familyhub.casework.policy.voices import OfWhom, voice_warning
from familyhub.casework.question_sets import BadQuestionSet, Choice, Question, QuestionSet, Section, delivered, read_set
from familyhub.casework.terms.assessments import AssessmentState, Per, QuestionKind, SharedHow

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
ME, OTHER = uuid.uuid4(), uuid.uuid4()
VOICE = Question("voice", QuestionKind.VOICE, "What the child says")
LEVEL = Question("level", QuestionKind.LEVEL, "Level of need", is_required=True)
SEVERAL = Question("around", QuestionKind.SEVERAL, "Who helps", choices=(Choice("school", "School"),))
ONE = Question("carer", QuestionKind.CHOICE, "Cares", choices=(Choice("yes", "Yes"), Choice("no", "No")))
WORDS = Question("home", QuestionKind.WORDS, "Home", is_required=True)


@pytest.mark.parametrize(
    ("base", "mine", "stored", "what"),
    [
        ("", "", "", Merge.LEAVE),
        ("a", "a", "b", Merge.LEAVE),  # only the other changed it
        ("a", "b", "b", Merge.LEAVE),  # both say the same
        ("a", "b", "a", Merge.SAVE),
        ("a", "b", "c", Merge.ASK),
        ([], ["x"], ["y"], Merge.ASK),
        ({"words": "", "absent": ""}, {"words": "Hi", "absent": ""}, {"words": "", "absent": ""}, Merge.SAVE),
    ],
)
def test_of_two_changes_none_is_chosen(base: object, mine: object, stored: object, what: Merge) -> None:
    assert policy.merged(base, mine, stored) is what  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "problem"),
    [
        (WORDS, "Warm", ""),
        (WORDS, "x" * 20_001, "20,001 characters"),
        (WORDS, "a\tb\tc\n" * 5, "spreadsheet"),
        (VOICE, {"words": "", "absent": "too_young"}, ""),
        (VOICE, {"words": "", "absent": "bored"}, "reason from the list"),
        (VOICE, "She likes it", "Say what the child says"),
        (VOICE, {"words": "x" * 20_001, "absent": ""}, "characters"),
        (LEVEL, "", ""),
        (LEVEL, "3", ""),
        (LEVEL, "7", "level from the list"),
        (SEVERAL, ["school"], ""),
        (SEVERAL, ["moon"], "Choose from the list"),
        (ONE, "", ""),
        (ONE, "perhaps", "Choose from the list"),
    ],
)
def test_an_answer_that_cannot_be_kept_says_why(question: Question, value: object, problem: str) -> None:
    said = policy.answer_problem(question, value, [1, 2, 3, 4])  # type: ignore[arg-type]
    assert said == "" if not problem else problem in said


def answered(*questions: Question, **values: object) -> list[Answered]:
    part = Answered(uuid.uuid4(), Section("s", "S", Per.FAMILY, questions), "Sis", values)  # type: ignore[arg-type]
    return [part]


def test_a_voice_is_missing_until_it_is_there_or_its_absence_is_coded() -> None:
    [one] = policy.missing(answered(VOICE), is_shared=True, needs=1)
    assert one.words == "What the child says (Sis): their words, or why there are none"
    for value in ({"words": "Hi", "absent": ""}, {"words": "", "absent": "unborn"}):
        assert policy.missing(answered(VOICE, voice=value), is_shared=True, needs=1) == []


def test_why_there_are_no_words_is_borne_out_by_the_record_and_by_what_was_seen() -> None:
    sis, baby = OfWhom("Sis Example", years=3), OfWhom("Unborn baby", is_unborn=True)

    def said(absent: str, words: str, of: OfWhom) -> str:
        return policy.answer_problem(VOICE, {"words": words, "absent": absent}, [], of)

    assert "Sis Example is born, as the record says" in said("unborn", "", sis)
    assert said("unborn", "", baby) == ""
    assert "what was seen of Sis Example" in said("too_young", " ", sis)
    assert "which other way Sis Example is asked" in said("needs_another_way", "", sis)
    for absent in ("too_young", "needs_another_way"):
        assert said(absent, "She smiles when Testina sings", sis) == ""
    assert said("away", "", sis) == "" == said("", "Hi", sis)


def test_an_old_answer_that_no_longer_stands_is_missing_and_says_why() -> None:
    [part] = answered(VOICE, voice={"words": "", "absent": "unborn"})
    [one] = policy.missing([replace(part, of=OfWhom("Sis", years=2))], is_shared=True, needs=1)
    assert one.words.startswith("What the child says (Sis): Sis is born, as the record says")


def test_from_five_on_too_young_to_say_is_warned_of() -> None:
    assert voice_warning("too_young", OfWhom("Sis", years=5)).startswith("Sis is 5: ")
    assert voice_warning("too_young", OfWhom("Sis", years=4)) == "" == voice_warning("away", OfWhom("Sis", years=9))
    assert voice_warning("too_young", OfWhom("Sis")) == ""


def test_needs_are_missing_above_the_universal_level_and_sharing_always() -> None:
    said = policy.missing(answered(LEVEL, level="3"), is_shared=False, needs=0)
    assert [one.elsewhere for one in said] == [Elsewhere.NEEDS, Elsewhere.SHARED]
    assert policy.missing(answered(LEVEL, level="1"), is_shared=True, needs=0) == []
    unasked = (policy.Unasked(ME, "Sis"),)
    [one] = policy.missing(answered(LEVEL, level="1"), is_shared=True, needs=0, unasked=unasked)
    assert (one.elsewhere, one.about) == (Elsewhere.AGREEMENT, ME)
    assert one.words == "Agreement to work together (Sis): given, refused, or not sought and why"
    assert [one.words for one in policy.missing(answered(WORDS, LEVEL), is_shared=True, needs=0)] == [
        "Home (Sis)",
        "Level of need (Sis)",
    ]


@pytest.mark.parametrize(("value", "is_answered"), [("", False), (" ", False), ("a", True), ([], False), (["a"], True)])
def test_blanks_are_no_answer(value: object, is_answered: bool) -> None:
    assert policy.is_answered(value) is is_answered  # type: ignore[arg-type]


def test_whom_a_section_is_asked_of() -> None:
    def asked(per: Per, is_child: bool) -> bool:
        return policy.asked_of(Section("s", "S", per, (WORDS,)), is_child=is_child)

    assert asked(Per.PERSON, True) and asked(Per.PERSON, False)
    assert asked(Per.CHILD, True) and not asked(Per.CHILD, False)
    assert asked(Per.ADULT, False) and not asked(Per.ADULT, True)
    assert not asked(Per.FAMILY, True)


@pytest.mark.parametrize(
    ("state", "by", "problem"),
    [
        (AssessmentState.FINISHED, OTHER, ""),
        (AssessmentState.FINISHED, ME, "Somebody else must sign"),
        (AssessmentState.OPEN, OTHER, "not finished"),
        (AssessmentState.STOPPED, OTHER, "not finished"),
        (AssessmentState.AUTHORISED, OTHER, "Hazel has authorised it already"),
    ],
)
def test_who_may_sign(state: AssessmentState, by: uuid.UUID, problem: str) -> None:
    said = policy.sign_problem(state, by=by, finished_by=ME, who="Hazel")
    assert said == "" if not problem else problem in said


def test_final_without_a_name_is_final_all_the_same() -> None:
    assert policy.sign_problem(AssessmentState.AUTHORISED, by=OTHER, finished_by=ME, who="") == "It is final already"
    assert [bool(policy.write_problem(state)) for state in AssessmentState] == [False, True, True, True]


def test_levels_and_clocks_of_signing() -> None:
    assert [policy.needs_signature(level, 3) for level in (None, 2, 3, 4)] == [True, False, True, True]
    assert policy.sign_due(NOW, 2) == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)  # Friday to the end of Tuesday
    assert policy.is_reminded(NOW + timedelta(days=2), None, NOW)
    assert not policy.is_reminded(NOW + timedelta(days=3), None, NOW)
    assert not policy.is_reminded(NOW, NOW, NOW)
    assert policy.link_expires(TODAY) == datetime(2026, 11, 28, 0, 0, tzinfo=UTC)


def test_how_it_is_shared_and_asked_is_checked_with_the_field_to_mend() -> None:
    def shared(how: SharedHow, on: date, words: str) -> tuple[str, str]:
        return policy.shared_problem(how, on, words, opened_on=TODAY, today=TODAY)

    assert shared(SharedHow.TOLD, TODAY, "Yes") == ("", "")
    assert shared(SharedHow.TOLD, TODAY + timedelta(days=1), "Yes")[1] == "day"
    assert shared(SharedHow.TOLD, TODAY - timedelta(days=1), "Yes")[1] == "day"
    assert shared(SharedHow.TOLD, TODAY, " ") == ("Say what the family said, in their words", "words")
    assert shared(SharedHow.NOT_SHARED, TODAY, "") == ("Say why not", "words")
    soon = TODAY + timedelta(days=1)
    assert policy.ask_problem(soon, TODAY, asks=1) == ("", "")
    assert policy.ask_problem(soon, TODAY, asks=0)[1] == "questions"
    assert policy.ask_problem(TODAY, TODAY, asks=1)[1] == "due"
    assert policy.ask_problem(TODAY + timedelta(days=61), TODAY, asks=1)[1] == "due"


def in_force(on: date) -> list[str]:
    return [one.code for one in policy.set_in_force(delivered(), on)]


def test_each_era_has_its_set_and_the_newest_version_counts() -> None:
    assert in_force(date(2014, 5, 31)) == ["caf"]
    assert in_force(date(2014, 6, 1)) == ["ehaf"]
    assert in_force(date(2019, 1, 1)) == ["early_help"]
    assert in_force(date(2026, 1, 1)) == ["family_help"]
    two = [QuestionSet(code="own", version=n, title=f"{n}", about="", sections=()) for n in (2, 1)]
    assert [one.version for one in policy.set_in_force(two, TODAY)] == [2]
    for asked in delivered():
        kinds = [one.kind for section in asked.sections for one in section.questions]
        assert {QuestionKind.VOICE, QuestionKind.STRENGTHS, QuestionKind.RISKS, QuestionKind.LEVEL} <= set(kinds)


GOOD = """code = "own"
version = 1
title = "Own"
valid_from = 2026-01-01
[[sections]]
code = "s"
title = "S"
per = "family"
[[sections.questions]]
code = "q"
kind = "words"
ask = "Why"
"""
SECOND = '[[sections.questions]]\ncode = "{}"\nkind = "{}"\nask = "B"\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "own"', 'code = "Own set"', "a code is small letters"),
        ("version = 1", "version = true", "say its version as a number"),
        ('title = "Own"\n', "", "“title” is missing"),
        ('title = "Own"', f'title = "{"x" * 201}"', "has 201 characters and can have 200"),
        ("2026-01-01", '"soon"', "from which day it is in force"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 2025-01-01", "valid_to comes after"),
        ("valid_from = 2026-01-01", "valid_from = 2026-01-01\nvalid_to = 7", "valid_to is a day"),
        ("version = 1", "version = 1\nsigned = 7", "“signed” is no word of a question set"),
        ('per = "family"', 'per = "street"', "“per” is one of family, person, child, adult"),
        ('kind = "words"', 'kind = "voice"', "the child's voice is asked of each child"),
        ('kind = "words"', 'kind = "choice"', "between 2 and 40 choices"),
        ('kind = "words"', 'kind = "choice"\nchoices = { Yes = "Y", no = "" }', "the choice Yes"),
        ('kind = "words"', 'kind = "words"\nchoices = { a = "A" }', "has choices"),
        ('kind = "words"', 'kind = "words"\nrequired = "yes"', "true or false"),
        ('kind = "words"', 'kind = "words"\nknown = "all"', "“known” is one of"),
        ('kind = "words"', 'kind = "words"\nhint = ""', "“hint” is missing"),
        (
            'ask = "Why"\n',
            'ask = "Why"\n[[sections.questions]]\ncode = "q"\nkind = "words"\nask = "B"\n',
            "are called q",
        ),
        ("[[sections.questions]]", "[[sections.asked]]", "asks between 1 and 30 questions"),
        ('per = "family"', 'per = "child"\n', ""),
    ],
)
def test_what_is_wrong_with_a_set_is_said_plainly(old: str, new: str, said: str) -> None:
    assert old in GOOD
    if not said:
        assert read_set(GOOD.replace(old, new), "own").sections[0].per is Per.CHILD
        return
    with pytest.raises(BadQuestionSet) as told:
        read_set(GOOD.replace(old, new), "own")
    assert any(said in problem for problem in told.value.problems), told.value.problems


def test_no_set_at_all_and_one_level_twice_are_refused() -> None:
    for text, said in (
        ("Dear all", "cannot be read"),
        ("x" * 200_001, "longer than"),
        ('code = "a"', "between 1 and 30 sections"),
        (
            GOOD.replace('"words"', '"level"') + '[[sections.questions]]\ncode = "r"\nkind = "level"\nask = "B"\n',
            "once",
        ),
        (GOOD.replace('"family"', '"child"').replace('"words"', '"level"'), "the level is the family's"),
    ):
        with pytest.raises(BadQuestionSet, match=said):
            read_set(text, "own")


def test_an_authority_says_who_signs_and_by_when_and_a_wrong_figure_is_said() -> None:
    assert parse_signing({}, "x.toml") == Signing(3, 2)
    own = {"assessments": {"signed_from_level": 2, "sign_within_working_days": 5}}
    assert parse_signing(own, "x.toml") == Signing(2, 5)
    for said in ({"signed_from_level": "high"}, {"signed_from_level": 9}, {"sign_within_working_days": 0}):
        with pytest.raises(BadSigning, match="x.toml"):
            parse_signing({"assessments": said}, "x.toml")
    assert signing("nottinghamshire").from_level == 3
    with pytest.raises(BadSigning, match="cannot be read"):
        signing("atlantis")
