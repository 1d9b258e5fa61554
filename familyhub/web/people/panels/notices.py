"""What health told: births and moves, notices after the 14-day check with their ground, and who looks after a child."""

from __future__ import annotations

from typing import Any

from familyhub.components.tables import Column, Table
from familyhub.components.words import short_day
from familyhub.core.asker import Asker
from familyhub.development.queries.of_person import from_health
from familyhub.development.terms import News
from familyhub.people.queries import PersonPage

TITLE = "From health"
ORDER = 60
TEMPLATE = "people/panels/notices.html"
MOVES = [Column("When", short=True), Column("What"), Column("Area", short=True)]
NOTICES = [
    Column("Checked", short=True),
    Column("Why the centre was told"),
    Column("Ground"),
    Column("Told by"),
    Column("Plan by", short=True),
]
CARE = [Column("Since", short=True), Column("Practice"), Column("Health visiting"), Column("Midwives")]
NEWS = {News.EXPECTED: "Due", News.NEW_BABY: "Born", News.MOVED_IN: "Moved in", News.MOVED_OUT: "Moved out"}


def context(asker: Asker, page: PersonPage) -> dict[str, Any] | None:
    """One query; nothing where health told nothing that this asker may see."""
    told = from_health(page.records)
    moves = [[short_day(one.on), NEWS[one.news], one.area] for one in told.moves]
    notices = [
        [short_day(one.checked_on), one.reason, f"{one.ground}: {one.why}", one.team, short_day(one.plan_due_on)]
        for one in told.notices
    ]
    care = [[short_day(one.since), one.practice, one.health_visiting_team, one.midwife_team] for one in told.care]
    if not moves and not notices and not care:
        return None
    return {
        "moves": Table("Births and moves", MOVES, moves, caption_hidden=True),
        "notices": Table("Notices after the 14-day check", NOTICES, notices),
        "care": Table("Who looks after the child’s health", CARE, care),
    }
