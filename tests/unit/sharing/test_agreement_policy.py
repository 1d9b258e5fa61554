"""Who may give an agreement for whom, where it stands on a day, and what its end brings with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from familyhub.sharing.policy import agreements as policy
from familyhub.sharing.policy.agreements import CannotAgree, Ended, Giver, NewAgreement, NewDecision, Scope
from familyhub.sharing.terms.openings import (
    AgreementKind,
    AgreementStatus,
    Basis,
    DataClass,
    GiverKind,
    HowSaid,
    NotSought,
    Purpose,
    Shared,
    Standing,
)

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
FIFTEEN, SIXTEEN = date(2010, 11, 21), date(2010, 11, 20)
MOTHER = Giver(GiverKind.PARENT, "Testina Example", "yes")
SELF = Giver(GiverKind.SELF)
SERVICE = NewAgreement(
    AgreementKind.SERVICE, AgreementStatus.GIVEN, MOTHER, said_on=TODAY, how=HowSaid.SPOKEN, words="Yes, please help"
)
SCOPE = Scope(("2A",), (Purpose.HELP,), (DataClass.NEED,))


def refused(new: NewAgreement, born_on: date | None = FIFTEEN) -> str:
    with pytest.raises(CannotAgree) as problem:
        policy.check(new, born_on, TODAY)
    return problem.value.field


def test_a_parent_answers_until_the_sixteenth_birthday_and_the_young_person_from_it() -> None:
    policy.check(SERVICE, FIFTEEN, TODAY)
    assert refused(SERVICE, SIXTEEN) == "giver"
    policy.check(replace(SERVICE, giver=SELF), SIXTEEN, TODAY)
    assert refused(replace(SERVICE, giver=SELF)) == "judged_by"
    by = replace(SELF, judged_by="Their nurse")
    assert refused(replace(SERVICE, giver=by)) == "judged_on"
    assert refused(replace(SERVICE, giver=replace(by, judged_on=date(2026, 11, 21)))) == "judged_on"
    on = replace(by, judged_on=date(2026, 11, 3))
    assert refused(replace(SERVICE, giver=on)) == "giver_words"
    gillick = replace(on, words="They said in their own words what happens to it")
    policy.check(replace(SERVICE, giver=gillick), FIFTEEN, TODAY)
    assert refused(replace(SERVICE, giver=gillick), date(2016, 11, 21)) == "giver"
    assert policy.warning(replace(SERVICE, giver=gillick), date(2014, 11, 20)).startswith("At 12 it is rare")
    assert policy.warning(replace(SERVICE, giver=gillick), date(2013, 11, 20)) == ""
    assert policy.warning(SERVICE, date(2014, 11, 20)) == ""
    policy.check(replace(SERVICE, giver=SELF), None, TODAY)


def test_a_right_that_is_not_on_record_is_seen_before_anything_rests_on_it() -> None:
    uncle = Giver(GiverKind.PARENT, "Uncle Bob from next door")
    for known_by in ("", "said"):
        assert refused(replace(SERVICE, giver=replace(uncle, known_by=known_by))) == "known_by"
    assert refused(replace(SERVICE, giver=replace(uncle, known_by="order"))) == "giver_words"
    policy.check(replace(SERVICE, giver=replace(uncle, known_by="order", words="Order of 3 May")), FIFTEEN, TODAY)
    assert refused(replace(SERVICE, giver=Giver(GiverKind.PARENT))) == "giver_record"
    assert refused(replace(SERVICE, giver=Giver(GiverKind.OTHER))) == "giver_name"


def test_for_a_baby_who_is_not_born_the_mother_answers() -> None:
    for giver, field in ((SELF, "giver"), (MOTHER, "giver_record")):
        with pytest.raises(CannotAgree) as problem:
            policy.check(replace(SERVICE, giver=giver), None, TODAY, is_unborn=True)
        assert problem.value.field == field
    policy.check(replace(SERVICE, giver=replace(MOTHER, is_mother=True)), None, TODAY, is_unborn=True)


def test_what_was_said_before_is_named_by_its_day() -> None:
    told = policy.SaidBefore(date(2026, 5, 3), "Testina Example")
    assert told.offer == "Replace the one of 3 May 2026"
    assert str(told).startswith("An answer of 3 May 2026, which Testina Example gave, stands")
    assert policy.SaidBefore(None, "").offer == "Replace the one"


def test_one_without_parental_responsibility_on_record_cannot_answer() -> None:
    assert refused(replace(SERVICE, giver=replace(MOTHER, responsible="no"))) == "giver_record"
    assert refused(replace(SERVICE, giver=Giver(GiverKind.OTHER, "A Guardian"))) == "known_by"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"said_on": date(2026, 11, 21)}, "said_on"),
        ({"said_on": None}, "said_on"),
        ({"how": None}, "how"),
        ({"until": TODAY}, "until"),
        ({"kind": AgreementKind.DATA}, "agencies"),
        ({"kind": AgreementKind.CONFIDENTIALITY, "scope": replace(SCOPE, purposes=())}, "purposes"),
        ({"kind": AgreementKind.CONFIDENTIALITY, "scope": replace(SCOPE, data=())}, "classes"),
        ({"status": AgreementStatus.NOT_SOUGHT}, "not_sought"),
        ({"status": AgreementStatus.NOT_SOUGHT, "not_sought": NotSought.RISK, "words": "no"}, "words"),
    ],
)
def test_too_little_is_named_field_by_field(change: dict[str, object], field: str) -> None:
    assert refused(replace(SERVICE, **change)) == field  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("giver", "until", "born_on", "ended", "stands"),
    [
        (GiverKind.PARENT, None, FIFTEEN, None, Standing.GIVEN),
        (GiverKind.PARENT, None, SIXTEEN, None, Standing.TO_ASK),
        (GiverKind.SELF, None, SIXTEEN, None, Standing.GIVEN),
        (GiverKind.PARENT, TODAY, FIFTEEN, None, Standing.EXPIRED),
        (GiverKind.PARENT, date(2026, 11, 21), FIFTEEN, None, Standing.GIVEN),
        (GiverKind.PARENT, None, FIFTEEN, Ended(False, NOW), Standing.WITHDRAWN),
        (GiverKind.PARENT, None, None, Ended(True, NOW), Standing.VARIED),
    ],
)
def test_where_it_stands_on_a_day(
    giver: GiverKind, until: date | None, born_on: date | None, ended: Ended | None, stands: Standing
) -> None:
    assert policy.standing(AgreementStatus.GIVEN, giver, until, born_on, ended, NOW) is stands


def test_not_to_share_needs_a_ground_of_its_own() -> None:
    new = NewDecision(Shared.NOT, Basis.DUTY, (), "The school", "The address", "He asked them for it twice")
    with pytest.raises(CannotAgree, match="not shared"):
        policy.check_decision(new)
    policy.check_decision(replace(new, basis=Basis.HARM))


def test_its_end_says_who_sees_no_more_and_what_cannot_be_called_back() -> None:
    said = policy.consequences(AgreementKind.DATA, ["Invented health team"], ["School"])
    assert any(line.startswith("Invented health team no longer sees") for line in said)
    assert any(line.startswith("School keeps what it was given") for line in said)
