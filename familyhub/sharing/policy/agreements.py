"""The rules of agreements, as plain Python: who may give one for whom, where it stands, what its end brings with it.

A young person of 16 or 17 gives their own (Family Law Reform Act 1969 section 8, Mental Capacity Act 2005 section 1); a
younger one may, where somebody judged that they understand it (Gillick v West Norfolk 1985). Source: S0-05, S4-36.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.clocks import day_of
from familyhub.people.terms import SEEN
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.terms.openings import (
    NOT_TO_SHARE,
    TO_SHARE,
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

OWN_VOICE = 16
TOO_YOUNG, RARE_UNDER = 10, 13  # nobody answers alone under the first; under the second it is rare and is said so
LONGEST = 2000


class CannotAgree(SharingRefused):
    """Whoever is named cannot give this agreement, or too little was said; the text says why and what to do.

    `field`: which answer of the form it is about.
    """

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class AgreementOver(SharingRefused):
    """It stands no longer: withdrawn, replaced or expired, maybe a moment ago."""


class SaidBefore(CannotAgree):
    """The same person answered the same before, and that stands: is the new answer to take its place?"""

    def __init__(self, said_on: date | None, name: str) -> None:
        day = f" of {said_on.day} {said_on:%B %Y}" if said_on else ""
        who = f", which {name} gave," if name else ""
        words = f"An answer{day}{who} stands: say that the new one takes its place, or leave it as it is"
        super().__init__("replace", words)
        self.offer = f"Replace the one{day}"


@dataclass(frozen=True)
class Giver:
    """Who answered. `responsible`: parental responsibility as it is on record, "yes", "no" or "unknown".

    `known_by`: what was seen of a right that is not on record. `judged_by`, `judged_on` and `words`: of somebody under
    16, who judged that they understand it, when, and why (Gillick).
    """

    kind: GiverKind
    name: str = ""
    responsible: str = "unknown"
    words: str = ""
    known_by: str = ""
    judged_by: str = ""
    judged_on: date | None = None
    is_mother: bool = False


@dataclass(frozen=True)
class Scope:
    """Who may have what, for which purposes."""

    agencies: tuple[str, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    data: tuple[DataClass, ...] = ()


@dataclass(frozen=True)
class NewAgreement:
    """What was said. `words`: what exactly; of one that was not sought, why, with `not_sought`."""

    kind: AgreementKind
    status: AgreementStatus
    giver: Giver
    scope: Scope = Scope()
    said_on: date | None = None
    how: HowSaid | None = None
    until: date | None = None
    not_sought: NotSought | None = None
    words: str = ""


@dataclass(frozen=True)
class NewDecision:
    """What was decided about sharing: what, with whom, on what ground, and why it is needed."""

    shared: Shared
    basis: Basis
    data: tuple[DataClass, ...]
    to_whom: str
    what: str
    necessity: str


def age_on(born_on: date | None, day: date) -> int | None:
    """Whole years; None where the date of birth is not known."""
    if born_on is None:
        return None
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def check(new: NewAgreement, born_on: date | None, today: date, *, is_unborn: bool = False) -> None:
    """Errors: CannotAgree, with the field."""
    if new.status is AgreementStatus.NOT_SOUGHT:
        if new.not_sought is None:
            raise CannotAgree("not_sought", "Say why nobody was asked")
        _enough("words", new.words, "Say in a few words why nobody was asked")
        return
    if new.said_on is None or new.said_on > today:
        raise CannotAgree("said_on", "Enter the day on which it was said, which is not in the future")
    if new.status is AgreementStatus.ASKED:
        return  # whoever answers says by what right
    if is_unborn:
        _check_mother(new.giver)
    else:
        _check_giver(new.giver, age_on(born_on, new.said_on), new.said_on)
    if new.how is None:
        raise CannotAgree("how", "Say whether it was spoken, written or signed")
    if new.status is AgreementStatus.GIVEN:
        _check_scope(new, today)


def _check_scope(new: NewAgreement, today: date) -> None:
    if new.until is not None and new.until <= today:
        raise CannotAgree("until", "It would have ended already: enter a later day, or none")
    if new.kind in {AgreementKind.DATA, AgreementKind.CONFIDENTIALITY}:
        for field, given in (("agencies", new.scope.agencies), ("purposes", new.scope.purposes)):
            if not given:
                raise CannotAgree(field, "Say who may have it" if field == "agencies" else "Say what it is for")
        if not new.scope.data:
            raise CannotAgree("classes", "Say what may be shared")


def _check_mother(giver: Giver) -> None:
    if giver.kind is not GiverKind.PARENT or not giver.is_mother:
        raise CannotAgree(
            "giver_record" if giver.kind is GiverKind.PARENT else "giver",
            "Before the birth the mother answers: choose her. If she is not listed, record first on the baby’s page "
            "that she is the mother",
        )


def _check_giver(giver: Giver, age: int | None, said_on: date) -> None:
    if giver.kind is GiverKind.SELF:
        if age is not None and age < OWN_VOICE:
            _check_judged(giver, age, said_on)
    elif giver.kind is GiverKind.PARENT:
        _check_parent(giver, age)
    else:
        if not giver.name:
            raise CannotAgree("giver_name", "Enter the name of whoever answered")
        _check_seen(giver)


def _check_judged(giver: Giver, age: int, said_on: date) -> None:
    """Gillick: who judged that somebody under 16 understands what they agree to, when, and why."""
    if age < TOO_YOUNG:
        raise CannotAgree(
            "giver",
            f"At {age} a child does not answer for themselves: ask somebody with parental responsibility. What the "
            "child said is kept in the assessment, in their own words",
        )
    if not giver.judged_by.strip():
        raise CannotAgree("judged_by", "Under 16: enter who judged that they understand what they agree to")
    if giver.judged_on is None or giver.judged_on > said_on:
        raise CannotAgree("judged_on", "Enter the day on which that was judged, not later than the answer")
    _enough("giver_words", giver.words, "Say why they understand it: what was explained and how they put it themselves")


def _check_parent(giver: Giver, age: int | None) -> None:
    if age is not None and age >= OWN_VOICE:
        raise CannotAgree(
            "giver", "From 16 a person answers for themselves: ask them, and choose “The person themselves”"
        )
    if giver.responsible == "no":
        raise CannotAgree("giver_record", "On record this person has no parental responsibility: ask who has")
    if not giver.name:
        raise CannotAgree("giver_record", "Choose who answered, or enter their name")
    if giver.responsible != "yes":
        _check_seen(giver)


def _check_seen(giver: Giver) -> None:
    """A right that is not on record is seen before anything rests on it: that somebody says so is not enough."""
    if giver.known_by not in set(SEEN):
        raise CannotAgree(
            "known_by",
            "It is not on record that they may decide: choose what was seen. If nothing was, choose “Asked, not "
            "answered yet” and come back to it",
        )
    _enough("giver_words", giver.words, "Say what was seen, when, and by whom")


def warning(new: NewAgreement, born_on: date | None) -> str:
    """What whoever recorded it is told besides; "" where nothing."""
    age = age_on(born_on, new.said_on) if new.said_on else None
    answered = new.status in {AgreementStatus.GIVEN, AgreementStatus.REFUSED}
    if not answered or new.giver.kind is not GiverKind.SELF or age is None or not TOO_YOUNG <= age < RARE_UNDER:
        return ""
    return (
        f"At {age} it is rare that a child understands enough to answer alone: talk it over with your manager, and ask "
        "somebody with parental responsibility too"
    )


def _enough(field: str, words: str, problem: str) -> None:
    if len(" ".join(words.split())) < 10:
        raise CannotAgree(field, problem)


def check_decision(new: NewDecision) -> None:
    """Errors: CannotAgree, with the field."""
    allowed = TO_SHARE if new.shared is Shared.SHARE else NOT_TO_SHARE
    if new.basis not in allowed:
        words = "Choose a ground on which it is shared" if new.shared is Shared.SHARE else "Choose why it is not shared"
        raise CannotAgree("basis", words)
    if new.shared is Shared.SHARE and not new.data:
        raise CannotAgree("classes", "Say what is shared")
    _enough("necessity", new.necessity, "Say why it is needed, or why not, in at least 10 characters")


@dataclass(frozen=True)
class Ended:
    """How an agreement ended, and from when that counts."""

    is_varied: bool
    effective_at: datetime


def standing(
    status: AgreementStatus,
    giver: GiverKind,
    until: date | None,
    born_on: date | None,
    ended: Ended | None,
    now: datetime,
) -> Standing:
    """Where it stands at this moment.

    What a parent gave stands after the sixteenth birthday only until the young person is asked: it is named so.
    """
    if status is not AgreementStatus.GIVEN:
        return Standing.VARIED if ended else Standing(status.value)
    if ended and ended.effective_at <= now:
        return Standing.VARIED if ended.is_varied else Standing.WITHDRAWN
    today = day_of(now)
    if until is not None and until <= today:
        return Standing.EXPIRED
    age = age_on(born_on, today)
    if giver is GiverKind.PARENT and age is not None and age >= OWN_VOICE:
        return Standing.TO_ASK
    return Standing.GIVEN


def consequences(kind: AgreementKind, teams: Sequence[str], agencies: Collection[str]) -> tuple[str, ...]:
    """What the end of an agreement brings with it, told to whoever withdraws it before they do."""
    said = [f"{team} no longer sees this record, from the next time that anybody there asks" for team in teams]
    if kind is AgreementKind.SERVICE:
        said.append("Help that rests on this agreement ends, unless there is another ground; that is offered again")
    if kind in {AgreementKind.DATA, AgreementKind.CONFIDENTIALITY}:
        said.append("Nothing more is shared on this ground")
        said += [f"{agency} keeps what it was given by then, and is told that no more comes" for agency in agencies]
    if kind is AgreementKind.MEDIA:
        said.append("Pictures and stories are used no more; what is printed cannot be called back")
    return tuple(said)
