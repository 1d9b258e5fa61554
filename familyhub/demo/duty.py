"""The demonstration's duty list: the two decision makers' posts, without an end. Safe to repeat."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.core.clocks import day_of
from familyhub.referrals.actions.mash import NewDuty, add_to_duty
from familyhub.referrals.queries.duty import duty_gaps


def seed_duty(at: datetime) -> None:
    """Put the decision makers on the list where nobody is on it."""
    if not duty_gaps(timezone.now()):
        return
    posts = [number for number, title in accounts.front_door_posts(day_of(at)) if title.startswith("MASH")]
    with fence.enter(system("demonstration")) as unit:
        for order, post in enumerate(posts, start=1):
            new = NewDuty(order=order, since=at - timedelta(days=1), post=post)
            add_to_duty(new=new, by=unit.asker, at=at)
