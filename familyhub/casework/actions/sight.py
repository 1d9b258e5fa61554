"""Who sees a case: its team and lead worker, whoever covers; never who declared somebody in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from familyhub.accounts import queries as accounts
from familyhub.casework.models import CaseMember, Episode, Involvement
from familyhub.casework.terms.episodes import EPISODE_LABELS, EpisodeKind
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of, end_of_day
from familyhub.people import actions as people
from familyhub.people import queries as known
from familyhub.people.models import Merge, ToSettle
from familyhub.referrals.actions.allocation_sight import guarded
from familyhub.sharing import actions as sharing
from familyhub.work import actions as work

NAMESPACE = uuid.UUID("3f1f0f0e-52d7-5a41-9a55-8d7c5f0a0c26")
MOST, COVER = 500, "cover "


def restricted_of(case: uuid.UUID) -> uuid.UUID:
    """The compartment of a case's restricted notes, whether there are any or not."""
    return uuid.uuid5(NAMESPACE, str(case))


def because(case: uuid.UUID) -> str:
    """The reason written on every grant that a case gives."""
    return f"case {case}"


def persons_of(case: uuid.UUID, by: Asker) -> list[uuid.UUID]:
    """Behind which fences the people of the case lie, as far as this asker sees them."""
    records = list(CaseMember.objects.filter(fence=case).values_list("record", flat=True))
    return sorted(set(known.made_as(by, records).values()))


def let_in(case: uuid.UUID, holders: Iterable[uuid.UUID], lead: uuid.UUID | None, by: Asker) -> None:
    """These see the case and its people; the lead worker its restricted notes too."""
    grants.grant(list(holders), [case, *persons_of(case, by)], because=because(case))
    if lead:
        grants.grant([lead], [restricted_of(case)], because=because(case))


def take_from(
    case: uuid.UUID, gone: list[uuid.UUID], lead: uuid.UUID | None, by: Asker, *, same_team: bool = False
) -> None:
    """These see it no longer. The last thing of a verb: whoever acts may lose sight of it themselves.

    Within a team whoever else wrote in the compartment goes on reading it; to another team nobody takes it along.
    """
    grants.revoke(gone if same_team else None, [restricted_of(case)], because=because(case))
    if lead:
        grants.grant([lead], [restricted_of(case)], because=because(case))
    if gone:
        grants.revoke(gone, [case, *persons_of(case, by)], because=because(case))


def close_cases_to_declared(*, persons: Iterable[uuid.UUID], cases: Iterable[uuid.UUID]) -> None:
    """Whoever declared one of these persons reads nothing of these cases. Safe to repeat."""
    fences = [fence for case in cases for fence in (case, restricted_of(case))]
    sharing.bar_declared(persons=persons, fences=fences)


def cover_because(absence: uuid.UUID, case: uuid.UUID) -> str:
    """The reason written on every grant of a cover in a case."""
    return f"{COVER}{absence} of {case.hex}"


def let_cover(*, absence: uuid.UUID, by: Asker, at: datetime) -> int:
    """Whoever covers sees the cases that the person away leads, for the days of the absence alone: no restricted
    notes, and nothing that the protection desk gave to one worker. By the system; safe to repeat. Returns how many.
    """
    away = accounts.absence(absence)
    if away is None or away.cover is None or (away.last_day is not None and away.last_day < day_of(at)):
        return 0
    rows = Episode.objects.filter(lead=away.staff, closed_on__isnull=True).exclude(request__in=guarded())
    cases = list(dict.fromkeys(rows.values_list("fence", flat=True)[:MOST]))
    starts = end_of_day(away.first_day - timedelta(days=1)) if away.first_day > day_of(at) else None
    for case in cases:
        why = cover_because(absence, case)
        fences = [case, *persons_of(case, by)]
        grants.cut([away.cover], because=why, fences=fences)
        until = end_of_day(away.last_day) if away.last_day else None
        grants.grant([away.cover], fences, because=why, since=starts, until=until)
    return len(cases)


def ask_which_goes_on(*, merge: uuid.UUID, at: datetime, by: Asker) -> int:
    """A merge left one child with two open episodes of a kind: both teams are asked which goes on, and the merge says
    so. By the system; safe to repeat. Returns how many kinds.
    """
    row = Merge.objects.filter(id=merge, ended_at__isnull=True).first()
    if row is None:
        return 0
    rows = Involvement.objects.about(row.kept_id).filter(until__isnull=True).select_related("team")
    of_kind: dict[str, list[Involvement]] = {}
    for one in rows.order_by("since", "id"):
        of_kind.setdefault(one.kind, []).append(one)
    twice = {kind: lines for kind, lines in of_kind.items() if len(lines) > 1}
    for kind, lines in twice.items():
        label = EPISODE_LABELS[EpisodeKind(kind)]
        words = f"{label} is open {len(lines)} times for this one child"
        if ToSettle.objects.filter(merge=merge, words=words).exists():  # both are told of a merge; it is asked once
            continue
        people.one_each(merge=merge, words=words, at=at)
        for line in lines:
            task = work.NewTask(
                holder=line.lead_id or line.team_id,  # type: ignore[arg-type]
                fence=line.case,
                about_kind="casework.episode",
                about=line.episode,
                words=f"{label} is open twice for one child: agree with the other team which goes on, close the other",
                due_at=None,
            )
            work.open_task(task, by=by, at=at)
    return len(twice)
