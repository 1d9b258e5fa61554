"""The rules of other services that are involved, as plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from familyhub.casework.local.services import NurseRules
from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.services import FOLLOWS, Service, Stand

PREGNANCY = timedelta(days=280)
"""From the first day of the last period to the day on which a baby is due."""


@dataclass(frozen=True)
class Expecting:
    """What decides whether the Family Nurse Partnership is for a mother: her birthday, the baby's, is it the first?"""

    mother_born_on: date | None
    baby_on: date | None
    is_first: bool


def last_period(baby_on: date) -> date:
    """Its first day, reckoned from the day on which the baby is due or was born."""
    return baby_on - PREGNANCY


def nurse_problem(mother: Expecting, rules: NurseRules) -> str:
    """Why the programme is not for her; "" when it is."""
    if mother.baby_on is None:
        return "Choose the baby: the programme goes from pregnancy on"
    if mother.mother_born_on is None:
        return "Her date of birth is not known: record it first"
    age = years_between(mother.mother_born_on, last_period(mother.baby_on))
    if age > rules.oldest:
        return f"The programme is for mothers who were {rules.oldest} or under at their last period; she was {age}"
    if rules.first_baby_only and not mother.is_first:
        return "The programme is for a first baby"
    return ""


def years_between(born_on: date, on: date) -> int:
    """Whole years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def ends_by(baby_on: date, rules: NurseRules) -> date:
    """The child's birthday on which the programme ends; of a leap day the first of March."""
    year = baby_on.year + rules.ends_at_years
    leap_day = (baby_on.month, baby_on.day) == (2, 29)
    return date(year, 3, 1) if leap_day else baby_on.replace(year=year)


def involve_problem(*, service: Service, stand: Stand, on: date, today: date, practitioner: str, words: str) -> str:
    """Why a service cannot be recorded so; "" when it can."""
    if stand not in {Stand.REFERRED, Stand.WORKING}:
        return "Say if they are referred now, or if the service works with them already"
    if on > today:
        return "The day cannot be after today"
    if stand is Stand.REFERRED:
        return text_problem(words, "Say why they are referred, in words that the service reads")
    if service is Service.FNP and not practitioner.strip():
        return "Say who the family nurse is"
    return text_problem(words, "") if words.strip() else ""


def move_problem(*, now: Stand, new: Stand, on: date, since: date, today: date, words: str) -> str:
    """Why a service cannot come to stand so; "" when it can. `since`: the last day that something was said of it."""
    if new not in FOLLOWS[now]:
        return "This does not follow from how it stands"
    if not since <= on <= today:
        return f"The day lies between {since:%-d %B %Y}, when something was last said of it, and today"
    return text_problem(words, "Say what the service said")
