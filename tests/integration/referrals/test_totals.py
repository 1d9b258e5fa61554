"""What those who read no request read of them: contacts, requests and MASH enquiries, each counted once."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from familyhub.core import fence
from familyhub.demo.seed import asker_in
from familyhub.referrals.actions.joining import join_what_belongs
from familyhub.referrals.new import NewSubject
from familyhub.referrals.queries.totals import counted_kinds, totals
from tests.integration.casework.conftest import browser
from tests.integration.referrals.conftest import NOW, Office
from tests.integration.referrals.test_mash import ALL, CHILD, MOTHER, arrives

BEFORE = NOW - timedelta(days=45)
FIRST, END = date(2025, 11, 1), date(2026, 11, 1)


def three_arrivals(child: NewSubject) -> None:
    """A school, the police and a nurse about one child; two of them as a concern."""
    for number, concern in enumerate((False, True, True)):
        at = BEFORE + timedelta(hours=number)
        got = arrives(child, replace(MOTHER, family=child.family), concern=concern, at=at)
        with fence.enter(ALL):
            join_what_belongs(request=got.request, by=ALL, at=at)


def test_three_arrivals_about_one_child_are_three_contacts_one_request_and_one_enquiry(office: Office) -> None:
    before = counted_kinds(FIRST, END)
    three_arrivals(CHILD)
    after = counted_kinds(FIRST, END)
    assert [now - then for now, then in zip(after, before, strict=True)] == [3, 1, 1]


def test_a_commissioner_reads_the_three_numbers_and_small_ones_are_left_out(office: Office) -> None:
    commissioner = asker_in("commissioner")
    three_arrivals(CHILD)
    with fence.enter(commissioner):
        found = totals(commissioner, NOW, {})
    assert found is not None
    assert (found.kinds.requests, found.kinds.enquiries) == (None, None)
    for name in ("Ana", "Bea", "Cleo", "Dora", "Eve"):
        three_arrivals(replace(CHILD, given=name, family=f"{name}-Sample"))
    with fence.enter(commissioner):
        found = totals(commissioner, NOW, {})
    assert found is not None
    assert (found.kinds.contacts, found.kinds.requests, found.kinds.enquiries) == (18, 6, 6)
    assert found.by_month.whole == 6
    said = " ".join(re.sub(r"<[^>]+>", " ", browser(commissioner).get("/totals/").content.decode()).split())
    assert "Contacts Requests MASH enquiries" in said
