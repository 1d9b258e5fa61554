"""The rules, as plain Python. `today` is London's date and is always passed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from familyhub.people.near import near_keys
from familyhub.people.new import Contactability, NewContactPoint, NewPerson, NewTie, PointRules, SafeRules
from familyhub.people.terms import Answer, IdentifierKind, RecordKind, Sex, TieEnd, Visibility, Way
from familyhub.people.typed import contact_value_of, identifier_of, nhs_of, phone_of, plain, postcode_of

# a referral is not made more than 40 weeks before the expected date of delivery (CIN rule 8750)
DUE_AT_MOST = timedelta(weeks=40)
# an expected date that is further past is a birth that nobody recorded
DUE_AT_EARLIEST = timedelta(weeks=4)
OLDEST = 120
ADULT_AT = 18
# ages at which a child leaves the cohort (S3-02): at 19, with special educational needs at 25
COHORT_ENDS_AT, COHORT_WITH_SEND_ENDS_AT = 19, 25


@dataclass(frozen=True)
class Problem:
    """Something that cannot be right: the field it stands in and what to do about it."""

    field: str
    words: str


def birthday_in(born_on: date, year: int) -> date:
    """The birthday in a year; somebody born on 29 February has it on 1 March of other years."""
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def years_old(born_on: date, on: date) -> int:
    """Whole years on a day; negative before birth."""
    return on.year - born_on.year - (on < birthday_in(born_on, on.year))


def months_old(born_on: date, on: date) -> int:
    """Whole months on a day."""
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    # a month that is too short ends the month of life on the first of the next
    return months - (on.day < born_on.day)


def _many(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def age_words(born_on: date, on: date, *, is_estimated: bool = False) -> str:
    """An age as people say it: "9 days", "7 weeks", "7 months", "3 years 4 months", "34 years"."""
    words = _age_words(born_on, on)
    return f"about {words}" if is_estimated else words


def _age_words(born_on: date, on: date) -> str:
    days, months, years = (on - born_on).days, months_old(born_on, on), years_old(born_on, on)
    if days < 14:
        return _many(days, "day")
    if months < 3:
        return _many(days // 7, "week")
    if years < 1:
        return _many(months, "month")
    if years < 5 and months % 12:
        return f"{_many(years, 'year')} {_many(months % 12, 'month')}"
    return _many(years, "year")


def due_words(due_on: date, on: date) -> str:
    """How far away a birth is."""
    days = (due_on - on).days
    if days > 0:
        return f"unborn, due in {_many(days, 'day')}"
    return "unborn, due today" if not days else f"unborn, was due {_many(-days, 'day')} ago"


@dataclass(frozen=True)
class Life:
    """The dates by which somebody's age is told."""

    born_on: date | None = None
    is_estimated: bool = False
    due_on: date | None = None
    died_on: date | None = None


def whose_age(life: Life, on: date) -> str:
    """The age, the due date or what is not known, in words; nobody grows older after death."""
    if life.due_on:
        return due_words(life.due_on, on)
    if not life.born_on:
        return "age not known"
    if life.died_on:
        return f"died aged {age_words(life.born_on, life.died_on, is_estimated=life.is_estimated)}"
    return age_words(life.born_on, on, is_estimated=life.is_estimated)


def is_child_on(life: Life, on: date) -> bool | None:
    """Under 18 on that day; None when nobody can tell. An unborn child is one."""
    if life.due_on:
        return True
    return years_old(life.born_on, on) < ADULT_AT if life.born_on else None


def is_in_cohort(life: Life, on: date, *, has_send: bool) -> bool | None:
    """Does a family hub serve this child on that day: from pregnancy to 19, to 25 with SEND (S3-02)?"""
    if life.due_on:
        return True
    ends_at = COHORT_WITH_SEND_ENDS_AT if has_send else COHORT_ENDS_AT
    return years_old(life.born_on, on) < ends_at if life.born_on else None


def problems_with(new: NewPerson, today: date) -> list[Problem]:
    """What cannot be right about somebody who is to be registered; empty when nothing is."""
    dates = _problems_unborn(new, today) if new.kind == RecordKind.UNBORN else _problems_born(new, today)
    return [*_problems_names(new), *dates, *_problems_details(new)]


def _problems_names(new: NewPerson) -> list[Problem]:
    if new.kind != RecordKind.UNBORN and not new.names:
        return [Problem("names", "Enter a name, or words that tell this child from others")]
    if any(not plain(f"{name.given} {name.family}") for name in new.names):
        return [Problem("names", "Enter a first name or a family name")]
    return []


def due_problem(due_on: date | None, today: date) -> Problem | None:
    """May a child with this due date be registered today? Not more than 40 weeks before (domain model, edge case 1)."""
    if due_on is None:
        return Problem("due_on", "Enter the expected date of delivery")
    if due_on - today > DUE_AT_MOST:
        return Problem("due_on", "The due date must be within 40 weeks of today")
    if today - due_on > DUE_AT_EARLIEST:
        return Problem("due_on", "The due date is more than 4 weeks ago: enter the date of birth instead")
    return None


def birth_problem(born_on: date, today: date) -> Problem | None:
    """Can somebody who lives have been born on that day?"""
    if born_on > today:
        return Problem("born_on", "The date of birth must be today or in the past")
    if years_old(born_on, today) > OLDEST:
        return Problem("born_on", f"The date of birth must be within the last {OLDEST} years")
    return None


def _problems_unborn(new: NewPerson, today: date) -> list[Problem]:
    found = [due_problem(new.due_on, today)]
    if new.born_on:
        found.append(Problem("born_on", "An unborn baby has a due date and no date of birth"))
    if new.sex != Sex.UNKNOWN:
        found.append(Problem("sex", "The sex of an unborn baby is not recorded"))
    return [problem for problem in found if problem]


def _problems_born(new: NewPerson, today: date) -> list[Problem]:
    found = [birth_problem(new.born_on, today) if new.born_on else None]
    if new.due_on:
        found.append(Problem("due_on", "Enter a date of birth or a due date, not both"))
    return [problem for problem in found if problem]


def _problems_details(new: NewPerson) -> list[Problem]:
    problems = [
        Problem("identifiers", "Check the NHS number: it has 10 digits and one of them is wrong")
        for identifier in new.identifiers
        if identifier_of(identifier.kind, identifier.value) is None
    ]
    problems += [
        Problem("addresses", "Enter a full postcode, like NG18 1AE, or leave it empty")
        for address in new.addresses
        if address.postcode and not postcode_of(address.postcode)
    ]
    return problems + [problem for point in new.contact_points if (problem := contact_point_problem(point))]


def contact_point_problem(point: NewContactPoint) -> Problem | None:
    """Is this a phone number or an email address, with hours that make sense?"""
    if contact_value_of(point.kind, point.value) is None:
        words = "Enter a phone number, like 01632 960 001" if point.is_phone else "Enter an email address"
        return Problem("contact_points", words)
    hours = (point.from_hour, point.to_hour)
    if hours == (None, None):
        return None
    if None in hours or not 0 <= hours[0] < hours[1] <= 24:  # type: ignore[operator]
        return Problem("contact_points", "The first hour must be before the last one")
    return None


def tie_problem(tie: NewTie, of: int) -> Problem | None:
    """May this tie be recorded between two of `of` people? Responsibility needs words on how it is known."""
    if tie.from_index == tie.to_index or not {tie.from_index, tie.to_index} <= set(range(of)):
        return Problem("relationships", "A relationship is between two different people")
    return responsibility_problem(tie.parental_responsibility, tie.evidence)


def responsibility_problem(answer: str, evidence: str) -> Problem | None:
    """A yes needs a source: what was seen, or who said so."""
    if answer == Answer.YES and not evidence.strip():
        return Problem("evidence", "Say how you know that this person has parental responsibility")
    return None


def known_tie_problem(tie: NewTie, today: date) -> Problem | None:
    """May this be said of two people on record? A yes needs the kind of source, and what was seen or who said so."""
    if tie.parental_responsibility == Answer.YES and not tie.known_by:
        return Problem("known_by", "Choose how it is known that they have parental responsibility")
    if tie.responsible_since and tie.parental_responsibility != Answer.YES:
        return Problem("responsible_since", "Leave the day empty, or say that they have parental responsibility")
    if tie.responsible_since and tie.responsible_since > today:
        return Problem("responsible_since", "Enter the day since when, which is not in the future")
    return responsibility_problem(tie.parental_responsibility, tie.evidence)


def tie_end_problem(reason: str, words: str, ended_on: date | None, today: date) -> Problem | None:
    """May a relationship end so? It stays on record, so that whoever reads on later must understand why."""
    if not plain(words):
        return Problem("end_words", "Say why, and how it is known")
    if reason == TieEnd.OVER and (ended_on is None or ended_on > today):
        return Problem("ended_on", "Enter the day on which it ended, which is not in the future")
    return None


def is_searchable_phone(point: NewContactPoint) -> bool:
    """Can somebody be found by this number? Not by one that is restricted or not safe to ring or text."""
    unsafe = Answer.NO in (point.may_voice, point.may_text)
    return point.is_phone and point.visibility == Visibility.NORMAL and not unsafe


def born_key(born_on: date) -> str:
    """The search key of a date of birth."""
    return f"d:{born_on.isoformat()}"


def postcode_key(postcode: str) -> str:
    """The search key of a postcode."""
    return f"p:{''.join(postcode.split()).upper()}"


def name_keys(names: Iterable[str]) -> list[str]:
    """The search keys of the parts of plain names; their sounds are added by the database."""
    return sorted({f"w:{part}" for name in names for part in name.split()})


def search_keys(new: NewPerson) -> list[str]:
    """Every key of somebody new but the sounds: never one of a protected address or of an unsafe phone."""
    keys = name_keys(plain_names(new))
    keys += [born_key(new.born_on)] if new.born_on else []
    keys += [f"n:{nhs_of(i.value)}" for i in new.identifiers if i.kind == IdentifierKind.NHS]
    hidden = {postcode_of(a.postcode) for a in new.addresses if a.visibility != Visibility.NORMAL}
    shown = {postcode_of(a.postcode) for a in new.addresses} - hidden
    keys += [postcode_key(postcode) for postcode in shown if postcode]
    keys += [f"t:{phone_of(point.value)}" for point in new.contact_points if is_searchable_phone(point)]
    keys += near_keys(plain_names(new))
    return sorted(set(keys))


def plain_names(new: NewPerson) -> list[str]:
    """Each whole name for comparing."""
    return [plain(f"{name.given} {name.family}") for name in new.names]


def contactability(rules: SafeRules | None, points: Sequence[PointRules], way: Way, hour: int) -> Contactability:
    """May somebody be reached this way at this hour of London's day? What is not known is not allowed."""
    if rules is None or rules.known != Answer.YES:
        return Contactability(False, "rules_unknown")
    if way in rules.forbids:
        return Contactability(False, "forbidden")
    if not points:
        return Contactability(False, "nothing_to_reach")
    allowed = [point for point in points if point.may == Answer.YES]
    if not allowed:
        return Contactability(False, "forbidden" if all(p.may == Answer.NO for p in points) else "rules_unknown")
    now = [point for point in allowed if _is_within(point, hour)]
    return Contactability(True, "allowed", now[0].to) if now else Contactability(False, "outside_hours")


def _is_within(point: PointRules, hour: int) -> bool:
    if point.from_hour is None or point.to_hour is None:
        return True
    return point.from_hour <= hour < point.to_hour


LIKELY_AT = 0.7
"""From here on two descriptions are more likely than not of one person, by a margin (the matching model's own line)."""
LIKELY = ((0.95, "very likely"), (LIKELY_AT, "likely"), (0.2, "possible"), (0.0, "less likely"))
AGAINST = ("differs", "could be", "another place")


def likely_words(probability: float | None) -> str:
    """A probability as a person reads it, with the number beside: "possible (34 in 100)". "" for none.

    Never 0 and never 100: nobody is shown who cannot be the one, and nothing is certain before somebody looked.
    """
    if probability is None:
        return ""
    words = next(words for least, words in LIKELY if probability >= least)
    return f"{words} ({min(max(round(probability * 100), 1), 99)} in 100)"


def reasons_said(reasons: Sequence[str]) -> str:
    """What is the same, a semicolon, what differs and who else it could be."""
    against = [words for words in reasons if any(sign in words for sign in AGAINST)]
    agree = [words for words in reasons if words not in against]
    return "; ".join(", ".join(part) for part in (agree, against) if part)
