"""Needs: coded in a framework, read with whom they are about, with what became of each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from familyhub.casework import actions, queries
from familyhub.casework.actions import ChangedMeanwhile, NewNeed, NotThere, Refused
from familyhub.casework.models import Episode
from familyhub.casework.terms.plans import NeedState
from familyhub.core import fence, grants
from familyhub.core.asker import Asker
from tests.integration.casework.conftest import NOW, Office, browser
from tests.integration.casework.test_casework_screens import text

LATER = NOW + timedelta(days=3)


def add(by: Asker, episode: Episode, framework: str, code: str, words: str, *, whole: bool = False) -> object:
    new = NewNeed(None if whole else episode.record_id, framework, code, words)
    with fence.enter(by):
        return actions.add_need(case=episode.fence, new=new, by=by, at=NOW)


def read(by: Asker, episode: Episode) -> list[tuple[str, str, str]]:
    with fence.enter(by):
        return [(one.of_whom, one.name, one.state_label) for one in queries.needs_of(by, episode.fence)]


def test_a_need_says_whose_it_is_and_what_became_of_it(office: Office, accepted: list[Episode]) -> None:
    by, child = office.worker, accepted[0]
    need = add(by, child, "sf", "1", "Sis goes to school every day")
    add(by, child, "cc", "3", "We all sleep at night", whole=True)
    assert read(office.coordinator, child) == [
        ("Sis Example", "Getting a good education", "Open"),
        ("Whole family", "Improved health, emotional health and wellbeing", "Open"),
    ]
    with fence.enter(by):
        actions.set_need(need=need, state=NeedState.MET, words="Here for a term", by=by, at=LATER, version_seen=1)  # type: ignore[arg-type]
        page = queries.need_for(by, need)  # type: ignore[arg-type]
    assert page is not None
    assert [(one.state, one.words) for one in page.steps] == [
        ("Met", "Here for a term"),
        ("Open", "Sis goes to school every day"),
    ]
    for state, version, error in ((NeedState.MET, None, Refused), (NeedState.NOT_MET, 1, ChangedMeanwhile)):
        with fence.enter(by), pytest.raises(error):
            actions.set_need(need=need, state=state, words="x", by=by, at=LATER, version_seen=version)  # type: ignore[arg-type]
    assert read(office.other_worker, child) == []


@pytest.mark.parametrize(
    ("framework", "code", "words", "said"),
    [
        ("factors", "21", "x", "there is no need"),
        ("sf", "99", "x", "Choose a need from the list"),
        ("no such", "1", "x", "Choose a need from the list"),
        ("sf", "1", " ", "Say what is needed"),
        ("sf", "1", "x" * 200_000, "can hold 2,000"),
        ("sf", "1", "a\tb\tc\n" * 9, "spreadsheet"),
    ],
)
def test_what_is_no_need_is_refused_in_words(
    office: Office, accepted: list[Episode], framework: str, code: str, words: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(office.worker, accepted[0], framework, code, words)
    assert said in str(refused.value)


def test_a_need_is_read_with_whom_it_is_about_alone(office: Office, accepted: list[Episode]) -> None:
    sister, brother = accepted[0], accepted[1]
    for episode in (sister, brother):
        add(office.worker, episode, "sf", "3", "Sleeps badly")
    whole = add(office.worker, sister, "sf", "9", "A home of our own", whole=True)
    with fence.enter(office.worker):
        page = queries.episode_for(office.worker, sister.id)
        assert page is not None and page.who is not None
        grants.bar(page.who.person, because="declared", against=office.coordinator.number)
    assert [whose for whose, _, _ in read(office.coordinator, sister)] == ["Demo Example"]
    assert len(read(office.worker, sister)) == 3
    with fence.enter(office.coordinator):
        assert queries.need_for(office.coordinator, whole) is None  # type: ignore[arg-type]
        assert queries.told_to(office.coordinator, [("casework.need_recorded", whole)]) == set()  # type: ignore[list-item]
        with pytest.raises(NotThere):
            actions.set_need(need=whole, state=NeedState.MET, words="x", by=office.coordinator, at=LATER)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        add(office.coordinator, sister, "sf", "1", "x")


def test_exploitation_is_a_need_of_the_compartment(office: Office, accepted: list[Episode]) -> None:
    need = add(office.worker, accepted[0], "factors", "11A", "Older friends with cars")
    assert read(office.worker, accepted[0]) == [("Sis Example", "Child sexual exploitation", "Open")]
    assert read(office.coordinator, accepted[0]) == []
    client = browser(office.coordinator)
    assert client.get(f"/needs/{need}/").status_code == 404
    assert "exploitation" not in text(client.get(f"/episodes/{accepted[0].id}/"))


def test_a_need_is_recorded_and_settled_in_a_browser(office: Office, accepted: list[Episode]) -> None:
    child, client = accepted[0], browser(office.worker)
    address = f"/cases/{child.fence}/needs/add/"
    assert address in client.get(f"/episodes/{child.id}/").content.decode()
    wrong = client.post(address, {"whose": "family", "code": "sf.77", "words": ""})
    assert wrong.status_code == 422
    assert "Choose the need from the list" in text(wrong) and "Enter what is needed" in text(wrong)
    form = {"whose": str(child.record_id), "code": "sf.5", "words": "We shout less"}
    page = client.post(address, form, follow=True)
    assert "The need was recorded" in text(page) and "Improved family relationships We shout less" in text(page)
    with fence.enter(office.worker):
        need = queries.needs_of(office.worker, child.fence)[0].id
    done = client.post(
        f"/needs/{need}/settle/", {"state": "partly_met", "words": "At weekends", "version": "1"}, follow=True
    )
    assert "Partly met" in text(done) and "At weekends" in text(done)
    again = client.post(f"/needs/{need}/settle/", {"state": "met", "words": "Always", "version": "1"})
    assert "Somebody else changed this need" in text(again)
