"""What goes on beside the plan of a case, a line each: programmes, young carers, other services. One query."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q, Value

from familyhub.casework.models import OtherService, Support, YoungCarer
from familyhub.casework.permissions import SEE
from familyhub.casework.terms.carers import OFFER_LABELS, Offer
from familyhub.casework.terms.programmes import PHASE_LABELS, Phase
from familyhub.casework.terms.services import SERVICE_LABELS, STAND_LABELS, Service, Stand
from familyhub.core.asker import Asker
from familyhub.people.queries import Named

MOST = 60
COLUMNS = ("kind", "id", "record_id", "what", "stand", "day", "hidden")
OVER = {Phase.OVER.value, Offer.ENDED.value, Stand.ENDED.value, Stand.DECLINED.value}


@dataclass(frozen=True)
class BesideLine:
    """One of them. `kind`: support, carer or service; `day`: of the next phase, by when, or of the last contact."""

    kind: str
    id: uuid.UUID
    who: Named
    name: str
    stand: str
    day: date | None
    is_over: bool
    is_restricted: bool


def beside_of(asker: Asker, case: uuid.UUID, named: Mapping[uuid.UUID, Named]) -> list[BesideLine]:
    """What goes on beside the plan, as far as this asker may read it; `named`: who the case's people are, by record."""
    if not asker.may(SEE.code):
        return []
    apart: Any = ExpressionWrapper(~Q(fence=F("case")), output_field=BooleanField())
    supports = Support.objects.filter(case=case).annotate(
        kind=_word("support"), what=F("programme__name"), stand=F("phase"), day=F("next_on"), hidden=apart
    )
    carers = YoungCarer.objects.filter(fence=case).annotate(
        kind=_word("carer"), what=_word("Young carer"), stand=F("state"), day=F("due_on"), hidden=Value(False)
    )
    services = OtherService.objects.filter(case=case).annotate(
        kind=_word("service"), what=F("service"), day=F("last_contact_on"), hidden=F("is_secret")
    )
    every = supports.values_list(*COLUMNS).union(carers.values_list(*COLUMNS), services.values_list(*COLUMNS), all=True)
    lines = [_line(row, named[row[2]]) for row in every[:MOST] if row[2] in named]
    return sorted(lines, key=lambda line: (line.is_over, line.kind, line.name, line.who.name))


def _word(text: str) -> Value:
    return Value(text, output_field=CharField())


def _line(row: tuple[Any, ...], who: Named) -> BesideLine:
    kind, number, _, what, stand, day, hidden = row
    labels: dict[str, str] = {
        "support": PHASE_LABELS.get(stand, ""),
        "carer": OFFER_LABELS.get(stand, ""),
        "service": STAND_LABELS.get(stand, ""),
    }
    name = SERVICE_LABELS[Service(what)] if kind == "service" else what
    return BesideLine(kind, number, who, name, labels[kind], day, stand in OVER, hidden)
