"""Which agreements are to be seen to, and by when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from familyhub.sharing.policy.outstanding import Stands, due_on, why_outstanding
from familyhub.sharing.terms.openings import ENDS_SOON_DAYS, OUTSTANDING_WORDS, Outstanding, Standing

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("one", "why", "due"),
    [
        (Stands(Standing.ASKED, said_on=TODAY), Outstanding.ASKED, TODAY + 14 * DAY),
        (Stands(Standing.NOT_SOUGHT), Outstanding.NOT_SOUGHT, None),
        (Stands(Standing.EXPIRED, until=TODAY - DAY), Outstanding.EXPIRED, TODAY - DAY),
        (Stands(Standing.TO_ASK, said_on=TODAY), Outstanding.TO_ASK, None),
        (Stands(Standing.GIVEN, until=TODAY + ENDS_SOON_DAYS * DAY), Outstanding.ENDS_SOON, TODAY + 28 * DAY),
        (Stands(Standing.GIVEN, until=TODAY + (ENDS_SOON_DAYS + 1) * DAY), None, None),
        (Stands(Standing.GIVEN), None, None),
        (Stands(Standing.REFUSED), None, None),
        (Stands(Standing.VARIED), None, None),
        (Stands(Standing.WITHDRAWN, ended_on=TODAY), Outstanding.WITHDRAWN, TODAY + 5 * DAY),
        (Stands(Standing.WITHDRAWN, is_newest=False), Outstanding.WITHDRAWN, None),
        (Stands(Standing.WITHDRAWN, is_followed=True), None, None),
        (Stands(Standing.ASKED, is_newest=False), None, None),
        (Stands(Standing.GIVEN, until=TODAY, is_newest=False), None, None),
    ],
)
def test_what_is_outstanding_says_why_and_by_when(one: Stands, why: Outstanding | None, due: date | None) -> None:
    assert why_outstanding(one, TODAY) is why
    assert why is None or (due_on(why, one) == due and why in OUTSTANDING_WORDS)
