"""What goes on beside a plan: support around programmes, a young carer, other services; planted with words to hunt."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from familyhub.casework import actions
from familyhub.casework.actions import NewCarer, NewService, NewSupport, Owner
from familyhub.casework.models import Episode
from familyhub.casework.queries import MemberLine
from familyhub.casework.terms.carers import Care, CaredForKind, FoundBy
from familyhub.casework.terms.plans import OwnerKind
from familyhub.casework.terms.programmes import Phase, Promotes
from familyhub.casework.terms.services import Service, Stand
from familyhub.core.asker import Asker
from familyhub.core.clocks import day_of

Beside = tuple[uuid.UUID, uuid.UUID, uuid.UUID, uuid.UUID, uuid.UUID, uuid.UUID]


def build_beside(
    episode: Episode, members: tuple[MemberLine, ...], told: tuple[str, str], by: Asker, at: datetime
) -> Beside:
    """Support, secret support, the young carer, a service, a secret one, and the programme. `told` as for plans."""
    case, child, today = episode.fence, episode.record_id, day_of(at)
    words, secret = told
    listed = [
        actions.list_programme(name=f"Listed {uuid.uuid4().hex}", about="", is_secret=is_secret, by=by, at=at)
        for is_secret in (False, True)
    ]
    supports = [
        actions.begin_support(
            case=case,
            new=NewSupport(
                child,
                programme,
                Phase.BEFORE,
                today,
                today + timedelta(days=7),
                Owner(OwnerKind.STAFF, by.number),
                frozenset(Promotes),
                said,
            ),
            by=by,
            at=at,
        )
        for programme, said in zip(listed, told, strict=True)
    ]
    other = next(one.who.record for one in members if one.who.record != child)
    marked = NewCarer(
        child, frozenset({Care.PRACTICAL}), today, FoundBy.US, "", words, "", CaredForKind.PARENT, other, words
    )
    carer = actions.mark_carer(case=case, new=marked, by=by, at=at)
    services = [
        actions.involve_service(
            case=case, new=NewService(child, service, Stand.WORKING, today, name, said), by=by, at=at
        )
        for service, name, said in (
            (Service.SPEECH, "Sal Sample", words),
            (Service.COUNSELLING, secret, secret),
        )
    ]
    return supports[0], supports[1], carer, services[0], services[1], listed[0]
