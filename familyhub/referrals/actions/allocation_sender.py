"""A sender adds to what they sent, or takes it back. They may not see the request: the worker takes it up."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.accounts.terms import TeamKind
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.actions.allocation_to_mash import to_mash
from familyhub.referrals.actions.desk import protection_desk
from familyhub.referrals.actions.steps import locked, move
from familyhub.referrals.belonging import contacts_of, needs_of, whole
from familyhub.referrals.events.allocation import ContactAmended, ContactWithdrawn
from familyhub.referrals.models import Addition, DeskReason, Reply, Request, Withdrawal
from familyhub.referrals.policy import allocation as policy
from familyhub.referrals.policy.requests import due_from
from familyhub.referrals.queries.replies import shown
from familyhub.referrals.terms.allocation import WITHDRAW_LABELS, Adding, Withdrawing, WithdrawReason
from familyhub.referrals.terms.requests import HARM, OVER, WITH_TEAM, Lane, SenderWord, State, Why
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ADDED = "We have what you added. Somebody at the front door will look at it."
TAKEN_BACK = "You took back what you sent. Nothing more is expected from you."


class NobodyReads(Exception):
    """There is no team that could read it: the configuration is not complete."""


class NotYourReferral(Exception):
    """There is no such referral of this sender."""


@dataclass(frozen=True)
class NewWithdrawal:
    """Why a sender takes back what they sent."""

    reason: WithdrawReason
    words: str = ""


def _own(contact: uuid.UUID, at: datetime) -> Reply:
    last = shown(at).filter(contact_number=contact).order_by("-at").first()
    if last is None:
        raise NotYourReferral
    return last


def _reply(last: Reply, contact: uuid.UUID, word: SenderWord, words: str, at: datetime) -> None:
    """The same words whatever becomes of it: they tell nothing of what else there is."""
    Reply(
        fence=last.fence,
        contact_number=contact,
        reference=last.reference,
        sent_at=last.sent_at,
        word=word.value,
        words=words,
        at=at,
    ).save(force_insert=True)


def amend(*, contact: uuid.UUID, words: str, is_safeguarding: bool, by: Asker, at: datetime) -> uuid.UUID:
    """Keep what a sender adds to their own contact, with its date. Errors: NotYourReferral, Refused."""
    last = _own(contact, at)
    if not words.strip():
        raise Refused("Say what you want to add")
    row = Addition(
        id=uuid.uuid4(),
        fence=contact,
        contact_id=contact,
        is_safeguarding=is_safeguarding,
        words=words.strip(),
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    )
    row.save(force_insert=True)
    _reply(last, contact, SenderWord.RECEIVED, ADDED, at)
    events.record(ContactAmended(fence=contact, about=contact, addition=str(row.id)), by=by, at=at)
    return row.id


def take_addition(*, addition: uuid.UUID, by: Asker, at: datetime) -> Adding | None:
    """Bring it to where the request is; a worry about safety escalates it at once. By the system.

    Returns where it went; None when it is not to be seen, or was taken up before.
    """
    row = Addition.objects.select_related("contact__request").filter(id=addition).first()
    if row is None:
        return None
    request = locked(whole(row.contact.request), None)
    state = State(request.state)
    where = policy.adding(state, Lane(request.lane), row.is_safeguarding)
    words = "The sender added to what they had sent"
    if where is Adding.ESCALATE:
        if state in OVER:
            restart(request, at)
        to_mash(request, words=f"{words}: a worry about safety", since=row.at, by=by, at=at)
    elif where is Adding.BACK_TO_BOARD:
        request.answer_by = None
        move(request, State.RECEIVED, by=by, at=at, words=words)
    _ask_to_read(request, row.id, f"{request.reference}: the sender added something", by, at)
    return where


def withdraw(*, contact: uuid.UUID, new: NewWithdrawal, by: Asker, at: datetime) -> uuid.UUID:
    """A sender takes back their own contact; what becomes of the request is not theirs to see.

    Errors: NotYourReferral, Refused when it was taken back before, or a reason has no words.
    """
    last = _own(contact, at)
    if last.words == TAKEN_BACK:
        raise Refused("You took it back before")
    if new.reason is WithdrawReason.OTHER and not new.words.strip():
        raise Refused("Say why you take it back")
    row = Withdrawal(
        id=uuid.uuid4(),
        fence=contact,
        contact_id=contact,
        reason=new.reason.value,
        words=new.words.strip(),
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    )
    row.save(force_insert=True)
    _reply(last, contact, SenderWord.FINISHED, TAKEN_BACK, at)
    events.record(ContactWithdrawn(fence=contact, about=contact, withdrawal=str(row.id)), by=by, at=at)
    return row.id


def take_withdrawal(*, withdrawal: uuid.UUID, by: Asker, at: datetime) -> Withdrawing | None:
    """What becomes of the request: it ends only if nobody else asked and nobody voiced a worry. By the system."""
    row = Withdrawal.objects.select_related("contact__request").filter(id=withdrawal).first()
    if row is None:
        return None
    request = locked(whole(row.contact.request), None)
    what = policy.withdrawing(_standing(request))
    if what is Withdrawing.ENDS:
        request.answer_by = None
        reason = WITHDRAW_LABELS[WithdrawReason(row.reason)]
        move(request, State.WITHDRAWN, by=by, at=at, words=f"Its sender took it back. {reason}. {row.words}".strip())
        work.close_all_about(about=request.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
    elif what is not Withdrawing.OVER_ALREADY:
        words = f"{request.reference}: a sender took back what they sent"
        _ask_to_read(request, row.id, words, by, at)
    return what


def _standing(request: Request) -> policy.Standing:
    contacts = list(contacts_of(request.id))
    back = set(Withdrawal.objects.filter(contact__in=contacts).values_list("contact", flat=True))
    added = Addition.objects.filter(contact__in=contacts, is_safeguarding=True).exists()
    return policy.Standing(
        state=State(request.state),
        lane=Lane(request.lane),
        rank=request.rank,
        is_worry=added or any(contact.is_safeguarding for contact in contacts) or bool(HARM & needs_of(request.id)),
        others=sum(contact.id not in back for contact in contacts),
    )


def _ask_to_read(request: Request, about: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Somebody reads it: the worker, else the team, else the front door; the desk for what the desk took over."""
    fence: uuid.UUID = request.fence
    if State(request.state) in WITH_TEAM:
        holder = request.worker_id or request.team_id
    else:
        taken = DeskReason.objects.filter(request=request, why__in=[Why.PROTECTED.value, Why.SAMPLE.value]).exists()
        door = [team.id for team in accounts.teams(day_of(at), TeamKind.FRONT_DOOR)]
        holder, fence = next(iter(protection_desk(at) if taken else door), None), about
    if holder is None:
        raise NobodyReads("no team is the front door")
    if fence == about:  # the front door sees requests by a right, tasks by a grant
        grants.grant([holder], [about], because=f"to read: {request.reference}")
    task = work.NewTask(
        holder=holder,
        fence=fence,
        about_kind="referrals.added",
        about=about,
        words=words,
        due_at=policy.worry_due(at),
    )
    work.open_task(task, by=by, at=at)


def restart(request: Request, at: datetime) -> None:
    """The clocks of a request that is opened again run from now; nobody holds it. The caller moves it."""
    due = due_from(at, Lane(request.lane))
    request.decide_by, request.allocate_by, request.first_contact_by = (
        due.decide_by,
        due.allocate_by,
        due.first_contact_by,
    )
    request.answer_by = None
