"""What somebody declared of themselves is closed to them, wherever they look; nobody takes back their own."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from familyhub.core import fence, grants
from familyhub.core.asker import Asker, system
from familyhub.people.new import Registered
from familyhub.sharing import actions, queries
from familyhub.sharing.models import Match, Relation
from tests.integration.people.invented import someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, stored

pytestmark = pytest.mark.django_db
MINE = "/me/relations/"
MAKER = system("tests of sharing")
WHY = "They are not the same person: the dates differ"
NIECE = {"kind": "relative", "given": "Testina", "family": "Example"}
SEARCH = {"given": "Testina", "family": "Example"}


def declared(client, governance: Asker) -> uuid.UUID:
    assert client.post(MINE, NIECE).status_code == 302
    with fence.enter(governance):
        return Relation.objects.latest("declared_at").id


@pytest.fixture
def niece() -> Registered:
    return stored(someone(), MAKER)


def test_a_declared_niece_is_gone_for_her_aunt_and_for_nobody_else(niece: Registered) -> None:
    client, aunt = browser("front_door_officer")
    other, _ = browser("front_door_officer")
    keeper, governance = browser("governance_officer")
    page = f"/people/{niece.person}/"
    assert client.get(page).status_code == 200
    relation = declared(client, governance)
    assert client.get(page).status_code == 200  # a declaration alone closes nothing: somebody looks first
    shown = text(keeper.get(f"/relations/{relation}/"))
    assert "DN22 7AA" in shown and "Testina Example" in shown
    answer = keeper.post(f"/relations/{relation}/", {"record": str(niece.record)})
    assert answer["Location"] == "/relations/"
    assert client.get(page).status_code == client.get(f"/people/{uuid.uuid4()}/").status_code == 404
    client.post("/people/", SEARCH)
    assert "Nobody found" in text(client.get("/people/?found=1"))
    with fence.enter(aunt):
        assert queries.barred_staff_for([niece.person]) == [aunt.number]
    assert other.get(page).status_code == 200
    assert queries.barred_staff_for([uuid.uuid4()]) == []


def test_the_declarer_is_never_told_whether_there_is_a_record(niece: Registered) -> None:
    client, aunt = browser("front_door_officer")
    keeper, governance = browser("governance_officer")
    relation = declared(client, governance)
    before = text(client.get(MINE)).split("</h1>")[1].split("<h2")[1]
    keeper.post(f"/relations/{relation}/", {"record": str(niece.record)})
    assert text(client.get(MINE)).split("</h1>")[1].split("<h2")[1] == before
    with fence.enter(aunt):
        assert list(Match.objects.all()) == []
    assert client.get(f"/relations/{relation}/").status_code == 404
    assert client.get("/relations/").status_code == 403


def test_attempts_stand_where_governance_reads_them(niece: Registered) -> None:
    client, aunt = browser("front_door_officer")
    keeper, governance = browser("governance_officer")
    relation = declared(client, governance)
    keeper.post(f"/relations/{relation}/", {"record": str(niece.record)})
    assert "No attempts" in text(keeper.get("/relations/"))
    client.get(f"/people/{niece.person}/")
    client.post("/people/", SEARCH)
    client.get("/people/?found=1")
    born = {"born_on_day": "9", "born_on_month": "4", "born_on_year": "1996", "postcode": "DN22 7AA"}
    client.post("/open-with-reason/", SEARCH | born | {"reason": "emergency", "words": WHY})
    told = text(keeper.get("/relations/"))
    rows = told.split("Attempts to open")[1]
    assert rows.count(aunt.name) == 3 and rows.count(str(niece.person)[:8]) == 3
    assert {"A person’s record", "Search for a person", "Opening a record with a reason (form sent)"} <= {
        words
        for words in ("A person’s record", "Search for a person", "Opening a record with a reason (form sent)")
        if words in rows
    }


def test_a_search_for_somebody_else_is_no_attempt(niece: Registered) -> None:
    client, _ = browser("front_door_officer")
    keeper, governance = browser("governance_officer")
    keeper.post(f"/relations/{declared(client, governance)}/", {"record": str(niece.record)})
    client.post("/people/", {"given": "", "family": "Example"})
    client.get("/people/?found=1")
    assert "No attempts" in text(keeper.get("/relations/"))


def test_it_ends_by_governance_with_a_reason_and_by_nobody_else(niece: Registered) -> None:
    client, aunt = browser("front_door_officer")
    keeper, governance = browser("governance_officer")
    relation = declared(client, governance)
    keeper.post(f"/relations/{relation}/", {"record": str(niece.record)})
    request = uuid.uuid4()
    with fence.enter(governance):
        match = Match.objects.get().id
        assert actions.bar_declared(persons=[niece.person], fences=[request]) == [aunt.number]
        assert actions.bar_declared(persons=[niece.person], fences=[request]) == [aunt.number]
        assert len(grants.barred_from([request])) == 1
    end = f"/relations/{relation}/end/{match}/"
    assert client.post(end, {"why": WHY}).status_code == 404
    assert keeper.post(end, {"why": "no"}).status_code == 422
    assert keeper.post(end, {"why": WHY})["Location"] == "/relations/"
    assert client.get(f"/people/{niece.person}/").status_code == 200
    assert grants.barred_from([request]) == []


def test_governance_neither_matches_nor_reads_their_own(niece: Registered) -> None:
    client, governance = browser("governance_officer")
    relation = declared(client, governance)
    assert client.get(f"/relations/{relation}/").status_code == 404
    other, second = browser("governance_officer")
    other.post(f"/relations/{relation}/", {"record": str(niece.record)})
    with fence.enter(second):
        assert Match.objects.count() == 1
    with fence.enter(governance):
        assert Match.objects.count() == 0


def test_own_record_and_no_record(niece: Registered) -> None:
    client, me = browser("family_support_worker")
    keeper, governance = browser("governance_officer")
    assert client.post(MINE, NIECE | {"kind": "self"}).status_code == 302
    with fence.enter(governance):
        relation = Relation.objects.get().id
    assert keeper.post(f"/relations/{relation}/", {"record": "none"}).status_code == 302
    assert "No record" in text(keeper.get("/relations/"))
    assert keeper.post(f"/relations/{relation}/", {"record": str(uuid.uuid4())}).status_code == 422
    with fence.enter(MAKER):
        grants.grant([me.number], [niece.person], because="a request")  # type: ignore[list-item]
    assert client.get(f"/people/{niece.person}/").status_code == 200
    keeper.post(f"/relations/{relation}/", {"record": str(niece.record)})
    assert client.get(f"/people/{niece.person}/").status_code == 404


def test_what_is_missing_is_said() -> None:
    client, _ = browser("receptionist")
    answer = client.post(MINE, {"kind": "", "given": "", "family": ""})
    assert answer.status_code == 422
    assert "Enter the first name" in text(answer) and "Choose who this is" in text(answer)
    assert timezone.now()
