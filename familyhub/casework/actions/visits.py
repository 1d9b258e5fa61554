"""A visit is planned, moved or cancelled."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from familyhub.accounts import queries as accounts
from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, Refused, refuse
from familyhub.casework.actions.needing import CLOSED, everybody_of
from familyhub.casework.events.visits import VisitCancelled, VisitPlanned
from familyhub.casework.models import DoorFact, Episode, Visit, Visited, VisitGoer
from familyhub.casework.policy import meetings as meeting_policy
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.policy import visits as visits_policy
from familyhub.casework.queries.apart import apart_of
from familyhub.casework.queries.held import held_of, place_of
from familyhub.casework.queries.onward import is_looked_at
from familyhub.casework.terms.onward import BEING_LOOKED_AT
from familyhub.casework.terms.visits import Door, VisitState
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.people import queries as people
from familyhub.referrals.actions.allocation_sight import guarded

HAS_ANOTHER = "{name} has another visit then: choose another time, or somebody else"
ONE_WORKER = "The protection desk gave this family to one worker: ask the desk before a colleague goes along"


@dataclass(frozen=True)
class NewVisit:
    """Whom (records), who goes (staff), from when to when, at whose home or where in words, and what for.

    `why_one`: why one goes alone where it is said that two go.
    """

    visited: tuple[uuid.UUID, ...]
    goers: tuple[uuid.UUID, ...]
    starts_at: datetime
    ends_at: datetime
    home: uuid.UUID | None = None
    place: str = ""
    aim: str = ""
    why_one: str = ""


@transaction.atomic
def plan_visit(*, case: uuid.UUID, new: NewVisit, by: Asker, at: datetime) -> uuid.UUID:
    """Put a visit into the diary. Returns its number. Errors: NotThere, Refused."""
    row = _store(case, new, None, by, at)
    day = f"{day_of(row.starts_at):%-d %B %Y}"
    events.record(VisitPlanned(fence=case, about=row.id, subjects=tuple(new.visited), on=day), by=by, at=at)
    return row.id


@transaction.atomic
def move_visit(
    *, visit: uuid.UUID, new: NewVisit, words: str, by: Asker, at: datetime, version_seen: int | None = None
) -> uuid.UUID:
    """Another visit takes its place, and both say so. Returns the new one's number.

    Errors: NotThere, ChangedMeanwhile, Refused.
    """
    old = at_hand(visit, version_seen)
    _cancel(old, words)
    row = _store(old.case, new, old, by, at)
    _tell_cancelled(old, f"{day_of(row.starts_at):%-d %B %Y}", by, at)
    return row.id


@transaction.atomic
def cancel_visit(*, visit: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """It does not take place. Errors: NotThere, ChangedMeanwhile, Refused."""
    row = at_hand(visit, version_seen)
    _cancel(row, words)
    _tell_cancelled(row, "", by, at)


def at_hand(visit: uuid.UUID, version_seen: int | None = None) -> Visit:
    """The visit, locked until the transaction ends. Errors: NotThere, ChangedMeanwhile."""
    row: Visit | None = Visit.objects.select_for_update(of=("self",)).filter(id=visit).first()
    if row is None:
        raise NotThere(str(visit))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this visit since you opened it: look again first")
    return row


def store(row: Visit, **values: object) -> None:
    """These columns of a locked visit, one version on. Errors: NotThere."""
    if Visit.objects.filter(id=row.id).update(version=row.version + 1, **values) != 1:
        raise NotThere(str(row.id))


def _cancel(row: Visit, words: str) -> None:
    is_begun = row.goers.filter(in_at__isnull=False).exists()
    refuse(visits_policy.cancel_problem(state=VisitState(row.state), is_begun=is_begun, words=words), "words")
    refuse(plan_policy.text_problem(words, "Say why"), "words")
    drop(row, words)


def drop(row: Visit, words: str) -> None:
    """Nobody goes, and nobody's time is taken."""
    store(row, state=VisitState.CANCELLED.value, ended_words=words.strip())
    row.goers.update(is_on=False)
    goers = list(row.goers.values_list("staff", flat=True))
    grants.cut(goers, because=_because(row), fences=[row.case, *row.behind])


def _tell_cancelled(row: Visit, to: str, by: Asker, at: datetime) -> None:
    subjects = tuple(row.visited.values_list("record", flat=True))
    day = f"{day_of(row.starts_at):%-d %B %Y}"
    events.record(VisitCancelled(fence=row.fence, about=row.id, subjects=subjects, on=day, to=to), by=by, at=at)


def _store(case: uuid.UUID, new: NewVisit, replaces: Visit | None, by: Asker, at: datetime) -> Visit:
    behind = everybody_of(case, by)
    episode = Episode.objects.filter(fence=case, closed_on__isnull=True).order_by("opened_on", "id").first()
    if episode is None:
        raise Refused(CLOSED)
    refuse(BEING_LOOKED_AT if is_looked_at(case) else "")
    _check(case, new, set(behind), by, at)
    _check_goers(case, new, set(behind.values()), by, at)
    row = Visit(
        id=uuid.uuid4(),
        fence=case,
        case=case,
        behind=sorted(set(behind.values())),
        team_id=episode.team_id,
        home_id=new.home,
        place="" if new.home else new.place.strip(),
        starts_at=new.starts_at,
        ends_at=new.ends_at,
        aim=new.aim.strip(),
        why_one=new.why_one.strip(),
        replaces=replaces,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    for record in dict.fromkeys(new.visited):
        Visited(fence=case, visit=row, record_id=record).save(force_insert=True)
    for staff in dict.fromkeys(new.goers):
        _send(row, staff)
    _let_in(row, new.goers, at)
    return row


def _let_in(row: Visit, goers: Iterable[uuid.UUID], at: datetime) -> None:
    """A colleague who goes along sees the family until the day after the visit, and no restricted note."""
    holds = set(grants.lasting_holders_of([row.case]))
    others = [one for one in dict.fromkeys(goers) if one not in holds]
    desk = Episode.objects.filter(fence=row.case, closed_on__isnull=True, request__in=guarded()).exists()
    refuse(ONE_WORKER if desk and others else "", "goers")
    until = end_of_day(day_of(row.ends_at) + timedelta(days=1))
    grants.grant(others, [row.case, *row.behind], because=_because(row), until=until)


def _because(row: Visit) -> str:
    return f"case visit {row.id}"  # whoever holds a case finds its notes by their words


def _check(case: uuid.UUID, new: NewVisit, known: set[uuid.UUID], by: Asker, at: datetime) -> None:
    """When, whom and where. Errors: NotThere for somebody who is not of the case, Refused."""
    refuse(visits_policy.span_problem(new.starts_at, new.ends_at, at), "day")
    if not {*new.visited, *([new.home] if new.home else [])} <= known:
        raise NotThere("not of this case")
    apart = apart_of(by, case, day_of(at))
    refuse(visits_policy.visited_problem(new.visited, new.home, apart), "visited")
    refuse("" if new.home or new.place.strip() else "Say where", "place")
    held = meeting_policy.Held(new.starts_at, place_of(new.home, new.place), frozenset(new.visited))
    refuse(meeting_policy.chance_problem(held, held_of(case), apart), "where")
    for words, field in ((new.aim, "aim"), (new.why_one, "why_one")):
        refuse(plan_policy.text_problem(words, "") if words.strip() else "", field)


def _check_goers(case: uuid.UUID, new: NewVisit, fences: set[uuid.UUID], by: Asker, at: datetime) -> None:
    """Who goes works in a team of the case, is there that day, may see the family and may know the address."""
    known = door_codes(case, new.home)
    two = visits_policy.needs_two(known)
    problem = visits_policy.goers_problem(len(set(new.goers)), needs_two=two, why_one=new.why_one)
    refuse(problem, "why_one" if two and new.goers else "goers")
    ours = members_of(case, at)
    refuse("" if set(new.goers) <= set(ours) else "They do not work in this family's team", "goers")
    day = day_of(new.starts_at)
    others = [one for one in new.goers if one != by.number]  # whoever goes themselves knows that they are there
    away = [one.name for one in accounts.absences_of(others, day, day) if one.is_on(day)]
    refuse(f"{away[0]} is away that day: choose somebody else" if away else "", "goers")
    barred = {staff for staff, _ in grants.barred_from([case, *fences])}
    cannot = [ours[one] for one in new.goers if one in barred]
    refuse(f"{cannot[0]} cannot visit this family: choose somebody else" if cannot else "", "goers")
    unaware = [ours[one] for one in _unaware(new, at)]
    refuse(f"{unaware[0]} may not know this address: choose somebody who does" if unaware else "", "goers")


def members_of(case: uuid.UUID, at: datetime) -> dict[uuid.UUID, str]:
    """Those of the teams that help in this case, by number: others could not open it."""
    teams = Episode.objects.filter(fence=case, closed_on__isnull=True).values_list("team", flat=True).distinct()
    return {one.id: one.name for team in teams for one in accounts.members_of(team, day_of(at))}


def door_codes(case: uuid.UUID, home: uuid.UUID | None) -> set[Door]:
    """What is known at this door, and wherever the family is met."""
    rows = DoorFact.objects.filter(case=case, ended_at__isnull=True)
    return {Door(code) for code, at_home in rows.values_list("code", "home") if at_home in (None, home)}


def _unaware(new: NewVisit, at: datetime) -> Collection[uuid.UUID]:
    """Of those who go, who may not know a protected address."""
    home = people.home_of(new.home, day_of(at)) if new.home else None
    if home is None or not home.is_protected:
        return []
    holders = set(grants.holders_of(home.behind))
    teams = {one.id for holder in holders for one in accounts.members_of(holder, day_of(at))}
    return [one for one in new.goers if one not in holders | teams]


def _send(row: Visit, staff: uuid.UUID) -> None:
    goer = VisitGoer(fence=row.fence, visit=row, staff_id=staff, starts_at=row.starts_at, ends_at=row.ends_at)
    try:
        with transaction.atomic():
            goer.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(HAS_ANOTHER.format(name=goer.staff.name), "goers") from taken


def drop_visits(case: uuid.UUID, gone: Iterable[uuid.UUID], words: str, *, by: Asker, at: datetime) -> int:
    """The visits that nobody can go to any more are cancelled: who would go has gone, or is in none of the teams now.

    Returns how many. With nobody gone, all that are planned.
    """
    left = set(gone)
    ours = set(members_of(case, at)) if left else set()
    dropped = 0
    rows = Visit.objects.select_for_update(of=("self",)).filter(case=case, state=VisitState.PLANNED.value)
    for row in rows.order_by("id"):
        goers = list(row.goers.values_list("staff", "in_at"))
        can_go = bool(left) and all(staff in ours and staff not in left for staff, _ in goers)
        if can_go or any(in_at for _, in_at in goers):
            continue
        drop(row, words)
        _tell_cancelled(row, "", by, at)
        dropped += 1
    return dropped
