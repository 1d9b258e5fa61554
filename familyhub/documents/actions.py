"""Writes of files: keep one in quarantine, attach it, remove it, have it checked."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker, Kind, system
from familyhub.documents import accepted, policy
from familyhub.documents.events import DocumentAttached, DocumentRefused
from familyhub.documents.models import Attachment, AttachmentPerson, Document, DocumentContent
from familyhub.documents.scanning import ScannerAway, scanner_for
from familyhub.documents.terms import State

CHECKER = system("check files")
OWN = "own file"


@dataclass(frozen=True)
class Thing:
    """What a file is attached to: the code of its kind, its number, its fence, and the class of its rows."""

    kind: str
    about: uuid.UUID
    fence: uuid.UUID
    wide: str


def keep(*, name: str, body: bytes, by: Asker, at: datetime) -> uuid.UUID:
    """Keep a file in quarantine for a form that is not sent yet, and have it checked; returns its id.

    The same bytes kept twice before they are sent are one file. Errors: Unacceptable.
    """
    owner = _number(by)
    taken = accepted.recognised(name, body)
    digest = hashlib.sha256(taken.body).hexdigest()
    same = Document.objects.filter(by=owner, sha256=digest, sent_with__isnull=True).first()
    if same and same.original_name == taken.name:
        return same.id
    _check_quota(owner, len(taken.body), at)
    number = uuid.uuid4()
    grants.grant([owner], [number], because=OWN)
    document = _row(number, taken, digest, owner, at)
    document.save(force_insert=True)
    DocumentContent(id=uuid.uuid4(), fence=number, document=document, body=taken.body).save(force_insert=True)
    queue: Callable[..., Any] = import_string(settings.CHECK_QUEUE)
    queue(document=str(number))
    return number


def _number(by: Asker) -> uuid.UUID:
    if by.number is None:
        raise ValueError("only somebody who is known can keep a file")
    return by.number


def _row(number: uuid.UUID, taken: accepted.Accepted, digest: str, owner: uuid.UUID, at: datetime) -> Document:
    return Document(
        id=number,
        fence=number,
        name=f"file-{number.hex[:12]}.{accepted.KINDS[taken.kind].EXTENSIONS[0]}",
        original_name=taken.name,
        kind=taken.kind,
        size=len(taken.body),
        sha256=digest,
        state=State.QUARANTINED.value,
        kept_at=at,
        by=owner,
        sent_with=None,
        tries=0,
        next_check_at=at,
        scanned_at=None,
    )


def _check_quota(owner: uuid.UUID, new: int, at: datetime) -> None:
    limits = accepted.limits()
    today = Document.objects.filter(by=owner, kept_at__gt=at - policy.A_DAY).order_by("-kept_at")
    sizes = list(today.values_list("size", flat=True)[: limits.files_a_day])
    policy.check_quota(len(sizes), sum(sizes), new, limits)


def discard(*, documents: Iterable[uuid.UUID], by: Asker) -> int:
    """Remove files of this person that were not sent; others are left alone. Returns how many went."""
    mine = Document.objects.filter(id__in=list(documents), by=_number(by), sent_with__isnull=True)
    return _destroy(mine.values_list("id", flat=True))


def _destroy(numbers: Iterable[uuid.UUID]) -> int:
    gone = list(numbers)
    DocumentContent.objects.filter(document__in=gone).delete()
    Document.objects.filter(id__in=gone).delete()
    grants.revoke(None, gone, because=OWN)
    return len(gone)


def drop_unsent(now: datetime) -> int:
    """Remove files that were kept for a form and not sent within 30 days; run by the worker."""
    old = Document.objects.filter(sent_with__isnull=True, kept_at__lt=now - policy.UNSENT_KEPT_FOR)
    return _destroy(old.values_list("id", flat=True))


def attach(*, documents: Sequence[uuid.UUID], to: Thing, by: Asker, at: datetime) -> None:
    """Attach this person's unsent files: from now on whoever sees the thing sees them. Errors: NotThere."""
    rows = Document.objects.select_for_update().filter(id__in=list(documents), by=_number(by), sent_with__isnull=True)
    found = {row.id: row for row in rows.order_by("id")}
    if len(found) != len(set(documents)):
        raise policy.NotThere("a file was sent or removed meanwhile")
    for number in dict.fromkeys(documents):
        _attach(found[number], to, by, at)
    if by.kind is Kind.STAFF:  # theirs only through the thing now, and no longer than that
        grants.revoke([_number(by)], list(found), because=OWN)


def _attach(row: Document, to: Thing, by: Asker, at: datetime) -> None:
    if Document.objects.filter(id=row.id, sent_with__isnull=True).update(sent_with=to.about) != 1:
        raise policy.NotThere("a file was sent or removed meanwhile")
    Attachment(
        id=uuid.uuid4(),
        fence=to.fence,
        wide=to.wide,
        document=row,
        about_kind=to.kind,
        about=to.about,
        at=at,
        by=by.number,
    ).save(force_insert=True)
    event = DocumentAttached(
        fence=to.fence,
        about=to.about,
        document=str(row.id),
        about_kind=to.kind,
        type_name=accepted.title_of(row.kind),
    )
    events.record(event, by=by, at=at)


def tie(*, kind: str, about: uuid.UUID, records: Iterable[uuid.UUID], at: datetime) -> int:
    """Say that what is attached to this thing is about these people. Safe to repeat. Returns how many ties are new."""
    made = 0
    wanted = list(dict.fromkeys(records))
    for attachment in Attachment.objects.filter(about=about, about_kind=kind):
        known = set(attachment.people.values_list("record_id", flat=True))
        for record in wanted:
            if record not in known:
                tied = AttachmentPerson(id=uuid.uuid4(), fence=attachment.fence, wide=attachment.wide, at=at)
                tied.attachment, tied.record_id = attachment, record
                tied.save(force_insert=True)
                made += 1
    return made


@dataclass(frozen=True)
class Checked:
    """What became of a file that was to be checked; `state` is None when there was nothing to do."""

    state: State | None
    is_scanner_away: bool = False


def check(document: uuid.UUID, *, at: datetime) -> Checked:
    """Have one file scanned. Call it outside a unit of work: it enters its own, as the system.

    The scanner is asked between two transactions. Until it has said that the file is clean nobody opens it: a scanner
    that is away, slow or unclear leaves it in quarantine, to be tried again.
    """
    with fence.enter(CHECKER):
        body = _claimed(document, at)
    if body is None:
        return Checked(None)
    try:
        is_harmful = scanner_for(settings.ENVIRONMENT).is_harmful(body, settings.ENVIRONMENT)
    except ScannerAway:
        with fence.enter(CHECKER):
            _try_again(document, at)
        return Checked(State.QUARANTINED, is_scanner_away=True)
    with fence.enter(CHECKER):
        return Checked(_finish(document, is_harmful, at))


def _claimed(number: uuid.UUID, at: datetime) -> bytes | None:
    """The bytes, for this worker alone until the lease ends; None when there is nothing to do."""
    rows = Document.objects.select_for_update(skip_locked=True)
    row = rows.filter(id=number, state=State.QUARANTINED.value, next_check_at__lte=at).first()
    if row is None:
        return None
    Document.objects.filter(id=number).update(tries=row.tries + 1, next_check_at=at + policy.LEASE)
    return bytes(DocumentContent.objects.get(document=number).body)


def _try_again(number: uuid.UUID, at: datetime) -> None:
    rows = Document.objects.filter(id=number, state=State.QUARANTINED.value)
    tries = rows.values_list("tries", flat=True).first() or 1
    rows.update(next_check_at=policy.next_check_at(tries, at))


def _finish(number: uuid.UUID, is_harmful: bool, at: datetime) -> State:
    state = State.REFUSED if is_harmful else State.CLEAN
    rows = Document.objects.filter(id=number, state=State.QUARANTINED.value)
    changed = rows.update(state=state.value, scanned_at=at, next_check_at=None)
    if changed and is_harmful:
        DocumentContent.objects.filter(document=number).delete()
        for attachment in Attachment.objects.filter(document=number):
            _tell_refused(attachment, number, at)
    return state


def _tell_refused(attachment: Attachment, number: uuid.UUID, at: datetime) -> None:
    event = DocumentRefused(
        fence=attachment.fence,
        about=attachment.about,
        document=str(number),
        about_kind=attachment.about_kind,
    )
    events.record(event, by=CHECKER, at=at)
