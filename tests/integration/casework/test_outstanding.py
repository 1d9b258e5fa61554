"""Agreements to be seen to stand in the tray of whoever leads the help, until somebody has seen to them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from familyhub.casework import actions
from familyhub.casework.actions import HandOver
from familyhub.casework.models import Episode
from familyhub.casework.queries.caseloads import people_helped
from familyhub.casework.terms.episodes import HandOverReason
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from familyhub.sharing import actions as sharing
from familyhub.sharing.policy.agreements import AgreementOver, Giver, NewAgreement
from familyhub.sharing.queries.outstanding import outstanding_of
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid, NotSought, Outstanding
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_casework_screens import text

BOTH = "The answer of both parents is on paper"
TITLE = "Agreements to see to"


def say(
    office: Office, child: Episode, kind: AgreementKind, status: AgreementStatus, ends_in: int = 0, at: datetime = NOW
) -> uuid.UUID:
    by, is_open = office.worker, status is AgreementStatus.NOT_SOUGHT
    new = NewAgreement(
        kind,
        status,
        Giver(GiverKind.PARENT, "Testina Example", "yes"),
        said_on=None if is_open else TODAY - timedelta(days=20),
        how=None if is_open else HowSaid.SPOKEN,
        until=TODAY + timedelta(days=ends_in) if ends_in else None,
        not_sought=NotSought.UNREACHED if is_open else None,
        words=BOTH,
    )
    with fence.enter(by):
        return sharing.record_agreement(record=child.record_id, new=new, by=by, at=at)


def waiting(by: Asker) -> dict[uuid.UUID, Outstanding]:
    with fence.enter(by):
        return {one.id: one.why for one in outstanding_of(by, people_helped(by), NOW)}


def test_each_stands_there_until_it_is_seen_to(office: Office, accepted: list[Episode]) -> None:
    child, by = accepted[0], office.worker
    before = waiting(by)
    asked = say(office, child, AgreementKind.SERVICE, AgreementStatus.ASKED)
    nobody = say(office, child, AgreementKind.MEDIA, AgreementStatus.NOT_SOUGHT)
    ending = say(office, accepted[1], AgreementKind.SERVICE, AgreementStatus.GIVEN, ends_in=9)
    lasting = say(office, accepted[1], AgreementKind.MEDIA, AgreementStatus.GIVEN)
    expected = {
        asked: Outstanding.ASKED,
        nobody: Outstanding.NOT_SOUGHT,
        ending: Outstanding.ENDS_SOON,
    }
    assert waiting(by) == before | expected
    page = text(browser(by).get("/"))
    assert TITLE in page and "To work with us: asked, not answered yet" in page and child.reference in page
    say(office, child, AgreementKind.SERVICE, AgreementStatus.REFUSED, at=NOW + timedelta(minutes=1))
    with fence.enter(by):
        for agreement in (ending, lasting):
            sharing.withdraw(agreement=agreement, told=sharing.Withdrawal("Testina Example"), by=by, at=NOW)
    assert waiting(by) == before | {nobody: Outstanding.NOT_SOUGHT} | dict.fromkeys(
        (ending, lasting), Outstanding.WITHDRAWN
    )


def test_what_a_withdrawal_brings_is_done_once_and_said(office: Office, accepted: list[Episode]) -> None:
    child, by, client = accepted[0], office.worker, browser(office.worker)
    given = say(office, child, AgreementKind.SERVICE, AgreementStatus.GIVEN)
    address = f"/agreements/{given}/followed/"
    assert client.post(address, {"done": "Told the school"}).status_code == 409
    with fence.enter(by):
        sharing.withdraw(agreement=given, told=sharing.Withdrawal("Testina Example"), by=by, at=NOW)
    assert "What was done" in text(client.get(f"/agreements/{given}/"))
    assert client.post(address, {"done": " "}).status_code == 422
    weighed = {
        "threshold": "no",
        "why": "Nobody is worried",
        "help_after": "goes_on",
        "basis": "The young carer's own wish",
    }
    assert client.post(address, weighed | {"done": "Told the school"}).status_code == 302
    shown = text(client.get(f"/agreements/{given}/"))
    assert "Told the school" in shown and "It is done" not in shown
    assert given not in waiting(by)
    with fence.enter(by), pytest.raises(AgreementOver, match="already"):
        sharing.follow_withdrawal(agreement=given, words="Again", by=by, at=NOW)
    assert browser(office.elsewhere).post(address, {"done": "Me too"}).status_code == 404


def test_it_is_for_whoever_leads_the_help_and_sees_the_child_and_for_nobody_else(
    office: Office, accepted: list[Episode]
) -> None:
    child, by, other = accepted[0], office.worker, office.other_worker
    asked = say(office, child, AgreementKind.SERVICE, AgreementStatus.ASKED)
    for somebody in (other, office.elsewhere, office.coordinator, office.manager):
        assert waiting(somebody) == {}
        assert TITLE not in text(browser(somebody).get("/")) or "not answered" not in text(browser(somebody).get("/"))
    with fence.enter(by):
        sees = Episode.objects.select_related("record").get(id=child.id).record.fence
        new = HandOver(child.team_id, other.number, HandOverReason.LEAVE, "Moves on")
        actions.hand_over(episode=child.id, new=new, by=by, at=NOW)
    assert asked in waiting(other) and waiting(by) == {}
    grants.bar(sees, because="declared relation", against=other.number)
    assert asked not in waiting(other)
