"""A need is recorded; what becomes of it is said, and what it was before is kept."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.actions.sight import because, restricted_of
from familyhub.casework.events.plans import NeedChanged, NeedRecorded
from familyhub.casework.models import CaseMember, Episode, Need, NeedStep
from familyhub.casework.policy import plans as plan_policy
from familyhub.casework.terms.plans import NeedState
from familyhub.core import events, grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as known
from familyhub.vocabulary import queries as vocabulary

CLOSED = "Help for this family has ended: open an episode again first"


@dataclass(frozen=True)
class NewNeed:
    """A need of this person, or of the whole family without one. `found_by`: the number of the assessment."""

    record: uuid.UUID | None
    framework: str
    code: str
    words: str
    found_by: uuid.UUID | None = None


def add_need(*, case: uuid.UUID, new: NewNeed, by: Asker, at: datetime) -> uuid.UUID:
    """A need is recorded in a case. Returns its number. Errors: NotThere, Refused."""
    behind = everybody_of(case, by)
    if new.record is not None and new.record not in behind:
        raise NotThere("not of this case")
    _check(case, new, at)
    fence = case
    if plan_policy.is_restricted(new.framework, new.code):
        fence = restricted_of(case)
        grants.grant([by.number] if by.number else [], [fence], because=because(case))
    row = Need(
        id=uuid.uuid4(),
        fence=fence,
        case=case,
        behind=sorted(set(behind.values()) if new.record is None else {behind[new.record]}),
        record_id=new.record,
        framework=new.framework,
        code=new.code,
        words=new.words.strip(),
        found_by=new.found_by,
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    _step(row, row.words, by, at)
    subjects = (new.record,) if new.record else tuple(behind)
    events.record(NeedRecorded(fence=fence, about=row.id, subjects=subjects), by=by, at=at)
    return row.id


def _check(case: uuid.UUID, new: NewNeed, at: datetime) -> None:
    """Errors: Refused."""
    refuse("" if Episode.objects.filter(fence=case, closed_on__isnull=True).exists() else CLOSED)
    try:
        in_use = {need.code for need in vocabulary.needs(new.framework, day_of(at))}
    except vocabulary.UnknownCode:
        in_use = set()
    already = Need.objects.filter(case=case).count()
    problem = plan_policy.need_problem(
        framework=new.framework, code=new.code, in_use=in_use, words=new.words, already=already
    )
    refuse(problem, "words" if new.code in in_use else "code")


def everybody_of(case: uuid.UUID, by: Asker) -> dict[uuid.UUID, uuid.UUID]:
    """Record → the fence of everybody of the case whom this asker sees. Errors: NotThere where there is nobody."""
    found = known.made_as(by, CaseMember.objects.filter(fence=case).values_list("record", flat=True))
    if not found:
        raise NotThere(str(case))
    return found


def _step(row: Need, words: str, by: Asker, at: datetime) -> None:
    NeedStep(
        fence=row.fence,
        need=row,
        version=row.version,
        state=row.state,
        words=words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    ).save(force_insert=True)


def set_need(
    *, need: uuid.UUID, state: NeedState, words: str, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """What has become of the need, and what shows it. Errors: NotThere, ChangedMeanwhile, Refused."""
    row: Need | None = Need.objects.select_for_update(of=("self",)).filter(id=need).first()
    if row is None:
        raise NotThere(str(need))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this need since you opened it: look again first")
    refuse(plan_policy.state_problem(now=NeedState(row.state), new=state, words=words), "words")
    row.state, row.version = state.value, row.version + 1
    if Need.objects.filter(id=row.id).update(state=row.state, version=row.version) != 1:
        raise NotThere(str(need))
    _step(row, words, by, at)
    subjects = (row.record_id,) if row.record_id else tuple(everybody_of(row.case, by))
    events.record(NeedChanged(fence=row.fence, about=row.id, subjects=subjects, state=row.state), by=by, at=at)


def settle_needs(outcomes: Mapping[uuid.UUID, tuple[NeedState, str]], *, by: Asker, at: datetime) -> None:
    """Several needs at once: need → what became of it and what shows it. Errors: those of `set_need`."""
    for need, (state, words) in outcomes.items():
        set_need(need=need, state=state, words=words, by=by, at=at)
