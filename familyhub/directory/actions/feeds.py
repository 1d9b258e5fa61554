"""Take in feeds: what is new, changed or gone is proposed, and stands in the directory when an editor has said so.

A feed is compared with what it said last, not with what we say: a field that was written here stays, and a change that
was refused is not proposed again until the feed says something else.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from familyhub.core import events
from familyhub.core.asker import Asker
from familyhub.directory.actions.cards import remake_cards
from familyhub.directory.actions.listings import ours_from_now, save_listings
from familyhub.directory.events import FeedApplied, ListingChanged
from familyhub.directory.models import Change, Feed, Origin, Run, Service
from familyhub.directory.new import DAY_FIELDS, NewListing
from familyhub.directory.policy import looks_like_refuge, mask
from familyhub.directory.queries.desk import standing
from familyhub.directory.queries.documents import documents
from familyhub.directory.queries.twins import twins_of
from familyhub.directory.standard.differences import differences, with_kept
from familyhub.directory.terms import Decision, FeedKind, Sensitivity, Status, What, own_id

Document = dict[str, Any]
SUPERSEDED = "a later reading of the feed"
REFUGE = "looks like a refuge: no place of it is taken"
CLOSED = {"inactive", "defunct"}


class NotThisFeed(Exception):
    """The feed is known by another kind or address; the text says so."""


@dataclass(frozen=True)
class Incoming:
    """A service as a feed says it, cleaned: `key` is what the feed calls it."""

    key: str
    document: Document
    warnings: tuple[str, ...] = ()


@dataclass
class Staged:
    """What became of a page."""

    added: int = 0
    changed: int = 0
    same: int = 0
    findings: Counter[str] = field(default_factory=Counter)


def begin_run(*, code: str, kind: FeedKind, address: str, by: Asker, at: datetime) -> Run:
    """The reading that was broken off, or a new one, which stands in for all that waits from earlier ones."""
    feed = Feed.objects.filter(code=code).first()
    if feed is None:
        feed = Feed.objects.create(code=code, kind=kind.value, address=address, made_at=at)
    elif (feed.kind, feed.address) != (kind.value, address):
        raise NotThisFeed(f"the feed {code} is {feed.kind} from {feed.address}; give another name for another feed")
    open_run = Run.objects.filter(feed=feed, ended_at__isnull=True, refused="").order_by("-started_at").first()
    if open_run:
        return open_run
    waiting = Change.objects.filter(run__feed=feed, decision=Decision.WAITING.value)
    waiting.update(decision=Decision.REFUSED.value, decided_at=at, decided_by_name=SUPERSEDED)
    return Run.objects.create(feed=feed, started_at=at, by_name=by.name)


def number_for(feed: uuid.UUID, key: str, given: str) -> str:
    """A service's number with us: the feed's own where nobody else here has it."""
    known = Service.objects.filter(source=feed, source_key=key).values_list("id", flat=True).first()
    if known:
        return str(known)
    return str(own_id("feed", str(feed), key)) if Service.objects.filter(id=given).exists() else given


def stage(*, run: Run, incoming: Sequence[Incoming], by: Asker, at: datetime) -> Staged:
    """Compare a page with what the feed said last, and propose what differs. Safe to repeat for the same page."""
    staged = Staged()
    keys = [one.key for one in incoming]
    known = {row.source_key: row for row in Service.objects.filter(source=run.feed_id, source_key__in=keys)}
    Service.objects.filter(id__in=[row.id for row in known.values()]).update(seen_in=run.id)
    last = _last_said(run, keys)
    rows = []
    for one in incoming:
        change = _proposed(run, one, known.get(one.key), last.get(one.key))
        if change is None:
            staged.same += 1
            continue
        staged.added += change.what == What.ADDED
        staged.changed += change.what == What.CHANGED
        change.made_at, change.made_by_name = at, by.name
        rows.append(change)
    twins = twins_of([row.document for row in rows if row.what == What.ADDED and row.document])
    for row in rows:
        row.twin_id = twins.get(row.document["id"]) if row.document else None
    Change.objects.bulk_create(rows, ignore_conflicts=True)
    return staged


def _last_said(run: Run, keys: Sequence[str]) -> dict[str, Change]:
    """The last decided change of each key: what the feed said then, and whether it was taken."""
    superseded = Q(decided_by_name=SUPERSEDED)
    rows = Change.objects.filter(~superseded, run__feed=run.feed_id, key__in=keys).exclude(
        decision=Decision.WAITING.value
    )
    return {row.key: row for row in rows.order_by("decided_at", "made_at")}


def _proposed(run: Run, one: Incoming, service: Service | None, last: Change | None) -> Change | None:
    """What this would change, or None where the feed says what it said when somebody last decided."""
    if last is not None and last.what != What.GONE and last.document == one.document:
        return None
    is_new = service is None or service.status == Status.CLOSED
    before = last.document if last is not None and last.document and not is_new else {}
    told = [each.as_json() for each in differences(before, one.document)]
    return Change(
        run=run,
        service=service,
        key=one.key,
        what=(What.ADDED if is_new else What.CHANGED).value,
        document=one.document,
        differences=told,
        warnings=list(one.warnings),
    )


def note_page(*, run: Run, staged: Staged, next_page: int, digest: str, findings: Counter[str]) -> None:
    """The page is done: a reading that is broken off goes on after it."""
    run.next_page, run.pages = next_page, run.pages + 1
    run.read += staged.added + staged.changed + staged.same
    run.same += staged.same
    run.digests = [*run.digests, digest]
    run.report = dict(Counter(run.report) + findings)
    run.save(update_fields=["next_page", "pages", "read", "same", "digests", "report"])


def refuse_run(*, run: Run, words: str, at: datetime) -> None:
    """It cannot be read on: nothing of it is proposed any more."""
    run.refused, run.ended_at = words, at
    run.save(update_fields=["refused", "ended_at"])
    waiting = Change.objects.filter(run=run, decision=Decision.WAITING.value)
    waiting.update(decision=Decision.REFUSED.value, decided_at=at, decided_by_name=SUPERSEDED)


def finish_run(*, run: Run, by: Asker, at: datetime) -> int:
    """All of it was read: what it holds no more is proposed as gone. Returns how many."""
    gone = Service.objects.filter(source=run.feed_id).exclude(status=Status.CLOSED.value).exclude(seen_in=run.id)
    rows = gone.values_list("id", "source_key") if run.read else ()
    Change.objects.bulk_create(
        [
            Change(run=run, service_id=number, key=key, what=What.GONE.value, made_at=at, made_by_name=by.name)
            for number, key in rows
        ],
        ignore_conflicts=True,
    )
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    return len(rows)


def approve(*, changes: Sequence[uuid.UUID], by: Asker, at: datetime) -> dict[str, int]:
    """What these propose stands from now on; those that do not wait any more are passed over. Returns how many."""
    rows = list(
        Change.objects.select_for_update(of=("self",))
        .filter(id__in=list(changes), decision=Decision.WAITING.value)
        .select_related("run__feed", "service")
    )
    taken = [row for row in rows if row.document]
    current = documents([row.service_id for row in taken if row.service_id])
    kept = _kept([row.service_id for row in taken if row.service_id])
    listings = [_listing(row, current, kept, timezone.localdate(at)) for row in taken]
    save_listings(listings, by=by, at=at)
    for row, listing in zip(taken, listings, strict=True):
        row.service_id = listing.id
    _close([row for row in rows if row.what == What.GONE], at)
    for row in rows:
        row.decision, row.decided_at, row.decided_by_name = Decision.APPROVED.value, at, by.name
    Change.objects.bulk_update(rows, ["service", "decision", "decided_at", "decided_by_name"])
    _tell_of_providers([row for row in rows if row.run is None], by, at)
    _tell_of_feeds(rows, by, at)
    counts = Counter(What(row.what) for row in rows)
    return {what.value: counts[what] for what in What}


def _tell_of_providers(rows: Sequence[Change], by: Asker, at: datetime) -> None:
    """What a provider wrote is ours from now on: the listing's feed leaves it alone."""
    for row in rows:
        if row.service_id and row.document:
            fields = tuple(difference["field"] for difference in row.differences)
            if row.service and row.service.source_id:
                ours_from_now(service=row.service_id, fields=fields, by_name=row.made_by_name, at=at)
            name = row.document["name"]
            told = ListingChanged(fence=row.service_id, about=row.service_id, name=name, fields=fields)
            events.record(told, by=by, at=at)


def _tell_of_feeds(rows: Sequence[Change], by: Asker, at: datetime) -> None:
    for run in {row.run for row in rows if row.run}:
        own = Counter(What(row.what) for row in rows if row.run_id == run.id)
        told = FeedApplied(
            fence=run.feed_id,
            about=run.id,
            feed=run.feed.code,
            added=own[What.ADDED],
            changed=own[What.CHANGED],
            gone=own[What.GONE],
        )
        events.record(told, by=by, at=at)


def _kept(services: list[uuid.UUID]) -> dict[uuid.UUID, frozenset[str]]:
    """The fields of each that were written here."""
    found: dict[uuid.UUID, set[str]] = {}
    for service, name in Origin.objects.filter(service__in=services).values_list("service_id", "field"):
        found.setdefault(service, set()).add(name)
    return {service: frozenset(names) for service, names in found.items()}


def _listing(
    row: Change, current: dict[uuid.UUID, Document], kept: dict[uuid.UUID, frozenset[str]], today: date
) -> NewListing:
    """The fields that the feed changed, laid over what we say; those that were written here stay."""
    document: Document = row.document or {}
    said = document.get("status", "active")
    status = Status.CLOSED if said in CLOSED else Status.PUBLISHED
    paused = today if said == "temporarily closed" else None
    sensitivity = Sensitivity(document.get("sensitivity", "open"))
    feed = row.run.feed_id if row.run else None
    if row.service is None:
        made = NewListing(document=document, sensitivity=sensitivity, source=feed, source_key=row.key)
        return _state(made, status, paused)
    own = current[row.service.id]
    changed = {difference["field"] for difference in row.differences}
    merged = {key: value for key, value in own.items() if key not in changed}
    merged |= {key: document[key] for key in changed if key in document}
    merged = with_kept(merged, own, kept.get(row.service.id, frozenset())) | {"id": own["id"]}
    stands = replace(standing(row.service, merged), **_days_of(row))
    if "status" not in changed and row.what == What.CHANGED:
        return stands
    return _state(stands, status, paused)


def _days_of(row: Change) -> dict[str, Any]:
    """The days that a provider proposes, from and until which it is shown and closed."""
    told = {one["field"]: one["after"] for one in row.differences if one["field"] in DAY_FIELDS}
    return {field: date.fromisoformat(day) if day else None for field, day in told.items()}


def _state(listing: NewListing, status: Status, paused: date | None) -> NewListing:
    return replace(listing, status=status, paused_from=paused, paused_until=None)


def _close(rows: Sequence[Change], at: datetime) -> None:
    numbers = [row.service_id for row in rows if row.service_id]
    Service.objects.filter(id__in=numbers).update(status=Status.CLOSED.value, last_modified=at)
    if numbers:
        remake_cards(numbers, at)


def refuse(*, changes: Sequence[uuid.UUID], by: Asker, at: datetime) -> int:
    """Not these; they are proposed again only when the feed says something else."""
    waiting = Change.objects.filter(id__in=list(changes), decision=Decision.WAITING.value)
    return waiting.update(decision=Decision.REFUSED.value, decided_at=at, decided_by_name=by.name)


def protected(document: Document) -> tuple[Document, tuple[str, ...]]:
    """The document as far as its place may be taken at all, and what an editor should know of that."""
    said = Sensitivity(document.get("sensitivity", "open"))
    if said is Sensitivity.OPEN and looks_like_refuge(document):
        return mask(document, Sensitivity.HIDDEN), (REFUGE,)
    return mask(document, said), ()
