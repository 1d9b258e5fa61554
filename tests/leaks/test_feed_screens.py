"""The screens of feeds as people use them: bring a file in, decide a row, read a centre's list."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from familyhub.places import queries as places
from tests.leaks.feeds import FILE
from tests.leaks.world import World, session_for, undone


def test_a_centres_list_opens_and_downloads_for_its_coordinator_and_not_for_an_officer(world: World) -> None:
    area = places.areas(timezone.localdate())[0].code
    for address in ("/newcomers/", f"/newcomers/{area}/", f"/newcomers/{area}/download/"):
        assert session_for(world, "coordinator here").get(address).status_code == 200
        assert session_for(world, "officer").get(address).status_code in {403, 404}
    assert session_for(world, "data officer").get("/newcomers/NO-SUCH-AREA/").status_code == 404


def test_a_file_is_checked_shown_and_begun(world: World) -> None:
    browser = session_for(world, "data officer")
    wrong = FILE.replace("9990000026", "9990000027").encode()
    with undone():
        sent = browser.post("/feeds/", {"file": SimpleUploadedFile("one.csv", wrong)})
        assert sent.status_code == 302
        page = browser.get(sent.url).content.decode()
        assert "It is no NHS number" in page and "Feedhide" not in page
        assert browser.post(sent.url).status_code == 302
        report = browser.get(f"{sent.url}report/").content.decode()
        assert "3,nhs_number" in report and "Feedwell" not in report
    refused = browser.post("/feeds/", {"file": SimpleUploadedFile("one.csv", wrong[:-5])})
    assert refused.status_code == 422 and "cut short" in refused.content.decode()
    again = browser.post("/feeds/", {"file": SimpleUploadedFile("two.csv", FILE.encode())}, follow=True)
    assert "received before" in again.content.decode()


def test_an_uncertain_row_is_decided_once(world: World) -> None:
    browser, row = session_for(world, "data officer"), f"/uncertain/{world.feeds.uncertain}/"
    assert "Waitling" not in browser.get("/uncertain/").content.decode()
    assert "Waitling" in browser.get(row).content.decode()
    with undone():
        assert browser.post(row, {"who": ""}).status_code == 422
        assert browser.post(row, {"who": "new"}).status_code == 302
        assert browser.get(row).status_code == 404


def test_health_types_in_a_check_and_a_pregnancy(world: World) -> None:
    visitor, midwife = session_for(world, "health visitor"), session_for(world, "midwife")
    assert visitor.get("/checks/new/").status_code == midwife.get("/pregnancies/new/").status_code == 200
    assert visitor.post("/checks/new/", {"nhs_number": "1"}).status_code == 422
    due = timezone.localdate()
    said = {
        "mother_given_name": "Testina",
        "mother_family_name": "Example",
        "mother_date_of_birth_day": "4",
        "mother_date_of_birth_month": "5",
        "mother_date_of_birth_year": "1995",
        "due_date_day": str(due.day),
        "due_date_month": str(due.month),
        "due_date_year": str(due.year),
        "births_in_pregnancy": "1",
        "midwife_team": "North",
    }
    with undone():
        answer = midwife.post("/pregnancies/new/", said)
        assert answer.status_code == 302, answer.content.decode()[:3000]


def test_a_coordinators_own_areas_stand_first_with_what_is_new(world: World) -> None:
    page = session_for(world, "coordinator here").get("/newcomers/").content.decode()
    own, _, others = page.partition("Other areas")
    assert "Your areas" in own and "New babies" in own and others
    assert "Known of 100" in own and "the estimate that was loaded, of mid-" in own
    listed = session_for(world, "data officer").get("/newcomers/").content.decode()
    assert "Your areas" not in listed
