"""Planted words, hunted on every page of everybody, in PDFs and files for a calendar, mail, logs and addresses."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from familyhub.core import fence
from familyhub.core.asker import Asker, Kind
from familyhub.core.events import restore
from familyhub.core.models import EventRow
from tests.leaks.assessed import ASKED_AT
from tests.leaks.objects import Targets, Truth, asker_named, everybody
from tests.leaks.walking import CALENDAR, PDF, STARTS, addresses, everything, read_by, shown_routes
from tests.leaks.world import Family, Planted, World, session_for, undone
from tests.telling import tell

# What a sender typed is the sender's own: their reference and label, never the family's words.
PLACE_WORDS = ("line", "phone")


@pytest.fixture(scope="module")
def targets(world: World, keys: Any) -> Targets:
    return Targets(world, Truth(keys))


def sees_request(truth: Truth, asker: Asker, family: Family) -> bool:
    return "referrals.see" in asker.permissions and truth.sees(asker, family.request, "referrals")


def sees_words(truth: Truth, asker: Asker, family: Family) -> bool:
    """The request, or a person in it."""
    people = "people.see" in asker.permissions
    return sees_request(truth, asker, family) or (
        people and any(truth.sees(asker, p, "people") for p in family.persons)
    )


@pytest.fixture(scope="module")
def walked(world: World, targets: Targets) -> dict[str, dict[str, str]]:
    """Everything that everybody can read, by asker and address."""
    logging.disable(logging.ERROR)
    routes = shown_routes(session_for(world, "officer"))
    found = {}
    for name in everybody(world):
        starts = [*STARTS, *addresses(targets, read_by(name, routes), asker_named(world, name))]
        found[name] = everything(session_for(world, name), starts)
    logging.disable(logging.NOTSET)
    return found


def test_planted_words_stand_on_pages_of_those_entitled_and_nowhere_else(
    walked: dict[str, dict[str, str]], world: World, targets: Targets, capsys: pytest.CaptureFixture[str]
) -> None:
    leaked, missed = [], []
    for name, pages in walked.items():
        asker = asker_named(world, name)
        for which, family in world.families.items():
            entitled = sees_words(targets.truth, asker, family)
            found = [(page, word) for page, text in pages.items() for word in family.planted.words if word in text]
            if not entitled and name == ASKED_AT.get(which):  # what is asked there names the child, and nothing else
                names = {family.planted.child.lower(), family.planted.surname.lower()}
                found = [(page, word) for page, word in found if not (page.startswith("/asked/") and word in names)]
            if not entitled and which in world.monthly and targets.reads_item(asker, which):
                told = {family.planted.child.lower(), family.planted.surname.lower()}  # of the child, the name alone
                found = [(page, word) for page, word in found if word not in told]
            if not entitled:
                leaked += [f"{name} reads {word!r} of {which} at {page}" for page, word in found]
            elif family.planted.surname.lower() not in {word for _, word in found}:
                missed.append(f"{name} may see {which} and finds no page with it")
    pages = sum(len(pages) for pages in walked.values())
    tell(capsys, f"canaries: {pages} pages of {len(walked)} askers, {len(world.families)} families")
    assert not leaked, "\n".join(leaked[:40])
    assert not missed, "\n".join(missed)


def test_words_of_a_note_stand_on_pages_of_those_who_may_read_it_and_are_found_by_nobody_else(
    walked: dict[str, dict[str, str]], world: World, targets: Targets
) -> None:
    wrong = []
    for name, pages in walked.items():
        asker, client = asker_named(world, name), session_for(world, name)
        for which, case in world.cases.items():
            for fence_of, words in ((case.case, case.words), (case.compartment, case.told_in_confidence)):
                entitled = targets.reads_case(asker, fence_of, case.persons)
                with undone():
                    found = client.post("/notes/search/", {"words": words.split()[0]}).content.decode().lower()
                # the page says the word that was looked for; what follows it in the note stands with a note alone
                rest = words.partition(" ")[2].lower()
                reads = [page for page, text in pages.items() if words.lower() in text]
                if bool(reads) != entitled or (rest in found) != entitled:
                    wrong.append(f"{name}, {which}, {words!r}: entitled {entitled}, reads {reads[:3]}, {rest in found}")
    assert not wrong, "\n".join(wrong)


def test_a_protected_address_is_read_by_the_protection_desk_alone(
    walked: dict[str, dict[str, str]], world: World
) -> None:
    words = [getattr(world.protected, name).lower() for name in PLACE_WORDS]
    readers = {name for name, pages in walked.items() for text in pages.values() if any(word in text for word in words)}
    assert readers == {"protection desk"}


def test_files_that_are_taken_home_were_read_too(walked: dict[str, dict[str, str]], world: World) -> None:
    """What is hunted above is hunted in them as well: each kind was opened, and says what it says to those entitled."""
    texts = [(page, *text.split("\n", 1)) for pages in walked.values() for page, text in pages.items()]
    pdfs = [(page, body) for page, headers, body in texts if f"'content-type': '{PDF}'" in headers]
    assert {page.split("/")[1] for page, _ in pdfs} == {"documents", "releases"}
    for case in world.cases.values():
        assert any(case.words.lower() in text for page, text in pdfs if page.startswith("/releases/"))
    for family in (world.families["here"], world.families["there"]):
        assert any(family.planted.story.lower() in text for page, text in pdfs if str(family.document) in page)
    dates = [body for _, headers, body in texts if f"'content-type': '{CALENDAR}" in headers]
    assert dates and all("begin:vevent" in text and "begin:vcalendar" in text for text in dates)


def test_no_address_holds_a_planted_word(walked: dict[str, dict[str, str]], world: World) -> None:
    """Names, dates of birth and postcodes stand in no address, followed or linked."""
    words = [word for family in world.families.values() for word in family.planted.words]
    born = [str(family.planted.born) for family in world.families.values()]
    pages = {page.lower() for pages in walked.values() for page in pages}
    assert [page for page in pages for word in [*words, *born, "zz2+1aa", "zz2%201aa", "zz21aa"] if word in page] == []


def test_pages_that_fail_or_refuse_show_nothing_that_was_typed(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Words typed into a form that is refused stand on that form alone; the log holds none of them."""
    words = world.families["here"].planted
    body = {"reason": words.story, "outcome": words.mother, "form_key": words.line, "version": words.phone}
    with caplog.at_level(logging.DEBUG):
        for name in ("worker there", "nobody", "administrator"):
            client = session_for(world, name)
            with undone():
                for path in ("decide", "return", "close", "give"):
                    answer = client.post(f"/requests/{world.families['here'].request}/{path}/", body)
                    said = answer.content.decode().lower()
                    assert [word for word in words.words if word in said] == []
        with undone():
            session_for(world, "officer").post(f"/requests/{world.families['waiting'].request}/decide/", body)
    logged = " ".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records).lower()
    sql = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("django.db")).lower()
    assert [word for word in words.words if word in logged and word not in sql] == []


def test_the_log_of_a_failing_page_holds_none_of_the_familys_words(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the template is broken")

    monkeypatch.setattr("familyhub.web.referrals.showing.clock_bar", fails)
    family = world.families["here"]
    with caplog.at_level(logging.INFO), undone():
        answer = session_for(world, "officer").get(f"/requests/{family.request}/")
    assert answer.status_code == 500
    said = answer.content.decode().lower()
    logged = caplog.text.lower()
    assert "the template is broken" in logged
    assert [word for word in family.planted.words if word in said or word in logged] == []


def test_access_rows_hold_numbers_and_no_words(walked: dict[str, dict[str, str]], world: World, keys: Any) -> None:
    """The log says who looked at whom by number. The walk above was taken back, so these rows are made here."""
    session_for(world, "officer").get(f"/requests/{world.families['here'].request}/")
    session_for(world, "worker there").get(f"/requests/{world.families['here'].request}/?name=Motherina")
    rows = keys.execute("SELECT * FROM core_access").fetchall()
    assert len(rows) >= 2
    text = repr(rows).lower()
    hunted = [word for family in world.families.values() for word in family.planted.words] + ["motherina"]
    assert [word for word in hunted if word in text] == []


def test_a_read_of_somebody_who_has_no_record_yet_is_logged(world: World, keys: Any) -> None:
    """Nobody in this request was matched to a record; its page names them all the same."""
    client = session_for(world, "officer")
    for page, screen in (
        (f"/requests/{world.families['waiting'].request}/", "referrals:request"),
        ("/board/", "referrals:board"),
    ):
        answer = client.get(page)
        row = keys.execute(
            "SELECT screen, outcome, cardinality(subjects) FROM core_access WHERE request = %s",
            [uuid.UUID(answer["X-Request-Id"])],
        ).fetchone()
        assert world.families["waiting"].planted.surname in answer.content.decode()
        assert row is not None and row[:2] == (screen, "shown") and row[2] >= 2


def test_events_say_no_more_than_their_readers_may_know(world: World, keys: Any) -> None:
    """A sentence stands on timelines of everybody who may read the event: no address, phone or date of birth in it."""
    rows = keys.execute("SELECT id, fence, wide, code, about, payload FROM core_event").fetchall()
    sentences = []
    for number, behind, wide, code, about, payload in rows:
        row = EventRow(id=number, fence=behind, wide=wide, code=code, about=about, payload=payload)
        sentences.append(restore(row).sentence().lower())
    assert len(sentences) > 20
    for family in world.families.values():
        planted = family.planted
        hidden = [planted.line, planted.phone, planted.story, planted.engage, str(planted.born)]
        assert [said for said in sentences for word in hidden if word.lower() in said] == []


def test_mail_holds_no_word_of_any_family(world: World, keys: Any, settings: Any) -> None:
    """What waits in the outbox, rendered as it would be sent, and what the screens send."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    with undone():
        client.post("/refer/", {"email": "new.nurse@schoolnursing.example"})
        client.post("/accounts/password/reset/", {"email": world.staff["officer"].email})
    texts = [f"{letter.subject} {letter.body} {letter.to}" for letter in mail.outbox]
    texts += [repr(row) for row in keys.execute("SELECT * FROM messages_message").fetchall()]
    assert len(texts) >= 2
    hunted = [word for family in world.families.values() for word in family.planted.words]
    hunted += [f"zz{n} 1aa" for n in (2, 3, 5)]
    assert [text for text in texts for word in hunted if word in text.lower()] == []


def kinds_of(planted: Planted) -> tuple[str, ...]:
    """The words that a referrer's own page may never say back."""
    return (planted.mother, planted.child, planted.line, planted.phone, planted.story)


def test_a_referrer_reads_nothing_back_of_what_was_sent(walked: dict[str, dict[str, str]], world: World) -> None:
    for name in world.referrers:
        assert world.askers[name].kind is Kind.REFERRER
        text = " ".join(walked[name].values())
        for family in world.families.values():
            assert [word for word in kinds_of(family.planted) if word.lower() in text] == []
        own = world.families["there" if name == "other nurse" else "here"]
        assert own.reference.lower() in text


TABLES = (
    "referrals_request",
    "referrals_contact",
    "referrals_subject",
    "people_person",
    "people_name",
    "casework_note",
    "casework_assessment",
    "casework_assessmentpart",
    "casework_answer",
    "casework_contribution",
    "casework_contributionask",
    "casework_contributionquestion",
    "casework_need",
    "casework_needstep",
    "casework_plan",
    "casework_goal",
    "casework_planaction",
    "casework_meeting",
    "casework_guest",
    "casework_decision",
    "casework_keptapart",
    "casework_visit",
    "casework_visitgoer",
    "casework_visited",
    "casework_doorfact",
    "casework_visitalarm",
    "casework_agendaitem",
    "casework_itemneed",
    "casework_agreedaction",
    "casework_itemofcase",
    "casework_measure",
    "casework_notewords",
    "casework_episode",
    "casework_involvement",
    "documents_document",
    "documents_documentcontent",
    "documents_attachment",
    "documents_attachmentperson",
)


def test_the_fence_itself_hides_what_the_queries_would_find(world: World) -> None:
    """Even raw SQL of the page's own connection says nothing to an asker of another team."""
    from django.db import connection

    family = world.families["here"]
    with fence.enter(world.askers["worker there"]), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
            text = " ".join(row[0] for row in cursor.fetchall()).lower()
            assert [word for word in family.planted.words if word in text] == []


def test_what_is_put_to_one_member_or_said_in_supervision_is_read_by_those_who_may(
    walked: dict[str, dict[str, str]], world: World, targets: Targets
) -> None:
    wrong = []
    for name, pages in walked.items():
        for which, one in world.monthly.items():
            asker = asker_named(world, name)
            for words, entitled in (
                (one.words, targets.reads_item(asker, which)),
                (one.confided, targets.reads_talk(asker, which)),
            ):
                reads = [page for page, text in pages.items() if words.lower() in text]
                if bool(reads) != entitled:
                    wrong.append(f"{name}, {which}, {words}: entitled {entitled}, reads {reads[:3]}")
    assert not wrong, "\n".join(wrong)


def test_what_an_audit_found_is_read_by_those_who_were_let_and_by_the_worker_once_it_is_moderated(
    walked: dict[str, dict[str, str]], world: World, targets: Targets
) -> None:
    wrong = []
    for name, pages in walked.items():
        asker = asker_named(world, name)
        for which, one in world.audited.items():
            for words, audit in ((one.noticed, one.finished), (one.found, one.moderated)):
                reads = [page for page, text in pages.items() if words.lower() in text]
                if bool(reads) != targets.reads_audit(asker, which, audit):
                    wrong.append(f"{name}, {which}, {words}: reads {reads[:3]}")
    assert not wrong, "\n".join(wrong)
