"""Sending a form twice does it once: by its key, and by its content when the same person sends the same again.

Two presses share a key; two tabs have two keys and one content. Both end at the answer of the first.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from familyhub.core.asker import Asker
from familyhub.core.models import Submission

SAME_CONTENT_WITHIN = timedelta(hours=1)
KEPT_FOR = timedelta(days=30)
HOLD = "SELECT pg_advisory_xact_lock(%s), pg_advisory_xact_lock(%s)"  # always in this order


class KeyReused(Exception):
    """The key belongs to a form that was sent with other words: nothing was stored, ask the person to look again."""


def content_digest(values: Mapping[str, list[str]]) -> bytes:
    """A digest of what was typed; the form's key and the csrf token do not count."""
    typed = {name: value for name, value in values.items() if name not in {"csrfmiddlewaretoken", "form_key"}}
    return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).digest()


def _hold(content: Sequence[str], key: Sequence[str]) -> None:
    """Wait for anyone who is sending the same, until this transaction ends."""
    digests = [hashlib.sha256("|".join(words).encode()).digest() for words in (content, key)]
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [int.from_bytes(digest[:8], "big", signed=True) for digest in digests])


def submit_once(
    asker: Asker, form: str, key: uuid.UUID, values: Mapping[str, list[str]], act: Callable[[], str], *, at: datetime
) -> str:
    """Do `act` unless it was done before, and give the address of the answer. Errors: KeyReused."""
    if asker.number is None:
        raise ValueError("only somebody who is known can send a form")
    content = content_digest(values)
    whose = (str(asker.number), form)
    _hold((*whose, content.hex()), (*whose, str(key)))
    mine = Submission.objects.filter(fence=asker.number, form=form)
    sent = list(mine.filter(Q(key=key) | Q(content=content, at__gte=at - SAME_CONTENT_WITHIN)).order_by("at"))
    by_key = next((one for one in sent if one.key == key), None)
    if by_key and bytes(by_key.content) != content:
        raise KeyReused
    same = by_key or next(iter(sent), None)
    if same:
        return same.result
    result = act()
    Submission(id=uuid.uuid4(), fence=asker.number, form=form, key=key, content=content, result=result, at=at).save(
        force_insert=True
    )
    return result


def drop_old(now: datetime) -> int:
    """Remove what is kept of forms sent more than 30 days ago; run by the worker."""
    return Submission.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
