"""Reads of the record of sign-ins."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from familyhub.accounts.models import SignInRecord
from familyhub.accounts.terms import FACTOR_WORDS, SIGN_IN_FAILURES, SIGN_IN_WORDS, SignIn

SIZE = 50
OWN = 10


@dataclass(frozen=True)
class SignInLine:
    """One thing that happened at the door."""

    at: datetime
    staff: uuid.UUID | None
    who: str
    what: str
    how: str
    ip: str
    browser: str
    is_failure: bool


@dataclass(frozen=True)
class SignInPage:
    """One page, newest first, and whether older ones follow."""

    lines: tuple[SignInLine, ...]
    has_older: bool


def sign_ins(*, page: int = 1, staff: uuid.UUID | None = None, is_failure: bool = False) -> SignInPage:
    """The record, newest first: one query."""
    rows = SignInRecord.objects.select_related("staff").order_by("-at", "id")
    if staff:
        rows = rows.filter(staff_id=staff)
    if is_failure:
        rows = rows.filter(what__in=[what.value for what in SIGN_IN_FAILURES])
    start = (page - 1) * SIZE
    found = list(rows[start : start + SIZE + 1])
    return SignInPage(tuple(_line(row) for row in found[:SIZE]), len(found) > SIZE)


def own_sign_ins(staff: uuid.UUID) -> tuple[SignInLine, ...]:
    """The last ten of this person: one query."""
    rows = SignInRecord.objects.filter(staff_id=staff).select_related("staff").order_by("-at", "id")
    return tuple(_line(row) for row in rows[:OWN])


def _line(row: SignInRecord) -> SignInLine:
    what = SignIn(row.what)
    return SignInLine(
        at=row.at,
        staff=row.staff_id,
        who=row.staff.name if row.staff else f"Nobody here ({row.unknown[:8] or 'no address'})",
        what=SIGN_IN_WORDS[what],
        how=", ".join(FACTOR_WORDS.get(word, word) for word in row.how.split(",") if word),
        ip=row.ip or "",
        browser=row.browser,
        is_failure=what in SIGN_IN_FAILURES,
    )
