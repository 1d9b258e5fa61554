"""The rules of accounts: who may go on, how long a session lives, what counts as a work address."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from familyhub.accounts.terms import FREE_MAIL, HoldingKind, Step


def next_step(*, is_known: bool, has_factor: bool, has_proved_it: bool, is_trained: bool) -> Step:
    """What a person must still do before any record opens to them: ordered questions, first yes wins (S1-52)."""
    if not is_known:
        return Step.SIGN_IN
    if not has_factor:
        return Step.ENROL
    if not has_proved_it:
        return Step.PROVE
    if not is_trained:
        return Step.TRAIN
    return Step.READY


@dataclass(frozen=True)
class Limits:
    """How long a session lives, in seconds: without use, and however much it is used."""

    idle: int
    absolute: int


def is_over(*, now: float, started: float | None, used: float | None, limits: Limits) -> bool:
    """Has the session ended? One that does not say when it began has. Times in seconds since the epoch."""
    if started is None or used is None:
        return True
    return now - used >= limits.idle or now - started >= limits.absolute


def is_work_address(address: str) -> bool:
    """Does the address say where somebody works? A free mail service's does not."""
    name, at, host = address.strip().lower().rpartition("@")
    return bool(name and at and "." in host) and host not in FREE_MAIL


def is_shared_mailbox(team: str, own: str) -> bool:
    """May this be the team's address of somebody with that own address? Another one at the same place of work."""
    first, second = team.strip().lower(), own.strip().lower()
    return is_work_address(first) and first != second and first.rpartition("@")[2] == second.rpartition("@")[2]


def words_for(name: str, kind: HoldingKind) -> str:
    """A post holder's name as the contact list says it: acting holders and cover are named as such (S0-02)."""
    return name if kind is HoldingKind.SUBSTANTIVE else f"{name} ({kind.value})"


def holds(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Does a period hold on that day? Its last day is the day before `valid_to`."""
    return valid_from <= day and (valid_to is None or valid_to > day)


def can_end(valid_from: date, valid_to: date | None, on: date) -> bool:
    """May this period be ended on that day? Not before it began, and only once."""
    return valid_to is None and on >= valid_from


def absence_problem(staff: uuid.UUID, cover: uuid.UUID | None, first_day: date, last_day: date | None) -> str:
    """Why an absence cannot be recorded so; "" when it can."""
    if last_day is not None and last_day < first_day:
        return "The last day must not be before the first"
    if cover == staff:
        return "Choose somebody else to cover"
    return ""
