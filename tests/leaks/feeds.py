"""A feed in the world: one file, a row that waits for a decision, and one that waits with the protection desk."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.core import fence, grants
from familyhub.core.asker import system
from familyhub.imports import actions
from familyhub.imports.models import Row

SEEDER = system("a feed for the tests", wide=frozenset({"imports"}))
FILE = """event,notice_number,nhs_number,given_name,family_name,date_of_birth,sex
birth,N1,9990000018,Waitling,Feedwell,2026-01-02,F
birth,N2,9990000026,Heldling,Feedhide,2026-01-02,F
"""


@dataclass(frozen=True)
class Feeds:
    """The ids that stand in addresses."""

    intake: uuid.UUID
    uncertain: uuid.UUID
    held: uuid.UUID


def build_feeds(desk: uuid.UUID, at: datetime) -> Feeds:
    """Stage the file; both rows wait, the second with the desk."""
    with fence.enter(SEEDER) as unit:
        intake = actions.receive(feed="births", name="feed.csv", body=FILE.encode(), by=unit.asker, at=at).intake
        first, second = Row.objects.filter(intake=intake).order_by("number")
        Row.objects.filter(id=first.id).update(state="review", asked="baby", why="It may be somebody we know")
        grants.grant([SEEDER.number, desk], [second.id], because="imports: a row of a protected family")  # type: ignore[list-item]
        Row.objects.filter(id=second.id).update(state="review", asked="baby", is_held=True, fence=second.id)
    return Feeds(intake, first.id, second.id)
