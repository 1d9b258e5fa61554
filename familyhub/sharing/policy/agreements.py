"""The rules of agreements, as plain Python: who may give one for whom, where it stands, what its end brings with it.

A young person of 16 or 17 gives their own (Family Law Reform Act 1969 section 8, Mental Capacity Act 2005 section 1); a
younger one may, where somebody judged that they understand it (Gillick v West Norfolk 1985). Source: S0-05, S4-36.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.core.clocks import day_of
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


@dataclass(frozen=True)
class Giver:
    """Who answered. `responsible`: parental responsibility as it is on record, "yes", "no" or "unknown"."""

    kind: GiverKind
    name: str = ""
    responsible: str = "unknown"
    words: str = ""


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


def check(new: NewAgreement, born_on: date | None, today: date) -> None:
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
    _check_giver(new.giver, age_on(born_on, new.said_on))
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


def _check_giver(giver: Giver, age: int | None) -> None:
    if giver.kind is GiverKind.SELF:
        if age is not None and age < OWN_VOICE:
            _enough("giver_words", giver.words, "Under 16: say who judged that they understand it, and how")
        return
    if giver.kind is GiverKind.PARENT:
        if age is not None and age >= OWN_VOICE:
            raise CannotAgree("giver", "From 16 a person answers for themselves: ask them")
        if giver.responsible == "no":
            raise CannotAgree("giver_record", "On record this person has no parental responsibility: ask who has")
        if not giver.name:
            raise CannotAgree("giver_record", "Choose who answered, or enter their name")
        return
    if not giver.name:
        raise CannotAgree("giver_name", "Enter the name of whoever answered")
    _enough("giver_words", giver.words, "Say by what right they decide, for example a court order and its date")


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
