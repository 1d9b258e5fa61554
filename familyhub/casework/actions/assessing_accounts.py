"""A partner is asked at their account: the same ask as by a link, granted to whoever comes in with the address named.

The grant ends by itself when the ask does, at once when the ask is withdrawn, and with the agreement on which it rests.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from familyhub.accounts import queries as accounts
from familyhub.casework.actions.finding import Refused
from familyhub.casework.models import ContributionAsk
from familyhub.casework.queries.contributions import BECAUSE, because_of
from familyhub.core import grants
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of
from familyhub.sharing.queries.agreements import opening_to


def account_at(email: str, at: datetime) -> accounts.Account:
    """Who comes in with this address. Errors: Refused where nobody does."""
    found = accounts.account_at(email, day_of(at))
    if found is None:
        raise Refused("Nobody comes in here with this address: ask by a link instead", "contact_email")
    return found


def rest_on(ask: ContributionAsk, account: accounts.Account, records: Iterable[uuid.UUID], by: Asker) -> None:
    """It is asked at this account. Where the family agreed that its team sees one of them, it rests on that."""
    ask.account = account.number
    ask.agreement = opening_to(by, records, account.teams) if account.teams else None


def let_in(ask: ContributionAsk) -> None:
    """Whoever was asked sees the ask: at their account until it expires, or by the link's own number."""
    if ask.account:
        grants.grant([ask.account], [ask.fence], because=because_of(ask.agreement), until=ask.expires_at)
    else:
        grants.grant([ask.id], [ask.fence], because=BECAUSE)


def shut(ask: ContributionAsk) -> None:
    """Whoever was asked at their account sees it no more, from the next request on."""
    if ask.account:
        grants.cut([ask.account], because=BECAUSE, fences=[ask.fence])


def agreement_ended(agreement: uuid.UUID) -> int:
    """What was asked because of it is seen no more, from the next request on. Safe to repeat. Returns how many."""
    return grants.end_early(because_of(agreement))
