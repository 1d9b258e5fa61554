"""Who can open what lies in a case: nobody else is given something to do there."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from familyhub.accounts import queries as accounts
from familyhub.accounts.queries.readers import Reader, readers_on
from familyhub.casework.models import CaseMember, Episode
from familyhub.casework.permissions import SEE, WORK
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.people import queries as people

COVER = "cover "  # how the reason of a grant to whoever covers begins (`actions.sight.let_cover`)


def who_can_open(
    fences: Iterable[uuid.UUID],
    day: date,
    code: str = WORK.code,
    *,
    without: Collection[uuid.UUID] = (),
    readers: Mapping[uuid.UUID, Reader] | None = None,
) -> dict[uuid.UUID, str]:
    """Number → name of everybody at work that day who holds each of these fences, alone or through a team.

    Worker, whoever covers, and whoever leads the team or one above. Not who goes along to a visit or opened the record
    with a reason: that sight ends before anything is done. `code`: what they must be allowed, too. `without`: people
    and teams that are about to lose it. Five queries, or three where the `readers` of that day are known.
    """
    wanted = set(fences)
    held = grants.lasting_by_fence(wanted, or_because=COVER)
    barred = {number for number, _ in grants.barred_from(wanted)}
    gone = frozenset(without)
    known = readers if readers is not None else readers_on(day)
    able = [
        one.number
        for one in known.values()
        if one.number not in barred and all((one.holders - gone) & held.get(fence, frozenset()) for fence in wanted)
    ]
    return accounts.who_may(able, [code], day)


def cases_opened_with(person: uuid.UUID, on: date) -> list[uuid.UUID]:
    """The cases that this person is of, to be read by whoever opened their record with a reason (S1-14).

    For the system in the worker. Not those in which somebody's address is hidden, as of requests; never a compartment.
    """
    cases = set(CaseMember.objects.about(person).values_list("fence", flat=True))
    members = list(CaseMember.objects.filter(fence__in=cases).values_list("fence", "record"))
    hidden = people.protected_among([record for _, record in members], on)
    return sorted(cases - {case for case, record in members if record in hidden})


def reads_alone(asker: Asker, case: uuid.UUID) -> bool:
    """Is this case open to them for reading alone, because they opened a record with a reason (ADR 0026)? One query."""
    return "casework" not in asker.wide and case in grants.read_alone(asker.holders, {case})


def who_may_do(asker: Asker, case: uuid.UUID, day: date) -> list[tuple[uuid.UUID, str]]:
    """To whom something to do in this case can be given: those who can open it, by name."""
    if not asker.may(SEE.code):
        return []
    records = CaseMember.objects.filter(fence=case).values_list("record", flat=True)
    behind = set(people.made_as(asker, records).values())
    return _by_name(who_can_open({case, *behind}, day)) if behind else []


def colleagues_of(asker: Asker, case: uuid.UUID, day: date) -> list[tuple[uuid.UUID, str]]:
    """Everybody in the teams that help: who can be asked along to a visit, which lets them see, or to a meeting."""
    if not asker.may(SEE.code):
        return []
    return _by_name(team_of_case(case, day))


def team_of_case(case: uuid.UUID, day: date) -> dict[uuid.UUID, str]:
    """Number → name of everybody in the teams that help in this case, whether they can open it or not."""
    teams = set(Episode.objects.filter(fence=case).values_list("team", flat=True))
    return {one.id: one.name for team in teams for one in accounts.members_of(team, day)}


def _by_name(found: Mapping[uuid.UUID, str]) -> list[tuple[uuid.UUID, str]]:
    return sorted(found.items(), key=lambda item: item[1])
