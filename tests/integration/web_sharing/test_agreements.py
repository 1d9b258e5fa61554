"""An agreement opens a record to a partner's team and its withdrawal closes it; a decision rests on one that stands."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts import actions as accounts
from familyhub.accounts.models import Team
from familyhub.accounts.terms import TeamKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.people.new import Registered
from familyhub.sharing import actions as sharing
from familyhub.sharing.models import Agreement, SharingDecision
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid
from tests.integration.people.invented import child, someone
from tests.integration.signin.people import SINCE, a_person, give_password, text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
MAKER = system("tests of agreements", wide=frozenset({"people"}))
TODAY = timezone.localdate()


def day(name: str) -> dict[str, str]:
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def said(**changes: Any) -> dict[str, Any]:
    given = {"kind": "data", "status": "given", "giver": "parent", "giver_record": "else", "how": "signed"}
    scope = {"agencies": ["2A"], "purposes": ["help"], "classes": ["need"], "words": "She said yes"}
    return {**given, **scope, **day("said_on"), "giver_name": "Testina Example", "giver_words": "", **changes}


@pytest.fixture
def partners() -> Team:
    with fence.enter(MAKER):
        return accounts.add_team(name="Invented partner", kind=TeamKind.PARTNER, valid_from=SINCE, by=MAKER)


@pytest.fixture
def worked() -> tuple[Client, Asker, Registered]:
    client, worker = browser("family_support_worker")
    return client, worker, stored(child(), MAKER, worker.number)


def all_of(model: Any) -> list[Any]:
    with fence.enter(MAKER):
        return list(model.objects.all())


def partner_of(team: Team) -> Client:
    person, client = a_person("partner_practitioner", team=team), Client()
    give_password(client, person)
    client.post("/accounts/second-factor/", {"code": person.code()})
    return client


def test_a_team_that_was_agreed_to_sees_the_record_until_the_agreement_is_withdrawn(
    worked: tuple[Client, Asker, Registered], partners: Team
) -> None:
    client, _, tilly = worked
    page, theirs = f"/people/{tilly.person}/", partner_of(partners)
    assert theirs.get(page).status_code == 404
    answer = client.post(f"{page}agreements/new/", said(teams=[str(partners.id)]))
    assert answer.status_code == 302, text(answer)
    assert theirs.get(page).status_code == 200
    assert "Consent under the UK GDPR" in text(client.get(page))
    [row] = all_of(Agreement)
    shown = text(client.get(f"/agreements/{row.id}/"))
    assert "Invented partner no longer sees this record" in shown and "She said yes" in shown
    assert client.post(f"/agreements/{row.id}/withdraw/", {"said_by": ""}).status_code == 422
    assert client.post(f"/agreements/{row.id}/withdraw/", {"said_by": "Testina Example"}).status_code == 302
    assert theirs.get(page).status_code == 404
    again = client.post(f"/agreements/{row.id}/withdraw/", {"said_by": "Somebody Else"})
    assert again.status_code == 409 and "has ended already" in text(again)
    assert "Withdrawn" in text(client.get(f"{page}agreements/"))


def test_what_is_decided_on_an_agreement_that_was_withdrawn_meanwhile_is_not_recorded_and_stays_typed(
    worked: tuple[Client, Asker, Registered],
) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    client.post(f"{page}new/", said())
    [row] = all_of(Agreement)
    decision = {"shared": "share", "basis": "agreed", "agreement": str(row.id), "to_whom": "The invented school"}
    decision |= {"classes": ["need"], "what": "What helps at home", "necessity": "So that both do the same"}
    assert client.post(f"{page}decide/", decision).status_code == 302
    assert [each.agreement_id for each in all_of(SharingDecision)] == [row.id]
    form = text(client.get(f"{page}decide/"))
    assert "Consent under the UK GDPR, Testina Example" in form
    client.post(f"/agreements/{row.id}/withdraw/", {"said_by": "Testina Example"})
    answer = client.post(f"{page}decide/", decision)
    assert answer.status_code == 422 and "What helps at home" in text(answer)
    assert len(all_of(SharingDecision)) == 1
    kept = client.post(f"{page}decide/", decision | {"shared": "not", "basis": "harm", "agreement": ""})
    assert kept.status_code == 302 and "Not to share: The invented school" in text(client.get(page))


def test_a_new_agreement_takes_the_place_of_the_old_one(worked: tuple[Client, Asker, Registered]) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    client.post(f"{page}new/", said())
    [first] = all_of(Agreement)
    answer = client.post(f"{page}new/?replaces={first.id}", said(purposes=["help", "health"]))
    assert answer.status_code == 302, text(answer)
    assert {row.replaces_id for row in all_of(Agreement)} == {None, first.id}
    assert "Replaced" in text(client.get(page))
    assert client.get(f"{page}new/?replaces={uuid.uuid4()}").status_code == 404


def test_the_problems_of_a_form_stand_at_their_fields_and_nothing_typed_is_lost(
    worked: tuple[Client, Asker, Registered],
) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    answer = client.post(f"{page}new/", said(giver="self"))
    assert answer.status_code == 422
    assert "say who judged that they understand it" in text(answer) and "She said yes" in text(answer)
    assert client.post(f"{page}new/", said(status="not_sought", not_sought="")).status_code == 422
    assert client.post(f"{page}new/", said(teams=["no team"], agencies=["9Z"])).status_code == 422
    assert all_of(Agreement) == []


def test_whoever_answered_is_named_to_those_alone_who_see_them(worked: tuple[Client, Asker, Registered]) -> None:
    client, worker, tilly = worked
    mother = stored(someone("Motherina", identifiers=()), MAKER)
    giver = Giver(GiverKind.PARENT, "Motherina Example")
    new = NewAgreement(AgreementKind.MEDIA, AgreementStatus.GIVEN, giver, said_on=TODAY, how=HowSaid.SPOKEN)
    with fence.enter(MAKER) as unit:
        by = replace(unit.asker, number=worker.number)
        told = sharing.Opens(giver=mother.record)
        made = sharing.record_agreement(record=tilly.record, new=new, by=by, at=timezone.now(), opens=told)
    pages = (f"/agreements/{made}/", f"/people/{tilly.person}/agreements/")
    assert not any("Motherina" in text(client.get(page)) for page in pages)
    with fence.enter(MAKER):
        grants.grant([worker.number], [mother.person], because="test")
    assert all("Motherina" in text(client.get(page)) for page in pages)
