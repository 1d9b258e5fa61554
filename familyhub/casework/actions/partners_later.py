"""A member of whom it turns out later that they need to hear it: a child's item is put to them too."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction

from familyhub.casework.actions.finding import NotThere, refuse
from familyhub.casework.actions.partners_calling import day_words
from familyhub.casework.actions.partners_items import put_to, subjects_of, writable
from familyhub.casework.events.partners import MemberLetHear
from familyhub.casework.local.partners import meeting_rules
from familyhub.casework.models import Episode
from familyhub.casework.policy import partners as partners_policy
from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.allocation_sight import guarded


@transaction.atomic
def let_hear(*, item: uuid.UUID, seat: uuid.UUID, words: str, by: Asker, at: datetime) -> None:
    """This member reads the item from now until the day on which those named before read it no more.

    Errors: NotThere, Refused.
    """
    row = writable(item, by)
    if row.record_id is None:
        raise NotThere("a standing item is every member's")
    chosen = row.meeting.seats.filter(id=seat).first()
    if chosen is None:
        raise NotThere("no seat of this meeting")
    days = meeting_rules(settings.ENVIRONMENT.authority).read_for_days
    until = partners_policy.readable_until(row.meeting.on_day, days)
    is_guarded = Episode.objects.filter(id=row.of_case.episode_id, request__in=guarded()).exists()
    is_put = row.needs.filter(seat=chosen).exists()
    state = row.meeting.state
    refuse(partners_policy.hear_problem(words, state=state, is_over=day_of(at) > until, is_guarded=is_guarded))
    refuse("They were named already" if is_put else "", "seat")
    put_to(row, chosen, words, by, at)
    event = MemberLetHear(fence=row.of_case.fence, about=row.id, subjects=subjects_of(row), on=day_words(row.meeting))
    events.record(event, by=by, at=at)
