"""A case goes on to children's social care or another authority by the front door's own way, and waits for the answer.

Nothing is told twice: what the team knows goes along. Help stays open until they have it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from familyhub.casework.actions.closing import Ending, close
from familyhub.casework.actions.finding import Refused, locked, refuse, step, store
from familyhub.casework.actions.plan_tasks import whoever_leads
from familyhub.casework.events.onward import EpisodeSentOn, SentOnAnswered
from familyhub.casework.models import CaseMember, Episode, Need, SentOn
from familyhub.casework.policy import onward as policy
from familyhub.casework.policy.plans import text_problem
from familyhub.casework.terms.episodes import CloseReason, StepKind
from familyhub.casework.terms.onward import ANSWER_LABELS, ENDS_HELP, FRONT_DOOR, Answer, Onward
from familyhub.casework.terms.plans import NeedState
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.people import queries as known
from familyhub.referrals import actions as referrals
from familyhub.referrals.belonging import parts_of
from familyhub.referrals.new import NewContact, NewEvidence, Received, Sender
from familyhub.referrals.new import NewNeed as Said
from familyhub.referrals.queries.said_of import said_of
from familyhub.referrals.terms.allocation import Basis as PassedBasis
from familyhub.referrals.terms.requests import Agreement, Channel, EnquiryOutcome, Evidence
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import AgreementOver, CannotAgree, NewDecision
from familyhub.sharing.terms.openings import Basis, DataClass, Shared
from familyhub.work import actions as work

EARLY_HELP_SOURCE = "5D"
PASSED_ON = {
    Basis.AGREED: PassedBasis.AGREED,
    Basis.SAFEGUARDING: PassedBasis.SAFETY,
    Basis.VITAL: PassedBasis.SAFETY,
    Basis.DUTY: PassedBasis.LAW,
}
SHARED = (DataClass.WHO, DataClass.REACH, DataClass.NEED, DataClass.WORK)


@dataclass(frozen=True)
class Ground:
    """Why it may be shared: on what ground, why it is needed, and what the family knows of it."""

    basis: Basis
    necessity: str
    knows: Agreement
    agreement: uuid.UUID | None = None


@dataclass(frozen=True)
class NewSentOn:
    """What is sent on, for which children (their episodes), to which authority where the family moved.

    `worry`: the worker's own words; `along`: what the team knows; `safely`: how to contact the family.
    """

    kind: Onward
    episodes: tuple[uuid.UUID, ...]
    worry: str
    along: str
    ground: Ground
    safely: str = ""
    authority: str = ""


@transaction.atomic
def send_on(*, episode: uuid.UUID, new: NewSentOn, by: Asker, at: datetime, version_seen: int | None = None) -> str:
    """Send it by the front door's own way. Returns the reference. Errors: NoSuchEpisode, ChangedMeanwhile, Refused."""
    row = locked(episode, version_seen)
    refuse(*policy.words_problem(new.kind, new.worry, new.along))
    refuse("" if new.kind is Onward.STEP_UP or new.authority.strip() else "Say which authority", "authority")
    rows = _chosen(row, new)
    got = referrals.receive(new=_contact(row, rows, new, by), by=by, at=at)
    for one in rows:
        _wait(one, new, got, by, at)
    return got.reference


def _chosen(row: Episode, new: NewSentOn) -> list[Episode]:
    """The child's own episode and those of the brothers and sisters that the same team helps."""
    others = Episode.objects.filter(fence=row.fence, team=row.team_id, id__in=new.episodes, closed_on__isnull=True)
    rows = [row, *(locked(one.id, None) for one in others.exclude(id=row.id).order_by("id"))]
    waiting = SentOn.objects.filter(episode__in=rows, kind=new.kind.value, answered_at__isnull=True).exists()
    refuse(policy.send_problem(is_open=row.closed_on is None, waits=waiting))
    return rows


def _contact(row: Episode, rows: Sequence[Episode], new: NewSentOn, by: Asker) -> NewContact:
    """The children chosen, every adult of the case, and the open needs that are no secret of the compartment."""
    adults = CaseMember.objects.filter(fence=row.fence, is_child=False).values_list("record", flat=True)
    children = [one.record_id for one in rows]
    requests = Episode.objects.filter(fence=row.fence).values_list("request", flat=True)
    subjects = said_of(by, sorted(set(requests)), [*children, *adults])
    is_worry = new.kind is Onward.STEP_UP
    return NewContact(
        channel=Channel.TEAM,
        sender=Sender(EARLY_HELP_SOURCE, agency=row.team.name, name=by.name, role="Family support worker"),
        subjects=tuple(subjects),
        needs=tuple(_needs(row, children)),
        story=f"{new.worry.strip()}\n\n{new.along.strip()}".strip(),
        is_safeguarding=is_worry,
        agreement=new.ground.knows,
        engage_safely=new.safely.strip(),
        evidence=NewEvidence(
            Evidence.E_REFERRAL,
            assessment_reference=row.reference,
            action_wanted="Children's social care" if is_worry else f"Pass it on to {new.authority.strip()}",
        ),
    )


def _needs(row: Episode, children: Iterable[uuid.UUID]) -> list[Said]:
    open_now = Need.objects.filter(case=row.fence, fence=row.fence, state=NeedState.OPEN.value).order_by("at", "id")
    theirs = {None, *children}
    return [Said(one.framework, one.code, one.words) for one in open_now if one.record_id in theirs]


def _decide(row: Episode, new: NewDecision, agreement: uuid.UUID | None, by: Asker, at: datetime) -> uuid.UUID:
    """Read by those alone who hold the case: that it was sent on says something to whoever sees the child."""
    try:
        return sharing.decide_sharing(
            record=row.record_id, new=new, by=by, at=at, agreement=agreement, behind=row.fence
        )
    except CannotAgree as cannot:
        raise Refused(str(cannot), cannot.field) from cannot
    except AgreementOver as over:
        raise Refused(str(over), "basis") from over


def _wait(row: Episode, new: NewSentOn, got: Received, by: Asker, at: datetime) -> None:
    to = FRONT_DOOR if new.kind is Onward.STEP_UP else new.authority.strip()
    what = f"What the team knows of the family, under reference {got.reference}"
    decision = NewDecision(Shared.SHARE, new.ground.basis, SHARED, to, what, new.ground.necessity)
    decided = _decide(row, decision, new.ground.agreement, by, at)
    sent = SentOn(
        id=uuid.uuid4(),
        fence=row.fence,
        behind=sorted(known.made_as(by, [row.record_id]).values()),
        episode=row,
        kind=new.kind.value,
        request=got.request,
        reference=got.reference,
        to_whom=to,
        words=new.worry.strip(),
        decision_id=decided,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    sent.save(force_insert=True)
    store(row)
    step(row, StepKind.SENT_ON, by=by, at=at, reason=new.kind.value, words=f"{to}, reference {got.reference}")
    event = EpisodeSentOn(
        fence=row.fence,
        about=row.id,
        subjects=(row.record_id,),
        kind=new.kind.value,
        request=str(got.request),
        reference=got.reference,
    )
    events.record(event, by=by, at=at)


@transaction.atomic
def close_untold(*, episode: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """The family moved, and nobody is told: a decision too. Errors: NoSuchEpisode, ChangedMeanwhile, Refused."""
    row = locked(episode, version_seen)
    new = NewDecision(Shared.NOT, Basis.NO_NEED, (), "Another authority", "What the team knows of the family", words)
    _decide(row, new, None, by, at)
    close(episode=row.id, new=Ending(CloseReason.MOVED_AWAY, words), by=by, at=at)


def stop_waiting(*, episode: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Help goes on without the answer; what was sent is not taken back. Errors: NoSuchEpisode, Refused."""
    row = locked(episode, version_seen)
    waits = list(SentOn.objects.filter(episode=row, answered_at__isnull=True))
    refuse("" if waits else "Nothing waits for an answer")
    refuse(text_problem(words, "Say why it is not waited for any more"), "words")
    for one in waits:
        _answer(one, row, Answer.NOT_WAITED, words, by, at)


def pass_on_moved(*, episode: uuid.UUID, by: Asker, at: datetime) -> int:
    """What waits because the family moved stands among the front door's transfers. By the system; safe to repeat."""
    rows = SentOn.objects.filter(episode=episode, kind=Onward.MOVED.value, answered_at__isnull=True)
    opened = [
        referrals.pass_to_authority(
            request=one.request,
            authority=one.to_whom,
            what=one.words,
            basis=PASSED_ON[Basis(one.decision.basis)],
            by=by,
            at=at,
        )
        for one in rows.select_related("decision")
    ]
    return sum(number is not None for number in opened)


@transaction.atomic
def enquiry_answered(*, request: uuid.UUID, outcome: EnquiryOutcome, by: Asker, at: datetime) -> int:
    """The enquiry about what was sent on is decided. By the system; safe to repeat. Returns for how many children."""
    answer = policy.answer_of(outcome)
    waiting = _waiting(request)
    for one in waiting:
        _take(one, answer, CloseReason.STEPPED_UP, by, at)
    if waiting and outcome is EnquiryOutcome.EARLY_HELP:
        referrals.leave_with_team(request=request, by=by, at=at)
    return len(waiting)


@transaction.atomic
def authority_answered(*, request: uuid.UUID, by: Asker, at: datetime) -> int:
    """The other authority has it. By the system; safe to repeat. Returns for how many children."""
    waiting = _waiting(request)
    for one in waiting:
        _take(one, Answer.RECEIVED, CloseReason.MOVED_AWAY, by, at)
    return len(waiting)


def _waiting(request: uuid.UUID) -> list[SentOn]:
    parts = parts_of([request]).values_list("id", flat=True)
    rows = SentOn.objects.filter(request__in=list(parts), answered_at__isnull=True).select_related("episode")
    return list(rows.order_by("id"))


def _take(one: SentOn, answer: Answer, reason: CloseReason, by: Asker, at: datetime) -> None:
    row = locked(one.episode_id, None)
    said = ANSWER_LABELS[answer]
    _answer(one, row, answer, "", by, at)
    if answer in ENDS_HELP and row.closed_on is None:
        close(episode=row.id, new=Ending(reason, said), by=by, at=at)
    task = work.NewTask(
        holder=whoever_leads(row.fence),
        fence=row.fence,
        about_kind="casework.episode",
        about=row.id,
        words=f"{one.reference} was answered: {said[:1].lower()}{said[1:]}",
    )
    work.open_task(task, by=by, at=at)


def _answer(one: SentOn, row: Episode, answer: Answer, words: str, by: Asker, at: datetime) -> None:
    SentOn.objects.filter(id=one.id).update(answer=answer.value, answered_at=at)
    store(row)
    step(row, StepKind.ANSWERED, by=by, at=at, reason=answer.value, words=words)
    event = SentOnAnswered(fence=row.fence, about=row.id, subjects=(row.record_id,), kind=one.kind, answer=answer.value)
    events.record(event, by=by, at=at)
