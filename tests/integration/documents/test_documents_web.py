"""Files on the forms: a nurse's referral, an answer, what an officer keys; kept, removed, sent, opened, refused."""

from __future__ import annotations

import io
import tracemalloc
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from familyhub.documents import actions
from tests.integration.documents.conftest import Stored, a_file, again, fresh_key, kept_in, words_of
from tests.integration.web_refer.conftest import Typed
from tests.integration.web_referrals.test_keying import typed as keyed
from tests.unit.documents.files import EICAR, good_docx, good_jpeg, good_pdf, hostile

Round = Callable[[], list[actions.Checked]]
NEW, KEY = "/refer/new/", "/requests/new/"
HARMFUL = good_pdf(b"<< /Length 68 >>\nstream\n" + EICAR + b"\nendstream")
NAME = "Testina assessment.pdf"


def request_page(officer: Client, stored: Stored) -> str:
    return words_of(officer.get(f"/requests/{stored.one('SELECT id FROM referrals_request')}/"))


def document(stored: Stored) -> uuid.UUID:
    found: uuid.UUID = stored.one("SELECT id FROM documents_document")
    return found


def test_a_nurse_attaches_the_assessment_and_the_officer_opens_it(
    nurse: Client, officer: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    body = good_pdf()
    answer = nurse.post(NEW, referral | {"file": a_file(NAME, body)})
    assert answer.status_code == 302
    assert "being checked" in words_of(nurse.get(answer["Location"]))
    page = request_page(officer, stored)
    assert NAME in page and "being checked" in page and "/documents/" not in page
    assert officer.get(f"/documents/{document(stored)}/").status_code == 404
    checked()
    page = request_page(officer, stored)
    assert f"/documents/{document(stored)}/" in page and "nothing harmful found" in page
    got = officer.get(f"/documents/{document(stored)}/")
    assert got.content == body
    assert got["Content-Disposition"] == f'attachment; filename="{NAME}"'
    assert got["Content-Type"] == "application/pdf"
    assert got["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got["Content-Security-Policy"] and "default-src 'none'" in got["Content-Security-Policy"]
    assert got["Cache-Control"] == "no-store"
    row = stored.rows(
        "SELECT screen, outcome, subjects FROM core_access WHERE request = %s", uuid.UUID(got["X-Request-Id"])
    )
    assert row == [("documents:download", "shown", [stored.one("SELECT id FROM referrals_contact")])]
    assert NAME not in words_of(nurse.get("/refer/new/"))


def test_each_opening_is_logged_with_the_people_that_it_is_about(
    nurse: Client, officer: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None, as_worker: Any
) -> None:
    nurse.post(NEW, referral | {"file": a_file(NAME, good_pdf())})
    checked()
    request, contact = stored.rows("SELECT request_id, id FROM referrals_contact")[0]
    subjects = [row[0] for row in stored.rows("SELECT id FROM referrals_subject ORDER BY number")]
    for one in subjects:
        officer.post(f"/requests/{request}/people/{one}/", {"choice": "new", "form_key": str(uuid.uuid4())})
    got = officer.get(f"/documents/{document(stored)}/")
    logged = stored.one("SELECT subjects FROM core_access WHERE request = %s", uuid.UUID(got["X-Request-Id"]))
    people = [row[0] for row in stored.rows("SELECT person_id FROM people_record")]
    assert len(people) == 3 and sorted(logged) == sorted(people)
    assert stored.one("SELECT count(*) FROM documents_attachmentperson WHERE fence = %s", contact) == 3


def test_a_refused_form_keeps_its_file_and_sends_it_later(nurse: Client, referral: Typed, stored: Stored) -> None:
    page = words_of(nurse.post(NEW, referral | {"job": "", "file": a_file(NAME, good_pdf())}))
    assert NAME in page and len(kept_in(page)) == 1
    assert stored.states() == [(NAME, "quarantined")]
    assert kept_in(words_of(nurse.get(NEW))) == kept_in(page)  # it is in the draft as well
    answer = nurse.post(NEW, again(referral, page))
    assert answer.status_code == 302
    assert stored.one("SELECT count(*) FROM documents_attachment") == 1
    assert kept_in(words_of(nurse.get(NEW))) == []


def test_a_file_is_attached_by_its_own_button_and_removed_again(nurse: Client, referral: Typed, stored: Stored) -> None:
    two = [a_file("one.pdf", good_pdf()), a_file("two.jpg", good_jpeg())]
    page = words_of(nurse.post(NEW, referral | {"file": two, "attach_file": "yes"}))
    assert "There is a problem" not in page and "Testina" in page
    first, second = kept_in(page)
    page = words_of(nurse.post(NEW, again(referral, page) | {"remove_file": first}))
    assert kept_in(page) == [second]
    assert stored.states() == [("two.jpg", "quarantined")]
    assert stored.one("SELECT count(*) FROM documents_documentcontent") == 1


def test_save_and_finish_later_keeps_the_file_and_remove_it_removes_it(
    nurse: Client, referral: Typed, stored: Stored
) -> None:
    nurse.post(NEW, referral | {"later": "yes", "file": a_file(NAME, good_pdf())})
    assert len(kept_in(words_of(nurse.get(NEW)))) == 1
    nurse.post("/refer/new/remove/")
    assert stored.states() == []


def test_a_file_that_is_not_taken_costs_nothing_else(nurse: Client, referral: Typed, stored: Stored) -> None:
    page = words_of(nurse.post(NEW, referral | {"file": a_file("letter.docm", good_docx())}))
    assert "“letter.docm” was not attached: it holds macros" in page
    assert "Testina is on her own with Tommy" in page and "Not talking yet at three" in page
    assert stored.states() == [] and stored.rows("SELECT 1 FROM referrals_contact") == []
    assert nurse.post(NEW, again(referral, page)).status_code == 302


def test_a_concern_goes_at_once_whatever_is_wrong_with_its_file(nurse: Client, referral: Typed, stored: Stored) -> None:
    page = nurse.post(NEW, referral | {"is_safeguarding": "on", "file": a_file("a.pdf", b"words")}, follow=True)
    assert "We have it" in words_of(page) and "was not attached" in words_of(page)
    assert stored.one("SELECT count(*) FROM referrals_contact") == 1


def test_sending_twice_is_one_referral_with_one_file(nurse: Client, referral: Typed, stored: Stored) -> None:
    first = nurse.post(NEW, referral | {"file": a_file(NAME, good_pdf())})
    second = nurse.post(NEW, referral | {"file": a_file(NAME, good_pdf())})
    assert first["Location"] == second["Location"]
    assert stored.states() == [(NAME, "quarantined")]
    other = nurse.post(NEW, referral | {"file": a_file(NAME, good_pdf(b"<< /Another 1 >>"))})
    assert "sent this form before" in words_of(other)


def test_what_was_kept_for_one_family_never_goes_with_another(nurse: Client, referral: Typed, stored: Stored) -> None:
    """Two tabs: each form carries its own files."""
    nurse.post(NEW, referral | {"job": "", "file": a_file("first family.pdf", good_pdf())})
    other = fresh_key(referral) | {"story": "Another family altogether."}
    assert nurse.post(NEW, other | {"files": []}).status_code == 302
    assert stored.one("SELECT count(*) FROM documents_attachment") == 0


def test_another_persons_file_cannot_be_sent_removed_or_seen(
    nurse: Client, colleague: Client, referral: Typed, stored: Stored
) -> None:
    page = words_of(nurse.post(NEW, referral | {"file": a_file(NAME, good_pdf()), "attach_file": "yes"}))
    stolen = {"files": kept_in(page), "remove_file": kept_in(page)[0]}
    assert NAME not in words_of(colleague.post(NEW, referral | stolen))
    assert colleague.post(NEW, fresh_key(referral) | {"files": kept_in(page)}).status_code == 302
    assert stored.one("SELECT count(*) FROM documents_attachment") == 0
    assert stored.states() == [(NAME, "quarantined")]


def test_a_harmful_file_is_told_to_sender_and_officer_in_words(
    nurse: Client, officer: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    nurse.post(NEW, referral | {"file": a_file(NAME, HARMFUL)})
    checked()
    assert stored.one("SELECT count(*) FROM documents_documentcontent") == 0
    for page in (words_of(nurse.get("/refer/mine/")), request_page(officer, stored)):
        assert "refused: it holds something harmful" in page
    assert officer.get(f"/documents/{document(stored)}/").status_code == 404


def test_a_harmful_file_found_before_sending_must_be_removed_first(
    nurse: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    page = words_of(nurse.post(NEW, referral | {"file": a_file(NAME, HARMFUL), "attach_file": "yes"}))
    checked()
    page = words_of(nurse.post(NEW, again(referral, page)))
    assert "Remove it from this form" in page and stored.rows("SELECT 1 FROM referrals_contact") == []
    page = words_of(nurse.post(NEW, again(referral, page) | {"remove_file": kept_in(page)[0]}))
    assert nurse.post(NEW, again(referral, page)).status_code == 302


def test_an_answer_holds_a_file_and_needs_no_words(
    nurse: Client, officer: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    nurse.post(NEW, referral | {"evidence": "none"})
    contact = stored.one("SELECT id FROM referrals_contact")
    url, said = f"/refer/{contact}/answer/", {"evidence": "none", "words": ""}
    page = words_of(nurse.post(url, said))
    assert "Give the assessment or the e-referral, attach it, or answer in your own words" in page
    page = words_of(nurse.post(url, said | {"file": a_file(NAME, b"words")}))
    assert "was not attached" in page
    assert nurse.post(url, said | {"file": a_file(NAME, good_pdf())}).status_code == 302
    checked()
    assert NAME in request_page(officer, stored)
    assert stored.one("SELECT about FROM documents_attachment") == contact


def test_an_officer_keys_a_letter_with_its_original(
    officer: Client, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    page = words_of(
        officer.post(KEY, keyed(name="") | {"received_on_day": "99", "file": a_file("scan.jpg", good_jpeg())})
    )
    assert len(kept_in(page)) == 1
    answer = officer.post(KEY, keyed() | {"files": kept_in(page)})
    assert answer.status_code == 302
    checked()
    assert "scan.jpg" in words_of(officer.get(answer["Location"]))
    got = officer.get(f"/documents/{document(stored)}/")
    assert got["Content-Type"] == "image/jpeg" and b"Canary" not in got.content
    own = stored.one(
        "SELECT count(*) FROM core_grant g JOIN documents_document d ON d.fence = g.fence WHERE until IS NULL"
    )
    assert own == 0  # an officer sees it through the contact, and no longer than that


def test_a_name_is_never_more_than_a_name(
    nurse: Client, officer: Client, referral: Typed, stored: Stored, checked: Round, demo_scanner: None
) -> None:
    nurse.post(NEW, referral | {"file": a_file('..\\..\\x "a"; \u202ezoë.pdf', good_pdf())})
    checked()
    got = officer.get(f"/documents/{document(stored)}/")
    assert got["Content-Disposition"] == "attachment; filename*=utf-8''x%20a%20zo%C3%AB.pdf"


def test_no_hostile_file_is_kept_and_none_makes_the_site_fail(
    nurse: Client, referral: Typed, stored: Stored, settings: Any
) -> None:
    statuses = []
    corpus = hostile()
    for name, called, body in corpus:
        answer = nurse.post(NEW, referral | {"file": a_file(called, body), "attach_file": "yes"})
        statuses.append((name, answer.status_code))
        assert name == "nothing" or "was not attached" in words_of(answer), name
    assert len(corpus) >= 40
    assert [one for one in statuses if one[1] != 200] == []
    assert stored.states() == []


class Endless(io.RawIOBase):
    """A body of a stated length that is made while it is read, and counts what was read of it."""

    def __init__(self, head: bytes, length: int) -> None:
        super().__init__()
        self.head, self.length, self.read_so_far = head, length, 0

    def read(self, size: int = -1) -> bytes:
        size = self.length if size < 0 else size
        size = min(size, self.length - self.read_so_far)
        said = self.head[self.read_so_far : self.read_so_far + size].ljust(size, b"x")
        self.read_so_far += size
        return said


def multipart(typed: Typed, boundary: str = "b0undary") -> bytes:
    """The fields of a form as a browser sends them, and the beginning of a file after them."""
    made = b""
    for name, value in typed.items():
        for one in value if isinstance(value, list) else [value]:
            made += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()
    head = 'Content-Disposition: form-data; name="file"; filename="film.pdf"\r\nContent-Type: application/pdf'
    return made + f"--{boundary}\r\n{head}\r\n\r\n".encode()


@pytest.fixture
def measured() -> Iterator[Callable[[], int]]:
    """The most memory that was held since the test began, in bytes."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


def test_300_mb_are_refused_without_being_read_and_the_words_stay(
    nurse: Client, referral: Typed, stored: Stored, measured: Callable[[], int]
) -> None:
    body = Endless(multipart(referral), 300_000_000)
    extra: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(body.length)}
    extra["CONTENT_TYPE"] = "multipart/form-data; boundary=b0undary"
    answer = nurse.post(NEW, **extra)
    page = words_of(answer)
    assert "“film.pdf” was not attached: it is too large" in page
    assert "Testina is on her own with Tommy" in page and "Not talking yet at three" in page
    assert body.read_so_far < 5_000_000
    assert measured() < 50_000_000
    assert stored.states() == [] and stored.rows("SELECT 1 FROM referrals_contact") == []


def test_a_file_just_too_large_is_dropped_while_it_arrives(
    nurse: Client, referral: Typed, stored: Stored, settings: Any
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, file_mb=1)
    large = good_pdf() + b" " * 1_000_000
    page = words_of(nurse.post(NEW, referral | {"file": [a_file("large.pdf", large), a_file("small.pdf", good_pdf())]}))
    assert "“large.pdf” was not attached: it is too large" in page
    assert stored.states() == [("small.pdf", "quarantined")]


def test_more_files_than_a_form_takes_and_more_than_a_day_allows(
    nurse: Client, referral: Typed, stored: Stored, settings: Any
) -> None:
    many = [a_file(f"{n}.pdf", good_pdf(b"<< /N %d >>" % n)) for n in range(7)]
    page = words_of(nurse.post(NEW, referral | {"file": many, "attach_file": "yes"}))
    assert len(kept_in(page)) == 5 and "more files than one form takes" in page
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, files_a_day=5)
    page = words_of(nurse.post(NEW, fresh_key(referral) | {"file": a_file("9.pdf", good_pdf()), "attach_file": "yes"}))
    assert "as much as one person can in a day" in page
    assert len(stored.states()) == 5


def test_a_page_that_takes_no_files_drops_them_unread(nurse: Client, officer: Client, stored: Stored) -> None:
    for client, url in ((nurse, "/drafts/refer:new/"), (nurse, "/refer/new/remove/"), (Client(), NEW), (officer, NEW)):
        answer = client.post(url, {"file": a_file("a.pdf", good_pdf())})
        assert answer.status_code in {204, 302, 403}
    assert stored.states() == []


def test_meddled_ids_are_nothing(nurse: Client, referral: Typed, stored: Stored) -> None:
    for said in ("x", "' OR 1=1 --", str(uuid.uuid4()), "\x00", "a" * 5000):
        answer = nurse.post(NEW, referral | {"files": [said], "remove_file": said})
        assert answer.status_code == 200
    assert nurse.post(NEW, referral | {"files": [str(uuid.uuid4())]}).status_code == 302
