"""Writes about agreements: record one, replace or withdraw it; decide to share or not to share."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core import clocks, events, grants
from familyhub.core.asker import Asker
from familyhub.people.actions.finding import held
from familyhub.people.new import Registered
from familyhub.people.queries.feeds import persons_of
from familyhub.people.queries.known import lying
from familyhub.people.typed import plain
from familyhub.sharing.events import AgreementEnded, AgreementRecorded, SharingDecided
from familyhub.sharing.models import Agreement, AgreementEnd, SharingDecision
from familyhub.sharing.policy import agreements as policy
from familyhub.sharing.policy.agreements import NewAgreement, NewDecision
from familyhub.sharing.policy.openings import NotSomebody
from familyhub.sharing.queries.agreements import born_on_of, names_of_agencies, standing_of
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, Basis, GiverKind, Standing

BECAUSE = "sharing: agreement"


@dataclass(frozen=True)
class Opens:
    """Who answered, where they are on record; whose teams see the record because of it; which one it replaces.

    `again`: what the same person answered before, and stands, is replaced.
    """

    giver: uuid.UUID | None = None
    teams: tuple[uuid.UUID, ...] = ()
    replaces: uuid.UUID | None = None
    again: bool = False


@dataclass(frozen=True)
class Withdrawal:
    """Who withdrew it, in whose words, and from when that counts: never later than now."""

    said_by: str
    words: str = ""
    effective_at: datetime | None = None


def record_agreement(
    *, record: uuid.UUID, new: NewAgreement, by: Asker, at: datetime, opens: Opens | None = None
) -> uuid.UUID:
    """Keep what was said, and open the record to the teams that were agreed to. Returns its number.

    Errors: CannotAgree, SaidBefore, AgreementOver (the one that it replaces), NoSuchPerson.
    """
    told = opens or Opens()
    writer = _writer(by)
    about = held(record)
    of_it = lying(by, [record]).get(record)
    policy.check(new, born_on_of(record), clocks.day_of(at), is_unborn=bool(of_it and of_it.is_unborn))
    if told.teams and new.status is not AgreementStatus.GIVEN:
        raise policy.CannotAgree("teams", "Nobody sees a record because of what was not given")
    told = told if told.replaces else replace(told, replaces=_said_before(record, new, told, at))
    if told.replaces:
        _end_one(told.replaces, record, Withdrawal("", "", at), True, by, at)
    row = _row(about, new, told)
    row.by, row.by_name, row.at = writer, by.name, at
    row.save(force_insert=True)
    _let_in(row, about)
    event = AgreementRecorded(
        fence=about.person, about=row.id, subjects=(about.person,), kind=row.kind, status=row.status
    )
    events.record(event, by=by, at=at)
    return row.id


ANSWERED = frozenset({AgreementStatus.GIVEN, AgreementStatus.REFUSED})


def _said_before(record: uuid.UUID, new: NewAgreement, told: Opens, at: datetime) -> uuid.UUID | None:
    """What the same person answered about the same, where it stands. Errors: SaidBefore unless told to replace it."""
    if new.status not in ANSWERED:
        return None
    row = _standing_of_giver(record, new, told.giver, at)
    if row is None:
        return None
    if new.status is AgreementStatus.REFUSED and row.status == AgreementStatus.GIVEN:
        raise policy.CannotAgree(
            "status",
            "They agreed to this before, and that stands: open it and withdraw it, so that what follows is told",
        )
    if not told.again:
        raise policy.SaidBefore(row.said_on, row.giver_name)
    return row.id


def _standing_of_giver(record: uuid.UUID, new: NewAgreement, giver: uuid.UUID | None, at: datetime) -> Agreement | None:
    answered = [status.value for status in ANSWERED]
    rows = Agreement.objects.filter(
        record__person__in=_people_of(record), kind=new.kind.value, giver=new.giver.kind.value, status__in=answered
    )
    born_on, stands = born_on_of(record), {Standing.GIVEN, Standing.TO_ASK, Standing.REFUSED}
    found: list[Agreement] = [
        row for row in rows.select_related("end").order_by("-at") if standing_of(row, born_on, at) in stands
    ]
    known = persons_of({row.giver_record_id for row in found if row.giver_record_id} | ({giver} if giver else set()))
    for row in found:
        if new.giver.kind is GiverKind.SELF:
            return row
        if row.giver_record_id and row.giver_record_id not in known:
            continue  # whoever answered is not this writer's to see
        same = bool(giver and row.giver_record_id and known.get(giver) == known[row.giver_record_id])
        if same or plain(row.giver_name) == plain(new.giver.name):
            return row
    return None


def _row(about: Registered, new: NewAgreement, told: Opens) -> Agreement:
    return Agreement(
        fence=about.person,
        record_id=about.record,
        kind=new.kind.value,
        status=new.status.value,
        giver=new.giver.kind.value,
        giver_record_id=told.giver,
        giver_name=new.giver.name.strip(),
        giver_words=new.giver.words.strip(),
        giver_known_by=new.giver.known_by,
        judged_by=new.giver.judged_by.strip(),
        judged_on=new.giver.judged_on,
        agencies=list(new.scope.agencies),
        purposes=[purpose.value for purpose in new.scope.purposes],
        data=[each.value for each in new.scope.data],
        teams=list(told.teams),
        said_on=None if new.status is AgreementStatus.NOT_SOUGHT else new.said_on,
        how=new.how.value if new.how else "",
        until=new.until,
        not_sought=new.not_sought.value if new.not_sought else "",
        words=new.words.strip(),
        replaces_id=told.replaces,
    )


def _let_in(row: Agreement, about: Registered) -> None:
    until = _midnight(row.until) if row.until else None
    grants.grant(row.teams, [about.person], because=because_of(row.id), until=until)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), clocks.LONDON)


def because_of(agreement: uuid.UUID) -> str:
    """The reason on the grants of one agreement, by which they end together."""
    return f"{BECAUSE} {agreement.hex}"


def withdraw(*, agreement: uuid.UUID, told: Withdrawal, by: Asker, at: datetime) -> tuple[str, ...]:
    """It counts no more; who saw the record because of it does not from the next request on. Returns what follows.

    Errors: AgreementOver, CannotAgree.
    """
    row = Agreement.objects.filter(id=agreement).first()
    if row is None:
        raise policy.AgreementOver("There is no such agreement")
    if not told.said_by.strip():
        raise policy.CannotAgree("said_by", "Enter who withdrew it")
    if told.effective_at and told.effective_at > at:
        raise policy.CannotAgree("effective_on", "Enter the day on which it was withdrawn, which is not in the future")
    held(row.record_id)
    return _end_one(row.id, row.record_id, told, False, by, at)


def _end_one(
    agreement: uuid.UUID, record: uuid.UUID, told: Withdrawal, is_varied: bool, by: Asker, at: datetime
) -> tuple[str, ...]:
    row = Agreement.objects.filter(id=agreement, record__person__in=_people_of(record)).first()
    if row is None or standing_of(row, born_on_of(record), at) in {Standing.WITHDRAWN, Standing.VARIED}:
        raise policy.AgreementOver("This agreement has ended already: read the list again")
    said = policy.consequences(AgreementKind(row.kind), _team_names(row.teams), names_of_agencies(row.agencies))
    end = AgreementEnd(
        fence=row.fence,
        agreement=row,
        is_varied=is_varied,
        effective_at=told.effective_at or at,
        said_by=told.said_by.strip(),
        words=told.words.strip(),
        consequences=[] if is_varied else list(said),
        by=_writer(by),
        by_name=by.name,
        at=at,
    )
    try:
        with transaction.atomic():
            end.save(force_insert=True)
    except IntegrityError as twice:
        raise policy.AgreementOver("This agreement has ended already: read the list again") from twice
    if row.teams:
        grants.cut(row.teams, because=because_of(row.id), fences=[row.fence])
    event = AgreementEnded(fence=row.fence, about=row.id, subjects=(row.fence,), kind=row.kind, is_varied=is_varied)
    events.record(event, by=by, at=at)
    return said


def _people_of(record: uuid.UUID) -> Sequence[uuid.UUID]:
    return list(persons_of([record]).values())


def _team_names(teams: Sequence[uuid.UUID]) -> list[str]:
    return [name for team in teams if (name := accounts.team_named(team))]


def decide_sharing(
    *,
    record: uuid.UUID,
    new: NewDecision,
    by: Asker,
    at: datetime,
    agreement: uuid.UUID | None = None,
    behind: uuid.UUID | None = None,
) -> uuid.UUID:
    """Keep what was decided. With the agreement as its ground, that must stand at this moment. `behind`: the fence of a
    case, for a decision that not everybody who sees the person may read.

    Errors: CannotAgree, AgreementOver, NoSuchPerson.
    """
    policy.check_decision(new)
    about = held(record)
    if new.basis is Basis.AGREED:
        _check_stands(agreement, record, at)
    fence = behind or about.person
    row = SharingDecision(
        id=uuid.uuid4(),
        fence=fence,
        record_id=about.record,
        in_case=behind is not None,
        shared=new.shared.value,
        basis=new.basis.value,
        agreement_id=agreement if new.basis is Basis.AGREED else None,
        data=[each.value for each in new.data],
        to_whom=new.to_whom.strip(),
        what=new.what.strip(),
        necessity=new.necessity.strip(),
        by=_writer(by),
        by_name=by.name,
        at=at,
    )
    row.save(force_insert=True)
    if behind is None:  # the case tells of its own
        event = SharingDecided(fence=fence, about=row.id, subjects=(about.person,), shared=row.shared)
        events.record(event, by=by, at=at)
    return row.id


def _check_stands(agreement: uuid.UUID | None, record: uuid.UUID, at: datetime) -> None:
    if agreement is None:
        raise policy.CannotAgree("agreement", "Choose the agreement")
    row = Agreement.objects.filter(id=agreement, record__person__in=_people_of(record)).first()
    if row is None or standing_of(row, born_on_of(record), at) is not Standing.GIVEN:
        raise policy.AgreementOver(
            "That agreement does not stand any more, maybe since a moment ago: nothing was recorded as shared. "
            "What you wrote is kept; choose another ground, or decide not to share"
        )


def _writer(by: Asker) -> uuid.UUID:
    if by.number is None:
        raise NotSomebody("only somebody who signed in records an agreement")
    return by.number
