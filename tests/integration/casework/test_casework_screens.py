"""The screens of casework as a worker and a coordinator use them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from familyhub.casework.models import Episode
from familyhub.core import drafts, fence
from tests.integration.casework.conftest import Office, browser

WORDS = "Mother spoke of zweitausend worries at the kitchen table"


def text(answer: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def visit_form(client: Client, episode: Episode, **more: str) -> dict[str, str]:
    """What a worker chooses after a visit: everybody seen, each child alone."""
    page = client.get(f"/cases/{episode.fence}/note/").content.decode()
    chosen = {"kind": "home_visit", "words": WORDS}
    for box in re.findall(r'<select[^>]*name="(part_[^"]+)"[^>]*>(.*?)</select>', page, re.S):
        codes = re.findall(r'value="([^"]*)"', box[1])
        chosen[box[0]] = next((code for code in ("alone", "seen", "about") if code in codes), "")
    boxes = re.findall(r'<input[^>]*name="((?:day|time)[^"]*)"[^>]*value="([^"]*)"', page)
    key = re.search(r'name="form_key" value="([0-9a-f-]{36})"', page)
    assert key
    return chosen | dict(boxes) | {"form_key": key[1]} | more


@pytest.fixture
def worker(office: Office) -> Client:
    return browser(office.worker)


@pytest.fixture
def child(accepted: list[Episode]) -> Episode:
    return accepted[0]


def test_a_note_is_two_presses_from_the_caseload_and_from_the_childs_page(worker: Client, child: Episode) -> None:
    caseload = worker.get("/caseload/").content.decode()
    write = f"/cases/{child.fence}/note/"
    assert write in caseload and f"/episodes/{child.id}/" in caseload
    person = re.search(r'href="(/people/[0-9a-f-]{36}/)"', worker.get(f"/episodes/{child.id}/").content.decode())
    assert person and write in worker.get(person[1]).content.decode()
    saved = worker.post(write, visit_form(worker, child), follow=True)
    page = text(saved)
    assert "The note was saved" in page and WORDS in page
    assert "Sis Example : seen alone" in page
    twice = worker.get(f"/episodes/{child.id}/").content.decode()
    assert twice.count("/notes/") >= 1
    assert "4 seen" not in twice


def test_what_is_too_long_or_a_spreadsheet_is_said_and_kept(worker: Client, child: Episode, office: Office) -> None:
    for words, said in (("x" * 200_000, "has 200000 characters"), ("Ann\t5\tLeeds\n" * 9, "part of a spreadsheet")):
        answer = worker.post(f"/cases/{child.fence}/note/", visit_form(worker, child, words=words))
        assert answer.status_code == 422
        assert said in text(answer)
        with fence.enter(office.worker):
            kept = drafts.each_kept(office.worker, "casework:write", child.fence)[0]
        assert kept.values["words"] == [words]
        assert words[:5000] in worker.get(f"/cases/{child.fence}/note/").content.decode()


def test_two_notes_at_once_in_two_tabs_are_both_kept_until_each_is_sent(worker: Client, child: Episode) -> None:
    address, keep = f"/cases/{child.fence}/note/", f"/drafts/casework:write/{child.fence}/"
    first, second = visit_form(worker, child, words="Of the morning"), visit_form(worker, child, words="Of the evening")
    assert first["form_key"] != second["form_key"]
    for typed in (first, second, first | {"words": "Of the early morning"}):
        assert worker.post(keep, typed).status_code == 204
    assert text(worker.get("/")).count("A note Kept") == 2
    opened = re.findall(r'href="(/cases/[^"]+/note/\?kept=[^"]+)"', worker.get("/").content.decode())
    shown = [worker.get(one).content.decode() for one in opened]
    assert [">Of the early morning" in one.replace("\n", "") for one in shown] == [True, False]
    assert [">Of the evening" in one.replace("\n", "") for one in shown] == [False, True]
    assert "Go on with the note that you began" in shown[0] and "It has not been sent" in shown[0]
    assert "“Of the evening”" in shown[0]
    assert first["form_key"] in shown[0] and second["form_key"] in shown[1]  # going on with it keeps it in its place
    fresh = worker.get(f"{address}?another=1").content.decode()
    assert ">Of the" not in fresh.replace("\n", "") and fresh.count("Go on with the note that you began") == 2
    assert worker.post(address, first).status_code == 302
    assert "Of the evening" in worker.get(address).content.decode()
    assert text(worker.get("/")).count("A note Kept") == 1
    assert worker.post(address, second).status_code == 302
    assert "Not sent yet" not in text(worker.get("/"))
    assert "Of the morning" in text(worker.get(f"/episodes/{child.id}/"))


def test_a_child_left_out_of_a_visit_is_asked_about_by_name(worker: Client, child: Episode) -> None:
    form = visit_form(worker, child)
    form |= dict.fromkeys([name for name in form if name.startswith("part_")], "")
    answer = worker.post(f"/cases/{child.fence}/note/", form)
    assert answer.status_code == 422
    assert "Say if they were seen alone, with others there, or not seen" in text(answer)


def test_a_note_is_corrected_with_the_original_beside_it(worker: Client, child: Episode) -> None:
    saved = worker.post(f"/cases/{child.fence}/note/", visit_form(worker, child))
    form = visit_form(worker, child, words="Mother spoke of two worries", why="Misheard")
    corrected = worker.post(f"{saved['Location']}correct/", form, follow=True)
    page = text(corrected)
    assert "Mother spoke of two worries" in page and "What was wrong: Misheard" in page and WORDS in page
    assert "This note was corrected." in text(worker.get(saved["Location"]))
    assert worker.get(f"{saved['Location']}correct/").status_code == 302


def test_words_are_found_and_stand_in_no_address(worker: Client, child: Episode, office: Office) -> None:
    worker.post(f"/cases/{child.fence}/note/", visit_form(worker, child))
    assert WORDS in text(worker.post("/notes/search/", {"words": "kitchen"}))
    assert worker.post("/notes/search/", {"words": ""}).status_code == 422
    leader = browser(office.coordinator)
    assert WORDS in text(leader.post("/notes/search/", {"words": "worry"}))
    assert "No note that you may read" in text(browser(office.other_worker).post("/notes/search/", {"words": "worry"}))


def test_the_coordinator_hands_a_family_over_from_the_workers_caseload(office: Office, child: Episode) -> None:
    leader = browser(office.coordinator)
    assert f"/caseload/{office.worker.number}/" in leader.get("/caseload/").content.decode()
    assert f"/episodes/{child.id}/" in leader.get(f"/caseload/{office.worker.number}/").content.decode()
    page = text(leader.get(f"/episodes/{child.id}/hand-over/"))
    assert "Help for" in page and "goes along" in page
    form = {"to": f"{child.team_id}.{office.other_worker.number}", "reason": "leave", "words": "Ring first"}
    done = leader.post(f"/episodes/{child.id}/hand-over/", form, follow=True)
    assert "The family was handed over" in text(done)
    assert browser(office.worker).get(f"/episodes/{child.id}/").status_code == 404
    assert browser(office.other_worker).get(f"/episodes/{child.id}/").status_code == 200


def test_an_episode_is_closed_with_words_and_opened_again(worker: Client, child: Episode) -> None:
    address = f"/episodes/{child.id}/close/"
    assert worker.post(address, {"reason": "needs_met", "words": ""}).status_code == 422
    closed = text(worker.post(address, {"reason": "needs_met", "words": "Sleeps through"}, follow=True))
    assert "The needs are met" in closed and "Open again" in closed
    old = worker.post(address, {"reason": "needs_met", "words": "Twice", "version": "1"})
    assert "Somebody else changed this episode" in text(old)
    again = worker.post(f"/episodes/{child.id}/reopen/", {"words": "Back again"}, follow=True)
    assert "The episode was opened again" in text(again)


def test_the_chronology_is_of_the_person_or_the_family_filtered_and_complete(
    worker: Client, child: Episode, office: Office
) -> None:
    worker.post(f"/cases/{child.fence}/note/", visit_form(worker, child))
    found = re.search(r'href="(/people/[0-9a-f-]{36}/)"', worker.get(f"/episodes/{child.id}/").content.decode())
    assert found
    address = f"{found[1]}timeline/"
    own, family = text(worker.get(address)), text(worker.get(address, {"whose": "family", "about": "casework"}))
    assert "Early help began with" in own and "Home visit on" in own and "This person was registered." in own
    assert family.count("Early help began with") == 3
    assert "registered" not in family
    assert "Sis Example, Testina Example" in family  # the visit says of whom it tells
    other = text(browser(office.officer).get(address))
    assert "Home visit on" not in other and "Early help began" not in other


def test_pages_ask_a_fixed_number_of_questions(worker: Client, child: Episode) -> None:
    asked: dict[str, list[int]] = {}
    for _ in range(2):
        for _ in range(2):
            worker.post(f"/cases/{child.fence}/note/", visit_form(worker, child))
        for address in ("/caseload/", f"/episodes/{child.id}/", f"/cases/{child.fence}/note/"):
            worker.get(address)
            with CaptureQueriesContext(connection) as said:
                worker.get(address)
            asked.setdefault(address, []).append(len(said.captured_queries))
    assert all(len(set(counts)) == 1 for counts in asked.values()), asked
    assert max(counts[0] for counts in asked.values()) <= 32, asked  # transactions and savepoints of the tests included
