"""Question sets put together in a draft: codes, choices, what changes, what must be mended, the text of the file."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from familyhub.casework.policy.assessments import Answered, missing
from familyhub.casework.question_sets import Question, Section, delivered, read_set
from familyhub.casework.question_sets.comparing import Change, What, changes
from familyhub.casework.question_sets.drafting import (
    advice,
    choices_from,
    code_from,
    filed,
    kept,
    publish_problem,
    publish_problems,
)
from familyhub.casework.question_sets.writing import raw_of, text_of
from familyhub.casework.terms.assessments import Per, QuestionKind

TODAY = date(2026, 11, 20)
VOICE = {"code": "voice", "kind": "voice", "ask": "What the child says"}
LEVEL = {"code": "level", "kind": "level", "ask": "Level of need", "required": True}
HOME = {"code": "home", "kind": "words", "ask": "Home"}
CHOICE = {"code": "who", "kind": "choice", "ask": "Who", "choices": {"b": "Bee", "a": "Ay"}}


def asked(*family: dict[str, Any], child: tuple[dict[str, Any], ...] = (VOICE,), **head: Any) -> dict[str, Any]:
    """A set with a section of the family and one of each child."""
    sections = [
        {"code": "family", "title": "Family", "per": "family", "questions": list(family)},
        {"code": "child", "title": "Child", "per": "child", "questions": list(child)},
    ]
    begun = {"code": "own", "version": 1, "title": "Ours", "valid_from": TODAY, "sections": sections}
    return begun | head


@pytest.mark.parametrize("one", delivered(), ids=lambda one: one.code)
def test_a_set_written_down_and_read_again_is_the_same(one: Any) -> None:
    assert raw_of(read_set(text_of(raw_of(one)), "again")) == raw_of(one)


def test_words_that_a_file_could_take_amiss_come_back_as_they_were() -> None:
    hint = 'Say "who", \\ and\nwhere\t= [x] # \x7f ąß'
    raw = asked(HOME | {"hint": hint, "required_from": 3, "need": "sf.9"}, CHOICE)
    read = read_set(text_of(raw), "own")
    question = read.sections[0].questions[0]
    assert (question.hint, question.required_from, question.need) == (hint, 3, "sf.9")
    assert [one.code for one in read.sections[0].questions[1].choices] == ["b", "a"]


def test_codes_are_made_from_words_and_never_twice() -> None:
    assert code_from("Who helps already?", ()) == "who_helps_already"
    assert code_from("Who helps already?", {"who_helps_already"}) == "who_helps_already_2"
    assert code_from("16 and over", ()) == "c_16_and_over"
    assert code_from("گھر", ()) == "c"
    assert len(code_from("x" * 300, {"x" * 40})) <= 40


def test_a_choice_keeps_its_code_with_its_words_and_choices_keep_their_order() -> None:
    before = {"rel": "Relatives", "school": "School"}
    made = choices_from(["School", "", "Relatives ", "A charity", "School"], before)
    assert list(made.items()) == [("school", "School"), ("rel", "Relatives"), ("a_charity", "A charity")]
    stored = kept(CHOICE)
    assert stored["choices"] == [["b", "Bee"], ["a", "Ay"]] and "code" not in stored
    assert list(filed(stored)["choices"]) == ["b", "a"]


@pytest.mark.parametrize(
    ("raw", "said", "place"),
    [
        (asked(HOME, valid_from=TODAY - timedelta(days=1)), "is over", (None, None)),
        (asked(HOME, valid_from=None), "from which day", (None, None)),
        (asked(HOME, child=(HOME,)), "no child is asked", (1, None)),
        (asked(), "between 1 and 30 questions", (0, None)),
        (asked(HOME, CHOICE | {"choices": {"a": "Ay"}}), "between 2 and 40 choices", (0, 1)),
        (asked(HOME | {"choices": {"a": "Ay", "b": "Bee"}}), "has choices", (0, 0)),
        (asked(VOICE), "asked of each child", (0, 0)),
        (asked(HOME, child=(VOICE, LEVEL)), "the family's", (1, 1)),
        (asked(LEVEL, LEVEL | {"code": "again"}), "asked once", (None, None)),
        (asked(HOME | {"required_from": 9}), "number of a level", (0, 0)),
        (asked(HOME | {"need": "sf.99"}), "a need of a framework", (0, 0)),
        (asked(HOME | {"need": "factors.21"}), "a need of a framework", (0, 0)),
    ],
)
def test_what_must_be_mended_says_where(raw: dict[str, Any], said: str, place: tuple[int | None, int | None]) -> None:
    found = {(one.place.section, one.place.question) for one in publish_problems(raw, TODAY) if said in one.words}
    assert found == {place}, [str(one) for one in publish_problems(raw, TODAY)]


def test_a_whole_set_needs_no_mending_and_no_advice() -> None:
    strong, weak = HOME | {"code": "s", "kind": "strengths"}, HOME | {"code": "r", "kind": "risks"}
    assert list(publish_problems(asked(LEVEL, strong, weak), TODAY)) == []
    assert list(advice(asked(LEVEL, strong, weak))) == []
    assert len(list(advice(asked(HOME)))) == 3


def test_whoever_drafted_does_not_publish() -> None:
    me, other = uuid.uuid4(), uuid.uuid4()
    assert publish_problem({me}, other, is_ready=True) == ""
    assert "did not draft" in publish_problem({me, other}, other, is_ready=True)
    assert "ready" in publish_problem({me}, other, is_ready=False)


def test_what_changes_is_added_changed_moved_and_removed() -> None:
    before = asked(HOME, CHOICE, LEVEL)
    after = asked(
        LEVEL,
        HOME | {"ask": "Home and money", "required": True},
        {"code": "new", "kind": "words", "ask": "New"},
        child=(VOICE, CHOICE | {"choices": {"a": "Ay", "b": "Bee"}}),
        title="Ours, again",
    )
    assert changes(before, after) == [
        Change(What.CHANGED, "The set itself", ("title",)),
        Change(What.MOVED, "Who", ("choices",)),
        Change(What.MOVED, "Level of need"),
        Change(What.CHANGED, "Home and money", ("words", "whether it must be answered"), "Home"),
        Change(What.ADDED, "New"),
    ]
    assert changes(before, before) == []
    gone = asked(HOME, CHOICE, LEVEL)
    gone["sections"] = gone["sections"][1:]
    assert [one.what for one in changes(before, gone)] == [What.REMOVED] * 4


def test_from_a_level_on_a_question_must_be_answered() -> None:
    level = Question("level", QuestionKind.LEVEL, "Level")
    home = Question("home", QuestionKind.WORDS, "Home", required_from=3)
    section = Section("s", "S", Per.FAMILY, (home, level))

    def left(chosen: str) -> list[str]:
        part = Answered(uuid.uuid4(), section, "", {"level": chosen})
        return [one.words for one in missing([part], is_shared=True, needs=1)]

    assert left("") == left("2") == []
    assert left("3") == left("4") == ["Home"]
