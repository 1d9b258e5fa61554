"""Store published figures about small areas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from familyhub.places.actions.batch import Batch
from familyhub.places.actions.dated import Ledger, put
from familyhub.places.models import Deprivation, Population
from familyhub.places.terms import EDITIONS, Change


@transaction.atomic
def put_deprivation(*, edition: int, figures: Mapping[str, tuple[int, int]], batch: Batch) -> Change:
    """Deprivation of one edition: small area → (decile, rank). Holds from the day of publication. Errors: BackDated."""
    incoming = {(code, edition): {"decile": decile, "rank": rank} for code, (decile, rank) in figures.items()}
    ledger = Ledger(Deprivation, ("lsoa_id", "edition"), ("decile", "rank"), only=Q(edition=edition))
    return put(ledger, incoming, on=batch.on, since=EDITIONS[edition])


@transaction.atomic
def put_population(*, year: int, vintage: int, persons: Mapping[tuple[str, int], int], batch: Batch) -> Change:
    """Residents at mid-year: (small area, age) → persons. Errors: BackDated."""
    incoming = {(code, year, age): {"vintage": vintage, "persons": count} for (code, age), count in persons.items()}
    ledger = Ledger(Population, ("lsoa_id", "year", "age"), ("vintage", "persons"), only=Q(year=year))
    return put(ledger, incoming, on=batch.on, since=date(year, 6, 30))
