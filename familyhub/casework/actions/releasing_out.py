"""A copy leaves the house: a second person signs, the files are made once, and how it was given is kept."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from familyhub.casework.actions.finding import refuse
from familyhub.casework.actions.looked_at import check_released
from familyhub.casework.actions.releasing import at_hand, keep_step, page_of, store
from familyhub.casework.events.releases import CopyGiven, CopySigned, CopyWithdrawn
from familyhub.casework.models import Release
from familyhub.casework.policy import handing_out as rules
from familyhub.casework.queries.releases import KIND, ReleasePage
from familyhub.casework.sheets import copy_of, letter_of
from familyhub.casework.terms.releases import GivenBy, ReleaseState, ReleaseStepKind
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.documents import actions as documents
from familyhub.documents.policy import Unacceptable
from familyhub.documents.reading import everything_in
from familyhub.documents.typesetting import CannotTypeset, Sheet, pdf
from familyhub.people.called import plain
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import NewDecision
from familyhub.sharing.policy.openings import SharingRefused
from familyhub.sharing.terms.openings import Basis, DataClass, Shared
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

WIDE = "casework"


@transaction.atomic
def sign(*, release: uuid.UUID, by: Asker, at: datetime, version_seen: int | None = None) -> None:
    """Another person signs what was put forward; copy and letter are made, once, and read again before they are kept.

    Errors: NotThere, ChangedMeanwhile, Refused.
    """
    row = at_hand(release)
    state = ReleaseState(row.state)
    refuse(rules.sign_problem(state, by=by.number, made_by=row.made_by, who=row.signed_by_name))
    row = at_hand(release, version_seen)
    page = page_of(row, by, at)
    refuse(page.stale)
    files = _files(page, at)
    documents_made = [_keep(row, name, body, by, at) for name, body in files]
    thing = documents.Thing(KIND, row.id, row.fence, WIDE)
    documents.attach(documents=documents_made, to=thing, by=by, at=at)
    shown = [one.record for one in page.family.people if one.person in page.family.knows.all]
    documents.tie(kind=KIND, about=row.id, records=shown, at=at)
    _supersede(row, by, at)
    store(
        row,
        state=ReleaseState.SIGNED.value,
        document=documents_made[0],
        letter=documents_made[1],
        is_posted=bool(page.family.post),
        signed_at=at,
        signed_by=by.number,
        signed_by_name=by.name,
    )
    keep_step(row, ReleaseStepKind.SIGNED, by=by, at=at)
    _decide(row, page, by, at)
    work.close_all_about(about=row.id, because=DoneBecause.DONE, by=by, at=at)
    _tell(CopySigned(fence=row.fence, about=row.id, subjects=(row.record_id,), number=row.number), by, at)


def _files(page: ReleasePage, at: datetime) -> list[tuple[str, bytes]]:
    """Copy and letter, each read again by another program before it is kept. Errors: Refused."""
    day = day_of(at)
    try:
        made = [
            (f"copy-{page.number}.pdf", pdf(Sheet.COPY, copy_of(page, day), day)),
            (f"letter-{page.number}.pdf", pdf(Sheet.LETTER, letter_of(page, day), day)),
        ]
    except CannotTypeset as failed:
        refuse(str(failed))
        raise
    own = {plain(one) for one in page.family.post}
    for name, body in made:
        told = "\n".join(everything_in(body).values())
        phrases = [one for one in page.family.rule.phrases if one not in own or name.startswith("copy")]
        found = rules.found_in(f"{name}\n{told}", phrases)
        refuse(f"The file holds “{found[0]}”, which no copy may hold: nothing was kept" if found else "")
    return made


def _keep(row: Release, name: str, body: bytes, by: Asker, at: datetime) -> uuid.UUID:
    try:
        return documents.keep(name=name, body=body, by=by, at=at)
    except Unacceptable as refused:
        refuse(f"The file was not kept: {refused.words}")
        raise


def _supersede(row: Release, by: Asker, at: datetime) -> None:
    """Of one document one copy counts for one person: the newest."""
    older = Release.objects.filter(
        case=row.case, kind=row.kind, about=row.about, record=row.record_id, state=ReleaseState.SIGNED.value
    )
    for one in older.select_for_update(of=("self",)).order_by("id"):
        store(one, state=ReleaseState.SUPERSEDED.value)
        keep_step(one, ReleaseStepKind.SUPERSEDED, by=by, at=at, words=f"By {row.number}")


def _decide(row: Release, page: ReleasePage, by: Asker, at: datetime) -> None:
    """The decision to share stands on the record of each of whom something goes in. It names no recipient: whoever
    sees a child may not see each of their parents."""
    new = NewDecision(
        Shared.SHARE,
        Basis(row.basis),
        (DataClass.NEED, DataClass.WORK),
        f"One of the family (copy {row.number})",
        f"{page.what}, cut for its reader: copy {row.number}",
        row.necessity,
    )
    for one in page.family.people:
        if one.person in page.family.knows.all:
            try:
                sharing.decide_sharing(record=one.record, new=new, by=by, at=at)
            except SharingRefused as refused:
                refuse(str(refused))


@transaction.atomic
def open_copy(*, release: uuid.UUID, by: Asker, at: datetime) -> ReleasePage:
    """Somebody takes the files: a step; refused where what may be told has changed. Errors: NotThere, Refused."""
    row, page = _still_right(release, by, at)
    keep_step(row, ReleaseStepKind.OPENED, by=by, at=at)
    return page


def _still_right(release: uuid.UUID, by: Asker, at: datetime) -> tuple[Release, ReleasePage]:
    row = at_hand(release)
    check_released(row.case)
    page = page_of(row, by, at)
    refuse("" if page.state is ReleaseState.SIGNED else f"This copy is not to be given: {page.state_words}")
    refuse(page.stale)
    return row, page


@transaction.atomic
def give(*, release: uuid.UUID, how: GivenBy, words: str, by: Asker, at: datetime) -> None:
    """How it reached the recipient. Errors: NotThere, Refused."""
    row, _ = _still_right(release, by, at)
    refuse(rules.given_problem(how, is_posted=row.is_posted), "how")
    keep_step(row, ReleaseStepKind.HANDED_OVER, by=by, at=at, words=words, how=how)
    new = CopyGiven(fence=row.fence, about=row.id, subjects=(row.record_id,), number=row.number, how=how.value)
    _tell(new, by, at)


@transaction.atomic
def withdraw_release(*, release: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """It counts no more and nobody opens it; what was given cannot be called back. Errors: NotThere, Refused."""
    row = at_hand(release)
    refuse("" if row.state == ReleaseState.SIGNED else "Only a signed copy is withdrawn")
    refuse("" if words.strip() else "Say why it is withdrawn", "words")
    store(row, state=ReleaseState.WITHDRAWN.value)
    keep_step(row, ReleaseStepKind.WITHDRAWN, by=by, at=at, words=words)
    _tell(CopyWithdrawn(fence=row.fence, about=row.id, subjects=(row.record_id,), number=row.number), by, at)


def _tell(event: events.Event, by: Asker, at: datetime) -> None:
    events.record(event, by=by, at=at)
