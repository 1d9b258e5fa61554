"""Files that come with a contact hang on it: whoever may read what was sent may open them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from familyhub.core.asker import Asker
from familyhub.documents import actions as documents
from familyhub.referrals.models import Subject

KIND = "referrals.contact"


def attach_files(*, contact: uuid.UUID, files: Sequence[uuid.UUID], by: Asker, at: datetime) -> None:
    """Hang this person's own files on the contact that they send, key or answer. Errors: documents' NotThere."""
    if files:
        thing = documents.Thing(kind=KIND, about=contact, fence=contact, wide="referrals")
        documents.attach(documents=files, to=thing, by=by, at=at)


def tie_files(*, contact: uuid.UUID, at: datetime) -> int:
    """Say whom the files of a contact are about, as far as it is known. Safe to repeat."""
    known = Subject.objects.filter(contact=contact, record__isnull=False).values_list("record", flat=True)
    return documents.tie(kind=KIND, about=contact, records=known, at=at)
