"""A request is accepted: help opens for each of its children who is not helped already."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from familyhub.casework.actions.alongside import ask_alongside
from familyhub.casework.actions.assessing_end import follow
from familyhub.casework.actions.case_tasks import pass_tasks_on
from familyhub.casework.actions.finding import NoSuchEpisode, locked, step, store
from familyhub.casework.actions.sight import because, close_cases_to_declared, let_in
from familyhub.casework.events.episodes import EpisodeOpened, RequestJoinedEpisode
from familyhub.casework.models import CaseMember, Episode, Involvement
from familyhub.casework.policy import episodes as policy
from familyhub.casework.terms.episodes import EpisodeKind, StepKind
from familyhub.core import bulk, events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known
from familyhub.people.actions.finding import lock_whole
from familyhub.referrals import actions as referrals
from familyhub.referrals.queries import TakenOn, taken_on
from familyhub.work import actions as work

KIND = EpisodeKind.EARLY_HELP


@dataclass(frozen=True)
class Accepted:
    """Episodes that opened; and records of children whom somebody helps already: to be joined, not helped twice."""

    opened: tuple[uuid.UUID, ...] = ()
    helped_already: tuple[uuid.UUID, ...] = ()


def accept(*, request: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None) -> Accepted:
    """The worker takes the request on, and early help opens for each child (S1-72: never a second one).

    Errors: those of referrals' accept.
    """
    referrals.accept(request=request, by=by, at=at, version_seen=version_seen)
    taken = taken_on(by, request)
    if taken is None:
        return Accepted()
    behind = known.made_as(by, taken.children)  # a child whom the worker may not see is not opened behind their back
    seen = [child for child in taken.children if child in behind]
    open_now = {child: found for child in seen if (found := _open_for(child))}
    fresh = [child for child in seen if child not in open_now]
    joined = _case_of(open_now.values())
    # what came back is opened to those alone who go on with it: never where its children are helped in another case
    passed_on = _passed_on(seen, taken.id) if fresh and not joined else None
    if passed_on:  # whom the case names already is seen by those alone who hold it
        grants.grant(list(taken.holders), [passed_on], because=because(passed_on))
    case = joined or passed_on or uuid.uuid4()
    _add_members(case, taken, at)
    let_in(case, taken.holders, taken.worker if taken.worker in taken.holders else None, by)
    opened: list[uuid.UUID | None] = []
    for child in fresh:
        if not opened or _open_for(child) is None:  # of two records of one child the first has opened it
            opened.append(_open(case, child, behind[child], taken, by, at))
    for found in open_now.values():
        _join(found, taken, by, at)
    if case == passed_on and any(opened):
        _goes_on(case, next(one for one in opened if one), by, at)
    persons = {named.person for named in known.names_of(by, [*taken.children, *taken.adults]).values()}
    close_cases_to_declared(persons=persons, cases=[case])
    return Accepted(tuple(one for one in opened if one), tuple(open_now))


def _goes_on(case: uuid.UUID, episode: uuid.UUID, by: Asker, at: datetime) -> None:
    """What the case waited for when it went back to the front door waits for those who have it now."""
    pass_tasks_on(case, (), by=by, at=at)
    ask_alongside(case, by=by, at=at)
    follow(episode=episode, by=by, at=at)


def _open_for(child: uuid.UUID) -> Involvement | None:
    """The open episode of the person who this record is now, whose lock is taken. Whoever sees the child sees it."""
    person = lock_whole(child)
    return Involvement.objects.about(person).filter(kind=KIND.value, until__isnull=True).order_by("since", "id").first()


def _case_of(helped: Iterable[Involvement]) -> uuid.UUID | None:
    """A sibling joins the family's case where this asker sees it."""
    cases = [one.case for one in helped]
    return Episode.objects.filter(fence__in=cases, closed_on__isnull=True).values_list("fence", flat=True).first()


def _passed_on(children: Iterable[uuid.UUID], request: uuid.UUID) -> uuid.UUID | None:
    """The case that came back to the front door with this request: its story goes on, and nothing is told twice."""
    rows = Involvement.objects.filter(record__in=list(children), passed_on=request)
    found: uuid.UUID | None = rows.order_by("-until", "id").values_list("case", flat=True).first()
    return found


def _add_members(case: uuid.UUID, taken: TakenOn, at: datetime) -> None:
    known_already = set(CaseMember.objects.filter(fence=case).values_list("record", flat=True))
    new = [(record, True) for record in taken.children] + [(record, False) for record in taken.adults]
    rows = [(record, is_child) for record, is_child in new if record not in known_already]
    columns: dict[str, list[Any]] = {
        "id": [uuid.uuid4() for _ in rows],
        "fence": [case for _ in rows],
        "record_id": [record for record, _ in rows],
        "is_child": [is_child for _, is_child in rows],
        "at": [at for _ in rows],
    }
    bulk.insert(CaseMember, columns)


def _open(
    case: uuid.UUID, child: uuid.UUID, behind: uuid.UUID, taken: TakenOn, by: Asker, at: datetime
) -> uuid.UUID | None:
    """One child's episode; None when somebody else opened one this very moment."""
    row = Episode(
        id=uuid.uuid4(),
        fence=case,
        record_id=child,
        kind=KIND.value,
        tier=policy.tier_of(taken.level).value,
        request=taken.id,
        reference=taken.reference,
        team_id=taken.team,
        lead_id=taken.worker,
        opened_on=day_of(at),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the lock on the person forbids it; the constraint is the promise
        return None
    step(row, StepKind.OPENED, by=by, at=at)
    Involvement(
        fence=behind,
        record_id=child,
        episode=row.id,
        case=case,
        kind=row.kind,
        team_id=row.team_id,
        lead_id=row.lead_id,
        since=row.opened_on,
    ).save(force_insert=True)
    event = EpisodeOpened(
        fence=case, about=row.id, subjects=(child,), kind=row.kind, reference=row.reference, team=row.team.name
    )
    events.record(event, by=by, at=at)
    return row.id


def _join(found: Involvement, taken: TakenOn, by: Asker, at: datetime) -> None:
    """No second episode: whoever helps the child learns of the request, and agrees with whoever accepted it."""
    event = RequestJoinedEpisode(
        fence=found.case, about=found.episode, subjects=(found.record_id,), reference=taken.reference
    )
    events.record(event, by=by, at=at)
    try:
        row = locked(found.episode, None)
        store(row)
        step(row, StepKind.JOINED, by=by, at=at, words=taken.reference)
    except NoSuchEpisode:  # another team's: it keeps its own, and is told
        task = work.NewTask(
            holder=found.lead_id or found.team_id,  # type: ignore[arg-type]
            fence=found.case,
            about_kind="casework.episode",
            about=found.episode,
            words=f"{taken.reference} is about a child whom you help: agree who works on with {by.name}"[:200],
        )
        work.open_task(task, by=by, at=at)
