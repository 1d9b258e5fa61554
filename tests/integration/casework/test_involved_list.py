"""Who is involved stands in the list of people found, before any record is opened; a secret service does not."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.casework import actions, queries
from familyhub.casework.actions import NewService, NewStand
from familyhub.casework.models import Episode
from familyhub.casework.terms.services import Service, Stand
from familyhub.core import fence
from familyhub.core.asker import Asker
from familyhub.demo.seed import asker_in
from familyhub.people.queries import names_of
from tests.integration.casework.conftest import NOW, TODAY, Office, browser
from tests.integration.casework.test_casework_screens import text


def found_by(asker: Asker, **words: str) -> str:
    return text(browser(asker).post("/people/", words or {"family": "Example"}, follow=True))


def involve(by: Asker, child: Episode, service: Service, name: str) -> None:
    new = NewService(child.record_id, service, Stand.WORKING, TODAY, name)
    with fence.enter(by):
        actions.involve_service(case=child.fence, new=new, by=by, at=NOW)


def test_whoever_looks_for_somebody_reads_who_works_with_them(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    involve(by, child, Service.SPEECH, "Nora Nurse")
    page = found_by(office.officer, given="Sis", family="Example")
    assert "Who is involved" in page
    assert f"Early help: {by.name}, Bassetlaw cluster 2, no contact yet" in page
    assert "Nora Nurse" in page and child.reference not in page


def test_a_secret_service_is_absent_without_a_grant(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    involve(by, child, Service.COUNSELLING, "Hushname Sample")
    for other in (office.officer, office.coordinator, asker_in("mash_decision_maker")):
        page = found_by(other, given="Sis", family="Example")
        assert "Early help" in page and "Hushname" not in page and "ounselling" not in page and "Restricted" not in page
    mine = found_by(by, given="Sis", family="Example")
    assert "Restricted." in mine and "Hushname Sample" in mine


def test_whoever_may_not_know_it_reads_no_such_column(office: Office, accepted: list[Episode]) -> None:
    for role in ("data_officer", "data_quality_officer"):
        assert "Who is involved" not in found_by(asker_in(role), given="Sis", family="Example")
    with fence.enter(office.elsewhere):
        assert queries.involved_with(office.elsewhere, [accepted[0].record_id]) == {}
    assert "Bassetlaw cluster 2, no contact" not in found_by(office.elsewhere, given="Sis", family="Example")


def test_it_is_one_question_for_all_who_are_found(office: Office, accepted: list[Episode]) -> None:
    by = office.officer
    with fence.enter(by):
        known = names_of(by, [one.record_id for one in accepted])
        persons = [one.person for one in known.values()]
        for some in (persons[:1], persons):
            with CaptureQueriesContext(connection) as asked:
                found = queries.involved_with(by, some)
            assert len(asked) == 1 and set(found) == set(some)


def test_a_stand_that_is_over_is_not_there(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    involve(by, child, Service.SPEECH, "Nora Nurse")
    with fence.enter(by):
        [line] = [one for one in queries.services_of(by, child.fence) if one.practitioner == "Nora Nurse"]
        over = NewStand(Stand.ENDED, TODAY, "Nora Nurse", "She moved on")
        actions.move_service(involved=line.id, new=over, by=by, at=NOW, version_seen=line.version)
    assert "Nora Nurse" not in found_by(office.officer, given="Sis", family="Example")


def test_the_menu_is_found_where_it_is_looked_for(office: Office, accepted: list[Episode]) -> None:
    with fence.enter(office.manager):
        actions.put_on_menu(name="Bedtime visits", about="Three evenings", by=office.manager, at=NOW)
    assert 'href="/menu/"' in browser(office.manager).get("/workload/").content.decode()
    assert 'href="/menu/read/"' in browser(office.coordinator).get("/workload/").content.decode()
    assert "Bedtime visits : Three evenings" in text(browser(office.worker).get("/menu/read/"))
