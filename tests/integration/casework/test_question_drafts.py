"""Question sets drafted on the screen: put together, mended, published by a second person; who may not sees nothing."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from familyhub.accounts import actions as accounts_actions
from familyhub.accounts import queries as accounts
from familyhub.accounts.models import Staff, Team
from familyhub.accounts.terms import HoldingKind
from familyhub.casework.actions import set_drafts
from familyhub.casework.models import Episode, LocalSet, SetDraft, SetPiece
from familyhub.casework.queries.question_sets import all_sets, sets_in_force
from familyhub.casework.queries.set_drafts import under_way
from familyhub.casework.question_sets import number_of, read_set
from familyhub.core import drafts, fence
from familyhub.core.asker import Asker, system
from familyhub.core.clocks import day_of
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.test_assessments import begin
from tests.integration.casework.test_casework_screens import text

FAMILY_HELP = number_of("family_help", 1)


@pytest.fixture
def pair(office: Office) -> tuple[Asker, Asker]:
    """Two who look after the question sets."""
    by, today, found = system("tests of question sets"), day_of(NOW), []
    for staff in Staff.objects.exclude(id=office.worker.number).order_by("email")[:2]:
        with fence.enter(by):
            new = accounts_actions.NewPost("Administrator", "administrator", Team.objects.earliest("name"), today)
            post = accounts_actions.add_post(post=new, by=by)
            kind = HoldingKind.SUBSTANTIVE
            accounts_actions.fill_post(post=post, staff=staff, kind=kind, valid_from=today, by=by, at=NOW)
        found.append(accounts.asker_of(staff.id, today))
    return found[0], found[1]


@pytest.fixture
def both(pair: tuple[Asker, Asker]) -> tuple[Client, Client]:
    return browser(pair[0]), browser(pair[1])


def pieces() -> dict[str, SetPiece]:
    """The pieces of the only draft, by what they are called."""
    return {str(one.said.get("ask") or one.said.get("title")): one for one in SetPiece.objects.all()}


def hidden(page: str) -> dict[str, str]:
    """What a form carries unseen."""
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)}


def boxes(client: Client, address: str, **typed: str) -> dict[str, str]:
    """What stands in the form, with what is typed besides."""
    page = client.get(address).content.decode()
    found = hidden(page)
    found |= {name: value for value, name in re.findall(r'type="text" value="([^"]*)"[^>]*name="([^"]+)"', page)}
    found |= dict(re.findall(r'type="text" name="([^"]+)" value="([^"]*)"', page))
    found |= dict(re.findall(r'type="radio" name="([^"]+)" value="([^"]*)"[^>]*checked', page))
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', page))
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        found[name] = (re.findall(r'value="([^"]*)" selected', inside) or [""])[0]
    return found | typed


def copied(client: Client) -> str:
    """The address of a draft that begins as the delivered set stands."""
    sent = boxes(client, f"/question-sets/{FAMILY_HELP}/copy/", title="Our family help")
    return client.post(f"/question-sets/{FAMILY_HELP}/copy/", sent)["Location"]


def days(client: Client, draft: str) -> None:
    """In force from tomorrow on."""
    on = timezone.localdate() + timedelta(days=1)
    typed = {"valid_from_day": str(on.day), "valid_from_month": str(on.month), "valid_from_year": str(on.year)}
    done = client.post(f"{draft}head/", boxes(client, f"{draft}head/", **typed))
    assert done.status_code == 302, text(done)


def order_of(section: str) -> list[str]:
    inside = SetPiece.objects.filter(within=pieces()[section], is_out=False).order_by("number")
    return [one.code for one in inside]


def test_a_set_is_made_from_nothing_and_says_what_is_to_be_mended(both: tuple[Client, Client]) -> None:
    one, other = both
    draft = one.post("/question-sets/new/", boxes(one, "/question-sets/new/", title="Short look"))["Location"]
    page = text(one.get(draft))
    assert "A set has between 1 and 30 sections" in page and "Say from which day" in page
    add = f"{draft}sections/add/"
    assert one.post(add, boxes(one, add, title="", per="child")).status_code == 422
    one.post(add, boxes(one, add, title="Each child", per="child"))
    section = pieces()["Each child"]
    add = f"/question-sets/pieces/{section.id}/questions/add/"
    for ask, kind in (("What they say", "voice"), ("Who cares for them", "choice"), ("Level", "level")):
        sent = boxes(one, add, ask=ask, kind=kind, choices="One parent\nBoth" if kind == "choice" else "")
        assert one.post(add, sent).status_code == 302
    days(one, draft)
    page = one.get(draft).content.decode()
    assert f'href="/question-sets/pieces/{pieces()["Level"].id}/"' in page and "The level is the family" in page
    assert one.post(f"{draft}ready/", follow=True).status_code == 200
    assert SetDraft.objects.get().state == "draft"
    one.post(f"/question-sets/pieces/{pieces()['Level'].id}/out/")
    assert "Nothing must be mended" in text(one.get(draft)) and "does not ask for the level" in text(one.get(draft))
    worker_sees = text(one.get(f"{draft.replace('drafts/', '')}preview/"))
    assert "What they say" in worker_sees and "If there are none: why" in worker_sees and "Level" not in worker_sees
    assert "One parent" in worker_sees and "Asked of each child" in worker_sees


def test_a_second_person_publishes_and_the_next_version_begins_there(both: tuple[Client, Client]) -> None:
    one, other = both
    draft = copied(one)
    days(one, draft)
    one.post(f"{draft}ready/")
    assert one.get(f"{draft}publish/").status_code == 302  # whoever drafted does not
    assert "Our family help, version 1" in text(other.get(reverse("tray:home")))
    assert "Our family help, version 1" not in text(one.get(reverse("tray:home")))
    key = boxes(other, f"{draft}publish/")
    edit = f"/question-sets/pieces/{pieces()['Home, money and work'].id}/"
    one.post(edit, boxes(one, edit, ask="Home and money", must="3", need="sf.9"))
    assert SetDraft.objects.get().state == "draft"  # what changed is ready no more
    one.post(f"{draft}ready/")
    assert "changed the draft meanwhile" in text(other.post(f"{draft}publish/", key))
    done = other.post(f"{draft}publish/", boxes(other, f"{draft}publish/"), follow=True)
    begins = "begins with who is in the family, with ages, as the record has it"
    said = f"must be answered from level 3; {begins}; need: Secure housing"
    assert "is published" in text(done) and said in text(done)
    kept = LocalSet.objects.get()
    assert (kept.version, kept.code) == (1, "our_family_help") and kept.drafted_by != kept.by_name
    today = timezone.localdate()
    assert kept.code not in {each.code for each in sets_in_force(today)}
    assert kept.code in {each.code for each in sets_in_force(today + timedelta(days=1))}
    for change in ("UPDATE casework_localset SET text = ''", "DELETE FROM casework_setdraftstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    again = f"/question-sets/{kept.id}/copy/"
    second = other.post(again, boxes(other, again, title=""))["Location"]
    assert "Nothing differs yet" in text(other.get(second)) and "No assessment is under way" in text(other.get(second))
    assert "There is a draft of" in text(one.post(again, boxes(one, again, title="")))


def test_how_many_go_on_is_a_number_alone(pair: tuple[Asker, Asker], office: Office, accepted: list[Episode]) -> None:
    begin(office, accepted[0])
    with fence.enter(pair[0]):
        assert under_way("family_help") == ((1, 1),)
        assert under_way("caf") == ()


def test_two_editors_see_each_other_and_nothing_typed_is_lost(
    both: tuple[Client, Client], pair: Sequence[Asker]
) -> None:
    one, other = both
    draft = copied(one)
    edit = f"/question-sets/pieces/{pieces()['Home, money and work'].id}/"
    mine, theirs = boxes(one, edit, ask="Home and money"), boxes(other, edit, ask="Home and work", hint="Rent too")
    assert other.post(edit, theirs).status_code == 302
    answer = one.post(edit, mine)
    assert answer.status_code == 409 and "changed this meanwhile" in text(answer) and "Rent too" in text(answer)
    assert 'value="Home and money"' in answer.content.decode()
    with fence.enter(pair[0]):
        assert drafts.kept(pair[0], "casework:set_piece", uuid.UUID(edit.split("/")[3])) is not None
    again = mine | hidden(answer.content.decode()) | {"hint": "Rent too"}
    assert one.post(edit, again).status_code == 302
    assert pieces()["Home and money"].said["hint"] == "Rent too"
    head = boxes(one, f"{draft}head/", title="Mine")
    other.post(f"{draft}head/", boxes(other, f"{draft}head/", title="Theirs"))
    answer = one.post(f"{draft}head/", head)
    assert answer.status_code == 409 and "Theirs" in text(answer)


def test_questions_are_moved_by_buttons_taken_out_put_back_and_put_elsewhere(both: tuple[Client, Client]) -> None:
    client = both[0]
    draft = copied(client)
    days(client, draft)
    family = "The family and why now"
    assert order_of(family) == ["why_now", "wanted", "safely", "around"]
    wanted = f"/question-sets/pieces/{pieces()['What the family wants to be different'].id}/"
    for pressed in ({"up": "1"}, {"up": "1"}):  # the first goes no further
        assert client.post(f"{wanted}move/", pressed)["Location"] == f"{draft}#p-{wanted.split('/')[3]}"
    assert order_of(family) == ["wanted", "why_now", "safely", "around"]
    client.post(f"{wanted}move/", {"down": "1"})
    client.post(f"{wanted}out/")
    assert order_of(family) == ["why_now", "safely", "around"]
    client.post(f"{wanted}out/", {"back": "1"})
    assert order_of(family) == ["why_now", "safely", "around", "wanted"]
    home = pieces()["Home and around"]
    client.post(wanted, boxes(client, wanted, section=str(home.id)))
    assert order_of("Home and around") == ["home", "relations", "wanted"]
    text_now = client.get(f"{draft.replace('drafts/', '')}text/").content.decode()
    assert [one.code for one in read_set(text_now, "out").sections[3].questions] == ["home", "relations", "wanted"]
    client.post(f"{draft}stop/", boxes(client, f"{draft}stop/"))
    assert "is over" in text(client.post(f"{wanted}move/", {"up": "1"}, follow=True))
    assert "Nothing is being drafted" in text(client.get("/question-sets/"))


def test_a_text_brought_in_is_a_draft_and_a_wrong_one_says_why(both: tuple[Client, Client]) -> None:
    client = both[0]
    good = client.get(f"/question-sets/{FAMILY_HELP}/text/").content.decode()
    taken = client.post("/question-sets/add/", {"text": good})
    assert taken.status_code == 422 and "came with the software" in text(taken)
    bad = good.replace('kind = "level"', 'kind = "colour"')
    assert "“kind” is one of" in text(client.post("/question-sets/add/", {"text": bad}))
    own = good.replace('"family_help"', '"brought_in"')
    draft = client.post("/question-sets/add/", {"text": own})["Location"]
    assert client.get(f"{draft.replace('drafts/', '')}text/").content.decode().count("[[sections]]") == 5
    assert len(all_sets()) == 4  # nothing is published by itself


def test_whoever_does_not_look_after_the_sets_finds_no_draft(both: tuple[Client, Client], office: Office) -> None:
    draft = copied(both[0])
    piece = pieces()["Home, money and work"].id
    worker = browser(office.worker)
    number = draft.split("/")[3]
    for address in (f"/question-sets/{number}/preview/", f"/question-sets/{number}/text/", f"/question-sets/{number}/"):
        assert worker.get(address).status_code == 404
    assert worker.get(draft).status_code == worker.post(f"/question-sets/pieces/{piece}/out/").status_code == 404
    assert "Drafts" not in text(worker.get("/question-sets/"))


def test_nothing_is_drafted_twice_at_once(pair: tuple[Asker, Asker]) -> None:
    with fence.enter(pair[0]):
        number = set_drafts.begin_set(title="Ours", by=pair[0], at=NOW)
        assert SetDraft.objects.get(id=number).code == "ours"
        second = set_drafts.begin_set(title="Ours", by=pair[1], at=NOW)
        assert SetDraft.objects.get(id=second).code == "ours_2"
