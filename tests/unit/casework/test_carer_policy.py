"""The rules of young carers: what is said of whom, what follows what, and the authority's clock."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from familyhub.casework.local.carers import BadCarerDays, CarerDays, carer_days, parse_carer_days
from familyhub.casework.policy import carers as policy
from familyhub.casework.policy.carers import Standing
from familyhub.casework.terms.carers import Care, Offer

TODAY = date(2026, 11, 20)
CHILD, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)


def test_a_child_is_marked_with_what_they_do_and_what_they_say() -> None:
    def problem(does: bool = True, since: date | None = None, says: str = "I cook", why_not: str = "") -> str:
        cares = {Care.PRACTICAL} if does else set()
        return policy.mark_problem(cares=cares, since=since, today=TODAY, child_words=says, why_no_words=why_not)

    assert problem() == problem(since=TODAY) == problem(says="", why_not="Asleep") == ""
    assert "what the child does" in problem(does=False)
    assert "after today" in problem(since=TODAY + timedelta(days=1))
    assert "why they were not asked" in problem(says=" ")


def test_nothing_is_said_of_somebody_who_is_not_named() -> None:
    def problem(cared_for: uuid.UUID | None, words: str) -> str:
        return policy.cared_for_problem(cared_for=cared_for, child=CHILD, words=words)

    assert problem(OTHER, "A bad back") == problem(None, "") == problem(OTHER, " ") == ""
    assert "Choose who it is" in problem(None, "A bad back")
    assert "somebody else" in problem(CHILD, "")


def test_young_carers_are_under_18() -> None:
    assert policy.is_a_child(date(2008, 11, 21), TODAY)
    assert not policy.is_a_child(date(2008, 11, 20), TODAY)
    assert not policy.is_a_child(TODAY + timedelta(days=1), TODAY)


def test_what_was_declined_can_be_offered_again_and_what_ended_cannot() -> None:
    def problem(now: Offer, new: Offer, days: int = 0, words: str = "Said so") -> str:
        since, on = TODAY - timedelta(days=3), TODAY + timedelta(days=days)
        return policy.move_problem(now=now, new=new, on=on, since=since, today=TODAY, words=words)

    assert problem(Offer.TO_OFFER, Offer.OFFERED) == problem(Offer.DECLINED, Offer.OFFERED, -3) == ""
    assert "does not follow" in problem(Offer.TO_OFFER, Offer.DONE)
    assert "does not follow" in problem(Offer.ENDED, Offer.OFFERED)
    assert "17 November" in problem(Offer.OFFERED, Offer.ACCEPTED, -4)
    assert "what was said" in problem(Offer.OFFERED, Offer.ACCEPTED, words="")


def test_the_authority_sets_the_clock() -> None:
    days = parse_carer_days({"young_carers": {"offer_working_days": 5}}, "x.toml")
    assert days == CarerDays(offer=5)
    assert policy.offer_by(TODAY, days) == policy.due_on(Offer.TO_OFFER, TODAY, days) == date(2026, 11, 27)
    assert policy.due_on(Offer.ACCEPTED, TODAY, CarerDays(assess=2)) == date(2026, 11, 24)
    assert policy.due_on(Offer.DONE, TODAY, days) is None
    assert carer_days("nottinghamshire") == CarerDays()
    for bad in ({"offer_working_days": "soon"}, {"assess_working_days": 0}, []):
        with pytest.raises(BadCarerDays):
            parse_carer_days({"young_carers": bad}, "x.toml")
    with pytest.raises(BadCarerDays):
        carer_days("no such authority")


def test_young_carers_are_counted_by_what_became_of_the_offer() -> None:
    lines = [
        Standing(Offer.TO_OFFER, TODAY - timedelta(days=1), None),
        Standing(Offer.OFFERED, TODAY, True),
        Standing(Offer.DONE, None, False),
    ]
    found = policy.counted(lines, TODAY)
    assert {key: number for key, number in found.items() if number} == {
        "to_offer": 1,
        "offered": 1,
        "done": 1,
        "overdue": 1,
        "in_time": 1,
        "late": 1,
    }
