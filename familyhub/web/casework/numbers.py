"""What the help of a manager's teams is about, in numbers: of what this reader may read alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from familyhub.casework import queries
from familyhub.casework.permissions import MANAGE
from familyhub.casework.terms.carers import OFFER_LABELS, Offer
from familyhub.casework.terms.programmes import PHASE_LABELS, PHASES
from familyhub.components.tables import Column, Table
from familyhub.core.asker import Asker
from familyhub.core.permissions import needs
from familyhub.web.asking import asker_of

CARERS = [Column("Young carers"), Column("Number", numeric=True, short=True)]
FACTORS = [
    Column("Need"),
    Column("The child’s own", numeric=True, short=True),
    Column("A parent’s or carer’s", numeric=True, short=True),
    Column("Another’s at home", numeric=True, short=True),
]
PROGRAMMES = [Column("Quarter"), *(Column(PHASE_LABELS[phase], numeric=True, short=True) for phase in PHASES)]


@needs(MANAGE)
def numbers(request: HttpRequest) -> HttpResponse:
    """Programmes by phase and quarter, and young carers by what became of the offer, needs by whose they are."""
    asker = asker_of(request)
    return render(
        request,
        "casework/numbers.html",
        {"programmes": _programmes(asker), "carers": _carers(asker), "factors": _factors(asker)},
    )


def _programmes(asker: Asker) -> Table:
    rows = [
        [quarter.label, *(found[phase] for phase in PHASES)]
        for quarter, found in queries.supports_by_quarter(asker, timezone.localdate())
    ]
    return Table("Support around specialist programmes", PROGRAMMES, rows, caption_hidden=True)


def _carers(asker: Asker) -> Table:
    found = queries.carers_counted(asker, timezone.localdate())
    rows: list[list[object]] = [
        [OFFER_LABELS[state], found[state.value]] for state in Offer if state is not Offer.ENDED
    ]
    rows += [["Overdue now", found["overdue"]], ["Offered in time", found["in_time"]], ["Offered late", found["late"]]]
    return Table("Young carers", CARERS, rows, caption_hidden=True)


def _factors(asker: Asker) -> Table:
    found = queries.factors_counted(asker, timezone.localdate())
    rows = [[one.name, one.child, one.parent, one.other] for one in found]
    return Table("Needs by whose they are", FACTORS, rows, caption_hidden=True)
