"""Copies made for one recipient: those of a case, and one with what goes in and what stays out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from familyhub.casework.models import Release, ReleaseStep
from familyhub.casework.permissions import SEE, SIGN_RELEASE, WORK
from familyhub.casework.policy import cutting
from familyhub.casework.policy import handing_out as rules
from familyhub.casework.policy.cutting import Cut
from familyhub.casework.queries.release_documents import whole_of
from familyhub.casework.queries.releasing import Household, household_for
from familyhub.casework.queries.sight import reads_alone
from familyhub.casework.terms.releases import (
    GIVEN_LABELS,
    MOST_RELEASES,
    RELEASE_LABELS,
    RELEASE_STATES,
    RELEASE_STEPS,
    GivenBy,
    ReleaseKind,
    ReleaseState,
    ReleaseStepKind,
)
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.people import queries as people

KIND = "casework.release"


@dataclass(frozen=True)
class ReleaseLine:
    """One copy in a list."""

    id: uuid.UUID
    what: str
    to: str
    number: str
    state_words: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class ReleaseStepLine:
    """What happened to it."""

    what: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class ReleasePage:
    """One copy. `cut` is how it would be made now; None where it cannot be made any more. `stale`: why a signed copy
    is not handed over now, "" when it may be."""

    id: uuid.UUID
    case: uuid.UUID
    kind: ReleaseKind
    what: str
    title: str
    number: str
    state: ReleaseState
    state_words: str
    version: int
    to: people.Named
    family: Household
    cut: Cut | None
    copy: cutting.Copy
    basis: str
    necessity: str
    document: uuid.UUID | None
    letter: uuid.UUID | None
    is_posted: bool
    made_by: str
    made_at: datetime
    signed_by: str
    signed_at: datetime | None
    steps: tuple[ReleaseStepLine, ...]
    stale: str
    may_prepare: bool
    may_sign: bool


def releases_of(asker: Asker, case: uuid.UUID) -> list[ReleaseLine]:
    """The copies of a case, the newest first. Three queries."""
    if not asker.may(SEE.code):
        return []
    rows = list(Release.objects.filter(case=case).order_by("-made_at", "id")[:MOST_RELEASES])
    named = people.names_of(asker, [row.record_id for row in rows])
    return [
        ReleaseLine(
            row.id,
            RELEASE_LABELS[ReleaseKind(row.kind)],
            named[row.record_id].name,
            row.number,
            RELEASE_STATES[ReleaseState(row.state)],
            row.made_at,
            row.made_by_name,
        )
        for row in rows
        if row.record_id in named
    ]


def release_for(asker: Asker, release: uuid.UUID, on: date) -> ReleasePage | None:
    """One copy, or None where it does not exist for this asker: whoever does not see everybody of the family has none.

    A fixed number of queries.
    """
    row = Release.objects.filter(id=release).first() if asker.may(SEE.code) else None
    family = household_for(asker, row.case, row.record_id, on) if row else None
    if row is None or family is None:
        return None
    kind, state = ReleaseKind(row.kind), ReleaseState(row.state)
    whole = whole_of(asker, kind, row.about, family)
    made = cutting.cut(whole, family.knows, family.rule, set(row.taken_out)) if whole else None
    return ReleasePage(
        id=row.id,
        case=row.case,
        kind=kind,
        what=RELEASE_LABELS[kind],
        title=whole.title if whole else RELEASE_LABELS[kind],
        number=row.number,
        state=state,
        state_words=RELEASE_STATES[state],
        version=row.version,
        to=family.reader,
        family=family,
        cut=made,
        copy=row.copy,
        basis=row.basis,
        necessity=row.necessity,
        document=row.document,
        letter=row.letter,
        is_posted=row.is_posted,
        made_by=row.made_by_name,
        made_at=row.made_at,
        signed_by=row.signed_by_name,
        signed_at=row.signed_at,
        steps=tuple(map(_step, ReleaseStep.objects.filter(release=row).order_by("-at", "-id")[:MOST_RELEASES])),
        stale=stale_because(row, family, made),
        may_prepare=asker.may(WORK.code)
        and state in {ReleaseState.BEGUN, ReleaseState.DRAFT}
        and not reads_alone(asker, row.case),
        may_sign=asker.may(SIGN_RELEASE.code) and not rules.sign_problem(state, by=asker.number, made_by=row.made_by),
    )


def _step(row: ReleaseStep) -> ReleaseStepLine:
    how = GIVEN_LABELS[GivenBy(row.how)] if row.how else ""
    words = ". ".join(part for part in (how, row.words) if part)
    return ReleaseStepLine(RELEASE_STEPS[ReleaseStepKind(row.kind)], words, row.at, row.by_name)


def stale_because(row: Release, family: Household, now: Cut | None) -> str:
    """Why what was put forward or signed may not be given any more; "" when it may."""
    if not row.keys:
        return ""
    return rules.stale_problem(
        is_dead=family.is_dead,
        is_whole=now is not None,
        is_within=now is not None and cutting.is_within(row.keys, now.keys()),
    )


def may_hand_out(asker: Asker, release: uuid.UUID, at: datetime) -> bool:
    """Asked again whenever its file is opened: is it signed, and would everything in it still go in?"""
    page = release_for(asker, release, day_of(at))
    return page is not None and page.state is ReleaseState.SIGNED and not page.stale


def case_of_release(asker: Asker, release: uuid.UUID) -> uuid.UUID | None:
    """Of which case a copy is; None where it does not exist for this asker."""
    if not asker.may(SEE.code):
        return None
    return Release.objects.filter(id=release).values_list("case", flat=True).first()
