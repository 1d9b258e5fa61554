"""Where protected addresses and numbers lie: behind a fence that neither the person's grants nor a class opens.

The compartment's number is made from the record's, so that no table says which records have one.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from familyhub.core import grants
from familyhub.core.asker import Asker, Kind
from familyhub.people.permissions import LEARN, REGISTER

NAMESPACE = uuid.UUID("9a0d2b9e-6a4b-5a39-8c68-5a1f0c6f7d21")
BECAUSE = "people: protected address"


def compartment_of(record: uuid.UUID) -> uuid.UUID:
    """The fence of this record's protected addresses and numbers, whether there are any or not."""
    return uuid.uuid5(NAMESPACE, str(record))


def open_compartments(holders: Iterable[uuid.UUID], records: Iterable[uuid.UUID]) -> None:
    """Let these teams or people see the protected addresses of these records, now and later."""
    grants.grant(list(holders), [compartment_of(record) for record in records], because=BECAUSE)


def close_compartments(holders: Sequence[uuid.UUID], records: Iterable[uuid.UUID]) -> int:
    """Take that back; it holds on the next request. Returns how many grants ended."""
    return grants.revoke(holders, [compartment_of(record) for record in records], because=BECAUSE)


def open_for_writer(records: Sequence[uuid.UUID], by: Asker, others: Iterable[uuid.UUID] = ()) -> None:
    """Staff who register people and write a protected address may see it; and these others too.

    Whoever may only add to what is known of somebody is not let in by it: there may be others behind it.
    """
    is_let_in = by.kind is Kind.STAFF and by.number and not (by.may(LEARN.code) and not by.may(REGISTER.code))
    own = [by.number] if is_let_in and by.number else []
    open_compartments({*own, *others}, records)
