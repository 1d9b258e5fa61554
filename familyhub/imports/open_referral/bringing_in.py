"""Bring in a feed: page by page, each page its own transaction, so that one that is broken off goes on where it was."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from familyhub.core import fence
from familyhub.core.asker import Asker, system
from familyhub.directory import actions, queries
from familyhub.directory.actions.feeds import Incoming, protected
from familyhub.directory.models import Run
from familyhub.directory.new import NewListing
from familyhub.directory.standard.cleaning import Cleaner, Unusable
from familyhub.directory.standard.older import from_older
from familyhub.directory.terms import FeedKind, Sensitivity, own_id
from familyhub.imports.open_referral.fetching import Reach, Unreachable, fetch
from familyhub.imports.open_referral.pages import FeedPage, file_pages, server_pages
from familyhub.imports.terms.feeds import Refused

IMPORTER = system("directory import", title="directory import")
OLD = timedelta(days=365)
Say = Callable[[int], None]


def bring_in(
    *, code: str, kind: FeedKind, target: str, private: bool = False, say: Say = lambda page: None
) -> uuid.UUID:
    """Read the whole feed and propose what differs. Returns the reading's number.

    Errors: Unreachable, and the same call goes on from the page where it was; Refused, and nothing of it waits.
    """
    with fence.enter(IMPORTER):
        run = actions.begin_run(code=code, kind=kind, address=target, by=IMPORTER, at=timezone.now())
    try:
        for page in _pages(kind, target, private, run.next_page):
            with fence.enter(IMPORTER):
                _take(run, page, kind, timezone.now())
            say(page.number)
    except Unreachable:
        raise
    except Refused as refusal:
        with fence.enter(IMPORTER):
            actions.refuse_run(run=run, words=refusal.text, at=timezone.now())
        raise
    with fence.enter(IMPORTER):
        actions.finish_run(run=run, by=IMPORTER, at=timezone.now())
    return run.id


def _pages(kind: FeedKind, target: str, private: bool, start: int) -> Iterator[FeedPage]:
    if "://" not in target:
        return file_pages(Path(target), start)
    return server_pages(lambda url: fetch(url, Reach(private=private)), target, kind, start)


def _take(run: Run, page: FeedPage, kind: FeedKind, at: datetime) -> None:
    if page.documents and page.digest in run.digests:
        raise Refused(f"its page {page.number} is one that came before: it would never end")
    findings: Counter[str] = Counter()
    incoming = [one for one in (_incoming(run, raw, kind, findings, at.date()) for raw in page.documents) if one]
    _not_others_numbers(run.feed_id, [one.document for one in incoming])
    if len(incoming) < 0.9 * len(page.documents) - 1:
        wrong = len(page.documents) - len(incoming)
        raise Refused(f"{wrong} of {len(page.documents)} services of its page {page.number} cannot be used")
    staged = actions.stage(run=run, incoming=incoming, by=IMPORTER, at=at)
    actions.note_page(run=run, staged=staged, next_page=page.next, digest=page.digest, findings=findings)


def _incoming(run: Run, raw: Any, kind: FeedKind, findings: Counter[str], today: date) -> Incoming | None:
    """One service, cleaned and protected; None for one that cannot be used, which is counted."""
    feed = str(run.feed_id)
    cleaner = Cleaner(lambda entity, given: own_id("feed", feed, entity, given))
    try:
        document = cleaner.service(from_older(raw) if kind is FeedKind.ORUK1 and isinstance(raw, dict) else raw)
    except Unusable as unusable:
        findings[f"left out: {unusable}"] += 1
        return None
    key = str(raw["id"])[:200]
    document["id"] = actions.number_for(run.feed_id, key, document["id"])
    document = _own_numbers(document)
    document, warnings = protected(document)
    findings.update(_quality(document, today))
    findings.update({f"{_general(one.where)}: {one.words}": 1 for one in cleaner.findings})
    told = [f"{one.where}: {one.words}" for one in cleaner.findings]
    return Incoming(key, document, (*warnings, *told[:50]))


def _own_numbers(document: dict[str, Any]) -> dict[str, Any]:
    """A service at a location is known by its service: publishers use one number for several."""
    moved = {}
    for place in document.get("service_at_locations", ()):
        moved[place["id"]] = str(own_id("at", document["id"], place["id"]))
        place["id"] = moved[place["id"]]
    for schedule in document.get("schedules", ()):
        if "service_at_location_id" in schedule:
            schedule["service_at_location_id"] = moved[schedule["service_at_location_id"]]
    return document


def _not_others_numbers(feed: uuid.UUID, documents: list[dict[str, Any]]) -> None:
    """An organisation or a location whose number another publisher's has already gets one of its own."""
    held = [place["location"] for one in documents for place in one.get("service_at_locations", ())]
    held += [one["organization"] for one in documents if "organization" in one]
    taken = queries.numbers_of_others(feed, [uuid.UUID(one["id"]) for one in held])
    for one in held:
        if one["id"] in taken:
            one["id"] = str(own_id("feed", str(feed), one["id"]))


def _general(where: str) -> str:
    """The field without the numbers of its rows."""
    return ".".join(part for part in where.split(".") if not part.isdigit()) or "service"


def _quality(document: dict[str, Any], today: date) -> Iterator[str]:
    """What an editor would ask the owner for."""
    if not any(key in document for key in ("contacts", "email", "url")):
        yield "no way to get in touch"
    if "attributes" not in document:
        yield "under no term of a taxonomy"
    if "description" not in document:
        yield "no description"
    if "schedules" not in document:
        yield "nobody says when it is on"
    changed = max(document.get("assured_date", ""), document.get("last_modified", "")[:10])
    if changed and date.fromisoformat(changed) + OLD < today:
        yield "not looked at for a year"


def restore(*, target: Path, by: Asker = IMPORTER) -> int:
    """An export into an empty directory, as it was: returns how many. Errors: Refused where there is anything."""
    with fence.enter(by):
        if not queries.is_empty():
            raise Refused("there are listings already: bring it in as a feed, without --restore")
        now = timezone.now()
        listings = [_restored(raw, now.date()) for page in file_pages(target, 1) for raw in page.documents]
        actions.keep_own_taxonomies()
        actions.save_listings(listings, by=by, at=now, keeps_moments=True)
        return len(listings)


def _restored(raw: Any, today: date) -> NewListing:
    cleaner = Cleaner(lambda entity, given: own_id("restored", entity, given))
    try:
        document = cleaner.service(raw)
    except Unusable as unusable:
        raise Refused(f"one of its services cannot be used: {unusable}") from unusable
    paused = today if document.get("status") == "temporarily closed" else None
    return NewListing(
        document=document, sensitivity=Sensitivity(document.get("sensitivity", "open")), paused_from=paused
    )
