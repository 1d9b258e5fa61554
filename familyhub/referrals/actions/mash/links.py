"""A partner reads the question of an enquiry and answers once, behind the door that every partner's link has."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.core import events, fence
from familyhub.core.asker import Asker, system
from familyhub.referrals.actions.mash.partners import SALT, send_partner
from familyhub.referrals.belonging import records_of
from familyhub.referrals.events.mash import PartnerAnswered
from familyhub.referrals.models import Enquiry, InformationRequest, LinkCode, LinkUse, PartnerAnswer
from familyhub.sharing.actions.partner_door import AnsweredAlready, Door
from familyhub.sharing.terms.partners import Use

RECORDER = system("record a partner's answer", wide=frozenset({"referrals", "hidden"}))
DOOR = Door(SALT, InformationRequest, LinkCode, LinkUse, "asked", send_partner)


def read(*, asked: uuid.UUID, at: datetime) -> InformationRequest:
    """The question, for whoever proved the address; each reading is kept. Errors: LinkOver."""
    row: InformationRequest = DOOR.open_row(asked, at)
    DOOR.note(row, Use.READ, at)
    return row


def answer(*, asked: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """Keep the answer, once. Errors: LinkOver, AnsweredAlready."""
    row: InformationRequest = DOOR.open_row(asked, at, lock=True)
    if row.answered_at is not None:
        raise AnsweredAlready
    is_late = at > row.due_at
    InformationRequest.objects.filter(id=row.id).update(answered_at=at)
    PartnerAnswer(fence=row.enquiry_id, asked=row, words=words, is_late=is_late, at=at).save(force_insert=True)
    DOOR.note(row, Use.ANSWERED, at)
    with fence.enter(RECORDER):
        _tell(row, is_late, by, at)


def _tell(row: InformationRequest, is_late: bool, by: Asker, at: datetime) -> None:
    enquiry = Enquiry.objects.select_related("request").get(id=row.enquiry_id)
    event = PartnerAnswered(
        fence=enquiry.fence,
        about=enquiry.request_id,
        subjects=records_of(enquiry.request_id),
        reference=enquiry.request.reference,
        agency=row.agency,
        is_late=is_late,
    )
    events.record(event, by=by, at=at)
