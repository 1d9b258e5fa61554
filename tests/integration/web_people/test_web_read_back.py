"""What was typed when a session ran out is there again: the forms of this list came back empty before."""

from __future__ import annotations

import pytest

from familyhub.core import fence
from familyhub.people import actions
from familyhub.people.actions.merging import to_settle
from familyhub.people.models import ToSettle
from familyhub.people.terms import SettleKind
from tests.integration.people.invented import NOW, officer, someone, staff
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
WORDS = "Typed before the session ran out"


@pytest.mark.parametrize(
    ("role", "code", "page", "field"),
    [
        ("health_visitor", "feeds:check", "/checks/new/", "reason"),
        ("midwife", "feeds:pregnancy", "/pregnancies/new/", "mother_given_name"),
        ("data_quality_officer", "people:line", "/people/line/", "why"),
        ("directory_editor", "listings:offer", "/listings/offer/", "name"),
    ],
)
def test_a_form_reads_back_what_was_kept(role: str, code: str, page: str, field: str) -> None:
    client, _ = browser(role)
    shown = text(client.get(page))
    assert f'data-draft-url="/drafts/{code}/"' in shown
    assert client.post(f"/drafts/{code}/", {field: WORDS}).status_code == 204
    assert WORDS in text(client.get(page))


def test_the_forms_of_a_merge_read_back_what_was_kept_each_its_own() -> None:
    client, by = browser("data_quality_officer")
    one, other = stored(someone(identifiers=()), officer()), stored(someone(identifiers=()), officer())
    proposer = staff("front_door_officer")
    with fence.enter(by):
        proposed = actions.Proposal(proposer.number, proposer.name, NOW, "The same mother, seen by both senders")
        merge = actions.merge(first=one.record, second=other.record, proposed=proposed, by=by, at=NOW)
        for words in ("First thing", "Second thing"):
            to_settle([(merge, SettleKind.ONE_EACH, words, None, None)], NOW)
        item = ToSettle.objects.get(words="Second thing").id
    page = f"/people/merges/{merge}/"
    client.post(f"/drafts/people:separate/{merge}/", {"why": WORDS})
    assert WORDS in text(client.get(page)).split("To be looked at")[0]
    client.post(f"/drafts/people:settle/{merge}/", {"item": str(item), "outcome": "by_hand", "words": WORDS})
    shown = text(client.get(page))
    assert WORDS in shown.split("Second thing")[1]
    assert shown.count(WORDS) == 1
    client.post(f"{page}settle/{item}/", {"outcome": "by_hand", "words": WORDS}, follow=True)
    assert "Recorded" in text(client.get(page)) or "put right" in text(client.get(page)).lower()
