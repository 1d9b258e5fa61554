"""One request's allocation: attempts, what came back, the open question, the transfer, what senders added."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Subquery
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.belonging import contacts_of, whole
from familyhub.referrals.models import (
    Addition,
    Contact,
    ContactAttempt,
    GivenBack,
    NotReached,
    Request,
    Transfer,
    Withdrawal,
)
from familyhub.referrals.permissions import BOARD, DECIDE, SEE, WORK
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.queries.allocation import FirstHelp, names_in
from familyhub.referrals.queries.lists import sender_words
from familyhub.referrals.queries.shown import RequestPage
from familyhub.referrals.terms.allocation import (
    BACK_LABELS,
    BASIS_LABELS,
    PASSED_LABELS,
    RESULT_LABELS,
    TRIED_LABELS,
    WITHDRAW_LABELS,
    BackReason,
    BackTo,
    Basis,
    PassedBy,
    Result,
    Tried,
    WithdrawReason,
)
from familyhub.referrals.terms.requests import State

SHOWN = 50
# a request that was in one of these twice came back to it
BACK_IN = (State.RECEIVED, State.ALLOCATED_TO_TEAM)


@dataclass(frozen=True)
class AttemptLine:
    """One attempt in words."""

    tried_at: datetime
    way: str
    result: str
    words: str
    by: str
    is_against_rules: bool


@dataclass(frozen=True)
class BackLine:
    """Given back, in words."""

    at: datetime
    to: BackTo
    reason: str
    words: str
    by: str


@dataclass(frozen=True)
class AddedLine:
    """What a sender added or took back, with its date."""

    id: uuid.UUID
    at: datetime
    sender: str
    title: str
    words: str
    is_safeguarding: bool


@dataclass(frozen=True)
class TransferLine:
    """A transfer. `phone_by` runs while a safeguarding concern is not passed on, `receipt_by` until the receipt."""

    id: uuid.UUID
    request: uuid.UUID
    reference: str
    who: str
    authority: str
    opened_at: datetime
    phone_by: datetime | None
    receipt_by: datetime
    passed_at: datetime | None
    passed_by: str
    way: str
    basis: str
    basis_code: str
    what: str
    phoned_to: str
    received_at: datetime | None
    received_by: str
    their_reference: str
    is_over: bool

    @property
    def must_phone(self) -> bool:
        """Is a safeguarding concern still to be passed on by phone?"""
        return self.phone_by is not None and self.passed_at is None


@dataclass(frozen=True)
class Allocated:
    """The allocation of one request."""

    attempts: list[AttemptLine]
    backs: list[BackLine]
    added: list[AddedLine]
    question: uuid.UUID | None
    transfer: TransferLine | None
    first_help: FirstHelp | None
    works_on_it: bool
    can_reopen: bool


def allocation_of(asker: Asker, page: RequestPage) -> Allocated:
    """For the page of a request that this asker sees. Asks only for what its steps say that there may be."""
    now = timezone.now()
    was = [State(step.state) for step in page.steps]
    was_accepted, came_back = State.ACCEPTED in was, any(was.count(state) > 1 for state in BACK_IN)
    attempts = _attempts(page.id) if was_accepted else []
    backs = GivenBack.objects.filter(request=page.id).order_by("at")[:SHOWN] if came_back else []
    transfers = Transfer.objects.filter(request=page.id).select_related("request").order_by("-opened_at")
    transfer = transfers.first() if State.TRANSFERRED in was else None
    return Allocated(
        attempts=[_attempt(one) for one in attempts[-SHOWN:]],
        backs=[_back(one) for one in backs],
        added=_added(page),
        question=attempts[0].open_question if attempts else None,
        transfer=_transfer(transfer, "") if transfer else None,
        first_help=_first_help(min((one.received_at for one in page.contacts), default=page.received_at), attempts),
        works_on_it=_works_on(asker, page.worker, day_of(now)),
        can_reopen=asker.may(DECIDE.code)
        and policy.can_reopen(page.state, page.steps[-1].at, now, settings.ENVIRONMENT.reopen_days),
    )


def _attempts(request: uuid.UUID) -> list[Any]:
    """Oldest first, each with the question that is open because of them: nobody asks it before the first attempt."""
    asked = NotReached.objects.filter(request=request, answered_at__isnull=True).values("id")[:1]
    rows = ContactAttempt.objects.filter(request=request).annotate(open_question=Subquery(asked))
    return list(rows.order_by("tried_at", "at"))


def _first_help(since: datetime, attempts: list[ContactAttempt]) -> FirstHelp:
    at = min((one.tried_at for one in attempts if one.result == Result.REACHED.value), default=None)
    return FirstHelp(since, at, policy.working_days_to(since, at) if at else None)


def _works_on(asker: Asker, worker: uuid.UUID | None, today: date) -> bool:
    if worker is None or not asker.may(WORK.code):
        return False
    return worker == asker.number or any(away.staff == worker for away in accounts.covered_by(asker.number, today))


def _attempt(row: ContactAttempt) -> AttemptLine:
    way, result = TRIED_LABELS[Tried(row.way)], RESULT_LABELS[Result(row.result)]
    return AttemptLine(row.tried_at, way, result, row.words, row.by_name, row.is_against_rules)


def _back(row: GivenBack) -> BackLine:
    return BackLine(row.at, BackTo(row.to), BACK_LABELS[BackReason(row.reason)], row.words, row.by_name)


def _added(page: RequestPage) -> list[AddedLine]:
    """Three queries where a sender added or took back something, else none."""
    if not page.is_added_to:
        return []
    contacts = {contact.id: contact for contact in contacts_of(page.id)}
    added = [_addition(row, contacts[row.contact_id]) for row in Addition.objects.filter(contact__in=list(contacts))]
    back = [_withdrawal(row, contacts[row.contact_id]) for row in Withdrawal.objects.filter(contact__in=list(contacts))]
    return sorted([*added, *back], key=lambda line: line.at)


def _addition(row: Addition, contact: Contact) -> AddedLine:
    return AddedLine(row.id, row.at, sender_words(contact), "Added by the sender", row.words, row.is_safeguarding)


def _withdrawal(row: Withdrawal, contact: Contact) -> AddedLine:
    title = f"Taken back by the sender: {WITHDRAW_LABELS[WithdrawReason(row.reason)][:1].lower()}"
    title += WITHDRAW_LABELS[WithdrawReason(row.reason)][1:]
    return AddedLine(row.id, row.at, sender_words(contact), title, row.words, False)


@dataclass(frozen=True)
class AddedPage:
    """What a sender added or took back, and the request that it belongs to."""

    line: AddedLine
    request: uuid.UUID
    reference: str
    who: str


def added_for(asker: Asker, number: uuid.UUID) -> AddedPage | None:
    """One addition or withdrawal, by its number; None where there is none for this asker."""
    if not asker.may(SEE.code):
        return None
    row: Addition | Withdrawal | None = (
        Addition.objects.filter(id=number).select_related("contact__request").first()
        or Withdrawal.objects.filter(id=number).select_related("contact__request").first()
    )
    if row is None:
        return None
    request = Request.objects.filter(id=whole(row.contact.request)).first()
    if request is None:
        return None
    line = _addition(row, row.contact) if isinstance(row, Addition) else _withdrawal(row, row.contact)
    return AddedPage(line, request.id, request.reference, names_in([request.id]).get(request.id, ""))


@dataclass(frozen=True)
class QuestionPage:
    """A family that cannot be reached: the facts before the coordinator."""

    id: uuid.UUID
    request: uuid.UUID
    reference: str
    who: str
    words: str
    asked_by: str
    asked_at: datetime
    due: datetime
    attempts: list[AttemptLine]
    engage_safely: list[str]


def question_for(asker: Asker, number: uuid.UUID) -> QuestionPage | None:
    """An open question of one of this asker's teams; None else."""
    row = NotReached.objects.filter(id=number, answered_at__isnull=True).select_related("request").first()
    if row is None or row.team_id not in asker.holders or not asker.may(SEE.code):
        return None
    attempts = ContactAttempt.objects.filter(request=row.request_id).order_by("tried_at", "at")[:SHOWN]
    safely = contacts_of(row.request_id).exclude(engage_safely="").values_list("engage_safely", flat=True)
    return QuestionPage(
        id=row.id,
        request=row.request_id,
        reference=row.request.reference,
        who=names_in([row.request_id]).get(row.request_id, ""),
        words=row.words,
        asked_by=row.by_name,
        asked_at=row.at,
        due=row.due_at,
        attempts=[_attempt(one) for one in attempts],
        engage_safely=list(safely),
    )


def open_transfers(asker: Asker) -> list[TransferLine]:
    """What waits for another authority's receipt: concerns not yet passed on first, then by the clock; at most 50."""
    if not asker.may(BOARD.code):
        return []
    rows = Transfer.objects.filter(ended_at__isnull=True).select_related("request").order_by("receipt_by", "id")
    shown = list(rows[:SHOWN])
    named = names_in([row.request_id for row in shown])
    lines = [_transfer(row, named.get(row.request_id, "")) for row in shown]
    return sorted(lines, key=lambda line: not line.must_phone)


def transfer_for(asker: Asker, number: uuid.UUID) -> TransferLine | None:
    """One transfer that is not over; None where there is none for this asker."""
    if not asker.may(BOARD.code):
        return None
    row = Transfer.objects.filter(id=number, ended_at__isnull=True).select_related("request").first()
    return _transfer(row, names_in([row.request_id]).get(row.request_id, "")) if row else None


def _transfer(row: Transfer, named: str) -> TransferLine:
    return TransferLine(
        id=row.id,
        request=row.request_id,
        reference=row.request.reference,
        who=named,
        authority=row.authority_name,
        opened_at=row.opened_at,
        phone_by=row.phone_by,
        receipt_by=row.receipt_by,
        passed_at=row.passed_at,
        passed_by=row.passed_by_name,
        way=PASSED_LABELS[PassedBy(row.way)] if row.way else "",
        basis=BASIS_LABELS[Basis(row.basis)] if row.basis else "",
        basis_code=row.basis,
        what=row.what,
        phoned_to=row.phoned_to,
        received_at=row.received_at,
        received_by=row.received_by,
        their_reference=row.their_reference,
        is_over=row.ended_at is not None,
    )
