"""A second person publishes a question set that was drafted: from then on nobody changes it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.casework.actions.finding import NotThere, Refused, refuse
from familyhub.casework.actions.set_drafts import MEND_FIRST, at_hand, changed, check_seen
from familyhub.casework.models import LocalSet
from familyhub.casework.queries.question_sets import LOCAL
from familyhub.casework.queries.set_drafts import DraftPage, draft_page
from familyhub.casework.question_sets import QuestionSet, read_set
from familyhub.casework.question_sets.writing import text_of
from familyhub.casework.terms.question_sets import DraftState
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of


def publish(*, draft: uuid.UUID, by: Asker, at: datetime, version_seen: int | None) -> QuestionSet:
    """Keep it as the next version; what it follows stays for the assessments begun under it.

    Errors: NotThere, Refused, ChangedMeanwhile.
    """
    row = at_hand(draft)
    check_seen(row, version_seen)
    page = draft_page(by, draft, day_of(at))
    if page is None:
        raise NotThere(str(draft))
    refuse(page.cannot_publish)
    refuse(MEND_FIRST if page.wrong else "")
    refuse("Nothing differs from the version before" if page.before and not page.changes else "")
    read = _keep(page, by, at)
    changed(row, "Published it", by, at, state=DraftState.PUBLISHED.value)
    fence.forget(LOCAL)
    return read


def _keep(page: DraftPage, by: Asker, at: datetime) -> QuestionSet:
    text = text_of(page.raw)
    read = read_set(text, "The set", is_local=True)
    names = ", ".join(sorted(set(page.drafted_by.values())))
    row = LocalSet(
        id=read.number, code=read.code, version=read.version, text=text, at=at, by_name=by.name, drafted_by=names[:400]
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise Refused(f"Version {read.version} of it is kept already and cannot be changed") from taken
    return read
