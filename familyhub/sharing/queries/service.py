"""Whether somebody answered for each of these people to working with us: as a case and its assessment ask it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.people.permissions import SEE
from familyhub.sharing.models import Agreement
from familyhub.sharing.queries.agreements import AgreementLine, lines_of
from familyhub.sharing.terms.openings import AgreementKind, Standing

ANSWERED = (Standing.GIVEN, Standing.REFUSED, Standing.NOT_SOUGHT)
MOST = 500


def service_answers(asker: Asker, persons: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By person: what stands, in words: given, refused, or not sought and why. Whoever is not there was not asked.

    One query, and one more where whoever answered is on record.
    """
    if not persons or not asker.may(SEE.code):
        return {}
    rows = Agreement.objects.filter(record__person__in=list(persons), kind=AgreementKind.SERVICE.value)
    rows = rows.select_related("end", "followed", "record").order_by("-at")[:MOST]
    said: dict[uuid.UUID, list[str]] = {}
    for line in lines_of(list(rows), timezone.now()):
        if line.standing in ANSWERED:
            said.setdefault(line.person, []).append(_words(line))
    return {person: "; ".join(words) for person, words in said.items()}


def _words(line: AgreementLine) -> str:
    day = f", {line.said_on.day} {line.said_on:%B %Y}" if line.said_on else ""
    return f"{line.said}: {line.giver.partition(':')[0]}{day}"
