"""A concern about another authority's child is phoned through to them within the hour, and ends here."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from familyhub.core.asker import Asker
from familyhub.referrals.actions.allocation_transfer import NewPassing, open_transfer, record_passing
from familyhub.referrals.actions.holding import held_by
from familyhub.referrals.actions.mash.deciding import close_enquiry, ends_as
from familyhub.referrals.actions.mash.duty import acknowledge
from familyhub.referrals.actions.mash.enquiries import at_hand, check_undecided
from familyhub.referrals.actions.steps import NotNow
from familyhub.referrals.terms.requests import ENQUIRY_OUTCOME_LABELS, EnquiryOutcome

OTHER = EnquiryOutcome.OTHER_AUTHORITY


@transaction.atomic
def pass_to_authority(
    *, enquiry: uuid.UUID, new: NewPassing, by: Asker, at: datetime, version_seen: int | None = None
) -> uuid.UUID:
    """It was phoned through: the enquiry is decided and closed with it, unless it still holds something to be
    released. Returns the transfer, which waits for their receipt.

    Errors: NoSuchEnquiry, ChangedMeanwhile, NotNow, Refused.
    """
    row = at_hand(enquiry, version_seen)
    check_undecided(row)
    acknowledge(enquiry=enquiry, by=by, at=at)
    words = f"{ENQUIRY_OUTCOME_LABELS[OTHER]}: {new.authority_name.strip()}"
    ends_as(row, OTHER, words, by=by, at=at)
    transfer = open_transfer(request=row.request_id, by=by, at=at)
    if transfer is None:
        raise NotNow(f"{row.request.reference} is on its way to another authority already")
    record_passing(transfer=transfer, new=new, by=by, at=at)
    if not held_by(row):
        close_enquiry(enquiry=enquiry, words=words, by=by, at=at)
    return transfer
