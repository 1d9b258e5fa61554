"""What a withdrawal brings with it was done: written down once, so that it waits for nobody any more."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.sharing.events import WithdrawalFollowed
from familyhub.sharing.models import Agreement, AgreementFollowed
from familyhub.sharing.policy import agreements as policy
from familyhub.sharing.policy.openings import NotSomebody
from familyhub.sharing.queries.agreements import born_on_of, standing_of
from familyhub.sharing.terms.openings import Standing


def follow_withdrawal(*, agreement: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Keep what was done. Errors: AgreementOver where there is nothing to do, CannotAgree."""
    if by.number is None:
        raise NotSomebody("only somebody who signed in says what was done")
    row = Agreement.objects.filter(id=agreement).first()
    if row is None or standing_of(row, born_on_of(row.record_id), at) is not Standing.WITHDRAWN:
        raise policy.AgreementOver("This agreement is not withdrawn: nothing follows from it")
    if not words.strip():
        raise policy.CannotAgree("words", "Say what was done")
    done = AgreementFollowed(id=uuid.uuid4(), fence=row.fence, agreement=row, words=words.strip())
    done.by, done.by_name, done.at = by.number, by.name, at
    try:
        with transaction.atomic():
            done.save(force_insert=True)
    except IntegrityError as twice:
        raise policy.AgreementOver("Somebody wrote down already what was done") from twice
    event = WithdrawalFollowed(fence=row.fence, about=row.id, subjects=(row.fence,), kind=row.kind)
    events.record(event, by=by, at=at)
