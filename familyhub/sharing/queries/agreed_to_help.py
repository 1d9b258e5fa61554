"""Whether somebody answered for each of these people to working with us: as a case and its assessment ask it."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from django.utils import timezone

from familyhub.core.asker import Asker
from familyhub.people.permissions import SEE
from familyhub.sharing.models import Agreement
from familyhub.sharing.queries.agreements import standing_of
from familyhub.sharing.terms.openings import (
    GIVER_WORDS,
    NOT_SOUGHT_WORDS,
    STANDING_WORDS,
    AgreementKind,
    GiverKind,
    NotSought,
    Standing,
)

ANSWERED = (Standing.GIVEN, Standing.REFUSED, Standing.NOT_SOUGHT)
MOST = 500


def service_answers(asker: Asker, persons: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By person: what stands, in words: given, refused, or not sought and why. Whoever is not there was not asked.

    By what right somebody answered is said, not who: their name is for those who see them. One query.
    """
    if not persons or not asker.may(SEE.code):
        return {}
    rows = Agreement.objects.filter(record__person__in=list(persons), kind=AgreementKind.SERVICE.value)
    now, said = timezone.now(), dict[uuid.UUID, list[str]]()
    for row in rows.select_related("end", "record").order_by("-at")[:MOST]:
        stands = standing_of(row, row.record.born_on, now)
        if stands in ANSWERED:
            said.setdefault(row.record.person_id, []).append(_words(row, stands))
    return {person: "; ".join(words) for person, words in said.items()}


def _words(row: Agreement, stands: Standing) -> str:
    if row.not_sought:
        return f"{STANDING_WORDS[stands]}: {NOT_SOUGHT_WORDS[NotSought(row.not_sought)]}"
    day = f", {row.said_on.day} {row.said_on:%B %Y}" if row.said_on else ""
    return f"{STANDING_WORDS[stands]}: {GIVER_WORDS[GiverKind(row.giver)]}{day}"
