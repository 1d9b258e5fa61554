"""A referrer's team reads what was said to its members, by the link to the team's shared mailbox."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from familyhub.accounts import actions as accounts
from familyhub.accounts import queries
from familyhub.accounts.models import Referrer
from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.referrals.models import SentBy

BECAUSE = "team's referral"
SHARING = replace(system("share replies with a team"), wide=frozenset({"referrals"}))


def _replies_of(referrer: uuid.UUID) -> list[uuid.UUID]:
    """The compartments of everything said to this referrer: whoever opens a team's link may not look for them."""
    with fence.enter(SHARING):
        return list(SentBy.objects.filter(referrer=referrer).values_list("fence", flat=True))


def share_with_team(*, referrer: Referrer, at: datetime) -> Referrer:
    """The team's mailbox opened its link: what was said to this referrer, and will be, can be read from there.

    Returns the mailbox.
    """
    mailbox = accounts.prove_team(referrer=referrer, at=at)
    fences = _replies_of(referrer.id)
    grants.revoke([mailbox.id], fences, because=BECAUSE)  # opened twice: one grant each
    grants.grant([mailbox.id], fences, because=BECAUSE)
    return mailbox


def change_team(*, referrer: uuid.UUID, email: str) -> None:
    """Another shared mailbox, or none: the one before reads nothing more. Errors: NotATeamAddress."""
    before = queries.team_mailbox_of(referrer)
    accounts.name_team(referrer=referrer, email=email)
    if before:
        grants.revoke([before], _replies_of(referrer), because=BECAUSE)


def readers_of_replies(referrer: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Who reads what is said to this referrer, with the reason on the grant: they, and their team's mailbox if any."""
    mailbox = queries.team_mailbox_of(referrer)
    return [(referrer, "own referral"), *([(mailbox, BECAUSE)] if mailbox else [])]
