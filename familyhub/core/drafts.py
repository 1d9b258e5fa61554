"""Nothing typed is lost: what somebody typed and has not sent, fenced to that person and kept encrypted for 30 days."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from familyhub.core.asker import Asker
from familyhub.core.models import Draft

KEPT_FOR = timedelta(days=30)
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "password", "code", "form_key"})
KEY = ":key-"


@dataclass(frozen=True)
class Kept:
    """A draft as its owner reads it: field name to the list of values that the form sent."""

    id: uuid.UUID
    form: str
    about: uuid.UUID | None
    version_seen: str
    values: dict[str, list[str]]
    kept_at: datetime

    @property
    def code(self) -> str:
        """Which form it is, whatever its key."""
        return self.form.partition(KEY)[0]

    @property
    def key(self) -> str:
        """The form's own key, where it is begun several times at once."""
        return self.form.partition(KEY)[2]


def _lock() -> Fernet:
    digest = hashlib.sha256(b"draft:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _number(asker: Asker) -> uuid.UUID:
    if asker.number is None:
        raise ValueError("only somebody who is known has drafts")
    return asker.number


def keep(
    asker: Asker,
    form: str,
    values: Mapping[str, list[str]],
    *,
    at: datetime,
    about: uuid.UUID | None = None,
    version_seen: str = "",
) -> uuid.UUID:
    """Keep what was typed, in place of what this person typed before into the same form about the same thing."""
    number = _number(asker)
    kept = {name: value for name, value in values.items() if name not in NOT_KEPT}
    sealed = _lock().encrypt(json.dumps(kept).encode())
    rows = Draft.objects.filter(fence=number, form=form, about=about)
    existing = rows.first()
    if existing:
        rows.filter(id=existing.id).update(sealed_values=sealed, version_seen=version_seen, kept_at=at)
        return existing.id
    draft = Draft(
        id=uuid.uuid4(),
        fence=number,
        form=form,
        about=about,
        version_seen=version_seen,
        sealed_values=sealed,
        kept_at=at,
    )
    draft.save(force_insert=True)
    return draft.id


def kept(asker: Asker, form: str, about: uuid.UUID | None = None) -> Kept | None:
    """This person's own draft of the form, or None."""
    row = Draft.objects.filter(fence=_number(asker), form=form, about=about).order_by("-kept_at").first()
    return _open(row) if row else None


def each_kept(asker: Asker, form: str, about: uuid.UUID | None = None) -> list[Kept]:
    """This person's drafts of a form that is begun several times at once, newest first: each has the form's key."""
    rows = Draft.objects.filter(fence=_number(asker), form__startswith=form, about=about).order_by("-kept_at")
    return [opened for row in rows if row.form.partition(KEY)[0] == form and (opened := _open(row))]


def all_kept(asker: Asker) -> list[Kept]:
    """Every draft of this person, newest first."""
    rows = Draft.objects.filter(fence=_number(asker)).order_by("-kept_at")
    return [opened for row in rows if (opened := _open(row))]


def _open(row: Draft) -> Kept | None:
    try:
        values = json.loads(_lock().decrypt(bytes(row.sealed_values)))
    except InvalidToken:  # the secret key was changed: nobody can read it any more
        return None
    return Kept(row.id, row.form, row.about, row.version_seen, values, row.kept_at)


def drop(asker: Asker, form: str, about: uuid.UUID | None = None) -> None:
    """The form was sent, or the draft is not wanted."""
    Draft.objects.filter(fence=_number(asker), form=form, about=about).delete()


def drop_old(now: datetime) -> int:
    """Remove drafts older than 30 days; run by the worker."""
    return Draft.objects.filter(kept_at__lt=now - KEPT_FOR).delete()[0]
