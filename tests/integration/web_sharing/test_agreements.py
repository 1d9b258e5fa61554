"""An agreement opens a record to a partner's team and its withdrawal closes it; a decision rests on one that stands."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from familyhub.accounts import actions as accounts
from familyhub.accounts.models import Team
from familyhub.accounts.terms import TeamKind
from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.people import actions as people
from familyhub.people.new import NewTie, Registered
from familyhub.sharing import actions as sharing
from familyhub.sharing.models import Agreement, SharingDecision
from familyhub.sharing.policy.agreements import Giver, NewAgreement
from familyhub.sharing.terms.openings import AgreementKind, AgreementStatus, GiverKind, HowSaid
from tests.integration.people.invented import child, someone, unborn
from tests.integration.signin.people import SINCE, a_person, give_password, text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
MAKER = system("tests of agreements", wide=frozenset({"people"}))
TODAY = timezone.localdate()


def day(name: str) -> dict[str, str]:
    return {f"{name}_day": str(TODAY.day), f"{name}_month": str(TODAY.month), f"{name}_year": str(TODAY.year)}


def said(**changes: Any) -> dict[str, Any]:
    given = {"kind": "data", "status": "given", "giver": "parent", "giver_record": "else", "how": "signed"}
    seen = {"known_by": "certificate", "giver_words": "Birth certificate, seen by me at home"}
    scope = {"agencies": ["2A"], "purposes": ["help"], "classes": ["need"], "words": "She said yes"}
    return {**given, **scope, **day("said_on"), "giver_name": "Testina Example", **seen, **changes}


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
    assert "At 3 a child does not answer for themselves" in text(answer) and "She said yes" in text(answer)
    assert client.post(f"{page}new/", said(status="not_sought", not_sought="")).status_code == 422
    assert client.post(f"{page}new/", said(teams=["no team"], agencies=["9Z"])).status_code == 422
    assert all_of(Agreement) == []


def test_whoever_answered_is_named_to_those_alone_who_see_them(worked: tuple[Client, Asker, Registered]) -> None:
    client, worker, tilly = worked
    mother = stored(someone("Motherina", identifiers=()), MAKER)
    giver = Giver(GiverKind.PARENT, "Motherina Example", "yes")
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


def test_one_who_is_not_on_record_needs_what_was_seen(worked: tuple[Client, Asker, Registered]) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    uncle = said(giver_name="Uncle Bob from next door", known_by="", giver_words="")
    assert "choose what was seen" in text(client.post(f"{page}new/", uncle))
    assert "Say what was seen, when, and by whom" in text(client.post(f"{page}new/", {**uncle, "known_by": "order"}))
    assert all_of(Agreement) == []
    seen = {**uncle, "known_by": "order", "giver_words": "Order of 3 May, seen by me"}
    assert client.post(f"{page}new/", seen).status_code == 302
    assert "court order seen. Order of 3 May, seen by me" in text(client.get(page))


def test_somebody_of_eleven_answers_with_a_judgement_and_a_warning(worked: tuple[Client, Asker, Registered]) -> None:
    client, worker, _ = worked
    eleven = stored(child(born_on=date(TODAY.year - 11, 1, 1)), MAKER, worker.number)
    page = f"/people/{eleven.person}/agreements/"
    own = said(giver="self", giver_name="", known_by="", giver_words="She nodded when I asked")
    assert "enter who judged" in text(client.post(f"{page}new/", own))
    own |= {"judged_by": "The school nurse"}
    assert "Enter the day on which that was judged" in text(client.post(f"{page}new/", own))
    answer = client.post(f"{page}new/", own | day("judged_on"), follow=True)
    assert "At 11 it is rare that a child understands enough to answer alone" in text(answer)
    assert "The school nurse judged on" in text(answer)


def test_giving_again_asks_whether_it_takes_the_place_of_the_first(worked: tuple[Client, Asker, Registered]) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    client.post(f"{page}new/", said())
    [first] = all_of(Agreement)
    asked = client.post(f"{page}new/", said(words="Yes again"))
    assert asked.status_code == 422
    assert f"Replace the one of {TODAY.day} {TODAY:%B %Y}" in text(asked) and "Yes again" in text(asked)
    assert len(all_of(Agreement)) == 1
    assert client.post(f"{page}new/", said(words="Yes again", replace="on")).status_code == 302
    assert {row.replaces_id for row in all_of(Agreement)} == {None, first.id}
    refused = client.post(f"{page}new/", said(status="refused", words="No more"))
    assert "open it and withdraw it" in text(refused)


def test_two_who_do_not_say_the_same_stand_at_the_top(worked: tuple[Client, Asker, Registered]) -> None:
    client, _, tilly = worked
    page = f"/people/{tilly.person}/agreements/"
    client.post(f"{page}new/", said())
    assert "do not say the same" not in text(client.get(page))
    client.post(f"{page}new/", said(status="refused", giver_name="Dadley Example"))
    shown = text(client.get(page))
    assert "Consent under the UK GDPR: they do not say the same" in shown
    assert "Refused: Dadley Example" in shown


def test_for_a_baby_who_is_not_born_the_mother_answers(worked: tuple[Client, Asker, Registered]) -> None:
    client, worker, _ = worked
    mother = stored(someone("Motherina", identifiers=()), MAKER, worker.number)
    baby = stored(unborn(), MAKER, worker.number)
    page = f"/people/{baby.person}/agreements/"
    assert "Before the birth the mother answers" in text(client.post(f"{page}new/", said()))
    assert "Before the birth the mother answers" in text(client.post(f"{page}new/", said(giver="self")))
    with fence.enter(MAKER):
        tie = NewTie(0, 1, "mother")
        people.relate(first=mother.record, second=baby.record, tie=tie, by=MAKER, at=timezone.now())
    hers = said(giver_record=str(mother.record), giver_name="", known_by="", giver_words="")
    assert client.post(f"{page}new/", hers).status_code == 302
