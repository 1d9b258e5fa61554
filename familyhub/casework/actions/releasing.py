"""A copy for one recipient is begun, looked through, cut further, and put forward for a second person to sign."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import ChangedMeanwhile, NotThere, refuse
from familyhub.casework.models import Particular, Release, ReleaseStep
from familyhub.casework.policy import cutting
from familyhub.casework.policy import handing_out as rules
from familyhub.casework.queries.release_documents import whole_of
from familyhub.casework.queries.releases import KIND, ReleasePage, release_for
from familyhub.casework.queries.releasing import household_for, sees_everybody, signers
from familyhub.casework.terms.releases import (
    OPEN_STATES,
    GivenBy,
    ParticularKind,
    ReleaseKind,
    ReleaseState,
    ReleaseStepKind,
    Why,
)
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.sharing.terms.openings import TO_SHARE, Basis
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

GROUNDS = tuple(one for one in Basis if one in TO_SHARE - {Basis.AGREED})


@dataclass(frozen=True)
class NewRelease:
    """Of which document, for whom."""

    kind: ReleaseKind
    about: uuid.UUID
    record: uuid.UUID


def keep_particular(
    *, case: uuid.UUID, record: uuid.UUID, kind: ParticularKind, words: str, by: Asker, at: datetime
) -> uuid.UUID:
    """No copy for anybody holds these words from now on. Returns its number. Errors: NotThere, Refused."""
    behind = sees_everybody(by, case)
    if record not in behind:
        raise NotThere("not of this case")
    standing = Particular.objects.filter(fence=case, end__isnull=True)
    refuse(rules.particular_problem(words, standing.count()), "words")
    row = Particular(
        id=uuid.uuid4(),
        fence=case,
        behind=[behind[record]],
        record_id=record,
        kind=kind.value,
        words=words.strip(),
        at=at,
        by=by.number,
        by_name=by.name,
    )
    row.save(force_insert=True)
    return row.id


def begin_release(*, case: uuid.UUID, new: NewRelease, by: Asker, at: datetime) -> uuid.UUID:
    """A copy is begun; where one for the same person is not signed yet, that one. Errors: NotThere, Refused."""
    behind = sees_everybody(by, case)
    if not behind:
        raise NotThere("not of a case that they see whole")
    family = household_for(by, case, new.record, day_of(at))
    refuse(rules.begin_problem(is_of_family=family is not None, is_dead=False, is_unborn=False), "to")
    assert family is not None  # refused above
    refuse(rules.begin_problem(is_of_family=True, is_dead=family.is_dead, is_unborn=family.reader.is_unborn), "to")
    if whole_of(by, new.kind, new.about, family) is None:
        refuse("No copy of this document can be made for them: choose another", "what")
    number = uuid.uuid4()
    row = Release(
        id=number,
        fence=case,
        case=case,
        behind=sorted(set(behind.values())),
        kind=new.kind.value,
        about=new.about,
        record_id=new.record,
        number=f"C-{number.hex[:8].upper()}",
        made_by=by.number,
        made_by_name=by.name,
        made_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _open_one(case, new)
    keep_step(row, ReleaseStepKind.BEGUN, by=by, at=at)
    return row.id


def _open_one(case: uuid.UUID, new: NewRelease) -> uuid.UUID:
    states = [state.value for state in OPEN_STATES]
    rows = Release.objects.filter(case=case, kind=new.kind.value, about=new.about, record=new.record, state__in=states)
    found: uuid.UUID | None = rows.values_list("id", flat=True).first()
    if found is None:
        raise ChangedMeanwhile("Somebody just finished a copy for this person: look again first")
    return found


def keep_step(
    row: Release, kind: ReleaseStepKind, *, by: Asker, at: datetime, words: str = "", how: GivenBy | None = None
) -> None:
    """Keep what happened to it, as a fact."""
    ReleaseStep(
        fence=row.fence,
        behind=row.behind,
        release=row,
        kind=kind.value,
        how=how.value if how else "",
        words=words.strip()[:2000],
        at=at,
        by=by.number,
        by_name=by.name or by.kind.value,
    ).save(force_insert=True)


def at_hand(release: uuid.UUID, version_seen: int | None = None) -> Release:
    """The copy, locked until the transaction ends. Errors: NotThere, ChangedMeanwhile."""
    row: Release | None = Release.objects.select_for_update(of=("self",)).filter(id=release).first()
    if row is None:
        raise NotThere(str(release))
    if version_seen is not None and row.version != version_seen:
        raise ChangedMeanwhile("Somebody else changed this copy since you opened it: look again first")
    return row


def store(row: Release, **changes: object) -> None:
    """These columns of a locked copy, one version on. Errors: NotThere."""
    row.version += 1
    for name, value in changes.items():
        setattr(row, name, value)
    if Release.objects.filter(id=row.id).update(version=row.version, **changes) != 1:
        raise NotThere(str(row.id))


def page_of(row: Release, by: Asker, at: datetime) -> ReleasePage:
    """The copy as whoever acts sees it. Errors: NotThere."""
    page = release_for(by, row.id, day_of(at))
    if page is None:
        raise NotThere(str(row.id))
    return page


@transaction.atomic
def read_family(*, release: uuid.UUID, by: Asker, at: datetime) -> None:
    """Whoever prepares it has read who is in the family and who may know of whom. Errors: NotThere, Refused."""
    row = at_hand(release)
    refuse("" if row.state == ReleaseState.BEGUN else "This was read already")
    store(row, state=ReleaseState.DRAFT.value)
    keep_step(row, ReleaseStepKind.FAMILY_READ, by=by, at=at)


@transaction.atomic
def take_out(*, release: uuid.UUID, keys: Collection[str], by: Asker, at: datetime, version_seen: int) -> int:
    """These sentences stay out beside what the rule took out; nothing that the rule took out is put back.

    Returns how many are out by hand. Errors: NotThere, ChangedMeanwhile, Refused.
    """
    row = at_hand(release, version_seen)
    refuse("" if row.state == ReleaseState.DRAFT else "It is not being prepared any more")
    page = page_of(row, by, at)
    lines = page.cut.lines() if page.cut else iter(())
    chosen = sorted(set(keys) & {line.key for line in lines if line.why in {None, Why.BY_HAND}})
    store(row, taken_out=chosen)
    keep_step(row, ReleaseStepKind.TAKEN_OUT, by=by, at=at, words=f"{len(chosen)} taken out by hand")
    return len(chosen)


@transaction.atomic
def ask_for_signature(
    *, release: uuid.UUID, basis: Basis, necessity: str, by: Asker, at: datetime, version_seen: int | None = None
) -> None:
    """What goes in is settled and waits for a second person. Errors: NotThere, ChangedMeanwhile, Refused."""
    row = at_hand(release, version_seen)
    refuse("" if row.state == ReleaseState.DRAFT else "It is not being prepared any more")
    refuse("" if basis in GROUNDS else "Choose on what ground it is shared", "basis")
    refuse(rules.necessity_problem(necessity), "necessity")
    page = page_of(row, by, at)
    made = page.cut.copy() if page.cut else []
    refuse(rules.ready_problem(is_empty=not made, length=cutting.length_of(made)))
    assert page.cut is not None  # an empty copy is refused
    settled = {"copy": made, "keys": sorted(page.cut.keys()), "made_by": by.number, "made_by_name": by.name}
    store(row, state=ReleaseState.WAITS.value, basis=basis.value, necessity=necessity.strip(), **settled)
    keep_step(row, ReleaseStepKind.ASKED, by=by, at=at, words=necessity)
    for team in signers(row.case, day_of(at)):
        words = f"Sign a copy that {by.name} prepared for one of a family, or send it back"
        work.open_task(work.NewTask(team, row.fence, KIND, row.id, words[:200]), by=by, at=at)


@transaction.atomic
def send_back(*, release: uuid.UUID, words: str, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """It is to be cut further first, and why. Errors: NotThere, ChangedMeanwhile, Refused."""
    row = at_hand(release, version_seen)
    refuse(rules.sign_problem(ReleaseState(row.state), by=by.number, made_by=row.made_by, who=row.signed_by_name))
    refuse("" if words.strip() else "Say what is to be changed", "words")
    store(row, state=ReleaseState.DRAFT.value, copy=[], keys=[])
    keep_step(row, ReleaseStepKind.SENT_BACK, by=by, at=at, words=words)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    if row.made_by:
        told = f"{by.name} sent a copy back to you: read why"
        work.open_task(work.NewTask(row.made_by, row.fence, KIND, row.id, told[:200]), by=by, at=at)


@transaction.atomic
def stop_release(*, release: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """No copy is made after all. Errors: NotThere, Refused."""
    row = at_hand(release)
    refuse("" if ReleaseState(row.state) in OPEN_STATES else "It is over already: withdraw it instead")
    refuse("" if words.strip() else "Say why it is stopped", "words")
    store(row, state=ReleaseState.STOPPED.value, copy=[], keys=[])
    keep_step(row, ReleaseStepKind.STOPPED, by=by, at=at, words=words)
    work.close_all_about(about=row.id, because=DoneBecause.NOT_NEEDED, by=by, at=at)
