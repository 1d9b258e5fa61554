"""The rules of other services: for whom the Family Nurse Partnership is, until when, and what follows what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from familyhub.casework.local.services import BadPartnership, NurseRules, nurse_rules, parse_nurse_rules
from familyhub.casework.policy import services as policy
from familyhub.casework.policy.services import Expecting
from familyhub.casework.terms.services import Service, Stand

TODAY = date(2026, 11, 20)
DUE = date(2027, 2, 1)
RULES = NurseRules()


def test_the_programme_is_for_first_time_mothers_of_19_or_under_at_their_last_period() -> None:
    last = policy.last_period(DUE)
    assert last == date(2026, 4, 27)
    young = date(2006, 4, 28)  # twenty the day after
    assert policy.nurse_problem(Expecting(young, DUE, True), RULES) == ""
    assert "she was 20" in policy.nurse_problem(Expecting(date(2006, 4, 27), DUE, True), RULES)
    assert "first baby" in policy.nurse_problem(Expecting(young, DUE, False), RULES)
    assert policy.nurse_problem(Expecting(young, DUE, False), NurseRules(first_baby_only=False)) == ""
    assert "Choose the baby" in policy.nurse_problem(Expecting(young, None, True), RULES)
    assert "not known" in policy.nurse_problem(Expecting(None, DUE, True), RULES)


def test_it_ends_on_the_second_birthday() -> None:
    assert policy.ends_by(DUE, RULES) == date(2029, 2, 1)
    assert policy.ends_by(date(2028, 2, 29), RULES) == date(2030, 3, 1)


def test_a_service_is_recorded_with_why_or_who() -> None:
    def problem(service: Service, stand: Stand, *, who: str = "", words: str = "", days: int = 0) -> str:
        on = TODAY + timedelta(days=days)
        return policy.involve_problem(service=service, stand=stand, on=on, today=TODAY, practitioner=who, words=words)

    assert problem(Service.FNP, Stand.WORKING, who="Nora Sample") == ""
    assert problem(Service.SPEECH, Stand.WORKING) == problem(Service.SPEECH, Stand.REFERRED, words="Few words") == ""
    assert problem(Service.SPEECH, Stand.WORKING, words="Knows her") == ""
    assert "who the family nurse is" in problem(Service.FNP, Stand.WORKING)
    assert "why they are referred" in problem(Service.FNP, Stand.REFERRED)
    assert "after today" in problem(Service.FNP, Stand.REFERRED, words="Young", days=1)
    assert "referred now" in problem(Service.FNP, Stand.ENDED)


def test_a_reply_follows_a_referral_and_an_end_what_began() -> None:
    def problem(now: Stand, new: Stand, days: int = 0, words: str = "Rang") -> str:
        since, on = TODAY - timedelta(days=2), TODAY + timedelta(days=days)
        return policy.move_problem(now=now, new=new, on=on, since=since, today=TODAY, words=words)

    assert problem(Stand.REFERRED, Stand.WAITING) == problem(Stand.WORKING, Stand.WORKING, -2) == ""
    assert "does not follow" in problem(Stand.REFERRED, Stand.ENDED)
    assert "does not follow" in problem(Stand.DECLINED, Stand.WORKING)
    assert "18 November" in problem(Stand.WORKING, Stand.ENDED, -3)
    assert "what the service said" in problem(Stand.WORKING, Stand.ENDED, words=" ")


def test_the_authority_says_for_whom_it_is() -> None:
    own = {"family_nurse_partnership": {"oldest_at_last_period": 24, "first_baby_only": False}}
    assert parse_nurse_rules(own, "x.toml") == NurseRules(oldest=24, first_baby_only=False)
    assert nurse_rules("nottinghamshire") == RULES
    for bad in ({"oldest_at_last_period": "young"}, {"ends_at_years": 9}, {"reply_working_days": 0}, []):
        with pytest.raises(BadPartnership):
            parse_nurse_rules({"family_nurse_partnership": bad}, "x.toml")
    with pytest.raises(BadPartnership):
        nurse_rules("no such authority")
