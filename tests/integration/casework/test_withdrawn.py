"""A family takes back its agreement to be helped: the threshold is weighed, and what was ticked does not take place."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewGuest, NewMeeting, NewVisit
from familyhub.casework.models import Episode, Meeting, Visit
from familyhub.casework.terms.meetings import GuestKind
from familyhub.casework.terms.plans import ActionState
from familyhub.core import fence, grants
from familyhub.sharing import actions as sharing
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_outstanding import say
from tests.integration.casework.test_plans import agree, drawn_up, send
from tests.integration.casework.test_sent_on import ALL

WHY = "Nobody has seen the fünfzehn bruises"
SAID = {"threshold": "no", "why": WHY, "help_after": "goes_on", "basis": "The school asks", "done": "Told the school"}


def withdrawn(office: Office, child: Episode) -> uuid.UUID:
    given, by = say(office, child, AgreementKind.SERVICE, AgreementStatus.GIVEN), office.worker
    with fence.enter(by):
        sharing.withdraw(agreement=given, told=sharing.Withdrawal("Testina Example"), by=by, at=NOW)
    return given


def standing(office: Office, child: Episode) -> tuple[uuid.UUID, uuid.UUID]:
    """A meeting that is called, a visit that is planned, and a plan in which a partner does something."""
    by, begins = office.worker, NOW + timedelta(days=9)
    agree(office, drawn_up(office, child)[0])
    with fence.enter(by):
        guests = (NewGuest(GuestKind.STAFF, staff=by.number),)
        meeting = actions.call_meeting(case=child.fence, new=NewMeeting(begins, "The hub", guests), by=by, at=NOW)
        visit = NewVisit((child.record_id,), (by.number,), begins, begins + timedelta(hours=1), place="School")  # type: ignore[arg-type]
        return meeting, actions.plan_visit(case=child.fence, new=visit, by=by, at=NOW)


def test_what_is_ticked_is_cancelled_and_what_is_not_goes_on(office: Office, accepted: list[Episode]) -> None:
    child, by, client = accepted[0], office.worker, browser(office.worker)
    meeting, visit = standing(office, child)
    given = withdrawn(office, child)
    page = text(client.get(f"/agreements/{given}/"))
    assert "Is the safeguarding threshold met?" in page and "Meeting, Sunday 29 November 2026" in page
    assert "In the plan, with Speech therapy: Ask for speech therapy" in page
    with fence.enter(by):
        helped = queries.still_helped(by, [child.record_id], NOW)
    assert helped is not None
    [action] = [one for one in helped.standing if one.kind == "action"]
    ticked = {"cancels": [f"meeting:{meeting}", action.code]}
    assert client.post(f"/agreements/{given}/followed/", SAID | ticked).status_code == 302
    with fence.enter(by):
        assert Meeting.objects.get(id=meeting).state == "cancelled" and Visit.objects.get(id=visit).state == "planned"
        done = queries.action_for(by, action.id)
        assert done is not None and done.line.state is ActionState.NOT_DONE
    after = text(client.get(f"/episodes/{child.id}/"))
    assert f"Safeguarding threshold is not met: {WHY}" in after and "Cancelled: 2" in after


def test_the_threshold_met_leads_to_the_step_up_and_an_end_to_the_closing(
    office: Office, accepted: list[Episode]
) -> None:
    client = browser(office.worker)
    address = f"/agreements/{withdrawn(office, accepted[0])}/"
    met = SAID | {"threshold": "yes", "help_after": "ends"}
    said = text(client.post(f"{address}followed/", met, follow=True))
    assert "What are you worried about?" in said and WHY in said
    address = f"/agreements/{withdrawn(office, accepted[1])}/"
    ended = client.post(f"{address}followed/", SAID | {"help_after": "ends"}, follow=True)
    assert "Close the episode" in text(ended) and "The family withdrew its agreement." in text(ended)
    [box] = re.findall(r'<input[^>]*value="family_chose"[^>]*>', ended.content.decode())
    assert "checked" in box


def test_what_was_weighed_is_for_the_case_alone(office: Office, accepted: list[Episode]) -> None:
    child, client, other = accepted[0], browser(office.worker), office.elsewhere
    given = withdrawn(office, child)
    missing = send(client, f"/agreements/{given}/")
    assert "Safeguarding threshold" not in missing
    bad = client.post(f"/agreements/{given}/followed/", SAID | {"basis": ""})
    assert bad.status_code == 422 and "Say on what ground help goes on" in text(bad) and WHY in text(bad)
    with fence.enter(ALL):
        behind = child.record.fence
    grants.grant(list(other.holders), [behind], because="agreed")
    assert "Is the safeguarding threshold met?" not in text(browser(other).get(f"/agreements/{given}/"))
    assert client.post(f"/agreements/{given}/followed/", SAID).status_code == 302
    seen = text(browser(other).get(f"/agreements/{given}/"))
    assert "Told the school" in seen and WHY not in seen and "threshold" not in seen
