"""The one-press sign-in exists in the demonstration alone, for invented people alone."""

from __future__ import annotations

import importlib
import uuid
from datetime import UTC, date, datetime

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import clear_url_caches

from familyhub.accounts import queries
from familyhub.accounts.models import Holding, Serves, Staff, Team
from familyhub.config import urls
from familyhub.core import fence
from familyhub.core.asker import system
from familyhub.demo import people_at_work, signin, waiting_links
from familyhub.messages.actions import NewMessage, send
from familyhub.web import signin as sessions
from tests.integration.signin.people import a_person, letters, text

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    importlib.reload(urls)
    clear_url_caches()
    yield
    settings.DEMO = False
    importlib.reload(urls)
    clear_url_caches()


def test_without_the_demonstration_it_does_not_exist(client: Client) -> None:
    person = a_person()
    assert client.get("/demo/").status_code == 404
    assert client.get("/demo/outbox/").status_code == 404
    assert client.post(f"/demo/sign-in/{person.staff.id}/").status_code == 404
    with pytest.raises(signin.NotTheDemonstration):
        signin.sign_in_as(HttpRequest(), person.staff.id)
    with pytest.raises(signin.NotTheDemonstration):
        waiting_links.waiting()


def test_one_press_proves_it_again_and_leads_back(demonstration: None, monkeypatch: pytest.MonkeyPatch) -> None:
    people_at_work.seed_staff(AT)
    client = Client()
    client.post(f"/demo/sign-in/{dict(people_at_work.staff_by_role())['administrator'].id}/")
    real = sessions.now
    monkeypatch.setattr(sessions, "now", lambda: real() + 901)
    asked = client.get("/staff/add/")["Location"]
    assert 'action="/demo/again/?next=%2Fstaff%2Fadd%2F"' in text(client.get(asked))
    assert client.post("/demo/again/?next=/staff/add/")["Location"] == "/staff/add/"
    assert client.get("/staff/add/").status_code == 200


def test_one_press_signs_in_as_every_role(demonstration: None) -> None:
    people_at_work.seed_staff(AT)
    page = text(Client().get("/demo/"))
    seen = set()
    for role, staff in people_at_work.staff_by_role():
        if role in seen:
            continue
        seen.add(role)
        assert staff.name in page
        client = Client()
        client.post(f"/demo/sign-in/{staff.id}/")
        answer = text(client.get("/me/"))
        assert staff.name in answer
        assert "Demonstration." in answer
    assert seen == set(people_at_work.ORDER)


def test_the_referrers_link_is_found_in_the_demonstration_outbox(demonstration: None) -> None:
    client = Client()
    assert "/demo/outbox/" in text(client.post("/refer/", {"email": "nurse@school.example"}))
    page = text(client.get("/demo/outbox/"))
    assert f'href="{letters()[0].link}"' in page
    assert "nurse@school.example" in page


def test_a_partners_code_is_read_in_the_demonstration_outbox(demonstration: None) -> None:
    asker = system("test", wide=frozenset({"hidden"}))
    with fence.enter(asker):
        new = NewMessage(
            letter="partner_code",
            fence=uuid.uuid4(),
            about_kind="casework.contribution",
            about=uuid.uuid4(),
            to_address="tess@school.example",
            values={"reference": "PC-1234-5678"},
            is_hidden=True,
        )
        send(new, by=asker, at=AT)
    page = text(Client().get("/demo/outbox/"))
    assert "PC-1234-5678 for tess@school.example" in page and "Code for a partner" in page


def test_nobody_real_is_signed_in(demonstration: None) -> None:
    person = a_person()
    Staff.objects.filter(id=person.staff.id).update(email="real@county.example")
    client = Client()
    for number in (person.staff.id, uuid.uuid4()):
        assert client.post(f"/demo/sign-in/{number}/").status_code == 404
    assert client.get("/me/").status_code == 302


def test_the_authoritys_whole_shape_is_staffed_once() -> None:
    people_at_work.seed_staff(AT)
    before = (Staff.objects.count(), Team.objects.count(), Holding.objects.count(), Serves.objects.count())
    assert before == (77, 38, 77, 25)
    people_at_work.seed_staff(AT)
    assert (Staff.objects.count(), Team.objects.count(), Holding.objects.count(), Serves.objects.count()) == before
    lines = queries.contact_list(date(2026, 11, 20))
    roles = [line.role for line in lines]
    assert (roles.count("Cluster coordinator"), roles.count("District manager")) == (18, 7)
    serving = queries.team_serving(area="", cluster="BAS-C1", district="E07000171", day=date(2026, 11, 20))
    assert serving is not None
    assert serving.name == "Bassetlaw cluster 1"


def test_a_worker_holds_alone_and_a_manager_for_the_clusters_below() -> None:
    people_at_work.seed_staff(AT)
    day = date(2026, 11, 20)
    by_role = dict(reversed(people_at_work.staff_by_role()))
    worker, manager = by_role["family_support_worker"], by_role["district_manager"]
    assert queries.asker_for(worker, day).holders == frozenset({worker.id})
    own = Holding.objects.get(staff=manager).post.team
    below = set(Team.objects.filter(above=own).values_list("id", flat=True))
    assert queries.asker_for(manager, day).holders == frozenset({manager.id, own.id, *below})
