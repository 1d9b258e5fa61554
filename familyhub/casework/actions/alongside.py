"""What goes on beside a plan: it changes hands as it stands, ends with help, and is asked again when help goes on."""

from __future__ import annotations

import uuid
from datetime import datetime

from familyhub.casework.actions import caring, involving, supporting
from familyhub.casework.actions.sight import restricted_of
from familyhub.core.asker import Asker
from familyhub.work import actions as work
from familyhub.work.terms import DoneBecause

ALONGSIDE = ("casework.support", "casework.carer", "casework.service")


def end_alongside(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """Help has ended, or the family has gone back to the front door: nobody is asked any more."""
    fences = [case, restricted_of(case)]
    work.end_kinds(fences=fences, kinds=ALONGSIDE, because=DoneBecause.NOT_NEEDED, by=by, at=at)


def ask_alongside(case: uuid.UUID, *, by: Asker, at: datetime) -> None:
    """A case goes on after it had gone back to the front door: what was waiting waits for those who have it now."""
    supporting.ask_again(case, by=by, at=at)
    caring.ask_again(case, by=by, at=at)
    involving.ask_again(case, by=by, at=at)
