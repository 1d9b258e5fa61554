"""The MASH lane as its screens show it. Every read joins the request: what is barred there is not there here."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from familyhub.core import events, fence
from familyhub.core.asker import Asker, system
from familyhub.places.front_door import front_door
from familyhub.referrals.belonging import parts_of, whole
from familyhub.referrals.models import (
    Acknowledgement,
    AdultConcern,
    DutyCall,
    Enquiry,
    EnquiryStep,
    Hold,
    InformationRequest,
    InformationSubject,
    LinkUse,
    PartnerAnswer,
    Subject,
)
from familyhub.referrals.permissions import BOARD, MANAGE_DUTY, SEE
from familyhub.referrals.policy import mash as mash_policy
from familyhub.referrals.policy.mash import Called
from familyhub.referrals.queries.lists import note_unmatched
from familyhub.referrals.queries.said import who
from familyhub.referrals.terms.mash import Duty
from familyhub.referrals.terms.requests import (
    ENQUIRY_LABELS,
    ENQUIRY_OUTCOME_LABELS,
    ENQUIRY_OVER,
    ENQUIRY_UNDECIDED,
    EnquiryOutcome,
    EnquiryState,
    State,
)
from familyhub.sharing.policy import partners as partner_policy

MOST = 100
COUNTER = system("count what nobody acknowledged", wide=frozenset({"referrals"}))
OVER = [state.value for state in ENQUIRY_OVER]
UNDECIDED = [state.value for state in ENQUIRY_UNDECIDED]


@dataclass(frozen=True)
class EnquiryLine:
    """One open enquiry. `colour_due` is local and None where the authority has set no hours."""

    id: uuid.UUID
    request: uuid.UUID
    reference: str
    who: str
    colour: str
    state: EnquiryState
    state_label: str
    opened_at: datetime
    decide_by: datetime
    colour_due: datetime | None
    duty: Duty
    must_phone: bool
    acknowledged_by: str


def open_enquiries(asker: Asker, now: datetime) -> list[EnquiryLine]:
    """Red first, then the clock; at most 100: four queries."""
    if not asker.may(BOARD.code):
        return []
    rows = list(
        Enquiry.objects.exclude(state__in=OVER).select_related("request").order_by("rank", "decide_by", "id")[:MOST]
    )
    named = _named([row.request_id for row in rows])
    calls, taken = _calls(rows)
    return [_line(row, named.get(row.request_id, []), calls, taken, now) for row in rows]


def _named(requests: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Subject]]:
    """The people named, by whole request; noted for the access log."""
    of = {part.id: whole(part) for part in parts_of(requests)}
    found: dict[uuid.UUID, list[Subject]] = {}
    subjects = Subject.objects.filter(contact__request__in=list(of)).select_related("record", "contact")
    for subject in subjects.order_by("number"):
        found.setdefault(of[subject.contact.request_id], []).append(subject)
    fence.note_subjects(one.record.person_id for group in found.values() for one in group if one.record)
    note_unmatched(one for group in found.values() for one in group)
    return found


def _calls(rows: Iterable[Enquiry]) -> tuple[dict[uuid.UUID, list[Called]], dict[uuid.UUID, str]]:
    numbers = [row.id for row in rows]
    taken = Acknowledgement.objects.filter(enquiry__in=numbers).values_list("enquiry", "by_name")
    return _called(numbers), dict(taken)


def _called(numbers: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Called]]:
    calls: dict[uuid.UUID, list[Called]] = {}
    rows = DutyCall.objects.filter(enquiry__in=numbers).order_by("number")
    for enquiry, staff, turn, at in rows.values_list("enquiry", "staff", "round", "at"):
        calls.setdefault(enquiry, []).append(Called(staff, turn, at))
    return calls


def _line(
    row: Enquiry,
    named: list[Subject],
    calls: dict[uuid.UUID, list[Called]],
    taken: dict[uuid.UUID, str],
    now: datetime,
) -> EnquiryLine:
    local = front_door(settings.ENVIRONMENT.authority)
    standing = _standing(row, calls.get(row.id, []), row.id in taken, now)
    return EnquiryLine(
        id=row.id,
        request=row.request_id,
        reference=row.request.reference,
        who=who(named),
        colour=row.colour,
        state=EnquiryState(row.state),
        state_label=ENQUIRY_LABELS[EnquiryState(row.state)],
        opened_at=row.opened_at,
        decide_by=row.decide_by,
        colour_due=mash_policy.colour_due(row.opened_at, row.colour, local.colour_hours),
        duty=standing,
        must_phone=mash_policy.must_phone(standing, now, local.opening),
        acknowledged_by=taken.get(row.id, ""),
    )


def _standing(row: Enquiry, calls: list[Called], is_taken: bool, now: datetime) -> Duty:
    """A decided enquiry calls nobody."""
    local = front_door(settings.ENVIRONMENT.authority)
    done = is_taken or row.state not in UNDECIDED
    return mash_policy.duty(calls, done, minutes=local.acknowledge_minutes, opened_at=row.opened_at, now=now)


@dataclass(frozen=True)
class Question:
    """One question to a partner with what became of it."""

    row: InformationRequest
    subjects: list[InformationSubject]
    uses: list[LinkUse]
    answer: PartnerAnswer | None
    state: str


@dataclass(frozen=True)
class EnquiryPage:
    """One enquiry for its workspace."""

    line: EnquiryLine
    version: int
    outcome: str
    decided_at: datetime | None
    action_started_on: date | None
    steps: list[EnquiryStep]
    calls: list[DutyCall]
    asked: list[Question]
    adults: list[AdultConcern]
    holds: list[Hold]
    told: list[events.Told]
    can_decide: bool
    can_start: bool
    can_close: bool


def enquiry_for(asker: Asker, number: uuid.UUID, now: datetime) -> EnquiryPage | None:
    """The enquiry if this asker is of the front door and may see it, else None exactly as if there were none."""
    if not asker.may(BOARD.code):
        return None
    row = Enquiry.objects.select_related("request").filter(id=number).first()
    return _page(row, now) if row else None


def _page(row: Enquiry, now: datetime) -> EnquiryPage:
    named = _named([row.request_id])
    calls, taken = _calls([row])
    state = EnquiryState(row.state)
    outcome = EnquiryOutcome(row.outcome) if row.outcome else None
    together = list(Enquiry.objects.filter(request__in=parts_of([row.request_id]).values("id")))
    return EnquiryPage(
        line=_line(row, named.get(row.request_id, []), calls, taken, now),
        version=row.version,
        outcome=ENQUIRY_OUTCOME_LABELS[outcome] if outcome else "",
        decided_at=row.decided_at,
        action_started_on=row.action_started_on,
        steps=list(EnquiryStep.objects.filter(enquiry=row).order_by("version")),
        calls=list(DutyCall.objects.filter(enquiry=row).order_by("number")),
        asked=_asked(together, now),
        adults=list(AdultConcern.objects.filter(enquiry__in=together).order_by("raised_at")),
        holds=_open_holds(together),
        told=events.timeline_about(row.request_id),
        can_decide=mash_policy.can_gather(state),
        can_start=outcome is not None and mash_policy.can_start_action(state, outcome),
        can_close=state in (EnquiryState.DECIDED, EnquiryState.STARTED),
    )


def _open_holds(enquiries: list[Enquiry]) -> list[Hold]:
    """What they hold now, each request once."""
    rows = Hold.objects.filter(enquiry__in=enquiries, released_at__isnull=True).select_related("request")
    return list({row.request_id: row for row in rows.order_by("decide_by")}.values())


def _asked(enquiries: list[Enquiry], now: datetime) -> list[Question]:
    rows = list(InformationRequest.objects.filter(enquiry__in=enquiries).order_by("due_at", "asked_at"))
    subjects = list(InformationSubject.objects.filter(asked__in=rows).order_by("number"))
    uses = list(LinkUse.objects.filter(asked__in=rows).order_by("at"))
    answers = {answer.asked_id: answer for answer in PartnerAnswer.objects.filter(asked__in=rows)}
    return [
        Question(
            row=row,
            subjects=[one for one in subjects if one.asked_id == row.id],
            uses=[one for one in uses if one.asked_id == row.id],
            answer=answers.get(row.id),
            state=partner_policy.link_state(row.withdrawn_at, row.expires_at, now).value,
        )
        for row in rows
    ]


def enquiry_of(asker: Asker, request: uuid.UUID) -> uuid.UUID | None:
    """The request's last enquiry, for a link to its workspace; None outside the front door."""
    if not asker.may(BOARD.code):
        return None
    rows = Enquiry.objects.filter(request=request).order_by("-opened_at").select_related("request")
    row = rows.first()
    return row.id if row else None


def next_undecided(asker: Asker, besides: uuid.UUID) -> uuid.UUID | None:
    """The open enquiry that is to be decided next, red first, then the clock; None outside the front door."""
    if not asker.may(BOARD.code):
        return None
    rows = Enquiry.objects.filter(state__in=UNDECIDED).exclude(id=besides).select_related("request")
    row = rows.order_by("rank", "decide_by", "id").first()
    return row.id if row else None


def held_among(requests: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these requests are held now: one query. The hold lies behind the request's own fence."""
    rows = Hold.objects.filter(request__in=list(requests), released_at__isnull=True)
    return set(rows.values_list("request", flat=True))


@dataclass(frozen=True)
class HeldLine:
    """One request that is held, with the hold's own clock; nothing of what holds it."""

    request: uuid.UUID
    reference: str
    who: str
    placed_at: datetime
    decide_by: datetime
    team: str


def holds(asker: Asker) -> list[HeldLine]:
    """What is held and this manager may see, the longest due first; at most 100."""
    if not (asker.may(BOARD.code) or asker.may(MANAGE_DUTY.code)) or not asker.may(SEE.code):
        return []
    rows = Hold.objects.filter(released_at__isnull=True).exclude(request__state=State.JOINED.value)
    found = {row.request_id: row for row in rows.select_related("request__team").order_by("decide_by", "id")[:MOST]}
    named = _named(list(found))
    return [
        HeldLine(
            request=row.request_id,
            reference=row.request.reference,
            who=who(named.get(row.request_id, [])),
            placed_at=row.placed_at,
            decide_by=row.decide_by,
            team=row.request.team.name if row.request.team else "",
        )
        for row in found.values()
    ]


def adult_concerns(asker: Asker) -> list[AdultConcern]:
    """Concerns about adults whose receipt is not known, the longest due first; at most 100."""
    if not asker.may(BOARD.code):
        return []
    rows = AdultConcern.objects.filter(received_at__isnull=True).order_by("due_by")[:MOST]
    found = list(rows)
    fence.note_subjects(row.id for row in found)
    return found


def adult_concern(asker: Asker, number: uuid.UUID) -> AdultConcern | None:
    """One concern about an adult."""
    row = AdultConcern.objects.filter(id=number).first() if asker.may(BOARD.code) else None
    fence.note_subjects([row.id] if row else [])
    return row


def unacknowledged() -> list[uuid.UUID]:
    """For the worker: every undecided enquiry that nobody has."""
    rows = Enquiry.objects.filter(state__in=UNDECIDED, acknowledged__isnull=True)
    return list(rows.order_by("rank", "decide_by").values_list("id", flat=True)[:MOST])


def nobody_answered(asker: Asker, now: datetime) -> int:
    """How many concerns nobody has acknowledged in time: for everybody at the front door, and for managers.

    A manager of the other lane reads the number alone.
    """
    if asker.may(BOARD.code):
        return _unanswered(now)
    if not asker.may(MANAGE_DUTY.code):
        return 0
    with fence.enter(COUNTER):
        return _unanswered(now)


def _unanswered(now: datetime) -> int:
    rows = Enquiry.objects.filter(state__in=UNDECIDED, acknowledged__isnull=True).only("state", "opened_at")
    found = list(rows.order_by("rank", "decide_by")[:MOST])
    calls = _called([row.id for row in found])
    silent = (Duty.SILENT, Duty.EXHAUSTED)
    return sum(_standing(row, calls.get(row.id, []), False, now) in silent for row in found)
