"""What a wrong merge let out while two were one: sent, opened, read, let in. For whoever weighs whether it is a breach.

Letters and looks are listed as the system, for whoever separates them reads neither the log nor all the letters: kinds
of letters and numbers of people alone. What hangs on a request is listed where they may see that request.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from familyhub.accounts import queries as accounts
from familyhub.components.tables import Column, Table, status
from familyhub.components.words import clock_time, counted, short_day
from familyhub.core import access_reads, fence, grants
from familyhub.core.access_reads import Look
from familyhub.core.asker import Asker, system
from familyhub.messages import queries as sent
from familyhub.people.queries import MergePage
from familyhub.referrals.queries import meanwhile
from familyhub.web.access_log.words import screen_words

LISTING = replace(system("list who was told"), wide=frozenset({"access log", "messages"}))
MOST_READ = 500
FILE_OPENED = "documents:download"
SENT = [Column("When", short=True), Column("What"), Column("To whom"), Column("Stands")]
PARTNERS = [Column("When", short=True), Column("Who was asked"), Column("What was done with the link")]
READ = [Column("Who"), Column("How often", short=True), Column("Last", short=True), Column("Last screen")]
GIVEN = [Column("To whom"), Column("Why")]
Names = dict[uuid.UUID, str]


def told_meanwhile(asker: Asker, page: MergePage) -> list[Table]:
    """Who was sent what, what partners opened, who read it or took a file, and who was let in meanwhile."""
    since, until = page.at, page.ended_at or timezone.now()
    contacts = meanwhile.contacts_naming(asker, page.records)
    partners = meanwhile.partner_looks(asker, page.records, since, until)
    with fence.enter(LISTING):
        letters = sent.sent_between(page.records, since, until, about=contacts)
        looks = access_reads.looks_between(page.fences, since, until, MOST_READ)
    given, names = grants.given_since(page.fences, since), accounts.staff_names()
    files = [look for look in looks if look.screen == FILE_OPENED]
    rows = [[short_day(one.made_at), one.title, one.to_whom, status(one.state_words, "done")] for one in letters]
    asked = [[_moment(one.at), f"{one.contact_name}, {one.agency}", one.what] for one in partners]
    let_in = [[names.get(holder, f"Team or account {str(holder)[:8]}"), why] for holder, _, why in given]
    return [
        Table("Sent while they were one", SENT, rows, caption_hidden=True, empty="Nothing was sent about either."),
        Table(
            "Partners’ links while they were one",
            PARTNERS,
            asked,
            caption_hidden=True,
            empty="No partner opened a link about either.",
        ),
        Table(
            "Files taken while they were one",
            READ,
            _readers(files, names),
            caption_hidden=True,
            empty="No file about either was taken.",
        ),
        Table(
            "Read while they were one", READ, _readers(looks, names), caption_hidden=True, empty="Nobody opened either."
        ),
        Table("Let in while they were one", GIVEN, let_in, caption_hidden=True, empty="Nobody was let in."),
    ]


def _readers(looks: Iterable[Look], names: Names) -> list[list[object]]:
    by: dict[uuid.UUID | None, list[Look]] = {}
    for look in looks:
        by.setdefault(look.asker, []).append(look)
    return [
        [
            names.get(asker, f"{own[0].kind} {str(asker)[:8]}") if asker else own[0].kind,
            counted(len(own), "time"),
            _moment(own[0].at),
            screen_words(own[0].screen, own[0].method),
        ]
        for asker, own in by.items()
    ]


def _moment(at: datetime) -> str:
    return f"{short_day(at)}, {clock_time(at)}"
