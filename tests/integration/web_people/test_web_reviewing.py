"""The review bench as people use it: two browsers, two sides, two people who agree."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from familyhub.accounts.models import Staff
from familyhub.core import access, fence, grants
from familyhub.core.asker import Asker, system
from familyhub.core.models import AccessRow
from familyhub.people import actions, queries
from familyhub.people.actions.merging import to_settle
from familyhub.people.models import Merge, Pair, Record
from familyhub.people.new import NewAddress, Registered
from familyhub.people.terms import PairSource, SettleKind, Visibility
from familyhub.work.models import Task
from tests.integration.people.invented import NOW, child, officer, someone
from tests.integration.signin.people import text
from tests.integration.web_people.signed_in import browser, key_in, stored

pytestmark = pytest.mark.django_db
WHY = "Same child: the school and the nurse know both names"


def two(by: Asker) -> tuple[Registered, Registered]:
    return stored(child("Tilly", "Example"), by), stored(child("Tillie", "Exampel"), by)


def noticed(one: Registered, other: Registered, by: Asker | None = None, **more: object) -> uuid.UUID:
    asker = by or officer()
    new = actions.NewPair(one.record, other.record, ("same date of birth", "similar name"), PairSource.DOOR)
    with fence.enter(asker):
        number = actions.notice(new=new, by=asker, at=NOW, **more)  # type: ignore[arg-type]
    assert number
    return number


def test_one_proposes_another_agrees_and_the_two_are_one() -> None:
    (first, asker), (second, _) = browser("front_door_officer"), browser("mash_decision_maker")
    one, other = two(asker)
    pair = noticed(one, other)
    page = first.get("/people/review/").content.decode()
    assert "Tilly Example" in page and "1 pair to decide" in page
    page = first.get(f"/people/review/{pair}/").content.decode()
    assert "Differs" in page and "Same" in page and "Same date of birth" in page and "Similar name" in page
    assert "propose to merge" in page and "I agree" not in page
    answer = first.post(f"/people/review/{pair}/same/", {"why": WHY, "form_key": key_in(page)})
    assert (answer.status_code, answer["Location"]) == (302, "/people/review/")
    assert Merge.objects.count() == 0
    page = second.get(f"/people/review/{pair}/").content.decode()
    assert "I agree: merge them" in page and WHY in page
    answer = second.post(f"/people/review/{pair}/agree/", {"why": WHY, "form_key": key_in(page)})
    with fence.enter(officer()):
        merge = Merge.objects.get()
        assert {row.person_id for row in Record.objects.all()} == {merge.kept_id}
        gone = merge.absorbed_id
    assert answer["Location"] == f"/people/merges/{merge.id}/"
    page = second.get(answer["Location"]).content.decode()
    assert "What" in page and "Separate them" in page
    assert first.get(f"/people/{gone}/")["Location"] == f"/people/{merge.kept_id}/"
    answer = second.post(f"/people/merges/{merge.id}/separate/", {"why": "They are twins", "form_key": key_in(page)})
    assert answer.status_code == 302
    page = second.get(f"/people/merges/{merge.id}/").content.decode()
    assert "They were merged, and are two people" in page and "Read while they were one" in page
    with fence.enter(officer()):
        assert len({row.person_id for row in Record.objects.all()}) == 2
        assert Pair.objects.get(id=pair).state == "different"
    assert first.get(f"/people/{gone}/").status_code == 200


def test_nobody_agrees_to_their_own_proposal_and_an_officer_alone_merges_nothing() -> None:
    client, asker = browser("mash_decision_maker")
    pair = noticed(*two(asker))
    client.post(f"/people/review/{pair}/same/", {"why": WHY})
    answer = client.post(f"/people/review/{pair}/agree/", {"why": WHY})
    assert answer.status_code == 409 and "somebody else has to agree" in answer.content.decode()
    third, _ = browser("front_door_officer")
    answer = third.post(f"/people/review/{pair}/same/", {"why": WHY + " too"})
    assert answer.status_code == 409 and "may agree to a merge" in answer.content.decode()
    assert third.post(f"/people/review/{pair}/agree/", {"why": WHY}).status_code == 404
    with fence.enter(officer()):
        assert Merge.objects.count() == 0


def test_two_people_for_ever_is_never_suggested_again() -> None:
    client, asker = browser("front_door_officer")
    one, other = two(asker)
    pair = noticed(one, other)
    answer = client.post(f"/people/review/{pair}/different/", {"why": "Twins: two birth certificates"})
    assert answer.status_code == 302
    with fence.enter(asker):
        new = actions.NewPair(other.record, one.record)
        assert actions.notice(new=new, by=asker, at=NOW) is None
        assert queries.bench(asker, NOW).lines == ()
    answer = client.post(f"/people/review/{pair}/different/", {"told": "twins"})
    assert answer.status_code == 409


def test_edge_case_02_twins_stay_two_and_a_reviewer_settles_them_in_three_actions() -> None:
    """Open the pair, say why, decide: the words are read on the pair's own page."""
    client, asker = browser("front_door_officer")
    one, other = stored(child("Twin 1", "Example"), asker), stored(child("Twin 2", "Example"), asker)
    pair = noticed(one, other)
    list_page = client.get("/people/review/").content.decode()
    [href] = re.findall(rf'href="(/people/review/{pair}/)"', list_page)
    page = client.get(href).content.decode()
    assert (
        client.post(f"{href}different/", {"why": "Twins, seen together", "form_key": key_in(page)}).status_code == 302
    )
    with fence.enter(asker):
        assert len({row.person_id for row in Record.objects.all()}) == 2


def test_a_pair_that_somebody_has_open_is_decided_by_nobody_else() -> None:
    (first, asker), (second, _) = browser("front_door_officer"), browser("mash_decision_maker")
    pair = noticed(*two(asker))
    first.post(f"/people/review/{pair}/claim/")
    assert "has it open" in second.get("/people/review/").content.decode()
    page = second.get(f"/people/review/{pair}/").content.decode()
    assert "Two people: never ask again" not in page
    answer = second.post(f"/people/review/{pair}/different/", {"why": "Twins, I am sure of it"})
    assert answer.status_code == 409 and "has this open" in answer.content.decode()
    first.post(f"/people/review/{pair}/release/")
    assert second.post(f"/people/review/{pair}/different/", {"why": "Twins, I am sure of that"}).status_code == 302


def test_an_open_enquiry_comes_first_and_each_page_says_who_it_may_be() -> None:
    client, asker = browser("front_door_officer")
    noticed(*two(asker))
    one, other = stored(someone("Urgent", "Example"), asker), stored(someone("Urgente", "Example"), asker)
    pair = noticed(one, other, is_first=True)
    with fence.enter(asker):
        assert [line.id for line in queries.bench(asker, NOW).lines][0] == pair
    assert "Open safeguarding enquiry" in client.get("/people/review/").content.decode()
    for who, name in ((one, "Urgente Example"), (other, "Urgent Example")):
        page = client.get(f"/people/{who.person}/").content.decode()
        assert "May be the same person as" in page and name in page


def test_whoever_may_not_see_both_sees_no_pair_anywhere() -> None:
    client, asker = browser("front_door_officer")
    one, other = two(asker)
    pair = noticed(one, other)
    before = client.get(f"/people/{one.person}/").content.decode()
    assert "May be the same person as" in before
    grants.bar(other.person, because="declared relation", against=asker.number)
    nothing = uuid.uuid4()
    for path in ("", "claim/", "release/", "same/", "different/", "ask/"):
        answers = [client.post(f"/people/review/{number}/{path}", {"why": WHY}) for number in (pair, nothing)]
        if not path:
            answers = [client.get(f"/people/review/{number}/") for number in (pair, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
    page = client.get(f"/people/{one.person}/").content.decode()
    assert "May be the same person" not in page and "Tillie" not in page
    assert "Nothing to decide" in client.get("/people/review/").content.decode()
    assert "to compare" not in client.get("/").content.decode()


def test_edge_case_15_a_sealed_identity_is_in_no_pair() -> None:
    asker = officer()
    one, other = two(asker)
    noticed(one, other)
    third = stored(child("Tilly", "Newname"), asker)
    grants.bar(other.person, because="sealed")
    with fence.enter(asker):
        assert queries.bench(asker, NOW) == queries.Bench((), 0, False)
        assert Pair.objects.count() == 0
        with pytest.raises(actions.NoSuchPerson):
            actions.notice(new=actions.NewPair(third.record, other.record), by=asker, at=NOW)


def test_the_protection_desk_alone_sees_a_pair_with_somebody_hidden() -> None:
    county, (client, duty) = officer(), browser("duty_manager")
    one, other = two(county)
    with fence.enter(county):
        actions.hide_person(record=one.record, see=list(duty.holders), by=county, at=NOW)
    grants.grant(list(duty.holders), [other.person], because="the desk looks")
    with fence.enter(duty):
        pair = actions.notice(new=actions.NewPair(one.record, other.record), by=duty, at=NOW)
    assert pair and client.get(f"/people/review/{pair}/").status_code == 200
    with fence.enter(county):
        assert queries.pair_for(county, pair, NOW) is None
        assert queries.bench(county, NOW).count == 0
        page = queries.person_for(county, other.person)
    assert page and page.maybe == ()


def test_a_protected_address_is_read_on_neither_side_by_an_officer() -> None:
    client, asker = browser("front_door_officer")
    writer = officer()
    one, other = two(writer)
    with fence.enter(writer):
        number = actions.add_address(
            record=one.record, new=NewAddress("7 Hidden Sample Lane", postcode="S80 1AA"), by=writer, at=NOW
        )
        actions.protect_address(address=number, visibility=Visibility.REFUGE, by=writer, at=NOW)
    pair = noticed(one, other)
    page = client.get(f"/people/review/{pair}/").content.decode()
    assert "Hidden Sample Lane" not in page and "S80" not in page


def test_a_question_stands_in_the_tray_of_whoever_was_not_sure() -> None:
    (asks, _), (maker, was_unsure) = browser("mash_decision_maker"), browser("front_door_officer")
    pair = noticed(*two(was_unsure), was_unsure)
    page = asks.get(f"/people/review/{pair}/").content.decode()
    name = Staff.objects.get(id=was_unsure.number).name
    assert f"Not sure: ask {name}" in page
    body = {"to": str(was_unsure.number), "question": "Which school does she go to?"}
    assert asks.post(f"/people/review/{pair}/ask/", body).status_code == 302
    assert "two records that may be one person" in maker.get("/").content.decode()
    assert "Which school does she go to?" in maker.get(f"/people/review/{pair}/").content.decode()
    with fence.enter(was_unsure):
        assert [task.about for task in Task.objects.all()] == [pair]


def test_every_page_of_the_bench_notes_whom_it_names() -> None:
    client, asker = browser("front_door_officer")
    one, other = two(asker)
    pair = noticed(one, other)
    for path in ("/people/review/", f"/people/review/{pair}/", f"/people/{one.person}/"):
        number = client.get(path)["X-Request-Id"]
        with fence.enter(system("test", wide=frozenset({"access log"}))):
            row = AccessRow.objects.get(request=uuid.UUID(number))
        assert {one.person, other.person} <= set(row.subjects)


def test_the_bench_asks_as_many_questions_for_1_pair_as_for_50() -> None:
    asker, counts = officer(), []
    for more in (1, 49):
        for _ in range(more):
            noticed(*two(asker), asker)
        with fence.enter(asker), CaptureQueriesContext(connection) as asked:
            found = queries.bench(asker, NOW)
        counts.append((len(asked), len(found.lines)))
    assert counts == [(4, 1), (4, 50)]


def test_not_sure_while_registering_makes_the_record_and_a_pair() -> None:
    client, asker = browser("front_door_officer")
    stored(child("Tilly", "Example"), asker)
    page = client.get("/people/new/").content.decode()
    body = {
        "form_key": key_in(page),
        "given": "Tilly",
        "family": "Example",
        "kind": "person",
        "born_on_0": "1",
        "born_on_1": "7",
        "born_on_2": "2023",
        "sex": "F",
        "known": "unknown",
    }
    answer = client.post("/people/new/", body)
    assert "Not sure: register" in answer.content.decode()
    answer = client.post("/people/new/", body | {"next_step": "unsure"})
    assert answer.status_code == 302
    with fence.enter(asker):
        assert Pair.objects.get().source == "registering"
        assert Record.objects.count() == 2


def test_of_several_found_only_those_ticked_go_to_the_bench() -> None:
    client, asker = browser("front_door_officer")
    stored(child("Tilly", "Example"), asker)
    doubted = stored(child("Tillie", "Example"), asker)
    body = {"given": "Tilly", "family": "Example", "kind": "person", "sex": "F", "known": "unknown"}
    body |= {"born_on_0": "1", "born_on_1": "7", "born_on_2": "2023"}
    body["form_key"] = key_in(client.get("/people/new/").content.decode())
    assert "If you are not sure: about whom?" in text(client.post("/people/new/", body))
    missing = client.post("/people/new/", body | {"next_step": "unsure"})
    assert missing.status_code == 422
    assert "Tick whom you are not sure about" in text(missing)
    answer = client.post("/people/new/", body | {"next_step": "unsure", "doubted": str(doubted.record)})
    assert answer.status_code == 302
    with fence.enter(asker):
        pair = Pair.objects.get()
        assert doubted.record in {pair.first_id, pair.second_id}


def test_after_separating_files_taken_and_partners_links_stand_with_what_was_sent() -> None:
    (first, asker), (second, by) = browser("front_door_officer"), browser("mash_decision_maker")
    one, other = two(asker)
    pair = noticed(one, other)
    first.post(f"/people/review/{pair}/same/", {"told": "fits"})
    second.post(f"/people/review/{pair}/agree/", {"told": "fits"})
    with fence.enter(officer()):
        merge = Merge.objects.get().id
    with fence.enter(by, screen="documents:download") as unit:
        fence.note_subjects([one.person])
        access.write(unit, method="GET", outcome=access.SHOWN)
    second.post(f"/people/merges/{merge}/separate/", {"why": "They are twins"})
    page = text(second.get(f"/people/merges/{merge}/"))
    files = page.split("Files taken while they were one")[-1].split("Read while they were one")[0]
    assert by.name in files and "A file was opened" in files
    assert "No partner opened a link about either" in page and "Nothing was sent about either" in page


def test_a_decision_without_a_word_is_not_taken_and_the_next_pair_is_taken_for_whoever_decides() -> None:
    client, asker = browser("front_door_officer")
    pairs = [noticed(*two(asker)) for _ in range(2)]
    answer = client.post("/people/review/next/")
    begun = uuid.UUID(answer["Location"].split("/")[-2])
    assert begun in pairs and client.post(f"/people/review/{begun}/different/", {}).status_code == 422
    [left] = set(pairs) - {begun}
    answer = client.post(f"/people/review/{begun}/different/", {"told": "siblings"})
    assert answer["Location"] == f"/people/review/{left}/"
    with fence.enter(asker):
        assert Pair.objects.get(id=left).claimed_by == asker.number
    answer = client.post(f"/people/review/{left}/same/", {"told": "fits"})
    assert answer["Location"] == "/people/review/"  # one's own proposal is for somebody else
    assert client.post("/people/review/next/")["Location"] == "/people/review/"


def test_a_reason_that_contradicts_the_button_is_refused_beside_the_radios_and_what_was_typed_stays() -> None:
    (first, asker), (second, _) = browser("front_door_officer"), browser("mash_decision_maker")
    pair = noticed(*two(asker))
    at = f"/people/review/{pair}"
    answer = first.post(f"{at}/same/", {"told": "twins", "why": "Both at the school"})
    assert answer.status_code == 422
    assert "You chose a reason for two people" in text(answer)
    assert "Both at the school" in text(answer)
    answer = first.post(f"{at}/different/", {"told": "number"})
    assert answer.status_code == 422
    assert "You chose a reason for one person" in text(answer)
    assert first.post(f"{at}/same/", {"told": "asked"}).status_code == 302  # speaks for either
    assert "You chose a reason for two people" in text(second.post(f"{at}/agree/", {"told": "generation"}))
    with fence.enter(officer()):
        assert Pair.objects.get(id=pair).state == "proposed"
    assert second.post(f"{at}/different/", {"told": "siblings"}).status_code == 302


def test_after_a_separation_what_is_left_is_reached_from_the_person_the_bench_and_the_tray() -> None:
    (first, asker), (second, by) = browser("front_door_officer"), browser("data_quality_officer")
    one, other = two(asker)
    pair = noticed(one, other)
    first.post(f"/people/review/{pair}/same/", {"told": "fits"})
    second.post(f"/people/review/{pair}/agree/", {"told": "fits"})
    with fence.enter(officer()):
        row = Merge.objects.get()
    second.post(f"/people/merges/{row.id}/separate/", {"why": "They are twins"})
    for person in (one.person, other.person):
        assert "to be looked at" not in text(second.get(f"/people/{person}/"))
    with fence.enter(by):
        to_settle([(row.id, SettleKind.ONE_EACH, "Look at this", None, None)], NOW)
    href = f"/people/merges/{row.id}/"
    for address in (f"/people/{one.person}/", f"/people/{other.person}/", "/people/review/", "/"):
        page = text(second.get(address))
        assert href in page and "to be looked at" in page, address
    assert "1 thing to be looked at" in text(second.get("/"))
    stranger, _ = browser("family_support_worker")
    assert "to be looked at" not in text(stranger.get("/"))
    item = re.search(rf"{href}settle/([0-9a-f-]+)/", text(second.get(href)))
    assert item
    second.post(f"{href}settle/{item[1]}/", {"outcome": "stays"})
    for address in (f"/people/{one.person}/", "/people/review/", "/"):
        assert href not in text(second.get(address)), address
