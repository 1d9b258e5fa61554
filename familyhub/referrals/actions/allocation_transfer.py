"""Out of area is a transfer: it stays in sight until the other authority says that it has it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.belonging import contacts_of, records_of
from familyhub.referrals.events.allocation import AuthorityReceived, PassedToAuthority
from familyhub.referrals.models import Request, Transfer
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.queries.allocation_place import authority_of
from familyhub.referrals.terms.allocation import Basis, PassedBy
from familyhub.referrals.terms.requests import Lane, State


class NoSuchTransfer(Exception):
    """There is no such transfer for this asker, or it is over."""


@dataclass(frozen=True)
class NewPassing:
    """What was passed on, to whom, on whose basis. `passed_at` may be earlier than when it is written down."""

    authority_name: str
    way: PassedBy
    basis: Basis
    what: str
    passed_at: datetime
    phoned_to: str = ""


@dataclass(frozen=True)
class Receipt:
    """Who in the other authority said that they have it, when, and under what reference of theirs."""

    received_by: str
    received_at: datetime
    their_reference: str = ""


def open_transfer(*, request: uuid.UUID, by: Asker, at: datetime) -> uuid.UUID | None:
    """The front door decided that another authority takes it. Safe to repeat; returns the transfer's number."""
    row = Request.objects.filter(id=request, state=State.TRANSFERRED.value).first()
    if row is None or Transfer.objects.filter(request=row, ended_at__isnull=True).exists():
        return None
    is_concern = row.lane == Lane.MASH.value or contacts_of(row.id).filter(is_safeguarding=True).exists()
    other = authority_of(by, row.id)
    transfer = Transfer(
        id=uuid.uuid4(),
        fence=row.fence,
        request=row,
        opened_at=at,
        phone_by=policy.phone_by(at) if is_concern else None,
        receipt_by=policy.receipt_by(at),
        authority=other.code if other else "",
        authority_name=other.called if other else "",
    )
    transfer.save(force_insert=True)
    return transfer.id


def end_transfers(*, request: uuid.UUID, at: datetime) -> int:
    """The decision was taken back: nothing waits for a receipt any more."""
    return Transfer.objects.filter(request=request, ended_at__isnull=True).update(ended_at=at)


def _locked(number: uuid.UUID) -> Transfer:
    rows = Transfer.objects.select_for_update(of=("self",)).select_related("request")
    row = rows.filter(id=number, ended_at__isnull=True).first()
    if row is None:
        raise NoSuchTransfer(str(number))
    return row


def record_passing(*, transfer: uuid.UUID, new: NewPassing, by: Asker, at: datetime) -> None:
    """It was passed on. Errors: NoSuchTransfer, Refused."""
    row = _locked(transfer)
    problem = policy.passing_problem(
        policy.Passing(new.way, new.basis, row.phone_by is not None and row.passed_at is None, new.phoned_to)
    )
    if not problem and (new.passed_at > at or new.passed_at < row.request.received_at):
        problem = "Give the day and time at which it was passed on: after it came to us, and not in the future"
    if problem:
        raise Refused(problem)
    Transfer.objects.filter(id=row.id).update(
        authority_name=new.authority_name.strip(),
        way=new.way.value,
        basis=new.basis.value,
        what=new.what.strip(),
        phoned_to=new.phoned_to.strip(),
        passed_at=row.passed_at or new.passed_at,
        passed_by=by.number,
        passed_by_name=by.name,
    )
    event = PassedToAuthority(
        fence=row.fence,
        about=row.request_id,
        subjects=records_of(row.request_id),
        reference=row.request.reference,
        way=new.way.value,
    )
    events.record(event, by=by, at=at)


def record_receipt(*, transfer: uuid.UUID, receipt: Receipt, by: Asker, at: datetime) -> None:
    """The other authority has it: now the request is over here. Errors: NoSuchTransfer, Refused."""
    row = _locked(transfer)
    if row.passed_at is None:
        raise Refused("First say how it was passed on")
    if receipt.received_at > at or receipt.received_at < row.passed_at:
        raise Refused("Give the day and time of the receipt: after it was passed on, and not in the future")
    Transfer.objects.filter(id=row.id).update(
        received_at=receipt.received_at,
        received_by=receipt.received_by.strip(),
        their_reference=receipt.their_reference.strip(),
        ended_at=at,
    )
    event = AuthorityReceived(
        fence=row.fence,
        about=row.request_id,
        subjects=records_of(row.request_id),
        reference=row.request.reference,
    )
    events.record(event, by=by, at=at)
