"""Whoever decides at the front door reads that somebody named is helped now: by which team, since when, no more."""

from __future__ import annotations

from familyhub.casework.models import Episode
from familyhub.core import fence
from familyhub.demo.seed import asker_in
from familyhub.referrals.models import Enquiry
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_held import ALL, concern_about


def test_open_help_stands_beside_the_request_and_in_the_mash_workspace(office: Office, accepted: list[Episode]) -> None:
    child = accepted[0]
    enquiry = concern_about(office, child.record_id)
    with fence.enter(ALL):
        request = Enquiry.objects.get(id=enquiry).request_id
    line = f"early help, {child.team.name}, since {NOW:%A} {NOW.day} {NOW:%B %Y}."
    maker = asker_in("mash_decision_maker")
    for who, address in ((office.officer, f"/requests/{request}/"), (maker, f"/mash/{enquiry}/")):
        said = text(browser(who).get(address))  # type: ignore[arg-type]
        assert "Open already" in said and line in said, address
        assert str(child.fence) not in browser(who).get(address).content.decode()
    # it ended: it is not open any more
    with fence.enter(office.worker):
        from familyhub.casework.models import Involvement

        Involvement.objects.filter(record=child.record_id).update(until=NOW.date())
    assert line not in text(browser(maker).get(f"/mash/{enquiry}/"))  # type: ignore[arg-type]
