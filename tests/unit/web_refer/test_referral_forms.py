"""What the forms outside sign-in make of what was typed, without a database."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict

from familyhub.referrals.new import NewEvidence, NewPlace
from familyhub.referrals.terms.requests import Evidence, SubjectRole
from familyhub.vocabulary import queries as vocabulary
from familyhub.web.ask import request as asking
from familyhub.web.ask.wishes import FRAMEWORK, WISHES, wishes
from familyhub.web.refer import days, referral
from familyhub.web.refer.needs import NeedsForm
from familyhub.web.refer.people import names_a_child, people_from, subject_of
from familyhub.web.refer.sections import SafetyForm, agencies
from familyhub.web.refer.whole import Whole, key_of

HOME = NewPlace(line="1 Example Street", postcode="DN22 7AA")


def posted(values: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def one_person(relaxed: bool = False, **said: str) -> Any:
    data = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-lives": "with"}
    data |= {f"people-0-{name}": value for name, value in said.items()}
    return people_from(posted(data), relaxed=relaxed)


def test_a_group_left_empty_is_nobody() -> None:
    people = one_person()
    assert people.is_valid()
    assert not people.forms[0].is_given


def test_answers_to_another_roles_questions_are_left_out() -> None:
    people = one_person(role="other", given="Olive", family="Example", who_else="Grandmother", has_responsibility="yes")
    assert people.is_valid()
    subject = subject_of(people.forms[0].cleaned_data, HOME)
    assert (subject.role, subject.described_as, subject.has_responsibility) == (SubjectRole.OTHER, "Grandmother", "")
    assert subject.place == HOME


def test_parental_responsibility_is_never_inferred() -> None:
    people = one_person(role="parent", given="Testina")
    assert people.forms[0].errors.keys() == {"has_responsibility"}


def test_a_child_may_be_described_instead_of_named() -> None:
    people = one_person(role="child", described_as="The younger boy, about 4")
    assert people.is_valid()
    assert names_a_child([people.forms[0].cleaned_data])


def test_when_a_child_may_be_at_risk_a_person_needs_no_role() -> None:
    people = one_person(relaxed=True, given="Tommy")
    assert people.is_valid()
    assert subject_of(people.forms[0].cleaned_data, None).role is SubjectRole.OTHER


def test_an_unborn_baby_lives_where_the_family_does() -> None:
    due = days.today() + timedelta(days=40)
    said = {"role": "unborn", "due_on": due, "lives": "elsewhere", "postcode": "NG18 1AE"}
    assert subject_of(said, HOME).place == HOME


@pytest.mark.parametrize(("offset", "right"), [(0, True), (280, True), (281, False), (-28, True), (-29, False)])
def test_a_due_date_is_within_forty_weeks_ahead_and_four_behind(offset: int, right: bool) -> None:
    day = days.today() + timedelta(days=offset)
    people = one_person(role="unborn", due_on_day=str(day.day), due_on_month=str(day.month), due_on_year=str(day.year))
    assert people.is_valid() is right


def test_the_evidence_of_the_route_that_was_not_chosen_is_left_out() -> None:
    said = {
        "evidence": "e_referral",
        "assessment_kind": "EHAF",
        "assessed_on": days.today(),
        "assessed_by": "Nora Sample",
        "assessment_reference": "EHAF 12",
        "action_wanted": "Speech group",
    }
    expected = NewEvidence(Evidence.E_REFERRAL, assessment_reference="EHAF 12", action_wanted="Speech group")
    assert referral.evidence_from(said) == expected
    assert referral.evidence_from(said | {"evidence": ""}) == NewEvidence()


def test_an_assessment_that_names_nobody_was_done_by_whoever_sends_it() -> None:
    said = {"evidence": "assessment", "assessment_kind": "", "assessed_on": days.today(), "assessed_by": ""}
    assert referral.evidence_from(said, author="Nora Sample").assessed_by == "Nora Sample"
    assert referral.evidence_from(said | {"assessed_by": "Sid"}, author="Nora Sample").assessed_by == "Sid"


def test_every_need_in_force_is_offered_with_words_of_its_own() -> None:
    form = NeedsForm()
    codes = [one.code for one in vocabulary.needs(form.framework.code, days.today())]
    needs: Any = form.fields["needs"]
    assert [code for code, _ in needs.choices] == codes
    assert set(form.fields) == {"needs", *(f"words_{code}" for code in codes)}


def test_a_professional_is_no_private_person_and_not_anonymous() -> None:
    offered = {code for _, group in agencies()[1:] for code, _ in group}
    assert {"3C", "3D-MIDWIFE", "2A", "6"} <= offered
    assert not offered & {"1A", "1B", "1C", "1D", "9", "10"}


def test_every_wish_is_a_need_of_the_framework() -> None:
    known = {one.code for one in vocabulary.needs(FRAMEWORK, days.today())}
    assert set(WISHES) == known
    assert dict(wishes()) == WISHES


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"ways": ["none"], "leave_message": "", "times": ""},
            "It is not safe to contact this person. They will come back to us.",
        ),
        ({"ways": ["letter"], "leave_message": "", "times": ""}, "Safe: letter."),
        (
            {"ways": ["call", "email"], "leave_message": "yes", "times": "mornings"},
            "Safe: phone call, email. A message may be left. When: mornings.",
        ),
    ],
)
def test_how_it_is_safe_is_told_in_words(said: dict[str, Any], words: str) -> None:
    assert asking.safely(said) == words


@pytest.mark.parametrize("key", ["", "nonsense", "x" * 500])
def test_a_key_that_was_meddled_with_is_replaced(key: str) -> None:
    assert key_of({"form_key": key}) not in {key, key_of({"form_key": key})}


def test_a_page_nobody_asked_to_send_complains_of_nothing() -> None:
    people = one_person(role="parent")
    whole = Whole({"safety": SafetyForm({}), "people": people}, {})
    assert not whole.is_valid()
    assert whole.unchecked().total_error_count() == 0


def test_the_familys_phone_stands_with_the_first_parent() -> None:
    child = {"role": "child", "given": "Tommy", "lives": "with"}
    parent = {"role": "parent", "given": "Testina", "lives": "with", "has_responsibility": "yes"}
    home = {"family_line": "", "family_postcode": "DN22 7AA", "family_hidden": False, "family_phone": "+447700900982"}
    first, second = referral.subjects_from([child, parent], home)
    assert first.place == NewPlace(postcode="DN22 7AA")
    assert second.place == dataclasses.replace(NewPlace(postcode="DN22 7AA"), phone="+447700900982")


def test_before_birth_the_request_belongs_where_the_mother_lives() -> None:
    mother = {"role": "parent", "is_expecting": True, "lives": "elsewhere", "postcode": "NG18 1AE"}
    father = {"role": "parent", "lives": "with"}
    baby = {"role": "unborn", "due_on": days.today(), "lives": "with"}
    home = {"family_line": "", "family_postcode": "DN22 7AA", "family_hidden": False, "family_phone": ""}
    places = [one.place and one.place.postcode for one in referral.subjects_from([father, mother, baby], home)]
    assert places == ["DN22 7AA", "NG18 1AE", "NG18 1AE"]
