"""Copies of one assessment for a mother and her two former partners, and what a program that reads all finds."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connections, transaction
from pypdf import PdfReader

from familyhub.casework.actions import releasing
from familyhub.casework.actions import releasing_out as outside
from familyhub.casework.actions.finding import NotThere, Refused
from familyhub.casework.actions.releasing_never import take_back_particular
from familyhub.casework.models import Episode, ParticularEnd, Release, ReleaseStep
from familyhub.casework.policy.handing_out import CHANGED, found_in
from familyhub.casework.queries.releases import release_for
from familyhub.casework.queries.releasing import particulars_in
from familyhub.casework.terms.releases import GivenBy, ParticularKind, ReleaseKind, Why
from familyhub.core import events, fence, grants
from familyhub.core.asker import Asker
from familyhub.demo import released, two_fathers
from familyhub.demo.two_fathers import Hands, TwoFathers
from familyhub.documents import actions as documents
from familyhub.documents import queries as files
from familyhub.people.models import Person
from familyhub.sharing.models import SharingDecision
from tests.conftest import DATABASE, close_connections
from tests.integration.casework.conftest import Made, browser
from tests.integration.casework.test_casework_screens import text
from tests.integration.casework.test_held import WORDS as HELD
from tests.integration.casework.test_held import concern_about
from tests.integration.casework.test_plans import send
from tests.integration.casework.test_two_editors import form_at, shown
from tests.integration.directory.conftest import swapped
from tests.integration.referrals.conftest import NOW, Office


@dataclass(frozen=True)
class World:
    """The family, who works with it, and three signed copies by the recipient's first name."""

    family: TwoFathers
    hands: Hands
    copies: dict[str, uuid.UUID]
    facts: dict[str, str]


def scan(numbers: list[uuid.UUID]) -> None:
    """Found clean, by the worker, whose connection this is for a moment."""
    told = settings.ENVIRONMENT
    settings.ENVIRONMENT = replace(told, demo=True)
    web, connections["default"] = connections["default"], connections["worker"]
    try:
        for number in numbers:
            documents.check(number, at=NOW)
    finally:
        settings.ENVIRONMENT, connections["default"] = told, web


def build(office: Office) -> World:
    hands = Hands(office.officer, office.coordinator, office.worker)
    request = two_fathers.refer(office.officer, "ZZ2 1AA", NOW)
    family = two_fathers.build(hands, request, NOW)
    copies = {name: released.prepare(family, record, hands.worker, NOW) for name, record in family.recipients}
    for number in copies.values():
        released.sign(number, hands.coordinator, NOW)
    with fence.enter(hands.worker):
        rows = Release.objects.filter(id__in=copies.values()).values_list("document", "letter")
        scan([number for pair in rows for number in pair if number])
        team = Episode.objects.filter(fence=family.case).values_list("team__name", flat=True).first()
    return World(family, hands, copies, released.facts_with(hands, str(team)))


@pytest.fixture(scope="module")
def world(made: Made, django_db_blocker: Any) -> Iterator[tuple[Made, World]]:
    """A copy of this folder's database with the family in it."""
    name = f"{made.name}_copies"
    DATABASE.clone(name, of=made.name)
    with django_db_blocker.unblock():
        before = swapped(name)
        told = build(made.office)
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept
    yield replace(made, name=name), told
    DATABASE.drop(name)


@pytest.fixture(scope="module")
def connected(world: tuple[Made, World], django_db_blocker: Any) -> Iterator[Made]:
    """This process's connections in that copy."""
    with django_db_blocker.unblock():
        before = swapped(world[0].name)
        yield world[0]
        close_connections()
        for alias, kept in before.items():
            connections[alias].settings_dict["NAME"] = kept


@pytest.fixture
def told(world: tuple[Made, World]) -> World:
    return world[1]


READ: dict[uuid.UUID, tuple[list[tuple[str, bytes]], str]] = {}


def read(told: World, name: str) -> tuple[list[tuple[str, bytes]], str]:
    """The files of a copy and everything that they say; each is opened and read once."""
    copy = told.copies[name]
    if copy not in READ:
        made = released.files_of(copy, told.hands.worker, NOW)
        READ[copy] = made, " ".join(released.said_in(made).split())
    return READ[copy]


def body_of(told: World, name: str) -> list[tuple[str, bytes]]:
    return read(told, name)[0]


def test_a_reader_that_holds_every_protected_fact_finds_none_in_three_copies_and_each_in_the_staffs(
    told: World,
) -> None:
    for name in told.copies:
        made = body_of(told, name)
        assert [one.split("-")[0] for one, _ in made] == ["copy", "letter"]
        said = read(told, name)[1]
        assert released.found_for(name, made, told.facts.values()) == []
        assert found_in(said, [name]) == [name]
        for former in {"Maralyn", "Fabian", "Gordon", "Darren", "Wanda"} - {name}:
            assert former.lower() not in said.lower()
    staff = released.said_in([("", released.staff_copy(told.copies["Maralyn"], told.hands.worker, NOW))])
    assert sorted(found_in(staff, told.facts.values())) == sorted(told.facts.values())


def test_each_reads_what_is_theirs(told: World) -> None:
    flat = {name: read(told, name)[1] for name in told.copies}
    assert "Adaline sleeps well and eats well. She loves drawing." in flat["Fabian"]
    assert "I want to help with reading." in flat["Fabian"]
    assert "Benno" not in flat["Fabian"] and "Adaline" not in flat["Gordon"]
    assert "Benno is growing well. He sleeps through most nights." in flat["Gordon"]
    assert "Maralyn asks for help early. The children play well together." in flat["Maralyn"]
    assert "What works well" not in flat["Fabian"] + flat["Gordon"]
    assert "shouts at night" not in "".join(flat.values())


def test_the_file_is_accessible_and_says_for_whom_it_is_on_every_page(told: World) -> None:
    import io

    for name, body in body_of(told, "Maralyn"):
        reader = PdfReader(io.BytesIO(body))
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "en-GB" and "/StructTreeRoot" in root
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert reader.metadata and reader.metadata.title and "C-" in reader.metadata.title
        if name.startswith("copy"):
            assert all("Made for Maralyn Example" in page.extract_text() for page in reader.pages)
            assert str(reader.outline[0].title).startswith("Family help assessment: copy C-")  # type: ignore[union-attr]


def test_the_envelope_has_no_address_that_is_protected_or_not_safe(told: World) -> None:
    envelope = {name: released.said_in(body_of(told, name)[1:]) for name in told.copies}
    assert "By hand" in envelope["Maralyn"] and "By hand" in envelope["Gordon"]
    with fence.enter(told.hands.worker):
        pages = {name: release_for(told.hands.worker, one, NOW.date()) for name, one in told.copies.items()}
    assert {name: bool(page and page.is_posted) for name, page in pages.items()} == {
        "Maralyn": False,
        "Fabian": True,
        "Gordon": False,
    }
    with fence.enter(told.hands.worker), pytest.raises(Refused) as refused:
        outside.give(release=told.copies["Maralyn"], how=GivenBy.POST, words="", by=told.hands.worker, at=NOW)
    assert "No address is on record" in str(refused.value)


def test_the_decision_to_share_and_each_step_are_kept(told: World) -> None:
    with fence.enter(told.hands.worker):
        outside.give(release=told.copies["Fabian"], how=GivenBy.HAND, words="", by=told.hands.worker, at=NOW)
        steps = list(ReleaseStep.objects.filter(release=told.copies["Fabian"]).values_list("kind", flat=True))
        decisions = SharingDecision.objects.filter(what__contains="cut for its reader")
        shared = {row.record_id for row in decisions}
        records = told.family.records
        assert {"begun", "family_read", "asked", "signed", "handed_over"} <= set(steps)
        assert shared == {records[one] for one in ("Maralyn", "Adaline", "Benno", "Fabian", "Gordon")}
        assert not any(one in row.to_whom for row in decisions for one in ("Fabian", "Gordon", "Maralyn"))


def test_whoever_prepared_it_does_not_sign_and_it_is_signed_once(told: World) -> None:
    worker, coordinator = told.hands.worker, told.hands.coordinator
    number = released.prepare(told.family, told.family.records["Fabian"], worker, NOW)
    with fence.enter(worker), pytest.raises(Refused) as own:
        outside.sign(release=number, by=worker, at=NOW)
    assert "Somebody else must sign" in str(own.value)
    released.sign(number, coordinator, NOW)
    with fence.enter(coordinator), pytest.raises(Refused) as twice:
        outside.sign(release=number, by=coordinator, at=NOW)
    assert f"{coordinator.name} signed it already" in str(twice.value)
    with fence.enter(worker):
        assert Release.objects.get(id=told.copies["Fabian"]).state == "superseded"
        with pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.filter(id=number).update(copy=[])
        with pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.filter(id=number).update(record=told.family.records["Gordon"])


def test_no_copy_is_given_while_the_family_is_being_looked_at(told: World, office: Office) -> None:
    worker, copy = told.hands.worker, told.copies["Fabian"]
    concern_about(office, told.family.records["Adaline"])
    with fence.enter(worker):
        with pytest.raises(Refused, match=HELD):
            outside.open_copy(release=copy, by=worker, at=NOW)
        with pytest.raises(Refused, match=HELD):
            outside.give(release=copy, how=GivenBy.HAND, words="", by=worker, at=NOW)
    page = text(browser(worker).get(f"/releases/{copy}/"))
    assert HELD in page and "Download" not in page


def test_a_change_in_protection_stops_it_between_signing_and_sending(told: World) -> None:
    worker, copy = told.hands.worker, told.copies["Fabian"]
    with fence.enter(worker):
        document = Release.objects.get(id=copy).document
        assert document and files.opened(worker, document)
        apart = {"one": told.family.records["Fabian"], "other": told.family.records["Adaline"]}
        from familyhub.casework.actions import keep_apart

        keep_apart(case=told.family.case, words="An order of today", by=worker, at=NOW, **apart)
        with pytest.raises(Refused) as stopped:
            outside.open_copy(release=copy, by=worker, at=NOW)
        assert str(stopped.value) == CHANGED
        assert files.opened(worker, document) is None
    page = text(browser(worker).get(f"/releases/{copy}/"))
    assert CHANGED in page and "Download" not in page


def test_a_word_that_is_kept_from_now_on_stops_what_waits_and_what_was_signed(told: World) -> None:
    worker, coordinator, records = told.hands.worker, told.hands.coordinator, told.family.records
    number = released.prepare(told.family, records["Gordon"], worker, NOW)
    with fence.enter(worker):
        never = {"case": told.family.case, "record": records["Benno"], "kind": ParticularKind.OTHER}
        releasing.keep_particular(words="likes songs", by=worker, at=NOW, **never)
    with fence.enter(coordinator), pytest.raises(Refused) as stopped:
        outside.sign(release=number, by=coordinator, at=NOW)
    assert str(stopped.value) == CHANGED


def test_what_was_added_wrongly_is_taken_back_before_a_copy_is_signed(told: World, office: Office) -> None:
    worker, records, case = told.hands.worker, told.family.records, told.family.case
    with fence.enter(worker):
        never = {"case": case, "record": records["Benno"], "kind": ParticularKind.OTHER}
        wrong = releasing.keep_particular(words="likes songs", by=worker, at=NOW, **never)
    number = released.prepare(told.family, records["Gordon"], worker, NOW)
    client, address = browser(worker), f"/particulars/{wrong}/take-back/"
    assert "waits for a signature" in send(client, address, words="It was a song, no nickname")
    with fence.enter(told.hands.coordinator):
        page = release_for(told.hands.coordinator, number, NOW.date())
        assert page is not None
        releasing.send_back(
            release=number, words="Too short", by=told.hands.coordinator, at=NOW, version_seen=page.version
        )
    with fence.enter(office.officer), pytest.raises(NotThere):
        take_back_particular(particular=wrong, words="No", by=office.officer, at=NOW)
    assert browser(office.officer).get(address).status_code in {403, 404}
    assert "Enter why" in send(client, address, words="")
    assert "may hold it from now on" in send(client, address, words="A song")
    with fence.enter(worker):
        after = release_for(worker, number, NOW.date())
        assert after is not None and after.version > page.version + 1 and after.cut != page.cut
        assert [(one.words, one.by_name) for one in ParticularEnd.objects.all()] == [("A song", worker.name)]
        assert wrong not in {one.id for one in particulars_in(worker, case)}
        told_of = [one.sentence for one in events.timeline_of_subjects([records["Benno"]], 5)]
        assert any("added wrongly" in one for one in told_of) and not any("songs" in one for one in told_of)
    assert client.get(address).status_code == 404


def test_nothing_is_made_for_the_dead_the_unborn_or_a_stranger(told: World) -> None:
    worker, record = told.hands.worker, told.family.records["Gordon"]
    with fence.enter(worker):
        new = releasing.NewRelease(ReleaseKind.ASSESSMENT, told.family.assessment, uuid.uuid4())
        with pytest.raises(Refused) as stranger:
            releasing.begin_release(case=told.family.case, new=new, by=worker, at=NOW)
        assert "somebody of this family" in str(stranger.value)
        other = releasing.NewRelease(ReleaseKind.PLAN, told.family.assessment, record)
        with pytest.raises(Refused):
            releasing.begin_release(case=told.family.case, new=other, by=worker, at=NOW)
        Person.objects.filter(id=people_of(worker, record)).update(status="deceased")
        with pytest.raises(Refused) as dead:
            outside.open_copy(release=told.copies["Gordon"], by=worker, at=NOW)
        assert "has died" in str(dead.value)
        with pytest.raises(Refused):
            releasing.begin_release(case=told.family.case, new=replace(new, record=record), by=worker, at=NOW)


def people_of(asker: Asker, record: uuid.UUID) -> uuid.UUID:
    from familyhub.people.queries import names_of

    return names_of(asker, [record])[record].person


def test_whoever_does_not_see_everybody_of_the_family_has_no_copy(told: World, office: Office) -> None:
    worker, coordinator = told.hands.worker, told.hands.coordinator
    with fence.enter(worker):
        assert coordinator.number
        grants.bar(people_of(worker, told.family.records["Benno"]), because="declared", against=coordinator.number)
        document = Release.objects.get(id=told.copies["Fabian"]).document
    with fence.enter(coordinator):
        assert release_for(coordinator, told.copies["Fabian"], NOW.date()) is None
        assert document and files.opened(coordinator, document) is None
        with pytest.raises(NotThere):
            outside.sign(release=told.copies["Fabian"], by=coordinator, at=NOW)
    for address in ("", "staff-copy/", "sign/"):
        assert browser(coordinator).get(f"/releases/{told.copies['Fabian']}/{address}").status_code == 404
    assert browser(office.elsewhere).get(f"/releases/{told.copies['Fabian']}/").status_code == 404


def test_a_copy_is_made_in_a_browser(told: World, office: Office) -> None:
    client, record = browser(office.worker), told.family.records["Maralyn"]
    case = told.family.case
    page = send(client, f"/cases/{case}/copies/begin/", what=f"assessment.{told.family.assessment}", to=str(record))
    assert "Before you make a copy for Maralyn Example" in page
    assert "Darren Placeholder with Maralyn Example" in page and "Another adult" in page and "protected" in page
    with fence.enter(office.worker):
        number = Release.objects.filter(record=record, state="begun").get().id
    draft = send(client, f"/releases/{number}/family/", version="2")
    assert "Look at these" in draft and "It looks like a telephone number" in draft
    with fence.enter(office.worker):
        cut = release_for(office.worker, number, NOW.date()).cut  # type: ignore[union-attr]
        line = next(one for one in cut.lines() if one.words == "She loves drawing.")  # type: ignore[union-attr]
        hidden = next(one for one in cut.lines() if one.why is Why.PERSON)  # type: ignore[union-attr]
    page = send(client, f"/releases/{number}/take-out/", lines=line.key, version="2")
    assert "1 taken out by hand" in page and "Taken out by hand" in page
    assert "Choose" in send(client, f"/releases/{number}/take-out/", lines=hidden.key, version="3")
    why = {"basis": "duty", "necessity": "She asked what it says"}
    assert "Enter why they need it" in send(client, f"/releases/{number}/ask/", basis="duty", necessity="")
    for address, typed in ((f"/releases/{number}/take-out/", {"lines": line.key}), (f"/releases/{number}/ask/", why)):
        refused = client.post(address, form_at(client, address, **typed) | {"version": "2"})
        assert "Somebody else changed this since you opened it" in text(refused)
        sent = client.post(address, shown(refused), follow=True)
        assert sent.status_code == 200, text(sent)
    assert "waits for a second person" in text(sent)
    assert client.get(f"/releases/{number}/sign/").status_code in {302, 404}
    second = browser(office.coordinator)
    page = text(second.get(f"/releases/{number}/sign/"))
    assert "Left out, and why" in page and "She loves drawing." in page and "What Maralyn Example reads" in page
    for press, typed, done in (
        ("send-back", {"words": "Look again"}, "Sent back"),
        ("sign", {}, "its files are made"),
    ):
        address = f"/releases/{number}/{press}/"
        refused = second.post(address, form_at(second, address, **typed) | {"version": "3"})
        assert "Somebody else changed this since you opened it" in text(refused)
        assert done in text(second.post(address, shown(refused), follow=True))
        send(client, f"/releases/{number}/ask/", **why)
    staff = client.get(f"/releases/{number}/staff-copy/")
    assert staff["Content-Type"] == "application/pdf" and b"".join([staff.content]).startswith(b"%PDF-")
    assert "being checked" in send(client, f"/releases/{number}/open/", copy="1")
    assert "Withdrawn" in send(client, f"/releases/{number}/end/", words="Wrong day")


def test_a_signed_copy_is_downloaded_and_that_is_kept(told: World, office: Office) -> None:
    client = browser(office.worker)
    answer = client.post(f"/releases/{told.copies['Gordon']}/open/", {"copy": "1"})
    got = client.get(answer.headers["Location"])
    assert got["Content-Type"] == "application/pdf" and re.search(
        r"copy-C-[0-9A-F]{8}\.pdf", got["Content-Disposition"]
    )
    with fence.enter(office.worker):
        kinds = ReleaseStep.objects.filter(release=told.copies["Gordon"]).values_list("kind", flat=True)
        assert "opened" in kinds


def test_two_begin_one_copy_for_one_person(told: World) -> None:
    worker, record = told.hands.worker, told.family.records["Maralyn"]
    new = releasing.NewRelease(ReleaseKind.CHRONOLOGY, told.family.case, record)
    with fence.enter(worker):
        first = releasing.begin_release(case=told.family.case, new=new, by=worker, at=NOW)
        assert releasing.begin_release(case=told.family.case, new=new, by=worker, at=NOW) == first
        page = release_for(worker, first, NOW.date())
        assert page and page.cut and "Family help assessment begun." in str(page.cut.copy())
        assert all(fact not in str(page.cut.copy()) for fact in told.facts.values())
        with pytest.raises(Refused):
            releasing.ask_for_signature(
                release=first, basis=releasing.GROUNDS[0], necessity="Too early for that", by=worker, at=NOW
            )
        releasing.stop_release(release=first, words="Not wanted", by=worker, at=NOW)
